// What contacts are called and whose they are, many at once: one reading of the store for a whole list.
import type { AccountId } from '@/lib/domain/account';
import { displayName } from '@/lib/domain/contact';
import type { Database } from './database';

export interface Named {
  name: string;
  account?: AccountId;
}

/** Names by uid. A record that is no longer in the store has none to be found. */
export async function namedContacts(db: Database, uids: Iterable<string>): Promise<(uid: string) => Named> {
  const wanted = [...new Set(uids)];
  const rows = await db.contacts.bulkGet(wanted);
  const found = new Map(rows.flatMap((row) => (row ? [[row.uid, { name: displayName(row.value), account: row.account }]] : [])));
  return (uid) => found.get(uid) ?? { name: 'A record that is no longer here' };
}
