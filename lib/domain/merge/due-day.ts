// When a task is due, between a moment (HighLevel) and a day (BQE CORE). Compared at the coarser precision, in the location's zone: a day that
// did not change keeps the clock time of the other side. A to-do without an end date becomes a task due today at 17:00, and says so.
import { defaultDueAt, fromLocalInput, startOfDay, toLocalInput } from '@/lib/domain/zoned-time';

/** The line by which a made-up due date is told from a real one; ours alone, so it never travels. */
export const noEndDateLine = 'No end date in BQE CORE.';

/** Midnight that begins the day of a due time, which is how a day is kept; 0 for none. */
export function dayOfDue(dueAt: number, zone: string): number {
  return dueAt ? startOfDay(dueAt, zone) : 0;
}

/** A due time on that day: at the clock time that the task has now, else at 17:00. */
export function dueOnDay(day: number, current: number, zone: string): number {
  if (!day || (current && dayOfDue(current, zone) === dayOfDue(day, zone))) return current;
  const clock = current ? toLocalInput(current, zone).slice(11) : '17:00';
  return fromLocalInput(`${toLocalInput(day, zone).slice(0, 10)}T${clock}`, zone);
}

/** What a task is given whose to-do has no end date: a due time of today, or of tomorrow where 17:00 has passed, and the line that says so. */
export function madeUpDue(body: string, now: number, zone: string): { dueAt: number; body: string } {
  const text = withoutNoEndDate(body);
  return { dueAt: defaultDueAt(now, zone), body: text ? `${text}\n\n${noEndDateLine}` : noEndDateLine };
}

/** True when the text says that the due date was made up. */
export function saysNoEndDate(body: string): boolean {
  return body.includes(noEndDateLine);
}

/** The text without that line, and without the paragraph that held it. */
export function withoutNoEndDate(body: string): string {
  if (!saysNoEndDate(body)) return body;
  return body
    .replace(new RegExp(`<(p|div)>\\s*${escaped}\\s*</\\1>`, 'g'), '')
    .replaceAll(noEndDateLine, '')
    .replace(/(?:\s|<br\s*\/?>)+$/i, '');
}

const escaped = noEndDateLine.replaceAll('.', '\\.');
