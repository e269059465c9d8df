// Text out of an address, whose percent signs may be anybody's.

/** Decodes percent-encoding; text that is not encoded stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
