// What becomes of an outbox entry once its outcome is known. Entry and record change together, in one transaction, or not at all.
import { differingFields } from '@/lib/domain/same-value';
import type { Problem } from '@/lib/errors';
import { inTransaction } from './commands/act';
import type { OutboxEntry, RecordTable } from './outbox-entry';
import { type RecordValue, rebase } from './rebase';
import { type AnyRow, putRow, type RecordRows, rowByRemoteId, rowsOf, type Store } from './records';
import { wantedFields } from './wanted-fields';

/** What the server answered to a write: the record as it is now, or nothing where it tells nothing. */
export interface Written {
  id?: string;
  value?: RecordValue;
  /** Where the answer holds only some fields. */
  fields?: Partial<RecordValue>;
}

/** Marks an entry as handed to the network. Answers false when it was undone or taken meanwhile. */
export async function markSending(store: Store, seq: number, knownIds: string[] | undefined): Promise<boolean> {
  return await store.db.transaction('rw', store.db.outbox, async () => {
    const entry = await store.db.outbox.get(seq);
    if (entry?.state !== 'waiting') return false;
    await store.db.outbox.update(seq, { state: 'sending', ...(knownIds && !entry.knownIds && { knownIds }) });
    return true;
  });
}

/** What a killed worker had in flight is unsure now: it is looked for before it is sent again. */
export async function reviveSending(store: Store, account: string): Promise<void> {
  const { outbox } = store.db;
  await outbox.where('[account+state]').equals([account, 'sending']).modify({ state: 'waiting', unsure: true });
}

/** The write is done: the answer becomes the server's value, and fields that it shows otherwise than asked are remembered as not kept. */
export async function settleDone(store: Store, entry: OutboxEntry, written: Written): Promise<void> {
  await inTransaction(store, async () => {
    await store.db.outbox.delete(entry.seq);
    const row = await rowsOf(store.db, entry.table).get(entry.uid);
    if (!row) return;
    if (written.id) await adoptTwin(store, row, entry.table, written.id);
    const rest = await store.db.outbox.where('uid').equals(entry.uid).sortBy('seq');
    const server = written.value ?? (row.server && { ...row.server, ...written.fields });
    const next = {
      ...row,
      ...(written.id && { remoteId: written.id }),
      ...(server && { server }),
      ...(written.value && { seenAt: store.now(), provenAt: store.now() }),
    } as AnyRow;
    const unstored = notKept(entry, written.value);
    const { unstored: _, ...clean } = next;
    const settled = { ...clean, ...(unstored && { unstored }), value: rebase<RecordValue>(next, rest) };
    await putRow(store, entry.table, settled as RecordRows[RecordTable]);
  });
}

/** The write did not happen, or nobody knows: how the entry goes on. */
export async function settleFailed(store: Store, entry: OutboxEntry, next: Partial<OutboxEntry> & { problem: Problem }): Promise<void> {
  await store.db.outbox.update(entry.seq, { ...next, firstFailedAt: entry.firstFailedAt ?? next.problem.at });
}

/** The fields of the change that the server's answer shows otherwise, as they were asked for; undefined when all were kept. */
function notKept(entry: OutboxEntry, value: RecordValue | undefined): Record<string, unknown> | undefined {
  const wanted = wantedFields(entry.change);
  if (!wanted || !value) return undefined;
  const differing = differingFields(wanted, value);
  return differing.length > 0 ? Object.fromEntries(differing.map((field) => [field, wanted[field]])) : undefined;
}

/** A reading may have stored the record we just made as a row of its own: ours takes its place, with what hangs on it. */
async function adoptTwin(store: Store, row: AnyRow, table: RecordTable, remoteId: string): Promise<void> {
  const twin = await rowByRemoteId(store.db, table, row.account, remoteId);
  if (!twin || twin.uid === row.uid) return;
  const { db } = store;
  await rowsOf(db, table).delete(twin.uid);
  await db.outbox.where('uid').equals(twin.uid).modify({ uid: row.uid });
  if (table !== 'contacts') return;
  for (const name of ['tasks', 'notes', 'appointments', 'outbox']) {
    await db.table<{ contactUid: string }>(name).where('contactUid').equals(twin.uid).modify({ contactUid: row.uid });
  }
  const links = await db.links.where('contactUid').equals(twin.uid).toArray();
  await db.links.where('contactUid').equals(twin.uid).delete();
  await db.links.bulkPut(links.map((link) => ({ ...link, contactUid: row.uid })));
}
