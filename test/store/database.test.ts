// Each version opens what the version before it left, and loses nothing.
import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { Database } from '@/lib/store/database';

it('opens a database of version 1 and keeps what it holds', async () => {
  const name = `version-${crypto.randomUUID()}`;
  const old = new Dexie(name);
  // As version 1 was released; never changed.
  old.version(1).stores({
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
  });
  await old.table('outbox').add({ account: 'highlevel:loc', uid: 'ada', state: 'waiting' });
  await old.table('links').put({ key: 'bqe:client:1', contactUid: 'ada', kind: 'is' });
  old.close();

  const db = new Database(name);
  expect(await db.outbox.toArray()).toMatchObject([{ seq: 1, uid: 'ada', state: 'waiting' }]);
  expect(await db.links.count()).toBe(1);
  await db.auditPending.add({ event: {} as never });
  expect([await db.audit.count(), await db.auditPending.count(), await db.readCounts.count()]).toEqual([0, 1, 0]);
});
