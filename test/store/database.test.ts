// A database that another version of Lockstep has written: whatever was cached, what the user entered is never lost.
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { addTask } from '@/lib/store/commands/tasks';
import { Database } from '@/lib/store/database';
import { queuedChanges } from '@/lib/store/panel-queries';
import { aTask } from '../builders';
import { released } from './released-versions';
import { account, createStoreRig } from './store-rig';

async function fixture({ version, stores, rows }: (typeof released)[number]): Promise<string> {
  const old = new Dexie(`released-${version}-${crypto.randomUUID()}`);
  old.version(version).stores(stores);
  for (const [table, content] of Object.entries(rows)) await old.table(table).bulkAdd(content);
  old.close();
  return old.name;
}

describe('the database', () => {
  it.each(released)('opens what version $version has written, with all that the user entered', async (release) => {
    const db = new Database(await fixture(release));
    await db.open();
    for (const [table, content] of Object.entries(release.rows)) {
      expect(await db.table(table).toArray()).toEqual(content.map((row) => expect.objectContaining(row)));
    }
    expect((await queuedChanges(db, account)).map(({ entry }) => entry.change.op)).toEqual(['note.create']);
    db.close();
  });

  it('has a fixture of its newest version, so that a change of tables cannot be forgotten', async () => {
    const db = new Database(`newest-${crypto.randomUUID()}`);
    await db.open();
    const newest = released.at(-1);
    expect(db.verno).toBe(newest?.version);
    const schema = Object.fromEntries(
      db.tables.map(({ name, schema: { primKey, indexes } }) => [name, [primKey.src, ...indexes.map(({ src }) => src)].join(', ')]),
    );
    expect(schema).toEqual(newest?.stores);
    db.close();
  });

  it('keeps the outbox when an older Lockstep opens what a newer one has written', async () => {
    const { store, db } = await createStoreRig();
    await addTask(store, 'ada', aTask({ title: 'Made before the update' }));
    db.close();
    const newer = new Dexie(db.name);
    newer.version(99).stores({ ...released.at(-1)?.stores, journal: '++id' });
    await newer.open();
    await newer.table('outbox').add({ ...(await newer.table('outbox').get(1)), seq: 2, change: { op: 'task.postpone', days: 3 } });
    newer.close();

    const older = new Database(db.name);
    const queue = await queuedChanges(older, account);
    expect(queue.map(({ entry }) => entry.change.op)).toEqual(['task.create', 'task.postpone']);
    await addTask({ ...store, db: older }, 'ada', aTask({ title: 'Made after' }));
    expect(await older.outbox.count()).toBe(3);
    older.close();
  });
});
