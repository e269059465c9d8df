// What only the user can decide, kept: one row per matter, the same as long as the matter is the same, gone when a later plan no longer
// asks.
import type { PartnerName } from '@/lib/domain/account';
import type { PairName } from '@/lib/domain/mapping/mapping';
import { stepUids } from '@/lib/domain/plan/step-uids';
import type { Store } from '@/lib/store/records';
import type { ConflictDecision, DecisionRow, QuestionDecision } from '@/lib/store/rows';

export type NewDecision = ConflictDecision | QuestionDecision;

/** Puts the decisions of a plan in the place of all earlier ones about contacts that it planned. */
export async function keepDecisions(
  { db, now }: Store,
  partner: PartnerName,
  pair: PairName,
  planned: ReadonlySet<string>,
  decisions: readonly NewDecision[],
): Promise<void> {
  await db.transaction('rw', db.decisions, async () => {
    const before = await db.decisions.where({ partner }).toArray();
    const since = new Map(before.map((row) => [row.id, row.madeAt]));
    const rows = decisions.map((decision): DecisionRow => {
      const id = decisionId(decision);
      return { ...decision, id, partner, pair, uids: concerned(decision), madeAt: since.get(id) ?? now() };
    });
    const kept = new Set(rows.map(({ id }) => id));
    const isOver = (row: DecisionRow) =>
      row.pair === pair && isAboutContacts(row) && !kept.has(row.id) && row.uids.some((uid) => planned.has(uid));
    await db.decisions.bulkDelete(before.filter(isOver).map(({ id }) => id));
    await db.decisions.bulkPut(rows);
  });
}

/** The same for the same matter. */
export function decisionId(decision: NewDecision): string {
  if (decision.kind === 'conflict') return `conflict|${decision.table}|${decision.left}|${decision.right}`;
  return `question|${JSON.stringify(decision.question)}`;
}

/** Every record that a decision is about. */
export function concerned(decision: NewDecision): string[] {
  if (decision.kind === 'conflict') return [decision.left, decision.right];
  const { question } = decision;
  return question.about === 'work-deleted' ? [question.left, question.right] : stepUids({ kind: 'question', question });
}

function isAboutContacts(decision: NewDecision): boolean {
  return decision.kind === 'conflict' ? decision.table === 'contacts' : decision.question.about !== 'work-deleted';
}
