// A task or note that one side no longer has: left so, made again from its partner, or deleted on the other side too.
import type { PartnerName } from '@/lib/domain/account';
import { otherSide, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { noteMerge } from '@/lib/domain/merge/merge-notes';
import type { MergeInput } from '@/lib/domain/merge/merge-records';
import { newTask, taskMerge } from '@/lib/domain/merge/merge-tasks';
import type { Note } from '@/lib/domain/note';
import type { Task } from '@/lib/domain/task';
import { AppError } from '@/lib/errors';
import { rowsOf, type Store } from '@/lib/store/records';
import type { QuestionDecision } from '@/lib/store/rows';
import { noteFor, type WorkContext, workContext } from '@/lib/store/work-context';
import { addTo } from './act';
import type { GoneAnswer } from './answer-gone';
import { carriesOf } from './carry';
import { deleteNote } from './notes';
import { deleteTask } from './tasks';

export type GoneWork = Extract<QuestionDecision['question'], { about: 'work-deleted' }>;

/** Does what the user said. Answers why it cannot be done. */
export async function answerGoneWork(
  store: Store,
  partner: PartnerName,
  gone: GoneWork,
  answer: GoneAnswer,
): Promise<AppError | undefined> {
  const { table, side, left, right } = gone;
  if (answer === 'recreate') return await recreate(store, partner, gone);
  await store.db.workPairs.update([left, right], { answered: 'deleted' });
  if (answer === 'keep') return undefined;
  const kept = gone[otherSide(side)];
  await (table === 'tasks' ? deleteTask(store, kept) : deleteNote(store, kept));
  return undefined;
}

async function recreate(store: Store, partner: PartnerName, gone: GoneWork): Promise<AppError | undefined> {
  const { table, side, left, right, contactUid } = gone;
  const source = await rowsOf(store.db, table).get(gone[otherSide(side)]);
  const into = side === 'left' ? contactUid : await partnerOf(store, contactUid, partner);
  if (!source || !into) return new AppError('outdated');
  const context = await workContext(store, partner);
  const { value, input } =
    table === 'tasks' ? taskAgain(source.value as Task, side, context) : noteAgain(source.value as Note, side, partner, context);
  const uid = store.newId();
  const ends = { left, right, [side]: uid };
  await store.db.workPairs.delete([left, right]);
  await rowsOf(store.db, table).delete(gone[side]);
  await store.db.workPairs.put({ table, ...ends, contactUid, madeAt: store.now() });
  const changes = input.rules.map((rule) => ({ rule: rule.key, ref: rule[side].ref }));
  const carries = carriesOf({ table, ...ends, to: side, sources: sourcesOf(input, side) }, changes);
  const done =
    table === 'tasks' ? { op: 'task.create' as const, value: value as Task } : { op: 'note.create' as const, value: value as Note };
  await addTo(store, into, table, done, 'Created again', { uid, how: { carries } });
  return undefined;
}

interface Again {
  value: Task | Note;
  /** Both as they will be: what they agree on. */
  input: MergeInput;
}

function taskAgain(task: Task, side: Side, context: WorkContext): Again {
  const value = newTask(task, side, context);
  const both = side === 'left' ? { left: value, right: task } : { left: task, right: value };
  return { value, input: taskMerge(both, context) };
}

function noteAgain(note: Note, side: Side, partner: PartnerName, context: WorkContext): Again {
  const value = noteFor(side, { value: note }, partner, context);
  return { value, input: noteMerge(side === 'left' ? { left: value, right: note } : { left: note, right: value }) };
}

/** The partner's record of a contact. */
async function partnerOf({ db }: Store, contactUid: string, partner: PartnerName): Promise<string | undefined> {
  const ties = await db.pairs.where('left').equals(contactUid).toArray();
  return ties.find(({ pair }) => pairs[pair].right === partner)?.right;
}
