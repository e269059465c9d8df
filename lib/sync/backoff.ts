// How long to wait before trying again: exponential with full jitter, so that many browsers do not come back at once.

const firstMs = 2_000;
const longestMs = 5 * 60_000;

/** Milliseconds to wait after the given number of failures (1 for the first). `random` is in [0, 1). */
export function backoffMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(longestMs, firstMs * 2 ** (failures - 1))) + 500;
}
