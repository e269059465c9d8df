// The ways in which LocaliQ writes a moment, and the days by which it wants to be asked.
// Source: LocaliQ API docs, contacts and contact interactions (GannettDigital/api-docs).
import { usableMoment } from '@/lib/domain/moment';
import { fromLocalInput } from '@/lib/domain/zoned-time';

const dayMs = 86_400_000;

/** A moment that was read: `at` is 0 where unreadable, `zoneProven` false where the text named no zone and `zone` was taken. */
export interface ReadMoment {
  at: number;
  zoneProven: boolean;
}

/**
 * Reads ISO 8601 with `Z` or an offset (all samples), without one, and the `M/D/YYYY h:mm:ss AM` of chats, which names no zone. Seconds
 * since 1970 are read as well.
 */
export function readMoment(value: unknown, zone: string): ReadMoment {
  if (typeof value === 'number') return { at: usableMoment(value < 100_000_000_000 ? value * 1000 : value), zoneProven: true };
  if (typeof value !== 'string' || value.length > 60) return { at: 0, zoneProven: false };
  const text = value.trim().replace(/\s+UTC$/i, 'Z');
  if (/T?\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(text)) {
    const iso = text.replace(/^(\d{4}-\d\d-\d\d)\s+/, '$1T').replace(/\s+(?=[+-]\d\d:?\d\d$|Z$)/i, '');
    return { at: usableMoment(Date.parse(iso)), zoneProven: true };
  }
  return { at: readClock(text, zone), zoneProven: false };
}

function readClock(text: string, zone: string): number {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?)?/.exec(text);
  if (iso) return atClock(`${iso[1]}T${iso[2] ?? '00:00'}`, iso[3], zone);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[,\s]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap])\.?m\.?$/i.exec(text);
  if (!american) return 0;
  const [, month = '', day = '', year = '', hour = '', minute = '', seconds, half = ''] = american;
  const hour24 = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const two = (part: string | number) => String(part).padStart(2, '0');
  return atClock(`${year}-${two(month)}-${two(day)}T${two(hour24)}:${minute}`, seconds, zone);
}

function atClock(minute: string, seconds: string | undefined, zone: string): number {
  const at = fromLocalInput(minute, zone);
  return at && at + Number(seconds ?? 0) * 1000;
}

/** The two dates that a list is asked by. */
export interface DayWindow {
  /** `YYYY-MM-DD`, included. */
  created_after_date: string;
  /** `YYYY-MM-DD`, not included. */
  created_before_date: string;
}

/**
 * Days that surely hold a span (epoch ms), whatever zone the server's days are in: no clock on earth is more than a day off, so a day of
 * overlap on each side is enough. The upper day is not included, so it is one later still.
 */
export function dayWindow([from, to]: readonly [number, number]): DayWindow {
  return { created_after_date: isoDay(from - dayMs), created_before_date: isoDay(to + 2 * dayMs) };
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Whole seconds from a number or from `mm:ss` or `h:mm:ss`; the docs' field table says the former, all their samples the latter. */
export function readDuration(value: unknown): number {
  if (typeof value === 'number') return wholeSeconds(value);
  if (typeof value !== 'string' || !/^\s*\d+(?::\d{1,2}){0,2}(?:\.\d+)?\s*$/.test(value)) return 0;
  return wholeSeconds(value.split(':').reduce((total, part) => total * 60 + Number(part), 0));
}

/** A number with more digits than can be counted is none. */
function wholeSeconds(value: number): number {
  const seconds = Math.round(value);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0;
}
