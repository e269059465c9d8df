// How many changes are kept to be sent, by whom they are for.
import type { RecipientName } from '@/lib/domain/account';
import type { Database } from './database';

/** Of every account that the recipient ever had here: what waits for an earlier one is kept, too. */
export async function countKept(db: Database, recipient: RecipientName): Promise<number> {
  return await db.outbox
    .where('[account+state]')
    .between([`${recipient}:`], [`${recipient};`])
    .count();
}
