// What each system is told to be waiting for it is its own, whatever account it was connected with.
import { expect, it } from 'vitest';
import { editContact } from '@/lib/store/commands/contacts';
import { countKept } from '@/lib/store/kept-changes';
import { createStoreRig } from './store-rig';

it('counts changes by whom they are for', async () => {
  const { db, store } = await createStoreRig();
  await editContact(store, 'ada', { city: 'Albany' });
  const [entry] = await db.outbox.toArray();
  const { seq: _, ...copy } = entry!;
  await db.outbox.bulkAdd([
    { ...copy, account: 'highlevel:another', state: 'blocked' },
    { ...copy, account: 'bqe:acme' },
  ] as never);
  expect(await Promise.all((['highlevel', 'bqe', 'localiq', 'connected-app'] as const).map((name) => countKept(db, name)))).toEqual([
    2, 1, 0, 0,
  ]);
});
