// Days and moments. A day has no zone; a moment is shown and read by the clock of the location.
import type { CustomValue } from '@/lib/domain/contact';
import type { Tools } from '@/lib/domain/mapping/field';
import { fromLocalInput, toLocalInput } from '@/lib/domain/zoned-time';
import { type Form, plain, squash } from './form';

/** Written as `YYYY-MM-DD`. */
export const dateForm: Form = {
  canonical: (value, _field, tools) => dayOf(value, tools) ?? squash(plain(value)),
  show: (value, _field, tools) => dayOf(value, tools) ?? squash(plain(value)),
  read: (text, _field, tools) => dayOf(text, tools),
};

/** Written as ISO 8601 in UTC. A day alone keeps the clock time that the field has, and is midnight where it has none. */
export const dateTimeForm: Form = {
  canonical: (value, _field, tools) => {
    const at = momentOrMidnight(value, tools);
    return at === undefined ? squash(plain(value)) : String(Math.floor(at / 60_000));
  },
  show: (value, _field, tools) => {
    const at = momentOrMidnight(value, tools);
    return at === undefined ? squash(plain(value)) : toLocalInput(at, tools.zone).replace('T', ' ');
  },
  read: (text, _field, tools, current) => {
    const day = /[T ]\d{1,2}:\d\d/.test(text.trim()) ? undefined : dayOf(text, tools);
    const now = current === undefined ? undefined : momentOf(current, tools);
    const at = day
      ? fromLocalInput(`${day}T${now ? toLocalInput(now, tools.zone).slice(11) : '00:00'}`, tools.zone)
      : momentOf(text, tools);
    return at === undefined || at === 0 ? undefined : new Date(at).toISOString();
  },
};

/** The day of a date in any of its spellings. Midnight in UTC is a date that a server stored as a moment. */
function dayOf(value: CustomValue, tools: Tools): string | undefined {
  if (typeof value === 'string') {
    const text = value.trim();
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text);
    if (iso) return validDay(iso[1], iso[2], iso[3]);
    const spoken = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
    if (spoken)
      return tools.dayFirst || text.includes('.') ? validDay(spoken[3], spoken[2], spoken[1]) : validDay(spoken[3], spoken[1], spoken[2]);
  }
  const at = momentOf(value, tools);
  if (at === undefined) return undefined;
  return at % 864e5 === 0 && typeof value === 'number'
    ? new Date(at).toISOString().slice(0, 10)
    : toLocalInput(at, tools.zone).slice(0, 10) || undefined;
}

/** A moment, or the midnight that begins a day. */
function momentOrMidnight(value: CustomValue, tools: Tools): number | undefined {
  const day = momentOf(value, tools) === undefined ? dayOf(value, tools) : undefined;
  return day ? fromLocalInput(`${day}T00:00`, tools.zone) : momentOf(value, tools);
}

/** Epoch ms of a moment: a number, ISO text with a zone, or a clock time without one, meant in the location's. */
function momentOf(value: CustomValue, { zone }: Tools): number | undefined {
  if (typeof value === 'number') return isMoment(value) ? value : undefined;
  const text = plain(value).trim();
  if (/^\d{11,14}$/.test(text)) return Number(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return fromLocalInput(`${text}T00:00`, zone) || undefined;
  const clock = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text);
  if (clock) return fromLocalInput(`${clock[1]}T${clock[2]}`, zone) || undefined;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return isMoment(at) ? at : undefined;
}

/** Years 1000 to 9998: beyond them no system keeps a date. */
function isMoment(at: number): boolean {
  return Number.isFinite(at) && at > -30_610_224_000_000 && at < 253_370_764_800_000;
}

function validDay(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text) ? text : undefined;
}
