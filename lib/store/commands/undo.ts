// The way back. What has not been sent is simply taken out of the queue; what has been sent is answered by its opposite, unless the
// record was changed elsewhere meanwhile, which is said instead.
import { differingFields, sameValue } from '@/lib/domain/same-value';
import { AppError } from '@/lib/errors';
import type { Change, OutboxEntry, RecordTable } from '@/lib/store/outbox-entry';
import { rebase } from '@/lib/store/rebase';
import { type AnyRow, putRow, type RecordRows, rowsOf, type Store } from '@/lib/store/records';
import type { LinkRow, UndoRow } from '@/lib/store/rows';
import { leaveApart, leaveDeleted, untie } from '@/lib/store/settle-base';
import { wantedFields } from '@/lib/store/wanted-fields';
import { deleteChildren, existing, inTransaction, queue } from './act';
import { undoChoice } from './undo-choice';

/** How long a write can be undone. */
export const undoDays = 30;

/**
 * Undoes one write. Answers whether the record had to be made anew on the server.
 * Throws `outdated` when the record was changed elsewhere since, `uncertain` while it is being sent, `invalid` for what has no way back.
 */
export async function undo(store: Store, undoId: number): Promise<{ recreated: boolean }> {
  return await inTransaction(store, async () => {
    const done = await store.db.undo.get(undoId);
    if (!done || done.undoneAt) return { recreated: false };
    await store.db.undo.update(undoId, { undoneAt: store.now() });
    if (done.table === 'links') return await undoLink(store, done);
    if (done.table === 'decisions') return await undoChoice(store, done);

    const entry = await store.db.outbox.get(done.entries[0] ?? -1);
    const isUncertain = entry?.state === 'sending' || (entry?.unsure && done.after === undefined);
    if (isUncertain) throw new AppError('uncertain', { detail: 'The change is being sent. Try again in a moment.' });
    if (!entry || entry.unsure) return await doOpposite(store, done.table, done, entry);
    const row = await rowsOf(store.db, entry.table).get(entry.uid);
    const takenBack = await takeBack(store, entry);
    // What a sync was about to carry over stays as it is, or the next run would do it again.
    if (entry.carries) await leaveApart(store, entry.carries, row?.server);
    return takenBack;
  });
}

/** The page's record goes back to the pick it had, unless a newer pick stands. */
async function undoLink({ db }: Store, { uid: key, contactUid, at, before }: UndoRow): Promise<{ recreated: boolean }> {
  const made = await db.links.get([key, contactUid]);
  if (made && made.madeAt !== at) throw new AppError('outdated', { detail: 'It was decided again since.' });
  await db.links.delete([key, contactUid]);
  const others = await db.links.where('key').equals(key).toArray();
  const isPicked = others.some(({ kind }) => kind === 'is');
  await db.links.bulkPut((before as LinkRow[]).filter(({ kind }) => kind === 'not' || !isPicked));
  return { recreated: false };
}

/** Takes an entry that never left out of the queue. Taking back a create takes everything that was built on it, too. */
export async function takeBack(store: Store, entry: OutboxEntry): Promise<{ recreated: boolean }> {
  const { db } = store;
  const { table, uid } = entry;
  if (entry.change.op.endsWith('.create')) {
    if (table === 'contacts') await forgetChildren(store, uid);
    await db.outbox.where('uid').equals(uid).delete();
    await rowsOf(db, table).delete(uid);
    await untie(store, uid);
    return { recreated: false };
  }
  await db.outbox.delete(entry.seq);
  const row = await existing(store, table, uid);
  const rest = await db.outbox.where('uid').equals(uid).sortBy('seq');
  const { deletedAt, ...kept } = row;
  const staysDeleted = rest.some((other) => other.change.op.endsWith('.delete'));
  await putRow(store, table, {
    ...kept,
    ...(staysDeleted && { deletedAt }),
    value: rebase<AnyRow['value']>(row, rest),
  } as RecordRows[RecordTable]);
  if (entry.change.op === 'contact.delete' && deletedAt) await restoreChildren(store, uid, deletedAt);
  return { recreated: false };
}

async function doOpposite(
  store: Store,
  table: RecordTable,
  done: UndoRow,
  entry: OutboxEntry | undefined,
): Promise<{ recreated: boolean }> {
  const row = await existing(store, table, done.uid);
  if (done.after === undefined) return await recreate(store, table, row);

  const opposite = oppositeOf(table, row, done, entry !== undefined);
  if (!opposite) throw new AppError('invalid', { detail: 'This cannot be undone.' });
  const deletedAt = opposite.op.endsWith('.delete') ? store.now() : undefined;
  // What a sync had carried over stays different: the values of before are no news for the other side.
  const carries = deletedAt === undefined ? done.carries : undefined;
  await queue(store, table, row, opposite, { why: { by: 'undo' }, ...(carries && { carries }) });
  if (done.carries && deletedAt !== undefined) await leaveDeleted(store, done.carries, row.uid);
  const entries = await store.db.outbox.where('uid').equals(row.uid).sortBy('seq');
  const value = rebase<AnyRow['value']>(row, entries);
  await putRow(store, table, { ...row, value, ...(deletedAt && { deletedAt }) } as RecordRows[RecordTable]);
  if (table === 'contacts') await deleteChildren(store, row.uid, deletedAt);
  return { recreated: false };
}

/** The change that brings the values of before back. Throws `outdated` if other values stand there now than the ones we wrote. */
function oppositeOf(table: RecordTable, row: AnyRow, done: UndoRow, isQueued: boolean): Change | undefined {
  const before = done.before as Record<string, unknown> | undefined;
  const after = done.after as Record<string, unknown>;
  const made = wantedFields(createOf(table, { value: done.after } as AnyRow)) ?? {};
  const changed = before
    ? Object.keys(after).filter((field) => !sameValue(field, before[field], after[field]))
    : Object.keys(made).filter((field) => !(field in (row.unstored ?? {})));
  if (changed.length === 0) return undefined;
  // What is still in the queue, the server need not show yet.
  const shown = isQueued ? [row.value] : [row.value, row.server ?? row.value];
  const wrote = Object.fromEntries(
    changed.map((field) => [field, before && field === 'customFields' ? changedFields(after, before) : after[field]]),
  );
  if (shown.some((value) => differingFields(wrote, value).length > 0))
    throw new AppError('outdated', { detail: 'It was changed again since.' });
  if (!before) return table === 'appointments' ? cancelled : deleteOf(table);

  const edit = Object.fromEntries(changed.map((field) => [field, field === 'customFields' ? changedFields(before, after) : before[field]]));
  if (changed.includes('tags')) return oppositeOfTags(before.tags as string[], after.tags as string[]);
  if (changed.length === 1 && table === 'tasks' && 'completed' in edit)
    return { op: 'task.complete', completed: edit.completed as boolean };
  switch (table) {
    case 'contacts':
      return { op: 'contact.update', edit };
    case 'tasks':
      return { op: 'task.update', edit };
    case 'notes':
      return { op: 'note.update', edit };
    case 'appointments':
      return { op: 'appointment.update', edit, notifyClient: false };
  }
}

const cancelled: Change = { op: 'appointment.update', edit: { status: 'cancelled' }, notifyClient: false };

function deleteOf(table: RecordTable): Change | undefined {
  if (table === 'contacts') return { op: 'contact.delete' };
  if (table === 'tasks') return { op: 'task.delete' };
  if (table === 'notes') return { op: 'note.delete' };
  return undefined;
}

function oppositeOfTags(before: string[], after: string[]): Change {
  const added = after.filter((tag) => !before.includes(tag));
  return added.length > 0
    ? { op: 'contact.remove-tags', tags: added }
    : { op: 'contact.add-tags', tags: before.filter((tag) => !after.includes(tag)) };
}

/** The custom fields of one value that differ in another; a blank one must be said as '' to be written. */
function changedFields(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const [own, others] = [one.customFields as Record<string, unknown>, other.customFields as Record<string, unknown>];
  const ids = [...new Set([...Object.keys(own), ...Object.keys(others)])];
  return Object.fromEntries(
    ids.filter((id) => !sameValue('customFields', { id: own[id] }, { id: others[id] })).map((id) => [id, own[id] ?? '']),
  );
}

/** Makes a deleted record anew from its snapshot; a contact with its tags, tasks and notes, but never re-books appointments. */
async function recreate(store: Store, table: RecordTable, row: AnyRow): Promise<{ recreated: boolean }> {
  const {
    deletedAt: _,
    remoteId: _id,
    server: _server,
    provenAt: _proven,
    provenAtServer: _provenThere,
    unstored: _unstored,
    ...kept
  } = row;
  const fresh = { ...kept, seenAt: 0, madeAt: store.now() } as AnyRow;
  await putRow(store, table, fresh as RecordRows[RecordTable]);
  // The old id stays known as deleted: a search that lags would otherwise bring the old record back as a second one.
  if (row.remoteId) await putRow(store, table, { ...row, uid: store.newId() } as RecordRows[RecordTable]);
  await queue(store, table, fresh, createOf(table, fresh), { why: { by: 'undo' } });
  if (table === 'contacts') {
    for (const childTable of ['tasks', 'notes'] as const) {
      const children = await rowsOf(store.db, childTable).where('contactUid').equals(row.uid).toArray();
      for (const child of children) if (child.deletedAt && child.deletedAt === row.deletedAt) await recreate(store, childTable, child);
    }
  }
  return { recreated: true };
}

function createOf(table: RecordTable, row: AnyRow): Change {
  return { op: `${table.slice(0, -1)}.create`, value: row.value, ...(table === 'appointments' && { notifyClient: false }) } as Change;
}

/** Shows the children again that went with the contact; what the user had deleted before stays deleted. */
async function restoreChildren(store: Store, contactUid: string, contactDeletedAt: number): Promise<void> {
  for (const table of ['tasks', 'notes', 'appointments'] as const) {
    const children = await rowsOf(store.db, table).where('contactUid').equals(contactUid).toArray();
    for (const { deletedAt, ...child } of children) {
      if (deletedAt === contactDeletedAt) await putRow(store, table, child as RecordRows[typeof table]);
    }
  }
}

async function forgetChildren(store: Store, contactUid: string): Promise<void> {
  for (const table of ['tasks', 'notes', 'appointments'] as const)
    await rowsOf(store.db, table).where('contactUid').equals(contactUid).delete();
  await store.db.outbox.where('contactUid').equals(contactUid).delete();
  await store.db.links.where('contactUid').equals(contactUid).delete();
}
