// Puts what a server said into the store, under the user's waiting changes. A reading that began before a newer one was stored is
// dropped, so that a slow answer never turns the clock back.
import type { AccountId, PartnerName } from '@/lib/domain/account';
import type { Contact } from '@/lib/domain/contact';
import { isSince } from '@/lib/domain/is-recent';
import { differingOf } from '@/lib/domain/same-value';
import type { RecordKind } from '@/lib/domain/sighting';
import { tellOfDeletion, tellOfReading } from './commands/deliver';
import type { Database } from './database';
import { duePartners, isSameSaid, newsMarks, withDue } from './due';
import type { OutboxEntry, RecordTable } from './outbox-entry';
import { type RecordValue, rebase } from './rebase';
import {
  type AnyRow,
  provenNow,
  putRow,
  type RecordRows,
  type RecordValues,
  recordTables,
  rowByRemoteId,
  rowsByRemoteIds,
  rowsOf,
  type Store,
  withDerived,
} from './records';
import type { AppointmentRow, ContactRow } from './rows';
import { isSameContent } from './same-content';

/** A record as a system answered it; the shape of `Remote` in lib/systems. */
interface Said<T> {
  id: string;
  kind?: RecordKind;
  /** When the system last changed it, epoch ms, where it says. */
  updatedAt?: number;
  value: T;
}

export interface Reading {
  /** When the request went out, epoch ms. */
  startedAt: number;
  /** Read by id, as against a search hit, which lags and lacks fields. */
  proven: boolean;
}

interface MarkedReading extends Reading {
  /** What to add to our clock to get the server's, ms. */
  serverSkewMs: number;
  /** Partners to mark where it is news. */
  due: readonly PartnerName[];
  now: number;
}

/**
 * Stores contacts, known or new, in one transaction. Answers their uids in the given order. One that may be a create of ours whose answer
 * was lost is not stored a second time.
 */
export async function storeContacts(store: Store, account: AccountId, said: Said<Contact>[], reading: Reading): Promise<string[]> {
  const { db } = store;
  return await db.transaction('rw', recordTables(db), async () => {
    const ids = said.map(({ id }) => id);
    const known = await rowsByRemoteIds(db, 'contacts', account, ids);
    const byId = new Map(known.map((row) => [row.remoteId, row]));
    // Only one that is new here may be a create whose answer was lost: for that the whole queue is looked through.
    const isAllKnown = said.every(({ id }) => byId.has(id));
    const entries = await (isAllKnown ? entriesAbout(db, known, []) : entriesOf(db, account));
    const waiting = Map.groupBy(entries, ({ uid }) => uid);
    const marked = await markedReading(store, account, reading);
    const changed = new Map<string, ContactRow>();
    const uids = said.map((one) => {
      const { id, kind, value } = one;
      const known = changed.get(id) ?? byId.get(id);
      const lost = !known && lostCreate(entries, 'contacts', { id, value });
      if (lost) return lost.uid;
      const row = known ?? { uid: store.newId(), account, remoteId: id, value, seenAt: 0, keys: [], ...(kind && { kind }) };
      changed.set(id, withReading(row, one, waiting.get(row.uid) ?? [], marked) as ContactRow);
      return row.uid;
    });
    await db.contacts.bulkPut([...changed.values()].map((row) => withDerived(store, 'contacts', row)));
    const pairs = known.map((before) => [before, changed.get(before.remoteId ?? '') ?? before] as const);
    await tellOfReading(store, 'contacts', pairs);
    return uids;
  });
}

/**
 * Stores the complete listing of a contact's tasks, notes or appointments. Answers the remote ids of rows that the listing lacks:
 * gone perhaps, to be proven by a read by id.
 */
export async function storeChildren<Table extends Exclude<RecordTable, 'contacts'>>(
  store: Store,
  table: Table,
  contact: ContactRow,
  said: Said<RecordValues[Table]>[],
  reading: Reading,
): Promise<string[]> {
  const { db } = store;
  return await db.transaction('rw', recordTables(db), async () => {
    const rows = (await rowsOf(db, table).where('contactUid').equals(contact.uid).toArray()) as AnyRow[];
    const byId = new Map(rows.map((row) => [row.remoteId, row]));
    const entries = await db.outbox.where('contactUid').equals(contact.uid).sortBy('seq');
    const marked = await markedReading(store, contact.account, reading);
    const changed: [before: AnyRow, after: AnyRow][] = [];
    for (const one of new Map(said.map((each) => [each.id, each])).values()) {
      const { id, value } = one;
      const row = byId.get(id);
      if (!row && lostCreate(entries, table, { id, value })) continue;
      const known =
        row ?? ({ uid: store.newId(), account: contact.account, contactUid: contact.uid, remoteId: id, value, seenAt: 0 } as AnyRow);
      const own = entries.filter((entry) => entry.uid === known.uid);
      const read = withReading(known, one, own, marked) as RecordRows[Table];
      changed.push([known, withDerived(store, table, read)]);
    }
    await db.table<AnyRow, string>(table).bulkPut(changed.map(([, after]) => after));
    await tellOfReading(store, table, changed, contact.childrenSeenAt !== undefined);
    const listed = new Set(said.map(({ id }) => id));
    return rows.flatMap(({ remoteId, deletedAt, goneAt, seenAt }) => {
      const isThere = !remoteId || listed.has(remoteId) || isSince(seenAt, reading.startedAt, marked.now);
      return isThere || deletedAt || goneAt ? [] : [remoteId];
    });
  });
}

/**
 * Stores one record that was read by id, where its row is known, or where `contactUid` says whose child it is. Answers false where it is
 * neither, or may be a create of ours whose answer was lost: that one is looked for by the outbox.
 */
export async function storeRecord<Table extends RecordTable>(
  store: Store,
  table: Table,
  account: AccountId,
  said: Said<RecordValues[Table]>,
  reading: Reading,
  contactUid?: string,
): Promise<boolean> {
  return (await storeRecords(store, table, account, [{ ...said, ...(contactUid && { contactUid }) }], reading)) > 0;
}

/** A record, and the contact that it hangs on where that is known. */
type Hung<T> = Said<T> & { contactUid?: string };

/** Stores such records, whoever they are of, in one transaction: each is flushed to the disk. Answers how many it took. */
export async function storeRecords<Table extends RecordTable>(
  store: Store,
  table: Table,
  account: AccountId,
  said: readonly Hung<RecordValues[Table]>[],
  reading: Reading,
): Promise<number> {
  if (said.length === 0) return 0;
  const { db } = store;
  return await db.transaction('rw', recordTables(db), async () => {
    const ids = said.map(({ id }) => id);
    const rows: AnyRow[] = await rowsByRemoteIds(db, table, account, ids);
    const known = new Map(rows.map((row) => [row.remoteId ?? '', row]));
    const strangers = said.flatMap(({ id, contactUid }) => (contactUid && !known.has(id) ? [contactUid] : []));
    const entries = await entriesAbout(db, rows, strangers);
    const marked = await markedReading(store, account, reading);
    const changed: [before: AnyRow, after: AnyRow][] = [];
    const first = new Map<string, string>();
    for (const one of said) {
      const { id, value, contactUid } = one;
      const row = known.get(id);
      const around = row ? [] : entries.filter((entry) => entry.contactUid === contactUid);
      if (!row && (!contactUid || lostCreate(around, table, one))) continue;
      // A to-do may be hung on another client.
      const before = row
        ? { ...row, ...('contactUid' in row && contactUid && { contactUid }) }
        : ({ uid: store.newId(), account, contactUid, remoteId: id, value, seenAt: 0 } as AnyRow);
      const own = entries.filter(({ uid }) => uid === before.uid);
      const after = withDerived(store, table, withReading(before, one, own, marked) as RecordRows[Table]);
      if (!row && contactUid) first.set(after.uid, contactUid);
      known.set(id, after);
      changed.push([before, after]);
    }
    await db.table<AnyRow, string>(table).bulkPut(changed.map(([, after]) => after));
    // One that is stored for the first time is new where all of its contact's were known.
    const contacts = await db.contacts.bulkGet([...first.values()]);
    const listed = new Set(contacts.flatMap((contact) => (contact?.childrenSeenAt === undefined ? [] : [contact.uid])));
    const byNews = Map.groupBy(changed, ([{ uid }]) => listed.has(first.get(uid) ?? ''));
    for (const [isNew, pairs] of byNews) await tellOfReading(store, table, pairs, isNew);
    return changed.length;
  });
}

/** What waits for these rows, and for what hangs on these contacts, in the order of making. */
async function entriesAbout(db: Database, rows: readonly AnyRow[], contactUids: readonly string[]): Promise<OutboxEntry[]> {
  if ((await db.outbox.count()) === 0) return [];
  const own = await db.outbox
    .where('uid')
    .anyOf(rows.map(({ uid }) => uid))
    .toArray();
  const around = contactUids.length > 0 ? await db.outbox.where('contactUid').anyOf(contactUids).toArray() : [];
  const all = new Map([...own, ...around].map((entry) => [entry.seq, entry]));
  return [...all.values()].sort((one, other) => one.seq - other.seq);
}

/**
 * Drops a task, note or appointment that a read by id proved gone, unless a change of it waits: then the change will ask. One that belongs
 * to a partner's record stays, marked: what becomes of the other is the user's to say.
 */
export async function dropGone(store: Store, table: RecordTable, account: AccountId, remoteId: string): Promise<void> {
  const { db } = store;
  await db.transaction('rw', [...recordTables(db), db.workPairs], async () => {
    const row = await rowByRemoteId(db, table, account, remoteId);
    const waits = row && (await db.outbox.where('uid').equals(row.uid).count()) > 0;
    if (!row || row.goneAt || waits) return;
    const isPaired = (await db.workPairs.where('left').equals(row.uid).or('right').equals(row.uid).count()) > 0;
    const marks = isPaired && { ...withDue(row, await duePartners(db, account)), goneAt: store.now() };
    if (marks) await putRow(store, table, { ...row, ...marks } as RecordRows[typeof table]);
    else await rowsOf(db, table).delete(row.uid);
    await tellOfDeletion(store, table, row);
  });
}

/** Marks a contact that a read by id did not find: a question, never a deletion. */
export async function markGone(store: Store, uid: string): Promise<void> {
  const { db } = store;
  await db.transaction('rw', recordTables(db), async () => {
    const row = await db.contacts.get(uid);
    if (!row || row.goneAt) return;
    await putRow(store, 'contacts', { ...row, ...withDue(row, await duePartners(db, row.account)), goneAt: store.now() });
  });
}

/** The create, among these entries, whose answer was lost and whose record this may be: the outbox finds that out. */
function lostCreate(entries: readonly OutboxEntry[], table: RecordTable, { id, value }: Said<RecordValue>): OutboxEntry | undefined {
  return entries.find((entry) => entry.table === table && isLost(entry) && !entry.knownIds?.includes(id) && isSameContent(entry, value));
}

/** A create whose record may be on the server already, under an id that we have yet to learn. */
function isLost(entry: OutboxEntry): boolean {
  return entry.change.op.endsWith('.create') && (entry.state === 'sending' || entry.unsure === true);
}

async function markedReading({ db, now, clocks }: Store, account: AccountId, reading: Reading): Promise<MarkedReading> {
  return { ...reading, due: await duePartners(db, account), serverSkewMs: clocks?.skewMs(account) ?? 0, now: now() };
}

/** The row after a reading; as it was when something newer is known already. */
function withReading(row: AnyRow, one: Said<RecordValue>, entries: readonly OutboxEntry[], reading: MarkedReading): AnyRow {
  const { value: said } = one;
  const { now, due, serverSkewMs } = reading;
  // What was seen in the future was seen before our clock was set back.
  if (row.seenAt > reading.startedAt && row.seenAt <= now) return row;
  if (!reading.proven && row.provenAt !== undefined && 'keys' in row) {
    // A hit of a contact that was read by id only says whether to look again. An appointment's listing is no hit: only its times lack
    // a zone.
    return isNewer(row as ContactRow, said as Contact) ? { ...row, seenAt: 0 } : row;
  }
  const updatedAt = one.updatedAt ?? ('updatedAt' in said ? said.updatedAt : undefined);
  const isBack = reading.proven && row.goneAt !== undefined;
  const marks =
    newsMarks<RecordValue>(row, { said, at: now, due, serverSkewMs, ...(updatedAt && { updatedAt }) }) ?? (isBack && withDue(row, due));
  const next = { ...row, ...marks, ...serverSide(row, said), seenAt: now, ...(reading.proven && provenNow(now, serverSkewMs)) } as AnyRow;
  const { unstored, goneAt, ...kept } = next;
  const stillNot = differingOf(unstored ?? {}, said);
  return {
    ...kept,
    ...(goneAt && !isBack && { goneAt }),
    ...(stillNot && { unstored: stillNot }),
    value: rebase<RecordValue>(next, entries),
  } as AnyRow;
}

/** Times to the second hide what changed after a reading in the rest of it. */
const secondMs = 1000;

/** True where a hit says that the record has changed since it was read by id. */
function isNewer({ server, provenAt = 0, provenAtServer = provenAt }: ContactRow, said: Contact): boolean {
  const before = server?.updatedAt ?? 0;
  if (said.updatedAt !== before) return said.updatedAt > before;
  if (said.updatedAt % secondMs !== 0) return false;
  // The server's clock is known to the second, too.
  const mayBeEarly = provenAtServer - said.updatedAt < 2 * secondMs;
  return mayBeEarly && server !== undefined && !isSameSaid(server, said);
}

/** What to keep of an answer: all of it, but a listing without zones does not unprove times while it shows the same ones as before. */
function serverSide(row: AnyRow, said: RecordValue): { server: RecordValue; listedStartAt?: number } {
  if (!('zoneProven' in said) || said.zoneProven) return { server: said };
  const { server, listedStartAt } = row as AppointmentRow;
  const stands = server?.zoneProven && (listedStartAt === said.startAt || server.startAt === said.startAt);
  const times = stands && { startAt: server.startAt, endAt: server.endAt, zoneProven: true };
  return { server: { ...said, ...times }, listedStartAt: said.startAt };
}

async function entriesOf(db: Database, account: AccountId): Promise<OutboxEntry[]> {
  if ((await db.outbox.count()) === 0) return [];
  const states = ['waiting', 'sending', 'blocked'];
  const entries = db.outbox.where('[account+state]').anyOf(states.map((state) => [account, state]));
  return await entries.and(({ table }) => table === 'contacts').sortBy('seq');
}
