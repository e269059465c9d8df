// Who belongs to whom, as the user says: what is tied and what is kept apart from now on. Nothing is written to a server.
import { otherSide, pairs, type Side } from '@/lib/domain/mapping/mapping';
import type { Question } from '@/lib/domain/plan/plan';
import { AppError } from '@/lib/errors';
import { withDue } from '@/lib/store/due';
import type { Store } from '@/lib/store/records';
import type { DecisionRow, PairRow, Row } from '@/lib/store/rows';
import { inTransaction } from './act';
import { pairRecords } from './sync';
import { withWayBack } from './undo-choice';

/** Answers who it is: `uid` of the candidate, undefined for none of them. Throws `outdated` where it is no longer a question. */
export async function answerChoice(store: Store, id: string, uid: string | undefined): Promise<void> {
  await inTransaction(store, async () => {
    const decision = await store.db.decisions.get(id);
    if (decision?.kind !== 'question') throw new AppError('outdated', { detail: 'It was decided meanwhile, or is no longer a question.' });
    await withWayBack(store, decision, () => answer({ store, decision }, decision.question, uid));
    await store.db.decisions.delete(id);
    const mark = (row: Pick<Row<unknown>, 'due'>) => void Object.assign(row, withDue(row, [decision.partner]));
    await store.db.contacts.where('uid').anyOf(decision.uids).modify(mark);
  });
}

interface Asked {
  store: Store;
  decision: DecisionRow;
}

async function answer(asked: Asked, question: Extract<DecisionRow, { kind: 'question' }>['question'], uid: string | undefined) {
  switch (question.about) {
    case 'which':
      return await answerWhich(asked, question, uid);
    case 'already-linked':
      return await answerLinked(asked, question, uid);
    case 'linked-twice':
      return await answerTwice(asked, question, uid);
    case 'same-person':
      return await answerSame(asked, question, uid);
    default:
      throw new AppError('unsupported', { detail: 'This question has other answers.' });
  }
}

type About<Name extends Question['about']> = Extract<Question, { about: Name }>;

async function answerWhich(asked: Asked, { side, uid, candidates }: About<'which'>, chosen: string | undefined): Promise<void> {
  if (chosen) return await tie(asked, ends(side, uid, chosen));
  for (const candidate of candidates) await keepApart(asked, ends(side, uid, candidate.uid));
}

/** The newcomer takes the place of the partner that is there, or is kept apart from it. */
async function answerLinked(asked: Asked, question: About<'already-linked'>, chosen: string | undefined): Promise<void> {
  const { newcomer, rivals } = await rivalsOf(asked, question);
  if (chosen !== newcomer) return await keepApart(asked, question);
  for (const rival of rivals) await keepApart(asked, rival);
  await tie(asked, question);
}

async function answerTwice(asked: Asked, { side, uid, partners }: About<'linked-twice'>, chosen: string | undefined): Promise<void> {
  for (const partner of partners) if (partner !== chosen) await keepApart(asked, ends(side, uid, partner));
}

/** The others are to have no partner at all; of different people each may have one. */
async function answerSame({ store }: Asked, { uids }: About<'same-person'>, chosen: string | undefined): Promise<void> {
  const { db, now } = store;
  const madeAt = now();
  const others = uids.filter((uid) => uid !== chosen).map((one) => ({ one, other: '', madeAt }));
  const everyTwo = uids.flatMap((one, at) => uids.slice(at + 1).map((other) => ({ one, other, madeAt })));
  await db.apart.bulkPut(chosen ? others : everyTwo);
}

/** Which of the two is new to a pair that exists, and with whom the other is tied now. */
export async function rivalsOf(
  { store, decision }: { store: Store; decision: Pick<DecisionRow, 'pair'> },
  { left, right }: Pick<PairRow, 'left' | 'right'>,
): Promise<{ newcomer: string; side: Side; rivals: PairRow[] }> {
  const isOfPartner = (row: PairRow) => pairs[row.pair].right === pairs[decision.pair].right;
  const ofLeft = (await store.db.pairs.where('left').equals(left).filter(isOfPartner).toArray()).filter((row) => row.right !== right);
  const ofRight = (await store.db.pairs.where('right').equals(right).toArray()).filter((row) => row.left !== left);
  const isLeftTaken = ofLeft.length > 0 && pairs[decision.pair].links === 'one-to-one';
  return isLeftTaken ? { newcomer: right, side: 'right', rivals: ofLeft } : { newcomer: left, side: 'left', rivals: ofRight };
}

async function tie({ store, decision }: Asked, { left, right }: Pick<PairRow, 'left' | 'right'>): Promise<void> {
  const { apart } = store.db;
  await apart.bulkDelete(
    [left, right].flatMap((one): [string, string][] => [
      [one, left],
      [one, right],
      [one, ''],
    ]),
  );
  await pairRecords(store, left, right, decision.pair, false);
}

/** Unties the two and remembers it, whatever tied them. */
async function keepApart({ store }: Asked, { left, right }: Pick<PairRow, 'left' | 'right'>): Promise<void> {
  const { db, now } = store;
  await db.pairs.delete([left, right]);
  await db.apart.put({ one: left, other: right, madeAt: now() });
  const partner = await db.contacts.get(right);
  const isOfRecord = ({ key }: { key: string }) => partner?.remoteId !== undefined && key.endsWith(`|id|${partner.remoteId}`);
  await db.links.where('contactUid').equals(left).filter(isOfRecord).delete();
}

function ends(side: Side, uid: string, other: string): Pick<PairRow, 'left' | 'right'> {
  return { [side]: uid, [otherSide(side)]: other } as Record<Side, string>;
}
