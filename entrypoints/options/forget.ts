// "Forget everything": what Lockstep keeps in this browser, all of it.
import type { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';

export interface ForgetContext {
  db: Database;
  send: typeof sendMessage;
  /** storage.local and storage.session. */
  areas: { clear(): Promise<void> }[];
}

/** How long the worker may take to revoke keys; forgetting does not depend on it. */
const patienceMs = 5000;

/** Erases every table in one transaction, then the settings. Throws where something could not be erased. */
export async function forgetEverything({ db, send, areas }: ForgetContext): Promise<void> {
  // Stops what runs, and revokes where the server can. Offline, or with a worker in trouble, we go on all the same.
  const systems = await db.connections.toCollection().primaryKeys();
  const disconnected = Promise.allSettled(systems.map((system) => send('disconnect', system)));
  await Promise.race([disconnected, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  // The vault's key stays: other contexts hold it in memory, and without secrets it opens nothing.
  const tables = db.tables.filter((table) => table.name !== 'vaultKeys');
  await db.transaction('rw', tables, () => Promise.all(tables.map((table) => table.clear())));
  for (const area of areas) await area.clear();
}
