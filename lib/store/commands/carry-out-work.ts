// The plan of a contact pair's tasks and notes, made and carried out in one transaction: ties, writes into the outbox, questions, and the
// marks of what was looked at. Run twice, it does nothing the second time.
import type { Side } from '@/lib/domain/mapping/mapping';
import { planWork, type WorkKind, type WorkPlan, type WorkStep } from '@/lib/domain/plan/plan-work';
import { clearDue, markChildrenDue, markLooked, type WorkTable } from '@/lib/store/due-work';
import type { Carries, Change } from '@/lib/store/outbox-entry';
import type { RecordValue } from '@/lib/store/rebase';
import type { RecordValues, Store } from '@/lib/store/records';
import type { ConflictDecision, DecisionRow, PairRow, QuestionDecision, SyncRow } from '@/lib/store/rows';
import { type WorkScope, workAtHand } from '@/lib/store/work-at-hand';
import { addTo, type How, inTransaction } from './act';
import { carry } from './carry';
import { concerned, decisionId } from './keep-decisions';

export interface CarryingWork extends Pick<WorkScope, 'isSettled'> {
  sync: SyncRow;
  pair: PairRow;
  /** The tables that both sides keep, and where records of each may be made. */
  kinds: { [Table in WorkTable]?: { kind: WorkKind<RecordValues[Table]>; create: Record<Side, boolean> } };
}

const words = {
  tasks: { rule: 'Tasks and to-dos', added: 'Task added', changed: 'Task changed' },
  notes: { rule: 'Notes', added: 'Note added', changed: 'Note changed' },
} as const;

/** Brings the tasks and notes of two contacts in step, as far as they can be worked with now. */
export async function carryOutWork(store: Store, work: CarryingWork): Promise<void> {
  const { pair, kinds, sync } = work;
  await inTransaction(store, async () => {
    if (pair.workReadAt === undefined) await markChildrenDue(store, pair.left, pair.right, sync.partner);
    if (kinds.tasks) await carryOutTable(store, 'tasks', work, kinds.tasks);
    if (kinds.notes) await carryOutTable(store, 'notes', work, kinds.notes);
    await markLooked(store, [[pair.left, pair.right]]);
  });
}

async function carryOutTable<Table extends WorkTable>(
  store: Store,
  table: Table,
  work: CarryingWork,
  { kind, create }: NonNullable<CarryingWork['kinds'][Table]>,
): Promise<void> {
  const { sync, pair, isSettled } = work;
  const atHand = await workAtHand(store, table, { contacts: pair, sync, isSettled });
  const plan = planWork(kind as WorkKind<RecordValues[Table]>, { ...atHand, create });
  for (const step of plan.steps) await carryOutStep(store, table, pair, step);
  for (const { left, right, base } of plan.bases) await store.db.workPairs.where('[left+right]').equals([left, right]).modify({ base });
  const looked = [...atHand.left, ...atHand.right].flatMap(({ uid }) => (plan.later.has(uid) ? [] : [uid]));
  const tied = atHand.pairs.flatMap(({ left, right }) => (plan.later.has(left) ? [] : [left, right]));
  await keepWorkDecisions(store, work, [...looked, ...tied], decisionsOf(table, pair, plan));
  await clearDue(store.db, table, looked, sync.partner);
}

async function carryOutStep<Table extends WorkTable>(
  store: Store,
  table: Table,
  pair: PairRow,
  step: WorkStep<RecordValues[Table]>,
): Promise<void> {
  const tie = { table, contactUid: pair.left, madeAt: store.now() };
  const { rule, added, changed } = words[table];
  const how: How = { why: { by: 'rule', rule }, isSync: true };
  if (step.kind === 'adopt') await store.db.workPairs.put({ ...tie, left: step.left, right: step.right });
  if (step.kind === 'leave') await store.db.apart.put({ one: step.uid, other: '', madeAt: tie.madeAt });
  if (step.kind === 'update') {
    const { left, right, side: to, sources, changes } = step;
    await carry(store, changes, { ...how, table, left, right, to, sources, label: changed });
  }
  if (step.kind === 'create') {
    const { side: to, from, carried: values } = step;
    const uid = store.newId();
    const ends = { ...(to === 'left' ? { right: from } : { left: from }), [to]: uid } as Pick<Carries, 'left' | 'right'>;
    await store.db.workPairs.put({ ...tie, ...ends });
    const done = { op: table === 'tasks' ? 'task.create' : 'note.create', value: step.value } as Change & { value: RecordValue };
    await addTo(store, pair[to], table, done, added, { uid, how: { ...how, carries: { table, ...ends, to, values } } });
  }
}

/** What only the user can decide. */
function decisionsOf<Table extends WorkTable>(
  table: Table,
  { left: contactUid }: PairRow,
  { steps }: WorkPlan<RecordValues[Table]>,
): (ConflictDecision | QuestionDecision)[] {
  return steps.flatMap((step): (ConflictDecision | QuestionDecision)[] => {
    if (step.kind === 'conflict') return [{ ...step, table, contactUid }];
    if (step.kind !== 'question') return [];
    const { side, left, right } = step;
    return [{ kind: 'question', question: { about: 'work-deleted', table, side, left, right, contactUid } }];
  });
}

/** Puts the decisions in the place of all earlier ones about what was planned. */
async function keepWorkDecisions(
  { db, now }: Store,
  { sync, pair }: CarryingWork,
  planned: readonly string[],
  decisions: readonly (ConflictDecision | QuestionDecision)[],
): Promise<void> {
  const before = await db.decisions
    .where('uids')
    .anyOf(planned)
    .distinct()
    .and(({ partner }) => partner === sync.partner)
    .toArray();
  const rows = decisions.map((decision): DecisionRow => {
    const id = decisionId(decision);
    const madeAt = before.find((row) => row.id === id)?.madeAt ?? now();
    return { ...decision, id, partner: sync.partner, pair: pair.pair, uids: concerned(decision), madeAt };
  });
  await db.decisions.bulkDelete(before.map(({ id }) => id));
  await db.decisions.bulkPut(rows);
}
