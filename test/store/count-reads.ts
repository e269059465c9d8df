// Counts the rows that a database hands out, by table: whether something grows with the firm is told by what it reads, never by its time.
import type { DBCore, DBCoreTable } from 'dexie';
import { Database } from '@/lib/store/database';

/**
 * A connection of its own to the database of this name. `rows` of a table were handed out since the last `reset`, or keys, where it walked over
 * them one by one; keys that come all at once count as none.
 */
export function countingDatabase(name: string) {
  const db = new Database(name);
  const counts = new Map<string, number>();
  const add = (table: string, rows: number) => counts.set(table, (counts.get(table) ?? 0) + rows);
  db.use({ stack: 'dbcore', name: 'counting', create: (core: DBCore) => ({ ...core, table: (of) => counted(core.table(of), add) }) });
  return {
    db,
    rows: (...tables: string[]) => tables.reduce((sum, table) => sum + (counts.get(table) ?? 0), 0),
    reset: () => counts.clear(),
  };
}

function counted(table: DBCoreTable, add: (table: string, rows: number) => void): DBCoreTable {
  return {
    ...table,
    async get(request) {
      add(table.name, 1);
      return await table.get(request);
    },
    async getMany(request) {
      add(table.name, request.keys.length);
      return await table.getMany(request);
    },
    async query(request) {
      const answer = await table.query(request);
      if (request.values) add(table.name, answer.result.length);
      return answer;
    },
    async openCursor(request) {
      const cursor = await table.openCursor(request);
      if (!cursor) return cursor;
      return Object.create(cursor, {
        start: {
          value: (onNext: () => void) =>
            cursor.start(() => {
              add(table.name, 1);
              onNext();
            }),
        },
      });
    },
  };
}
