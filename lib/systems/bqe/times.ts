// BQE CORE's dates: ISO 8601 to the second, mostly without a zone (BQE API Explorer, filtering). Days are midnight without a zone
// (hrenfort-web/JOT); whether a time without a zone is UTC or the caller's clock is not published, so the profile says which was found.
import { tzOffset } from '@date-fns/tz/tzOffset';
import { usableMoment } from '@/lib/domain/moment';
import { fromLocalInput, startOfDay, toLocalInput, usableZone } from '@/lib/domain/zoned-time';

/** How times without a zone are read: as UTC, or on the clock that `X-UTC-OFFSET` names. */
type NaiveTimes = 'utc' | 'offset';

/** Where the caller is, and how the server writes times. */
export interface Clock {
  /** IANA zone. */
  timezone: string;
  naive: NaiveTimes;
  /** Epoch ms. */
  now: () => number;
}

/** `X-UTC-OFFSET`: minutes east of UTC as text. Without it the server takes Pacific time and shifts days. */
export function utcOffsetMinutes({ timezone, now }: Pick<Clock, 'timezone' | 'now'>): number {
  return Math.round(tzOffset(usableZone(timezone), new Date(now())));
}

/** A record's own time stamp, epoch ms; 0 where there is none. */
export function readStamp(value: unknown, clock: Clock): number {
  if (typeof value === 'number') return usableMoment(value);
  const parts = partsOf(value);
  if (!parts) return 0;
  const { day, time, zone } = parts;
  if (zone) return Date.parse(`${day}T${time}${zone}`) || 0;
  const at = Date.parse(`${day}T${time}Z`) || 0;
  return clock.naive === 'utc' || !at ? at : at - utcOffsetMinutes(clock) * 60_000;
}

/** A moment as a `where` clause takes it: without a zone, to the second. */
export function writeStamp(at: number, clock: Clock): string {
  const shift = clock.naive === 'utc' ? 0 : utcOffsetMinutes(clock) * 60_000;
  return new Date(Math.floor(at / 1000) * 1000 + shift).toISOString().slice(0, 19);
}

/** A day that may carry a time. */
export interface ReadDay {
  /** Epoch ms: the midnight that begins the day in the zone, or the time itself. 0 where there is none. */
  at: number;
  dayOnly: boolean;
}

/** Reads a date field. Midnight, here or in UTC, is a day; anything else is a time. */
export function readDay(value: unknown, clock: Clock): ReadDay {
  const parts = partsOf(value);
  if (!parts) return { at: 0, dayOnly: false };
  const { day, time, zone } = parts;
  const isMidnight = /^00:00(:00(\.0+)?)?$/.test(time);
  if (isMidnight && (!zone || /^(z|[+-]00:?00)$/i.test(zone))) return { at: fromLocalInput(`${day}T00:00`, clock.timezone), dayOnly: true };
  const at = readStamp(value, clock);
  return { at, dayOnly: at !== 0 && at === startOfDay(at, clock.timezone) };
}

/** `YYYY-MM-DD` of a moment in the zone. */
export function dayOf(at: number, timezone: string): string {
  return toLocalInput(at, timezone).slice(0, 10);
}

/** A moment as a date field takes it: the midnight of its day in the zone, without a zone. */
export function writeDay(at: number, timezone: string): string {
  return `${dayOf(at, timezone)}T00:00:00`;
}

const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Year 1 and earlier are how some servers write "no date". */
function partsOf(value: unknown): { day: string; time: string; zone: string } | undefined {
  const parts = typeof value === 'string' ? iso.exec(value.trim()) : null;
  const [, day = '', time = '00:00:00', zone = ''] = parts ?? [];
  return parts && day >= '1900' ? { day, time, zone } : undefined;
}
