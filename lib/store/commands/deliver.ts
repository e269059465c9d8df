// What the connected app is to hear of: changes of contacts that are linked to a LocaliQ record, and of their tasks and notes. Each
// becomes an outbox entry of its own, in the transaction that stores the change. What came from LocaliQ itself is not told back to it.
import type { Why } from '@/lib/audit/entry';
import { type ChangeTold, eventOfChange, type ToldChange } from '@/lib/domain/event-of-change';
import { pairs } from '@/lib/domain/mapping/mapping';
import type { Note } from '@/lib/domain/note';
import type { Task } from '@/lib/domain/task';
import { AppError } from '@/lib/errors';
import type { OutboxEntry, RecordTable } from '@/lib/store/outbox-entry';
import { referenceItems } from '@/lib/store/panel-queries';
import { type AnyRow, recordTables, type Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { changeRead, changeWritten } from '@/lib/store/told-changes';
import { contactUidOf, existing } from './act';

/** A change of a HighLevel record, and the record after it. */
interface Told {
  table: RecordTable;
  row: AnyRow;
  change: ToldChange;
  /** Epoch ms. */
  madeAt: number;
  /** A click unless said otherwise. */
  why?: Why;
  /** The LocaliQ record that is meant, where the contact may be linked to several. */
  right?: string;
}

const byOthers: Why = { by: 'rule', rule: 'Changed in HighLevel' };

/**
 * Under this uid the events of a contact wait, so that they go out one after another and none of them is taken for a change of a
 * record.
 */
export function deliveriesOf(contactUid: string): string {
  return `connected-app|${contactUid}`;
}

/** Queues an event for each change that concerns the connected app. Inside a transaction over `recordTables`. */
async function tellConnectedApp(store: Store, changes: readonly Told[]): Promise<void> {
  const news = changes.filter(({ row, table }) => row.account.startsWith('highlevel:') && row.remoteId && table !== 'appointments');
  const account = news.length > 0 ? (await store.db.receivers.get('connected-app'))?.account : undefined;
  if (!account) return;
  for (const told of news) {
    const contactUid = contactUidOf(told.row);
    const event = await eventOf(store, told, contactUid);
    if (!event) continue;
    await store.db.outbox.add({
      account,
      table: 'contacts',
      uid: deliveriesOf(contactUid),
      contactUid,
      change: { op: 'event.deliver', event },
      state: 'waiting',
      madeAt: store.now(),
      notBefore: 0,
      attempts: 0,
      ...(told.why && { why: told.why }),
    });
  }
}

/**
 * Pull into a linked LocaliQ record: tells of these fields as the contact has them now. Throws `unsupported` where the connected app was
 * disconnected meanwhile, `not-found` while HighLevel does not know the contact yet.
 */
export async function deliverFields(store: Store, leftUid: string, right: string, fields: readonly string[]): Promise<void> {
  await store.db.transaction('rw', recordTables(store.db), async () => {
    const row = await existing(store, 'contacts', leftUid);
    if (!row.remoteId) throw new AppError('not-found', { detail: 'HighLevel has not confirmed this contact yet. Try again in a moment.' });
    if (!(await store.db.receivers.get('connected-app'))?.account) throw new AppError('unsupported');
    const names = fields.flatMap((field) => (field === 'fullName' ? ['firstName', 'lastName'] : [field]));
    const edit = Object.fromEntries(names.map((name) => [name, true]));
    // What the user sees counts, also where a change of it is still on its way to HighLevel.
    const told = { table: 'contacts' as const, row: { ...row, server: row.value }, change: { op: 'contact.update', edit }, right };
    await tellConnectedApp(store, [{ ...told, madeAt: store.now() }]);
  });
}

/** Tells of a write of ours that HighLevel has answered. */
export async function tellOfWrite(store: Store, entry: OutboxEntry, before: AnyRow, after: AnyRow): Promise<void> {
  const change = changeWritten(entry, before, after);
  if (!change || (await isCarriedFromLocaliq(store, entry))) return;
  const { table, madeAt, why } = entry;
  await tellConnectedApp(store, [{ table, row: after, change, madeAt, ...(why && { why }) }]);
}

/** Tells of what others changed, as a reading shows it. `isListed`: the contact's records of this kind were all known before. */
export async function tellOfReading(
  store: Store,
  table: RecordTable,
  rows: readonly (readonly [before: AnyRow, after: AnyRow])[],
  isListed = false,
): Promise<void> {
  const changes = rows.flatMap(([before, after]) => {
    const change = changeRead(table, before, after, isListed);
    return change ? [{ table, row: after, change, madeAt: store.now(), why: byOthers }] : [];
  });
  await tellConnectedApp(store, changes);
}

/** Tells that a task or note was deleted by others. */
export async function tellOfDeletion(store: Store, table: RecordTable, row: AnyRow): Promise<void> {
  const change = { op: `${table.slice(0, -1)}.delete` };
  await tellConnectedApp(store, [{ table, row, change, madeAt: store.now(), why: byOthers }]);
}

async function eventOf(
  store: Store,
  { table, row, change, madeAt, right }: Told,
  contactUid: string,
): Promise<ReturnType<typeof eventOfChange>> {
  const { db } = store;
  const linked = await linkedTo(store, contactUid, right);
  const contact = table === 'contacts' ? (row as ContactRow) : await db.contacts.get(contactUid);
  if (!linked || !contact?.remoteId || (table === 'notes' && (await holdsLocaliqsText(store, row)))) return undefined;
  const users = await referenceItems(db, row.account, 'users');
  const told: ChangeTold = {
    id: store.newId(),
    madeAt,
    account: row.account,
    change,
    contact: {
      id: contact.remoteId,
      value: contact.server ?? contact.value,
      ...(linked.remoteId && { localiqContactId: linked.remoteId }),
    },
    userName: (id) => users?.find((user) => user.id === id)?.name ?? '',
  };
  const record = { id: row.remoteId ?? '', value: row.server ?? row.value };
  return eventOfChange({
    ...told,
    ...(table === 'tasks' && { task: record as { id: string; value: Task } }),
    ...(table === 'notes' && { note: record as { id: string; value: Note } }),
  });
}

/** The LocaliQ record that the contact is linked to. */
async function linkedTo({ db }: Store, contactUid: string, right?: string): Promise<ContactRow | undefined> {
  const tied = await db.pairs.where('left').equals(contactUid).toArray();
  const pair = tied.find((one) => pairs[one.pair].right === 'localiq' && (right === undefined || one.right === right));
  return pair && (await db.contacts.get(pair.right));
}

/** The note holds a text or lead of LocaliQ: told back, a receiver that writes it there would have it change for ever. */
async function holdsLocaliqsText({ db }: Store, row: AnyRow): Promise<boolean> {
  const tied = await db.workPairs.where('left').equals(row.uid).toArray();
  // Only another system's note is a note: LocaliQ's text is a field of its record.
  const partners = await db.notes.bulkGet(tied.map(({ right }) => right));
  const leads = db.leads.where('contactUid').equals(contactUidOf(row));
  return partners.includes(undefined) || (await leads.filter(({ noteUid }) => noteUid === row.uid).count()) > 0;
}

async function isCarriedFromLocaliq({ db }: Store, { carries }: OutboxEntry): Promise<boolean> {
  if (carries?.to !== 'left') return false;
  return (await db.contacts.get(carries.right))?.account.startsWith('localiq:') ?? false;
}
