// How long ago something was done, by a clock that may have been set: what was done in the future was done before it was set back, and proves
// nothing.

/** True where it was done less than `withinMs` ago. Times are epoch ms. */
export function isRecent(at: number | undefined, now: number, withinMs: number): boolean {
  return at !== undefined && at <= now && now - at < withinMs;
}

/** True where it was done since `startedAt`: what was asked for then may know nothing of it. Times are epoch ms. */
export function isSince(at: number, startedAt: number, now: number): boolean {
  return at >= startedAt && at <= now;
}
