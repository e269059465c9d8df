// Days and clock times in a location's zone, whatever zone the browser is in. Written and read as the browser's date-time field does.
import { TZDateMini } from '@date-fns/tz/date/mini';

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

/** Midnight that begins the day of `at` in the zone, `days` later or earlier, epoch ms. Days may have 23 or 25 hours. */
export function startOfDay(at: number, zone: string, days = 0): number {
  const date = new TZDateMini(at, usableZone(zone));
  return new TZDateMini(date.getFullYear(), date.getMonth(), date.getDate() + days, 0, 0, 0, usableZone(zone)).getTime();
}

/** `2026-11-21T17:00` as the clock in the zone shows it; '' for 0. */
export function toLocalInput(at: number, zone: string): string {
  if (!at) return '';
  const date = new TZDateMini(at, usableZone(zone));
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment when the clock in the zone shows `2026-11-21T17:00`, epoch ms; 0 for blank or unreadable text. An hour that the clock
 * skips is taken as the one after it. */
export function fromLocalInput(text: string, zone: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!parts) return 0;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts.slice(1).map(Number);
  return new TZDateMini(year, month - 1, day, hour, minute, 0, usableZone(zone)).getTime() || 0;
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
