// Every write that a server answered is on record with what was there before, what is there now and why, whatever becomes of the worker.
import { describe, expect, it } from 'vitest';
import { editContact } from '@/lib/store/commands/contacts';
import { undo } from '@/lib/store/commands/undo';
import { createRig } from '../sync/rig';

const told = async (rig: Awaited<ReturnType<typeof createRig>>) =>
  (await rig.db.auditPending.orderBy('order').toArray()).filter(({ event }) => event.kind === 'write');

describe('writes on record', () => {
  it('tells the fields, the values before and after, the user’s click and the server’s own id of the request', async () => {
    const rig = await createRig();
    const ada = await rig.person();
    await editContact(rig.store, ada.uid, { city: 'Albany' });
    await rig.drainAll();
    expect(await told(rig)).toMatchObject([
      {
        event: {
          what: 'contact.update',
          outcome: 'done',
          account: rig.account,
          remoteId: ada.remoteId,
          fields: ['city'],
          why: { by: 'click' },
          requestId: expect.stringMatching(/.+/),
        },
        values: { old: { city: ada.value.city }, new: { city: 'Albany' } },
      },
    ]);
  });

  it('says that an undo was one', async () => {
    const rig = await createRig();
    const ada = await rig.person();
    const undoId = await editContact(rig.store, ada.uid, { city: 'Albany' });
    await rig.drainAll();
    await undo(rig.store, undoId);
    await rig.drainAll();
    expect((await told(rig)).map(({ event, values }) => [event.why?.by, values?.new])).toEqual([
      ['click', { city: 'Albany' }],
      ['undo', { city: ada.value.city }],
    ]);
  });

  it('has each write exactly once, wherever the worker was killed', async () => {
    for (let step = 1; step < 40; step++) {
      const rig = await createRig();
      const ada = await rig.person();
      await editContact(rig.store, ada.uid, { city: 'Albany' });
      const died = await rig.dieAt(step, (engine) => engine.drain());
      await rig.drainAll();
      expect(
        (await told(rig)).map(({ event }) => event.what),
        `killed at step ${step}`,
      ).toEqual(['contact.update']);
      if (!died) return;
    }
  });

  it('puts a refused write down with the server’s status', async () => {
    const rig = await createRig();
    const ada = await rig.person();
    await editContact(rig.store, ada.uid, { email: 'not an address' });
    await rig.drainAll();
    expect(await told(rig)).toMatchObject([{ event: { what: 'contact.update', outcome: 'refused', status: expect.any(Number) } }]);
  });
});
