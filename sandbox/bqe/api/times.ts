// Times on the wire: without a zone, to the second; dates as midnight. What a missing zone means is a switch.
import type { BqeQuirks } from '../quirks';

const PACIFIC_MINUTES = -480;
const MINUTE = 60_000;

/** How one request's times are read and written. */
export interface Zone {
  /** Minutes east of UTC that a time without zone is in. */
  naiveMinutes: number;
  /** Minutes east of UTC where the caller is: `X-UTC-OFFSET`, or Pacific where it is missing. BQE API Explorer, headers. */
  callerMinutes: number;
}

export function zoneOf(header: string | undefined, quirks: BqeQuirks): Zone {
  const minutes = header === undefined || header.trim() === '' ? Number.NaN : Number(header);
  const callerMinutes = Number.isFinite(minutes) ? minutes : PACIFIC_MINUTES;
  return { callerMinutes, naiveMinutes: quirks.naiveTimes === 'utc' ? 0 : callerMinutes };
}

/** `YYYY-MM-DDThh:mm:ss` */
export function timeText(at: number, zone: Zone): string {
  return new Date(at + zone.naiveMinutes * MINUTE).toISOString().slice(0, 19);
}

/** `YYYY-MM-DDT00:00:00`: days are kept as UTC midnight and mean the same day everywhere. */
export function dayText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 10)}T00:00:00`;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Epoch milliseconds of a text; undefined where it is no time. */
export function parseTime(text: string, zone: Zone): number | undefined {
  const parts = ISO.exec(text);
  if (!parts) return undefined;
  const [, day, time = '00:00:00', offset] = parts;
  const at = Date.parse(`${day}T${time}${offset ?? 'Z'}`);
  if (Number.isNaN(at)) return undefined;
  return offset === undefined ? at - zone.naiveMinutes * MINUTE : at;
}

/** UTC midnight of the day that a text means to the caller: one with a zone is first taken to where the caller is. */
export function parseDay(text: string, zone: Zone): number | undefined {
  const parts = ISO.exec(text);
  const at = parts?.[3] === undefined ? Date.parse(`${parts?.[1]}T00:00:00Z`) : Date.parse(text) + zone.callerMinutes * MINUTE;
  return Number.isNaN(at) ? undefined : at - (((at % 86_400_000) + 86_400_000) % 86_400_000);
}
