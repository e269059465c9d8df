// How long something is ago, in words.

const units: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "3 days ago"; "just now" below a minute, also for times in the future (a clock that was set back). */
export function ago(at: number, now: number): string {
  const past = now - at;
  const unit = units.find(([, ms]) => past >= ms);
  return unit ? words.format(-Math.floor(past / unit[1]), unit[0]) : 'just now';
}

/** Whole days between two times, at least 0. */
export function daysBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 86_400_000));
}
