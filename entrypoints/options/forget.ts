// "Forget everything": what Lockstep keeps in this browser, all of it.
import type { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';

export interface ForgetContext {
  db: Database;
  send: typeof sendMessage;
  /** storage.local and storage.session. */
  areas: { clear(): Promise<void> }[];
}

/** How long the worker may take to end its work and to revoke keys; forgetting does not depend on it. */
const patienceMs = 10_000;

/** Erases every table in one transaction, then the settings. Throws where something could not be erased. */
export async function forgetEverything({ db, send, areas }: ForgetContext): Promise<void> {
  // Offline, or with a worker in trouble, we go on all the same.
  const stopped = stopWork(db, send).catch(() => undefined);
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  // The vault's key stays: other contexts hold it in memory, and without secrets it opens nothing.
  const tables = db.tables.filter((table) => table.name !== 'vaultKeys');
  await db.transaction('rw', tables, () => Promise.all(tables.map((table) => table.clear())));
  for (const area of areas) await area.clear();
}

/** Ends what runs, so that it writes nothing into the erased tables, and has keys revoked where the server can. */
async function stopWork(db: Database, send: typeof sendMessage): Promise<void> {
  const systems = await db.connections.toCollection().primaryKeys();
  await Promise.allSettled(systems.map((system) => send('disconnect', system)));
  await send('untilIdle');
}
