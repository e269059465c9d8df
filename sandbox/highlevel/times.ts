// The three ways in which HighLevel writes a moment: ISO in UTC, ISO with the location's offset, and a local string without a zone.

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-21T15:00:00.000Z`, as contacts, tasks and notes have it. */
export function isoUtc(at: number): string {
  return new Date(at).toISOString();
}

/** `2026-11-21T10:00:00-05:00`, as calendar events have it (HighLevel OpenAPI calendars.json, CalendarEventDTO). */
export function isoWithOffset(at: number, timeZone: string): string {
  const minutes = offsetMinutes(at, timeZone);
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  const offset = `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `${localText(at, timeZone).replace(' ', 'T')}${offset}`;
}

/** `2026-11-21 10:00:00`, as contact appointments have it (HighLevel OpenAPI contacts.json, GetEventSchema). */
export function localText(at: number, timeZone: string): string {
  return new Date(wallClock(at, timeZone)).toISOString().slice(0, 19).replace('T', ' ');
}

/** Epoch milliseconds of a wall-clock time in a zone, `daysFromNow` days after the day of `now` there. */
export function atLocalTime(now: number, timeZone: string, daysFromNow: number, hour: number, minute = 0): number {
  const midnight = Math.floor(wallClock(now, timeZone) / 86_400_000) * 86_400_000;
  const wall = midnight + daysFromNow * 86_400_000 + hour * 3_600_000 + minute * 60_000;
  const guess = wall - offsetMinutes(wall, timeZone) * 60_000;
  return wall - offsetMinutes(guess, timeZone) * 60_000;
}

function offsetMinutes(at: number, timeZone: string): number {
  return Math.round((wallClock(at, timeZone) - Math.floor(at / 1000) * 1000) / 60_000);
}

/** The zone's wall clock read as if it were UTC, whole seconds. */
function wallClock(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
