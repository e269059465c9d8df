// What the browser itself can do: the same rows, indexes and durability, with nothing between. It checks nothing and keeps no change that
// waits, so it is the floor, no rival.
import { contactKeys } from '@/lib/domain/contact-keys';
import { simpleToE164 } from '@/lib/domain/simple-phone';
import { type Contender, mostHits } from './contender';

const name = 'bench-raw';

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** IndexedDB without a library. */
export function rawIndexedDb(): Contender {
  let database: IDBDatabase | undefined;
  const contacts = (mode: IDBTransactionMode) => {
    if (!database) throw new Error('It is not open.');
    const transaction = database.transaction('contacts', mode, { durability: 'strict' });
    return { transaction, table: transaction.objectStore('contacts') };
  };
  return {
    async open() {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        const table = request.result.createObjectStore('contacts', { keyPath: 'uid' });
        table.createIndex('remote', ['account', 'remoteId'], { unique: true });
        table.createIndex('keys', 'keys', { multiEntry: true });
      };
      database = await answerOf(request);
    },
    async write(page) {
      const { transaction, table } = contacts('readwrite');
      for (const { id, value } of page) {
        const keys = contactKeys(value, simpleToE164);
        table.put({ uid: id, account: 'bench', remoteId: id, value, server: value, seenAt: Date.now(), keys });
      }
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
    },
    async read(ids) {
      const index = contacts('readonly').table.index('remote');
      const rows = await Promise.all(ids.map((id) => answerOf(index.get(['bench', id]))));
      return rows.filter(Boolean).length;
    },
    async hasEmail(email) {
      return (await answerOf(contacts('readonly').table.index('keys').get(`e:${email}`))) !== undefined;
    },
    async beginningWith(prefix) {
      const range = IDBKeyRange.bound(`w:${prefix}`, `w:${prefix}\uffff`);
      return (await answerOf(contacts('readonly').table.index('keys').getAll(range, mostHits))).length;
    },
    async destroy() {
      database?.close();
      await answerOf(indexedDB.deleteDatabase(name));
    },
  };
}
