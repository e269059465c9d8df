// What HighLevel's word on a record, before and after, comes to as a change that others can be told of. By comparing what the server said
// and not by what was asked of it, a change is told once, whether our own write or a reading brought it first.
import type { ToldChange } from '@/lib/domain/event-of-change';
import { sameValue } from '@/lib/domain/same-value';
import type { OutboxEntry, RecordTable } from './outbox-entry';
import type { AnyRow } from './records';
import { wantedFields } from './wanted-fields';

/** What a write of ours has changed; undefined for nothing. */
export function changeWritten({ table, change }: OutboxEntry, before: AnyRow, after: AnyRow): ToldChange | undefined {
  if (change.op.endsWith('.delete')) return { op: change.op };
  if (!before.server) return change.op.endsWith('.create') ? { op: change.op } : undefined;
  const asked = 'tags' in change ? ['tags'] : Object.keys(wantedFields(change) ?? {});
  // A search hit lacks fields: beside it only what was asked for is known to be new.
  return updateOf(table, before, after, (field) => before.provenAt !== undefined || asked.includes(field));
}

/**
 * What a reading shows to have been changed by others; undefined for nothing that is known to be news. `isNewOnServer`: a record that was not
 * known before cannot have been there long.
 */
export function changeRead(table: RecordTable, before: AnyRow, after: AnyRow, isNewOnServer: boolean): ToldChange | undefined {
  if (after.deletedAt) return undefined;
  if (!before.server) return isNewOnServer ? { op: `${kindOf(table)}.create` } : undefined;
  return before.provenAt === undefined ? undefined : updateOf(table, before, after, () => true);
}

function updateOf(table: RecordTable, before: AnyRow, after: AnyRow, counts: (field: string) => boolean): ToldChange | undefined {
  const was = { ...before.server } as Record<string, unknown>;
  const is = { ...after.server } as Record<string, unknown>;
  const fields = Object.keys(is).filter((field) => counts(field) && !sameValue(field, was[field], is[field]));
  const edit = Object.fromEntries(fields.map((field) => [field, is[field]]));
  return fields.length > 0 ? { op: `${kindOf(table)}.update`, edit } : undefined;
}

function kindOf(table: RecordTable): string {
  return table.slice(0, -1);
}
