// The answers to conflicts and questions: a command on the store in this very page, then a nudge to send and to look at both sides again.
import type { DecisionActions } from '@/components/sync-props';
import type { PartnerName } from '@/lib/domain/account';
import { answerChoice } from '@/lib/store/commands/answer-choice';
import { answerGone } from '@/lib/store/commands/answer-gone';
import { keepAll, resolveConflict } from '@/lib/store/commands/resolve-conflict';
import type { Store } from '@/lib/store/records';

/** `nudge` is told whose sync the answers concern. */
export function createDecisionActions(store: Store, nudge: (partners: PartnerName[]) => void): DecisionActions {
  /** Also where something could not be answered: what was is sent, and what has changed is looked at. */
  const decide = async (ids: readonly string[], work: () => Promise<void>): Promise<void> => {
    const rows = await store.db.decisions.bulkGet([...ids]);
    try {
      await work();
    } finally {
      nudge([...new Set(rows.flatMap((row) => (row ? [row.partner] : [])))]);
    }
  };
  return {
    resolve: (id, key, resolution) => decide([id], () => resolveConflict(store, id, key, resolution)),
    keepAll: (ids, side) => decide(ids, () => keepAll(store, ids, side)),
    choose: (id, uid) => decide([id], () => answerChoice(store, id, uid)),
    answerGone: (_group, ids, answer) => decide(ids, () => answerGone(store, ids, answer)),
  };
}
