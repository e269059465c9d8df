// The worker may be ended at any request, answer or write: whatever the user did is on the server once, and the store says so.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Deed, deeds } from './deeds';
import { createRig, type Rig } from './rig';

// A machine that is busy with other things must not fail these.
describe('a worker that dies at any step', () => {
  let rig: Rig;
  let contactUid: string;
  beforeAll(async () => {
    rig = await createRig();
    contactUid = (await rig.person()).uid;
  });

  it.each(Object.keys(deeds))('%s arrives exactly once', async (name) => {
    const { act, times } = deeds[name] as Deed;
    let died = true;
    for (let step = 1; died; step++) {
      const mark = `${name.replaceAll(/\W/g, '')}${step}`.toLowerCase();
      await act(rig, contactUid, mark);
      died = await rig.dieAt(step, (engine) => engine.drain());
      await rig.drainAll();
      expect([step, await times(rig, contactUid, mark)]).toEqual([step, 1]);
      expect(await rig.db.outbox.count()).toBe(0);
      expect(step).toBeLessThan(60);
    }
    await rig.engine.refreshContact(contactUid, 0);
    const rows = await rig.db.tasks.where('contactUid').equals(contactUid).toArray();
    expect(new Set(rows.map(({ remoteId }) => remoteId)).size).toBe(rows.length);
  });
});
