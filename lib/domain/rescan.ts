// When to look again at records of a system that tells no changes: the fresh ones often, a season daily, everything weekly. What differs from
// the fingerprint of last time (content-hash.ts) was changed.

/** The last time each width was read to its end, epoch ms; 0 for never. */
export interface RescanTimes {
  recentAt: number;
  seasonAt: number;
  wholeAt: number;
}

export interface Rescan {
  width: 'recent' | 'season' | 'whole';
  /** For `createdBetween`, epoch ms. */
  span: [from: number, to: number];
  /** What is fulfilled when this one was read to its end: a wider look spares the narrower ones. */
  fulfils: (keyof RescanTimes)[];
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The widest look that is due, or null. `everyMinutes` is how often the fresh records are read. */
export function dueRescan(times: RescanTimes, now: number, everyMinutes = 5): Rescan | null {
  // A clock that was set back must not keep records from being read for as long as it jumped.
  const isDue = (at: number, afterMs: number) => at > now || now - at >= afterMs;
  if (isDue(times.wholeAt, 7 * dayMs)) return { width: 'whole', span: [0, now], fulfils: ['wholeAt', 'seasonAt', 'recentAt'] };
  if (isDue(times.seasonAt, dayMs)) return { width: 'season', span: [now - 90 * dayMs, now], fulfils: ['seasonAt', 'recentAt'] };
  if (isDue(times.recentAt, everyMinutes * minuteMs)) return { width: 'recent', span: [now - 3 * dayMs, now], fulfils: ['recentAt'] };
  return null;
}
