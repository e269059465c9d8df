// What was deleted: `/deletedhistory`, ordered and filtered by `deletedOn`. The names of its fields were not seen, so several are tried; a kind that
// is not understood is told for each table, where a GUID that is not there does no harm.
import type { CallOptions } from '@/lib/systems/system';
import type { Api } from './api';
import { readAll } from './read-rows';
import type { Reading } from './records';
import { readStamp, writeStamp } from './times';
import { quoted } from './where';
import { enumOf, type Row, textOf } from './wire';

type Table = 'contacts' | 'tasks' | 'notes';
export interface Deletion {
  table: Table;
  id: string;
  deletedAt: number;
}

const overlapMs = 5 * 60_000;

/** Deletions at or after a time, with an overlap. */
export async function deletedSince(api: Api, since: number, { profile, clock }: Reading, options: CallOptions): Promise<Deletion[]> {
  const where = `deletedOn >= ${quoted(writeStamp(since - overlapMs, clock))}`;
  const rows = await readAll(api, 'deleted', { where, orderBy: 'deletedOn asc', size: 1000, isChanges: true }, options);
  return rows.flatMap((row) => {
    const id = idOf(row);
    const deletedAt = readStamp(row.deletedOn, clock);
    return id ? tablesOf(row, profile.entityTypes).map((table) => ({ table, id, deletedAt })) : [];
  });
}

function idOf(row: Row): string {
  return ['entityId', 'recordId', 'objectId', 'deletedId', 'referenceId'].map((name) => textOf(row[name])).find(Boolean) ?? row.id;
}

function tablesOf(row: Row, types: Reading['profile']['entityTypes']): Table[] {
  const kind = ['entityType', 'type', 'module', 'entityName', 'objectType']
    .map((name) => enumOf(row[name]))
    .find((value) => value !== undefined);
  if (kind !== undefined && (kind === types.client || kind === types.prospect)) return ['contacts'];
  if (typeof kind !== 'string') return ['contacts', 'tasks', 'notes'];
  if (/client|prospect|customer/i.test(kind)) return ['contacts'];
  if (/to.?do|task/i.test(kind)) return ['tasks'];
  return /note/i.test(kind) ? ['notes'] : [];
}
