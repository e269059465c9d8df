// A database that another version of Lockstep has written: whatever was cached, what the user entered is never lost.
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { addTask } from '@/lib/store/commands/tasks';
import { Database } from '@/lib/store/database';
import { queuedChanges } from '@/lib/store/panel-queries';
import { aTask } from '../builders';
import { account, createStoreRig } from './store-rig';

/** As version 1 was released. */
const first = {
  version: 1,
  stores: {
    connections: 'system',
    vaultKeys: 'name',
    secrets: 'id',
    contacts: 'uid, &[account+remoteId], *keys, [account+openedAt], [account+value.businessId]',
    tasks: 'uid, &[account+remoteId], contactUid, [account+openDueAt]',
    notes: 'uid, &[account+remoteId], contactUid',
    appointments: 'uid, &[account+remoteId], contactUid',
    outbox: '++seq, uid, contactUid, [account+state]',
    links: '[key+contactUid], key, contactUid',
    lookups: 'key',
    reference: '[account+kind]',
    progress: '[account+job]',
    undo: '++id, at',
    drafts: 'key',
    alerts: 'cause, account',
  },
  rows: {
    connections: [
      {
        system: 'highlevel',
        account,
        method: 'token',
        state: 'connected',
        checks: [],
        locationId: 'location-1',
        companyId: 'company-1',
        locationName: 'Main',
        timezone: 'America/New_York',
        keySetAt: 1,
      },
    ],
    contacts: [{ uid: 'ada', account, remoteId: 'remote-ada', value: { firstName: 'Ada' }, seenAt: 1, keys: ['w:ada'] }],
    notes: [{ uid: 'note', account, contactUid: 'ada', value: { body: 'Typed offline' }, seenAt: 0 }],
    outbox: [
      {
        account,
        table: 'notes',
        uid: 'note',
        contactUid: 'ada',
        change: { op: 'note.create', value: { body: 'Typed offline' } },
        state: 'waiting',
        madeAt: 1,
        notBefore: 0,
        attempts: 0,
      },
    ],
    links: [{ key: 'bqe|client|client-1', account, contactUid: 'ada', kind: 'is', madeAt: 1 }],
    undo: [{ account, at: 1, label: 'Note added', table: 'notes', uid: 'note', contactUid: 'ada', entries: [1] }],
    drafts: [{ key: 'ada|note', value: { body: 'Half a thought' }, at: 1 }],
  },
};

/** As version 2 was: links between systems, taught pages and the audit log. */
const second = {
  version: 2,
  stores: {
    ...first.stores,
    pairs: '[left+right], left, right',
    mappings: 'pair',
    taught: '++id, host',
    audit: 'seq, kind, uid, contactUid',
    auditValues: 'seq, at, contactUid',
    auditPending: '++order',
    auditState: 'name',
    readCounts: '[day+account+endpoint], day',
  },
  rows: { ...first.rows, pairs: [{ left: 'ada', right: 'client', pair: 'highlevel-bqe-client', madeAt: 1 }] },
};

/** Every version: its tables, and one row of what a user would miss. Never edit one, add the next. */
const released = [
  first,
  second,
  {
    version: 3,
    stores: {
      ...second.stores,
      contacts: `${first.stores.contacts}, *due`,
      tasks: `${first.stores.tasks}, *due`,
      notes: `${first.stores.notes}, *due`,
      pairs: '[left+right], left, right, *answered, workReadAt, pair, [pair+stampedAt]',
      syncs: 'partner',
      plans: 'pair, partner',
      decisions: 'id, *uids, partner',
      workPairs: '[left+right], left, right, contactUid',
      apart: '[one+other], one, other',
      leads: '[account+remoteId], [account+state], contactUid',
      runs: '++id, partner',
      receivers: 'name',
    },
    rows: second.rows,
  },
];

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
