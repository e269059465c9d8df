// Puts records into the store so that indexes, waiting changes and ids always agree. Every write of a record row goes through here.
import type { Table as DexieTable } from 'dexie';
import type { AccountId } from '@/lib/domain/account';
import type { Appointment } from '@/lib/domain/appointment';
import type { Contact } from '@/lib/domain/contact';
import { contactKeys } from '@/lib/domain/contact-keys';
import type { Note } from '@/lib/domain/note';
import type { ServerClocks } from '@/lib/domain/server-clocks';
import type { Task } from '@/lib/domain/task';
import type { Database } from './database';
import type { RecordTable } from './outbox-entry';
import type { AppointmentRow, ContactRow, NoteRow, TaskRow } from './rows';

export interface RecordValues {
  contacts: Contact;
  tasks: Task;
  notes: Note;
  appointments: Appointment;
}
export interface RecordRows {
  contacts: ContactRow;
  tasks: TaskRow;
  notes: NoteRow;
  appointments: AppointmentRow;
}
export type AnyRow = RecordRows[RecordTable];

/** What store functions work with. `toE164` may know fewer formats in pages than in the worker, where the phone library is loaded. */
export interface Store {
  db: Database;
  /** Epoch ms. */
  now: () => number;
  /** A fresh UUID. */
  newId: () => string;
  /** The number as E.164, or '' when it cannot be told. */
  toE164: (phone: string) => string;
  /** How far the servers are from `now`. Absent in pages, which read nothing. */
  clocks?: ServerClocks;
}

/** The tables a record write touches, for a transaction: records, what waits, and what tells who is to hear of it. */
export function recordTables(db: Database) {
  const records = [db.contacts, db.tasks, db.notes, db.appointments, db.outbox];
  return [...records, db.syncs, db.receivers, db.pairs, db.workPairs, db.leads, db.reference];
}

/** The table of one kind of record, typed by its name. */
export function rowsOf<Table extends RecordTable>(db: Database, table: Table): DexieTable<RecordRows[Table], string> {
  return db.table(table);
}

/** The row with what is derived from its value: look-up keys, the index of open tasks. */
export function withDerived<Table extends RecordTable>(store: Store, table: Table, row: RecordRows[Table]): RecordRows[Table] {
  if (table === 'contacts') {
    const contact = row as ContactRow;
    return { ...contact, keys: contactKeys(contact.value, store.toE164) } as RecordRows[Table];
  }
  if (table === 'tasks') {
    const { openDueAt: _, ...task } = row as TaskRow;
    const isOpen = !task.value.completed && !task.deletedAt && !task.goneAt;
    return (isOpen ? { ...task, openDueAt: task.value.dueAt } : task) as RecordRows[Table];
  }
  return row;
}

/** The marks of a row that a read or write by id has just proven, by our clock and by the server's. */
export function provenNow(now: number, serverSkewMs = 0): Pick<ContactRow, 'provenAt' | 'provenAtServer'> {
  return { provenAt: now, provenAtServer: now + serverSkewMs };
}

/** Stores a row with what is derived from it. */
export async function putRow<Table extends RecordTable>(store: Store, table: Table, row: RecordRows[Table]): Promise<void> {
  await rowsOf(store.db, table).put(withDerived(store, table, row));
}

/** The row of a remote record, if it is cached. */
export async function rowByRemoteId<Table extends RecordTable>(
  db: Database,
  table: Table,
  account: AccountId,
  remoteId: string,
): Promise<RecordRows[Table] | undefined> {
  return await rowsOf(db, table).where('[account+remoteId]').equals([account, remoteId]).first();
}

/** The rows of those remote records that are cached, each once. Asked for side by side: a cursor would go to and fro for each of them. */
export async function rowsByRemoteIds<Table extends RecordTable>(
  db: Database,
  table: Table,
  account: AccountId,
  remoteIds: Iterable<string>,
): Promise<RecordRows[Table][]> {
  return await db.transaction('r', rowsOf(db, table), async () => {
    const rows = await Promise.all([...new Set(remoteIds)].map((id) => rowByRemoteId(db, table, account, id)));
    return rows.filter((row) => row !== undefined);
  });
}
