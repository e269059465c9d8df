// Days and clock times in a location's zone, whatever zone the browser is in. Written and read as the browser's date-time field does.
import { tzOffset } from '@date-fns/tz/tzOffset';

const known = new Map<string, string>();

/** The zone itself if the browser knows it, else the browser's own. */
export function usableZone(zone: string): string {
  let usable = known.get(zone);
  if (usable === undefined) {
    try {
      usable = new Intl.DateTimeFormat('en', zone ? { timeZone: zone } : {}).resolvedOptions().timeZone;
    } catch {
      usable = new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
    }
    known.set(zone, usable);
  }
  return usable;
}

/** What the clock of the zone shows at a moment, as if it were UTC: a Date to read with its getUTC… functions. */
function clockOf(at: number, zone: string): Date {
  return new Date(at + tzOffset(usableZone(zone), new Date(at)) * 60_000);
}

/** The moment when the zone's clock shows this, given as if it were UTC. An hour that the clock skips is taken as the one after it. */
function momentOf(clock: number, zone: string): number {
  const before = (at: number) => clock - tzOffset(usableZone(zone), new Date(at)) * 60_000;
  const guess = before(clock);
  const closer = before(guess);
  const shows = (at: number) => clockOf(at, zone).getTime() === clock;
  return [closer, guess].find(shows) ?? Math.max(closer, guess);
}

/** Midnight that begins the day of `at` in the zone, `days` later or earlier, epoch ms. Days may have 23 or 25 hours. */
export function startOfDay(at: number, zone: string, days = 0): number {
  const clock = clockOf(at, zone);
  return momentOf(Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate() + days), zone);
}

/** `2026-11-21T17:00` as the clock in the zone shows it; '' for 0. */
export function toLocalInput(at: number, zone: string): string {
  return at ? clockOf(at, zone).toISOString().slice(0, 16) : '';
}

/** The moment when the clock in the zone shows `2026-11-21T17:00`, epoch ms; 0 for blank or unreadable text. */
export function fromLocalInput(text: string, zone: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!parts) return 0;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts.slice(1).map(Number);
  return momentOf(Date.UTC(year, month - 1, day, hour, minute), zone) || 0;
}

/** When a new task is due unless said otherwise: today at 17:00 in the zone, tomorrow once that has passed. */
export function defaultDueAt(now: number, zone: string): number {
  const at17 = (days: number) => fromLocalInput(`${toLocalInput(startOfDay(now, zone, days), zone).slice(0, 10)}T17:00`, zone);
  return at17(0) > now ? at17(0) : at17(1);
}

/** True when clocks of both zones show the same at this moment, so that naming the zone adds nothing. */
export function sameClock(at: number, one: string, other: string): boolean {
  return toLocalInput(at, one) === toLocalInput(at, other);
}
