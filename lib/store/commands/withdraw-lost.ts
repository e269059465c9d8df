// Writes of the sync that came too late: the task or note was deleted on its server meanwhile. Nobody entered them, so nobody has to discard
// them: they are taken back, and the record is marked as gone, which is a question of its own.
import type { AccountId } from '@/lib/domain/account';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import { rowsOf, type Store } from '@/lib/store/records';
import { dropGone } from '@/lib/store/store-reads';
import { inTransaction } from './act';
import { takeBack } from './undo';

/** Withdraws them in these accounts. */
export async function withdrawLost(store: Store, accounts: readonly AccountId[]): Promise<void> {
  const { db } = store;
  await inTransaction(store, async () => {
    const blocked = db.outbox.where('[account+state]').anyOf(accounts.map((account) => [account, 'blocked']));
    const lost = await blocked.and(isLost).toArray();
    for (const entry of lost) await takeBack(store, entry);
    for (const { table, uid, account } of lost) {
      const remoteId = (await rowsOf(db, table).get(uid))?.remoteId;
      if (remoteId) await dropGone(store, table, account, remoteId);
    }
  });
}

function isLost({ table, change, carries, why, problem }: OutboxEntry): boolean {
  const isWork = (table === 'tasks' || table === 'notes') && !change.op.endsWith('.create') && !change.op.endsWith('.delete');
  return isWork && carries !== undefined && (why?.by === 'rule' || why?.by === 'reconcile') && problem?.code === 'not-found';
}
