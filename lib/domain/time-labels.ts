// Times as people read them: "Today 14:30", "Mon 24 Nov", "20 s ago". The screen speaks English; the clock and the order of day and month
// follow the region of an English browser.
import { startOfDay, toLocalInput, usableZone } from './zoned-time';

// Making a format is slow, using one is not.
const formats = new Map<string, Intl.DateTimeFormat>();
let ownLocale: string | undefined;

/** The browser's language if it is a kind of English, else British English: no mix of two languages in one line. */
function labelLocale(): string {
  ownLocale ??= new Intl.DateTimeFormat().resolvedOptions().locale;
  return ownLocale.startsWith('en') ? ownLocale : 'en-GB';
}

function format(at: number, zone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone}|${locale}|${Object.values(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: usableZone(zone) });
    formats.set(key, made);
  }
  return made.format(at).replace(/\u202f/g, ' ');
}

/** "17:00" or "5:00 PM". */
export function timeLabel(at: number, zone: string, locale = labelLocale()): string {
  return format(at, zone, locale, { timeStyle: 'short' });
}

/** "Yesterday", "Today", "Tomorrow", "Mon 24 Nov", with the year when it is another one. */
export function dayLabel(at: number, now: number, zone: string, locale = labelLocale()): string {
  const day = startOfDay(at, zone);
  for (const [name, days] of [
    ['Today', 0],
    ['Yesterday', -1],
    ['Tomorrow', 1],
  ] as const) {
    if (day === startOfDay(now, zone, days)) return name;
  }
  const sameYear = yearOf(at, zone) === yearOf(now, zone);
  return format(at, zone, locale, sameYear ? weekday : fullDay).replaceAll(',', '');
}

const yearOf = (at: number, zone: string) => toLocalInput(at, zone).split('-', 1)[0];

const weekday = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const fullDay = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** When a task is due: near days with the time, others without; "No due date" for 0. */
export function dueLabel(at: number, now: number, zone: string, locale = labelLocale()): string {
  if (!at) return 'No due date';
  const day = dayLabel(at, now, zone, locale);
  return /^(Today|Yesterday|Tomorrow)$/.test(day) ? `${day} ${timeLabel(at, zone, locale)}` : day;
}

/** Day and time, always both. */
export function dayTimeLabel(at: number, now: number, zone: string, locale = labelLocale()): string {
  return `${dayLabel(at, now, zone, locale)} ${timeLabel(at, zone, locale)}`;
}

/** The zone's short name at that moment: "EST", "GMT+1". */
export function zoneLabel(at: number, zone: string, locale = labelLocale()): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: usableZone(zone), timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "just now", "20 s ago", "3 min ago", "5 h ago", "2 days ago". Times a little ahead of our clock count as now. */
export function ageLabel(at: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}

/** "Saturday 21 November": the day itself, for a heading. */
export function longDayLabel(at: number, zone: string, locale = labelLocale()): string {
  return format(at, zone, locale, { weekday: 'long', day: 'numeric', month: 'long' });
}
