// Tasks and notes that a partner's sync has yet to look at: what a server told anew, and all that hangs on contacts that have just become
// a pair.
import type { PartnerName } from '@/lib/domain/account';
import type { Database } from './database';
import { withDue } from './due';
import { pairNamesOf } from './plan-records';
import type { Store } from './records';
import type { NoteRow, Row, TaskRow } from './rows';

export const workTables = ['tasks', 'notes'] as const;
export type WorkTable = (typeof workTables)[number];

/** Has everything of both contacts read and looked at: what they had before they were a pair counts now. */
export async function markChildrenDue({ db }: Store, leftUid: string, rightUid: string, partner: PartnerName): Promise<void> {
  const mark = (row: Pick<Row<unknown>, 'due'>) => void Object.assign(row, withDue(row, [partner]));
  await db.tasks.where('contactUid').anyOf(leftUid, rightUid).modify(mark);
  await db.notes.where('contactUid').anyOf(leftUid, rightUid).modify(mark);
  await db.pairs
    .where('[left+right]')
    .equals([leftUid, rightUid])
    .modify((row) => void delete row.workReadAt);
}

/** Rows that the partner's sync has yet to look at. */
export type DueWork = Record<WorkTable, (TaskRow | NoteRow)[]>;

/** What the partner's sync has yet to look at. */
export async function dueWork(db: Database, partner: PartnerName): Promise<DueWork> {
  const tasks = await db.tasks.where('due').equals(partner).toArray();
  const notes = await db.notes.where('due').equals(partner).toArray();
  return { tasks, notes };
}

/** Pairs with the partner of which nothing was looked at yet, by their keys: after a first sync there are many more than a run gets to. */
export async function unreadPairs(db: Database, partner: PartnerName): Promise<[left: string, right: string][]> {
  const looked = db.pairs.where('workReadAt').above(0);
  // Nearly always none: counting by the index saves reading every key.
  if ((await looked.count()) === (await db.pairs.count())) return [];
  const known = new Set((await looked.primaryKeys()).map(String));
  const own = await Promise.all(pairNamesOf(partner).map((pair) => db.pairs.where({ pair }).primaryKeys()));
  return own.flat().filter((key) => !known.has(String(key)));
}

/** Puts down that tasks and notes of these pairs were looked at. */
export async function markLooked({ db, now }: Store, looked: readonly (readonly [left: string, right: string])[]): Promise<void> {
  await db.pairs
    .where('[left+right]')
    .anyOf(looked)
    .modify((row) => {
      row.workReadAt ??= now();
    });
}

/** Takes the partner's mark away from these rows. */
export async function clearDue(db: Database, table: WorkTable, uids: readonly string[], partner: PartnerName): Promise<void> {
  await db
    .table<Row<unknown>, string>(table)
    .where('uid')
    .anyOf(uids)
    .modify((row) => {
      row.due = row.due?.filter((one) => one !== partner) ?? [];
      if (row.due.length === 0) delete row.due;
    });
}
