// Changing a record: read it whole, put the change into it, send it back with the version that was read. Somebody else's change in between
// answers 409 `OutDatedModel` (hrenfort-web/JOT); then once more, unless that change is in the same fields. A second one says that readings
// are behind, or that somebody is quick: later, then.
import { AppError, isAppError } from '@/lib/errors';
import { undefinedIfGone } from '@/lib/http/if-gone';
import type { CallOptions } from '@/lib/systems/system';
import { thatRecord } from '@/lib/systems/that-record';
import type { Api, Resource } from './api';
import { mayBeGone } from './errors';
import { isRecord, type Row, textOf } from './wire';

interface Change {
  api: Api;
  resource: Resource;
  id: string;
  /** The whole record, nested fields included. Undefined where it is gone. */
  read: () => Promise<Row | undefined>;
  /** Puts the change into a copy. */
  apply: (row: Row) => void;
  options: CallOptions;
}

/**
 * The record afterwards, read as a whole. Throws AppError `not-found` where it vanished, `outdated` where both changed the same,
 * `server-error` where it was outdated twice.
 */
export async function writeRecord({ api, resource, id, read, apply, options }: Change): Promise<Row> {
  let before: Row | undefined;
  for (let attempt = 1; ; attempt++) {
    const found = await read();
    if (!found) throw new AppError('not-found');
    const row = eachOnce(found);
    const changed = structuredClone(row);
    apply(changed);
    if (before && touchesSame(before, row, changed)) throw new AppError('outdated');
    if (JSON.stringify(changed) === JSON.stringify(row)) return row;
    let answer: Row | undefined;
    try {
      answer = await api.update(resource, id, changed, options);
    } catch (error) {
      if (isAppError(error) && error.code === 'outdated') {
        if (attempt > 1)
          throw new AppError('server-error', { status: 409, detail: 'BQE CORE said twice that the record is newer.', cause: error });
        before = row;
        continue;
      }
      if (isAppError(error) && mayBeGone(error.status) && !(await read())) throw new AppError('not-found', { cause: error });
      throw error;
    }
    // The answer lacks nested fields that a reading must ask for; then what counts is what a reading says.
    if (answer && Object.keys(row).every((name) => answer && name in answer)) return thatRecord(answer, id);
    const after = await undefinedIfGone(read());
    if (!after) throw new AppError('not-found');
    return after;
  }
}

/** What was read with each of its parts once, however often the answer listed it: what is sent back is stored as it is sent. */
function eachOnce<T>(said: T): T {
  if (Array.isArray(said)) {
    const ids = said.map((part) => (isRecord(part) ? textOf(part.id) : ''));
    return said.filter((_part, at) => !ids[at] || ids.indexOf(ids[at]) === at).map(eachOnce) as T;
  }
  return isRecord(said) ? (Object.fromEntries(Object.entries(said).map(([name, part]) => [name, eachOnce(part)])) as T) : said;
}

/** True where a field that we change was changed by somebody else since our first reading. */
function touchesSame(first: Row, second: Row, changed: Row): boolean {
  return Object.keys(changed).some((name) => !isSame(changed[name], second[name]) && !isSame(first[name], second[name]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
