// A worker that dies takes the question it was asked with it. Asked again, the browser starts another: only for what may be done twice.

/** Asks once more where no answer came. Rejects where that is in vain, too. */
export function askTwice<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch(() => ask());
}
