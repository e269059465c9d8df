// Records that one side no longer has, or has put away: left so, made again from their partners, or deleted on the other side too. Never
// anything but what the user said.
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import type { Question } from '@/lib/domain/plan/plan';
import { newRecord } from '@/lib/domain/plan/steps/new-record';
import { AppError } from '@/lib/errors';
import { markChildrenDue } from '@/lib/store/due-work';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import { putRow, type Store } from '@/lib/store/records';
import type { ContactRow, DecisionRow } from '@/lib/store/rows';
import { deleteChildren, existing } from './act';
import { answerGoneWork } from './answer-gone-work';
import { deleteContact } from './contacts';
import { createPartner } from './create-partner';

export type GoneAnswer = 'keep' | 'recreate' | 'delete';

type Gone = Extract<Question, { about: 'deleted' | 'archived' }>;

/** Answers these questions alike. Throws `invalid` or `unsupported`, with the reason, once the others are answered. */
export async function answerGone(store: Store, ids: readonly string[], answer: GoneAnswer): Promise<void> {
  const { db } = store;
  const obstacles: AppError[] = [];
  await db.transaction('rw', db.tables, async () => {
    for (const id of ids) {
      const decision = await db.decisions.get(id);
      const obstacle = decision?.kind === 'question' ? await answerOne(store, decision, answer) : undefined;
      if (obstacle) obstacles.push(obstacle);
      else await db.decisions.delete(id);
    }
  });
  const [first] = obstacles;
  if (first) throw first;
}

async function answerOne(
  store: Store,
  decision: Extract<DecisionRow, { kind: 'question' }>,
  answer: GoneAnswer,
): Promise<AppError | undefined> {
  const { question, partner } = decision;
  if (question.about === 'work-deleted') return await answerGoneWork(store, partner, question, answer);
  if (question.about !== 'deleted' && question.about !== 'archived') return new AppError('unsupported');
  if (answer === 'recreate') return await recreate(store, decision, question);
  await leaveSo(store, question);
  if (answer === 'delete') await deleteContact(store, question[otherSide(question.side)]);
  return undefined;
}

/** Not asked again, and nothing is written to the pair. */
async function leaveSo({ db }: Store, { about, left, right }: Gone): Promise<void> {
  await db.pairs
    .where('[left+right]')
    .equals([left, right])
    .modify((row) => {
      row.answered = [...new Set([...(row.answered ?? []), about])];
    });
}

/** Makes the record anew from its partner; the lost one stays hidden. */
async function recreate(store: Store, { pair, partner }: DecisionRow, { about, side, left, right }: Gone): Promise<AppError | undefined> {
  if (about === 'archived') return new AppError('unsupported', { detail: 'Only its own system can bring an archived record back.' });
  const rows = { left: await existing(store, 'contacts', left), right: await existing(store, 'contacts', right) };
  const [lost, source] = [rows[side], rows[otherSide(side)]];
  const live = await mappingInUse(store, pair);
  const { changes, isLacking } = newRecord(live, side, [source]);
  if (isLacking || changes.length === 0) return new AppError('invalid', { detail: 'A field that the new record needs is blank.' });
  const input = contactMerge(live, { left: rows.left.value, right: rows.right.value });
  await forget(store, lost, side);
  const { account, kind } = lost;
  const sources = sourcesOf(input, side);
  const uid = await createPartner(store, { pair, side, account, kind, from: source.uid, changes, sources, label: 'Created again' });
  await store.db.links.where('contactUid').equals(lost.uid).modify({ contactUid: uid });
  const ends = { [side]: uid, [otherSide(side)]: source.uid } as Record<Side, string>;
  await markChildrenDue(store, ends.left, ends.right, partner);
  return undefined;
}

/** The lost record and what hung on it are nobody's partners any more. */
async function forget(store: Store, lost: ContactRow, side: Side): Promise<void> {
  const { db } = store;
  const deletedAt = store.now();
  const children = await Promise.all([db.tasks, db.notes].map((table) => table.where('contactUid').equals(lost.uid).primaryKeys()));
  await db.workPairs.where(side).anyOf(children.flat()).delete();
  await db.pairs.where(side).equals(lost.uid).delete();
  await putRow(store, 'contacts', { ...lost, deletedAt });
  await deleteChildren(store, lost.uid, deletedAt);
}
