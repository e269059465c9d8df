// The ways in which HighLevel writes a moment, and the ways in which it wants one.
import { tzOffset } from '@date-fns/tz/tzOffset';
import { usableMoment } from '@/lib/domain/moment';
import { fromLocalInput, usableZone } from '@/lib/domain/zoned-time';

/** A moment that was read: `zoneProven` is false where the text named no zone and the location's was taken. `at` is 0 where unreadable. */
export interface ReadMoment {
  at: number;
  zoneProven: boolean;
}

/**
 * Reads ISO 8601, epoch milliseconds or seconds (also as text), and `2021-07-16 11:00:00` without a zone (GetEventSchema in contacts.json),
 * which is taken as the clock of `zone`; highlevel-api-docs does not say which it is.
 */
export function readMoment(value: unknown, zone: string): ReadMoment {
  if (typeof value === 'number') return { at: fromEpoch(value), zoneProven: true };
  if (typeof value !== 'string') return { at: 0, zoneProven: false };
  const text = value.trim();
  if (/^\d{9,}$/.test(text)) return { at: fromEpoch(Number(text)), zoneProven: true };
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes(':')) {
    return { at: usableMoment(Date.parse(text.replace(' ', 'T'))), zoneProven: true };
  }
  const local = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text.replace(' ', 'T');
  return { at: fromLocalInput(local, zone), zoneProven: false };
}

/** A record's own time stamp, epoch ms, 0 where there is none. These are UTC, also where the text forgets to say so. */
export function readStamp(value: unknown): number {
  return readMoment(value, 'UTC').at;
}

/** `YYYY-MM-DD` from any of the ways a date of birth comes back; '' where unreadable. */
export function readDate(value: unknown): string {
  if (typeof value === 'string') {
    const iso = /^(\d{4})[-/._](\d\d?)[-/._](\d\d?)/.exec(value.trim());
    if (iso) return isoDate(iso[1], iso[2], iso[3]);
    const american = /^(\d\d?)[-/._](\d\d?)[-/._](\d{4})$/.exec(value.trim());
    if (american) return isoDate(american[3], american[1], american[2]);
  }
  const at = readStamp(value);
  return at ? new Date(at).toISOString().slice(0, 10) : '';
}

function isoDate(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Seconds look like 1970 in milliseconds; nothing of ours is that old. */
function fromEpoch(value: number): number {
  return usableMoment(Math.abs(value) < 100_000_000_000 ? value * 1000 : value);
}

/** `2021-06-23T03:30:00+05:30`: the moment as the clock of `zone` shows it, with its offset. */
export function isoWithOffset(at: number, zone: string): string {
  const offset = Math.round(tzOffset(usableZone(zone), new Date(at)));
  const clock = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}
