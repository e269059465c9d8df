// The product's own store, by the very functions that the index, the look-up and the panel's search use.
import type { AccountId } from '@/lib/domain/account';
import { simpleToE164 } from '@/lib/domain/simple-phone';
import { Database } from '@/lib/store/database';
import { searchContacts } from '@/lib/store/panel-queries';
import { rowsByRemoteIds, type Store } from '@/lib/store/records';
import { storeContacts } from '@/lib/store/store-reads';
import type { Contender } from './contender';

const account: AccountId = 'highlevel:bench';

/** A store over the database of this name, in whose origin the page is. */
export function openStore(name?: string): Store {
  return { db: new Database(name), now: Date.now, newId: () => crypto.randomUUID(), toE164: simpleToE164 };
}

/** Lockstep's cache. */
export function lockstep(): Contender {
  const store = openStore('bench-lockstep');
  const { db } = store;
  return {
    open: async () => void (await db.open()),
    write: async (page) => void (await storeContacts(store, account, page, { startedAt: Date.now(), proven: false })),
    read: async (ids) => (await rowsByRemoteIds(db, 'contacts', account, ids)).length,
    hasEmail: async (email) => (await db.contacts.where('keys').equals(`e:${email}`).first()) !== undefined,
    beginningWith: async (prefix) => (await searchContacts(store, account, prefix)).length,
    destroy: () => db.delete(),
  };
}
