// Tasks and notes that a partner's sync has yet to look at: what a server told anew, and all that hangs on contacts that have just become
// a pair.
import type { PartnerName } from '@/lib/domain/account';
import { pairs } from '@/lib/domain/mapping/mapping';
import type { Database } from './database';
import { withDue } from './due';
import type { Store } from './records';
import type { NoteRow, PairRow, Row, TaskRow } from './rows';

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

/** Pairs with the partner of which nothing was looked at yet. */
export async function unreadPairs(db: Database, partner: PartnerName): Promise<PairRow[]> {
  // Nearly always none: counting by the index saves reading every pair.
  const looked = await db.pairs.where('workReadAt').above(0).count();
  if (looked === (await db.pairs.count())) return [];
  return await db.pairs.filter(({ pair, workReadAt }) => pairs[pair].right === partner && workReadAt === undefined).toArray();
}

/** Puts down that tasks and notes of these pairs were looked at. */
export async function markLooked({ db, now }: Store, looked: readonly Pick<PairRow, 'left' | 'right'>[]): Promise<void> {
  await db.pairs
    .where('[left+right]')
    .anyOf(looked.map(({ left, right }) => [left, right]))
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
