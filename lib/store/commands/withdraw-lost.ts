// Writes of the sync that came too late: the record was deleted on its server meanwhile. Nobody entered them, so nobody has to discard
// them: they are taken back. A task or note is marked as gone, which is a question of its own; a contact is read by id first.
import type { AccountId } from '@/lib/domain/account';
import { duePartners, withDue } from '@/lib/store/due';
import { isOfSync, type OutboxEntry } from '@/lib/store/outbox-entry';
import { putRow, rowsOf, type Store } from '@/lib/store/records';
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
      if (table === 'contacts') {
        await doubt(store, uid);
        continue;
      }
      const remoteId = (await rowsOf(db, table).get(uid))?.remoteId;
      if (remoteId) await dropGone(store, table, account, remoteId);
    }
  });
}

/** Marks a contact as one to be read by id before anything is planned with it. */
async function doubt(store: Store, uid: string): Promise<void> {
  const row = await store.db.contacts.get(uid);
  if (row) await putRow(store, 'contacts', { ...row, ...withDue(row, await duePartners(store.db, row.account)), seenAt: 0 });
}

function isLost(entry: OutboxEntry): boolean {
  const { change, problem } = entry;
  const isChange = !change.op.endsWith('.create') && !change.op.endsWith('.delete');
  return isChange && isOfSync(entry) && problem?.code === 'not-found';
}
