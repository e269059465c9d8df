// What planning the tasks, or the notes, of a linked pair of contacts needs, out of the store.
import type { AccountId } from '@/lib/domain/account';
import type { WorkInput, WorkPair, WorkRecord } from '@/lib/domain/plan/plan-work';
import type { WorkTable } from './due-work';
import { type RecordRows, type RecordValues, rowsOf, type Store } from './records';
import type { PairRow, SyncRow, TaskRow } from './rows';

type WorkAtHand<Table extends WorkTable> = Omit<WorkInput<RecordValues[Table]>, 'create'>;

/** Which rows are to be worked with. */
export interface WorkScope {
  /** Two contacts that belong together. */
  contacts: Pick<PairRow, 'left' | 'right'>;
  sync: Pick<SyncRow, 'partner' | 'right'>;
  /** False while a change is so recent that it may still be half typed. */
  isSettled: (row: Pick<TaskRow, 'changed'>) => boolean;
}

/** Reads it, inside a transaction that goes on to act on it. */
export async function workAtHand<Table extends WorkTable>(store: Store, table: Table, scope: WorkScope): Promise<WorkAtHand<Table>> {
  const { db } = store;
  const { contacts, sync } = scope;
  const childrenOf = async (uid: string) => (await rowsOf(db, table).where('contactUid').equals(uid).toArray()) as RecordRows[Table][];
  const [lefts, rights] = [await childrenOf(contacts.left), await childrenOf(contacts.right)];
  const uids = [...lefts, ...rights].map(({ uid }) => uid);
  const waiting = await db.outbox.where('contactUid').anyOf(contacts.left, contacts.right).toArray();
  const onTheWay = new Set(waiting.map(({ uid }) => uid));
  const record = (row: RecordRows[Table]) => recordOf<Table>(row, scope, onTheWay);
  const apart = await db.apart.where('one').anyOf(uids).or('other').anyOf(uids).toArray();
  return { left: lefts.map(record), right: rights.map(record), pairs: await tiesOf(store, table, lefts, rights, sync.right), apart };
}

function recordOf<Table extends WorkTable>(
  row: RecordRows[Table],
  { sync, isSettled }: WorkScope,
  onTheWay: ReadonlySet<string>,
): WorkRecord<RecordValues[Table]> {
  const { uid, changed, due, deletedAt, goneAt } = row;
  const isDue = due?.includes(sync.partner) ?? false;
  const isBusy = onTheWay.has(uid) || (isDue && !isSettled(row));
  return {
    uid,
    // What waits to be sent is not carried on before the server has it.
    value: (row.server ?? row.value) as RecordValues[Table],
    ...(changed && { changed }),
    ...(isDue && { isDue }),
    ...((deletedAt || goneAt) && { isGone: true }),
    ...(isBusy && { isBusy }),
  };
}

/** The ties that one of these is part of, and that are about this partner's account. */
async function tiesOf<Table extends WorkTable>(
  { db }: Store,
  table: Table,
  lefts: RecordRows[Table][],
  rights: RecordRows[Table][],
  account: AccountId,
): Promise<WorkPair[]> {
  const uidsOf = (rows: RecordRows[Table][]) => rows.map(({ uid }) => uid);
  const byLeft = await db.workPairs.where('left').anyOf(uidsOf(lefts)).toArray();
  const byRight = await db.workPairs.where('right').anyOf(uidsOf(rights)).toArray();
  const ties = [...new Map([...byLeft, ...byRight].map((tie) => [`${tie.left}|${tie.right}`, tie])).values()];
  // A managed note's tie ends in a record or lead of another partner. A to-do that was hung on another client still has its task here.
  const ends = await rowsOf(db, table).bulkGet(ties.map(({ right }) => right));
  return ties
    .filter((_tie, at) => ends[at]?.account === account)
    .map(({ left, right, base, answered }) => ({ left, right, ...(base && { base }), ...(answered && { answered }) }));
}
