// What becomes of an outbox entry once its outcome is known. Entry and record change together, in one transaction, or not at all.
import { appendEvents } from '@/lib/audit/append-events';
import type { Contact } from '@/lib/domain/contact';
import { changeSpan } from '@/lib/domain/merge/change-span';
import { differingOf } from '@/lib/domain/same-value';
import type { Problem } from '@/lib/errors';
import { inTransaction } from './commands/act';
import { tellOfWrite } from './commands/deliver';
import { duePartners, withDue } from './due';
import type { OutboxEntry, RecordTable } from './outbox-entry';
import { type RecordValue, rebase } from './rebase';
import { type AnyRow, provenNow, putRow, type RecordRows, rowByRemoteId, rowsOf, type Store } from './records';
import { retie, settleBase } from './settle-base';
import { wantedFields } from './wanted-fields';
import { writeEvent } from './write-event';

/** What the server answered to a write: the record as it is now, or nothing where it tells nothing. */
export interface Written {
  id?: string;
  value?: RecordValue;
  /** Where the answer holds only some fields. */
  fields?: Partial<RecordValue>;
  /** By which the server knows the write. */
  requestId?: string;
}

/** What changes of an entry whose sending failed; undefined takes a field away. */
export type EntryFate = { problem: Problem } & { [Field in keyof OutboxEntry]?: OutboxEntry[Field] | undefined };

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
    await appendEvents(store, [writeEvent(entry, { row, contact: await contactOf(store, entry), written })]);
    if (!row) return;
    if (written.id) await adoptTwin(store, row, entry.table, written.id);
    const rest = await store.db.outbox.where('uid').equals(entry.uid).sortBy('seq');
    const server = written.value ?? (row.server && { ...row.server, ...written.fields });
    const { unstored, ...kept } = row;
    const notKept = written.value ? differingOf({ ...unstored, ...wantedFields(entry.change) }, written.value) : unstored;
    const due = server ? await duePartners(store.db, row.account) : [];
    const isOurs = entry.why?.by === 'rule' || entry.why?.by === 'reconcile';
    const next = {
      ...kept,
      ...withDue(row, due),
      ...(isOurs ? lastEdit(store, row) : { changed: { from: entry.madeAt, to: store.now() } }),
      ...(notKept && { unstored: notKept }),
      ...(written.id && { remoteId: written.id }),
      ...(server && { server }),
      // Also after a partial answer: a reading that began before it must not undo it.
      ...((written.value || written.fields) && { seenAt: store.now() }),
      ...(written.value && provenNow(store.now(), store.clocks?.skewMs(row.account))),
    } as AnyRow;
    await putRow(store, entry.table, { ...next, value: rebase<RecordValue>(next, rest) } as RecordRows[RecordTable]);
    if (entry.carries && server) await settleBase(store, entry.carries, server);
    await tellOfWrite(store, entry, row, next);
  });
}

/** A write of the sync is nobody's edit: it must not look newer than one, also where only the server's own time said when that was. */
function lastEdit({ clocks }: Store, { account, changed, server }: AnyRow): Pick<AnyRow, 'changed'> {
  const updatedAt = server && 'updatedAt' in server ? server.updatedAt : 0;
  return changed || !updatedAt ? {} : { changed: changeSpan({ updatedAt, serverSkewMs: clocks?.skewMs(account) ?? 0 }) };
}

/** The write did not happen, or nobody knows: how the entry goes on. */
export async function settleFailed(store: Store, entry: OutboxEntry, next: EntryFate & { requestId?: string | undefined }): Promise<void> {
  const { requestId, ...fate } = next;
  await inTransaction(store, async () => {
    await store.db.outbox.update(entry.seq, fate);
    if (fate.state !== 'blocked' || !fate.problem.status) return;
    const row = await rowsOf(store.db, entry.table).get(entry.uid);
    const told = { row, contact: await contactOf(store, entry), problem: fate.problem, ...(requestId && { written: { requestId } }) };
    await appendEvents(store, [writeEvent(entry, told)]);
  });
}

async function contactOf(store: Store, entry: OutboxEntry): Promise<Contact | undefined> {
  return (await store.db.contacts.get(entry.contactUid))?.value;
}

/** A reading may have stored the record we just made as a row of its own: ours takes its place, with what hangs on it. */
async function adoptTwin(store: Store, row: AnyRow, table: RecordTable, remoteId: string): Promise<void> {
  const twin = await rowByRemoteId(store.db, table, row.account, remoteId);
  if (!twin || twin.uid === row.uid) return;
  const { db } = store;
  await rowsOf(db, table).delete(twin.uid);
  await retie(store, twin.uid, row.uid);
  await db.outbox.where('uid').equals(twin.uid).modify({ uid: row.uid });
  await db.undo.where('uid').equals(twin.uid).modify({ uid: row.uid });
  if (table !== 'contacts') return;
  for (const name of ['tasks', 'notes', 'appointments', 'outbox']) {
    await db.table<{ contactUid: string }>(name).where('contactUid').equals(twin.uid).modify({ contactUid: row.uid });
  }
  await db.undo.where('contactUid').equals(twin.uid).modify({ contactUid: row.uid });
  const links = await db.links.where('contactUid').equals(twin.uid).toArray();
  await db.links.where('contactUid').equals(twin.uid).delete();
  await db.links.bulkPut(links.map((link) => ({ ...link, contactUid: row.uid })));
}
