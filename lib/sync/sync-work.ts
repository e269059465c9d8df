// Tasks ⇄ to-dos and notes ⇄ notes of linked contacts (F4, F5): pairs of contacts of which something is due, and those that were never read,
// some in every run, are brought in step.
import { isSince } from '@/lib/domain/is-recent';
import { pairNames, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { noteKind, taskKind } from '@/lib/domain/plan/work-kinds';
import { advice, isAppError } from '@/lib/errors';
import { type CarryingWork, carryOutWork } from '@/lib/store/commands/carry-out-work';
import { withdrawLost } from '@/lib/store/commands/withdraw-lost';
import { clearDue, type DueWork, dueWork, markLooked, unreadPairs, type WorkTable, workTables } from '@/lib/store/due-work';
import type { ContactRow, PairRow, TaskRow } from '@/lib/store/rows';
import { noteFor, workContext } from '@/lib/store/work-context';
import { approvedSince } from './approved-since';
import type { SyncContext } from './context';
import { eachAlone } from './each-alone';
import type { PartnerRun } from './partner-run';
import { readChildren } from './refresh-contact';
import { isSettled } from './settle-window';

/** Pairs that are read for the first time in one run; the next run goes on. */
const mostReadings = 100;

/** Two contacts that belong together. */
export interface Tie {
  pair: PairRow;
  left: ContactRow | undefined;
  right: ContactRow | undefined;
}

/** Brings in step what is due. Throws AppError; what was not reached stays due. */
export async function syncWork(run: PartnerRun): Promise<void> {
  const { store, sync } = run;
  await withdrawLost(store, [sync.left, sync.right]);
  const kinds = await workKinds(run);
  const tables = workTables.filter((table) => kinds[table]);
  const due = await dueWork(store.db, run.partner);
  const known = (await tiesOf(run, [...due.tasks, ...due.notes])).filter((tie) => !isUnread(tie));
  await forgetStrangers(run, due, tables, known);
  if (tables.length === 0) return await markLooked(store, await unreadPairs(store.db, run.partner));
  const ready = known.filter((tie) => isReady(tie, run));
  await eachAlone([...ready, ...(await unreadTies(run))], async (tie) => {
    await run.left.keepAlive();
    const read = () => (isUnread(tie) ? readWork(run, tie, tables) : lookFirst(run, tie, due, tables));
    if (!(await canRead(read))) return;
    await carryOutWork(store, { sync, pair: tie.pair, kinds, isSettled: (row) => isSettled(row, store.now()) });
  });
}

/** How the tables that both sides keep are brought in step. */
export async function workKinds(run: PartnerRun): Promise<CarryingWork['kinds']> {
  const { store, partner, left, right } = run;
  const context = await workContext(store, partner);
  const isKept = (table: WorkTable) => left.system.can[table].read && right.system.can[table].read;
  const writable = (table: WorkTable): Record<Side, boolean> => ({
    left: left.system.can[table].write,
    right: right.system.can[table].write,
  });
  const [tasks, notes] = [writable('tasks'), writable('notes')];
  const travel = {
    partner,
    since: approvedSince(run),
    make: (value: Parameters<typeof noteFor>[1]['value'], to: Side) => noteFor(to, { value }, partner, context),
  };
  return {
    ...(isKept('tasks') && { tasks: { kind: taskKind(context, tasks), create: tasks } }),
    ...(isKept('notes') && { notes: { kind: noteKind(travel, notes), create: notes } }),
  };
}

/** The pairs that a run reads in full: of those that were never read, the first that can be read now. */
export async function unreadTies(run: PartnerRun): Promise<Tie[]> {
  const unread = await unreadPairs(run.store.db, run.partner);
  const contacts = [...new Set(unread.map(([left]) => left))];
  const ready: Tie[] = [];
  for (let at = 0; at < contacts.length && ready.length < mostReadings; at += mostReadings) {
    const ties = await tiesOf(
      run,
      contacts.slice(at, at + mostReadings).map((contactUid) => ({ contactUid })),
    );
    ready.push(...ties.filter((tie) => isUnread(tie) && isReady(tie, run)));
  }
  return ready.slice(0, mostReadings);
}

/** The pairs of contacts that this work hangs on. A contact has one partner for its tasks: of several, a client before a prospect. */
async function tiesOf({ store, partner }: PartnerRun, work: readonly Pick<TaskRow, 'contactUid'>[]): Promise<Tie[]> {
  const { db } = store;
  const uids = [...new Set(work.map(({ contactUid }) => contactUid))];
  const concerned = await db.pairs.where('left').anyOf(uids).or('right').anyOf(uids).toArray();
  const all = await db.pairs
    .where('left')
    .anyOf(concerned.map(({ left }) => left))
    .toArray();
  const own = all.filter(({ pair }) => pairs[pair].right === partner).sort(byRank);
  const taken = new Set<string>();
  const first = own.filter(({ left, right }) => {
    const isFirst = !taken.has(left) && !taken.has(right);
    taken.add(left).add(right);
    return isFirst;
  });
  const [lefts, rights] = [
    await db.contacts.bulkGet(first.map(({ left }) => left)),
    await db.contacts.bulkGet(first.map(({ right }) => right)),
  ];
  return first.map((pair, at) => ({ pair, left: lefts[at], right: rights[at] }));
}

function byRank(one: PairRow, other: PairRow): number {
  return pairNames.indexOf(one.pair) - pairNames.indexOf(other.pair) || one.madeAt - other.madeAt;
}

/**
 * Marks that lead nowhere are taken away: of contacts without a partner, and of tables that one of the systems does not keep. So are those of
 * pairs that were never read: then all that hangs on them counts.
 */
async function forgetStrangers(
  { store, partner }: PartnerRun,
  due: DueWork,
  tables: readonly WorkTable[],
  ties: readonly Tie[],
): Promise<void> {
  const known = new Set(ties.flatMap(({ pair }) => [pair.left, pair.right]));
  for (const table of workTables) {
    const strangers = due[table].filter(({ contactUid }) => !tables.includes(table) || !known.has(contactUid)).map(({ uid }) => uid);
    if (strangers.length > 0) await clearDue(store.db, table, strangers, partner);
  }
}

function isUnread({ pair }: Tie): boolean {
  return pair.workReadAt === undefined;
}

/** Both contacts are there, on their servers, in the accounts that the sync was approved for. */
function isReady({ left, right }: Tie, { sync }: PartnerRun): boolean {
  const isThere = (row: ContactRow | undefined, account: string) =>
    row?.account === account && row.remoteId !== undefined && !row.deletedAt && !row.goneAt;
  return isThere(left, sync.left) && isThere(right, sync.right);
}

/** Answers false where a record does not let itself be read: it must not keep the others waiting. */
async function canRead(read: () => Promise<void>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (isAppError(error) && advice[error.code].then === 'ask') return false;
    throw error;
  }
}

/** Reads both sides in full. */
async function readWork(run: PartnerRun, { pair, left, right }: Tie, tables: readonly WorkTable[]): Promise<void> {
  await readSide(run.right, right, pair, tables);
  await readSide(run.left, left, pair, tables);
}

/**
 * Before something new of the partner's is made in HighLevel, what hangs on the contact there is read: a new record may be another browser's
 * copy of one that this one has not seen. The partner's side was asked for news just before.
 */
async function lookFirst(
  { store, left: context }: PartnerRun,
  { pair, left }: Tie,
  due: DueWork,
  tables: readonly WorkTable[],
): Promise<void> {
  for (const table of tables) {
    const uids = due[table].filter(({ contactUid }) => contactUid === pair.right).map(({ uid }) => uid);
    const isNew = uids.length > (await store.db.workPairs.where('right').anyOf(uids).count());
    if (!isNew || !left?.remoteId) continue;
    await context.keepAlive();
    await readChildren(context, left, left.remoteId, table, { lane: 'pull' });
  }
}

async function readSide(
  context: SyncContext,
  contact: ContactRow | undefined,
  { madeAt }: PairRow,
  tables: readonly WorkTable[],
): Promise<void> {
  // The panel may have read it meanwhile; what was read in the future was read before our clock was set back.
  const { childrenSeenAt: readAt = 0 } = contact ?? {};
  if (!contact?.remoteId || isSince(readAt, madeAt, context.now())) return;
  for (const table of tables) {
    await context.keepAlive();
    await readChildren(context, contact, contact.remoteId, table, { lane: 'pull' });
  }
}
