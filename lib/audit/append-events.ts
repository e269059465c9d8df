// Puts events into the log. Works inside a transaction that is open: nothing is hashed here, a sealer chains what was put down.
import { type AccountId, accountId } from '@/lib/domain/account';
import type { Database } from '@/lib/store/database';
import type { AuditPendingRow, NewEvent } from './entry';

export interface AppendDeps {
  db: Database;
  /** Epoch ms. */
  now: () => number;
  newId: () => string;
}

/** Puts the events down, in this order. Inside a transaction it must cover `auditPending` and `connections`: then they share its fate. */
export async function appendEvents({ db, now, newId }: AppendDeps, events: readonly NewEvent[]): Promise<void> {
  const rows: AuditPendingRow[] = [];
  for (const { system, values, account, ...event } of events) {
    const connection = system === 'connected-app' ? undefined : await db.connections.get(system);
    const known: AccountId = account ?? connection?.account ?? accountId(system, '');
    const isTheirs = account === undefined || account === connection?.account;
    const userId = (isTheirs && (connection?.userId || connection?.iAm)) || '';
    rows.push({ event: { id: newId(), at: now(), account: known, userId, ...event }, ...(values && { values }) });
  }
  await db.auditPending.bulkAdd(rows);
}
