// Writes of the sync that came too late: the record was deleted on its server meanwhile, or changed in the same fields. Nobody entered them,
// so nobody has to discard them: they are taken back. A task or note that was deleted is marked as gone, which is a question of its own;
// everything else is read by id and merged anew.
import type { AccountId } from '@/lib/domain/account';
import { duePartners, withDue } from '@/lib/store/due';
import { isOfSync, type OutboxEntry, type RecordTable } from '@/lib/store/outbox-entry';
import { type AnyRow, putRow, type RecordRows, rowsOf, type Store } from '@/lib/store/records';
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
    for (const { table, uid, account, problem } of lost) {
      const row = await rowsOf(db, table).get(uid);
      if (problem?.code === 'outdated' || table === 'contacts') await doubt(store, table, row);
      else if (row?.remoteId) await dropGone(store, table, account, row.remoteId);
    }
  });
}

/** Marks a record as one to be read by id before anything is planned with it. */
async function doubt(store: Store, table: RecordTable, row: AnyRow | undefined): Promise<void> {
  if (!row) return;
  const doubted = { ...row, ...withDue(row, await duePartners(store.db, row.account)), seenAt: 0 };
  await putRow(store, table, doubted as RecordRows[typeof table]);
}

function isLost(entry: OutboxEntry): boolean {
  const { change, problem } = entry;
  const isChange = !change.op.endsWith('.create') && !change.op.endsWith('.delete');
  return isChange && isOfSync(entry) && (problem?.code === 'not-found' || problem?.code === 'outdated');
}
