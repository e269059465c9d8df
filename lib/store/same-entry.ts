// A test or a sign-in takes its time, and its user may enter something else or disconnect meanwhile. What comes of it then is nobody's.
import type { Collection } from 'dexie';
import type { Database } from './database';
import type { ConnectionRow } from './rows';

/** The row of the connection, while it is still what was entered when this one was read; otherwise none. */
export function sameEntry(db: Database, { system, keySetAt }: ConnectionRow): Collection<ConnectionRow> {
  return db.connections.where({ system }).and((row) => row.keySetAt === keySetAt);
}
