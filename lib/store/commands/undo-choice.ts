// The way back from an answer about who is who: ties, what was kept apart and pages' picks as they were before, and the question again.
import { AppError } from '@/lib/errors';
import { withDue } from '@/lib/store/due';
import type { Store } from '@/lib/store/records';
import type { ApartRow, DecisionRow, LinkRow, PairRow, Row, UndoRow } from '@/lib/store/rows';

interface Ties {
  pairs: PairRow[];
  apart: ApartRow[];
  links: LinkRow[];
}

/** Gives the answer, and remembers how the records it concerns were tied before. */
export async function withWayBack(store: Store, decision: DecisionRow, answer: () => Promise<void>): Promise<void> {
  const { db, now } = store;
  const { uids, id } = decision;
  const ties = await tiesOf(store, uids);
  await answer();
  const contacts = await db.contacts.bulkGet(uids);
  const one = contacts.find((row) => row?.account.startsWith('highlevel:')) ?? contacts.find((row) => row !== undefined);
  if (!one) return;
  const about = { account: one.account, uid: id, contactUid: one.uid, entries: [], table: 'decisions' as const };
  const after = keysOf(await tiesOf(store, uids));
  await db.undo.add({ ...about, at: now(), label: 'Question answered', before: { decision, ties }, after });
}

/** Puts everything back and asks again. Throws `outdated` where something was tied or parted anew since. */
export async function undoChoice(store: Store, { before, after }: UndoRow): Promise<{ recreated: boolean }> {
  const { db } = store;
  const { decision, ties } = before as { decision: DecisionRow; ties: Ties };
  const now = await tiesOf(store, decision.uids);
  if (JSON.stringify(keysOf(now)) !== JSON.stringify(after)) throw new AppError('outdated', { detail: 'It was decided again since.' });
  await db.pairs.bulkDelete(now.pairs.map(({ left, right }): [string, string] => [left, right]));
  await db.apart.bulkDelete(now.apart.map(({ one, other }): [string, string] => [one, other]));
  await db.pairs.bulkPut(ties.pairs);
  await db.apart.bulkPut(ties.apart);
  await db.links.bulkPut(ties.links);
  await db.decisions.put(decision);
  const mark = (row: Pick<Row<unknown>, 'due'>) => void Object.assign(row, withDue(row, [decision.partner]));
  await db.contacts.where('uid').anyOf(decision.uids).modify(mark);
  return { recreated: false };
}

async function tiesOf({ db }: Store, uids: readonly string[]): Promise<Ties> {
  const [pairs, apart, links] = await Promise.all([
    db.pairs.filter(({ left, right }) => uids.includes(left) || uids.includes(right)).toArray(),
    db.apart.filter(({ one, other }) => uids.includes(one) || uids.includes(other)).toArray(),
    db.links.where('contactUid').anyOf(uids).toArray(),
  ]);
  return { pairs, apart, links };
}

/** Who is tied to whom and parted from whom, whatever they have agreed on meanwhile. */
function keysOf({ pairs, apart }: Ties): string[] {
  return [...pairs.map(({ left, right }) => `${left}=${right}`), ...apart.map(({ one, other }) => `${one}/${other}`)].sort();
}
