// The heart of every command: the change, its outbox entry and the way back, in one transaction. It runs in the page's own context,
// so it works while the worker sleeps or the network is gone.
import type { Why } from '@/lib/audit/entry';
import { AppError } from '@/lib/errors';
import type { Carries, Change, RecordTable } from '@/lib/store/outbox-entry';
import { applyChange, type RecordValue } from '@/lib/store/rebase';
import { type AnyRow, putRow, type RecordRows, recordTables, rowsOf, type Store } from '@/lib/store/records';

/** How long a delete, or a workflow's start, waits before it is sent, so that `Undo` can simply take it back. */
const graceMs = 10_000;

/** What commands touch besides records. */
function besides(db: Store['db']) {
  return [db.undo, db.links, db.auditPending, db.connections, db.apart, db.decisions];
}

/** Runs `work` in one transaction over everything that a command touches. */
export function inTransaction<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const { db } = store;
  return db.transaction('rw', [...recordTables(db), ...besides(db)], work);
}

/** How a change came about, where it was no plain click. */
export interface How {
  why?: Why;
  /** The pair whose base the server's answer settles. */
  carries?: Carries;
  /** Done by the background sync: the panel does not offer its undo. */
  isSync?: true;
}

/** Changes a record that is there. `label` is shown beside `Undo`: "Task completed". Answers the undo's id. Throws `not-found`. */
export async function change(store: Store, table: RecordTable, uid: string, done: Change, label: string, how?: How): Promise<number> {
  // Read inside the transaction: the worker may have settled an earlier change of the record a moment ago.
  return await inTransaction(store, async () => act(store, table, await existing(store, table, uid), done, label, how));
}

/** Adds a record to a contact, under the given uid if any. Answers the undo's id. Throws `not-found`. */
export async function addTo(
  store: Store,
  contactUid: string,
  table: Exclude<RecordTable, 'contacts'>,
  done: Change & { value: RecordValue },
  label: string,
  { how, uid = store.newId() }: { how?: How; uid?: string } = {},
): Promise<number> {
  return await inTransaction(store, async () => {
    const { account } = await existing(store, 'contacts', contactUid);
    const row = { uid, account, contactUid, value: done.value, seenAt: 0, madeAt: store.now() } as AnyRow;
    return await act(store, table, row, done, label, how);
  });
}

/** Applies the change to its row, queues it for the server, and remembers how to undo it. Answers the undo's id. */
export async function act(store: Store, table: RecordTable, row: AnyRow, done: Change, label: string, how: How = {}): Promise<number> {
  return await inTransaction(store, async () => {
    const seq = await queue(store, table, row, done, how);
    const isDelete = done.op.endsWith('.delete');
    const after = applyChange(row.value, done);
    await putRow(store, table, { ...row, value: after, ...(isDelete && { deletedAt: store.now() }) } as RecordRows[RecordTable]);
    return await store.db.undo.add({
      account: row.account,
      at: store.now(),
      label,
      table,
      uid: row.uid,
      contactUid: contactUidOf(row),
      entries: [seq],
      ...(how.carries && { carries: how.carries }),
      ...(how.isSync && { isSync: true as const }),
      ...(!done.op.endsWith('.create') && { before: row.value }),
      ...(!isDelete && { after }),
    });
  });
}

/** Adds an outbox entry for the row's record; its number in the queue is the answer. */
export async function queue(store: Store, table: RecordTable, row: AnyRow, change: Change, { why, carries }: How = {}): Promise<number> {
  const waits = change.op.endsWith('.delete') || change.op === 'contact.start-workflow';
  return await store.db.outbox.add({
    account: row.account,
    table,
    uid: row.uid,
    contactUid: contactUidOf(row),
    change,
    state: 'waiting',
    madeAt: store.now(),
    notBefore: waits ? store.now() + graceMs : 0,
    attempts: 0,
    ...(why && { why }),
    ...(carries && { carries }),
  });
}

/** The row that a command works on. Throws `not-found` when it is gone from the store. */
export async function existing<Table extends RecordTable>(store: Store, table: Table, uid: string): Promise<RecordRows[Table]> {
  const row = await rowsOf(store.db, table).get(uid);
  if (!row) throw new AppError('not-found');
  return row;
}

/** The contact that a row belongs to: itself, for a contact. */
export function contactUidOf(row: AnyRow): string {
  return 'contactUid' in row ? row.contactUid : row.uid;
}

/** What hangs on a deleted contact is hidden with it, marked with the contact's own time, by which undo knows what to show again. */
export async function deleteChildren(store: Store, contactUid: string, deletedAt: number | undefined): Promise<void> {
  for (const table of ['tasks', 'notes', 'appointments'] as const) {
    const children = await rowsOf(store.db, table).where('contactUid').equals(contactUid).toArray();
    for (const child of children) if (!child.deletedAt && deletedAt) await putRow(store, table, { ...child, deletedAt });
  }
}
