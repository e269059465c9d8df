// A machine whose clock is wrong by an hour: the servers say what time it is, so the newest edit wins all the same and nothing goes round.
import { describe, expect, it } from 'vitest';
import { AVERY } from '../../sandbox/core/people';
import { approve } from './lead-rig';
import { connectLocaliq } from './partners';
import { createRig, type Rig } from './rig';
import { inBqe, inHighLevel, later, syncedRig, writes } from './synced-rig';

const minute = 60_000;
const hour = 60 * minute;

describe('a clock that was ahead and is set right', () => {
  it('keeps neither a contact nor what an account knows from being read for as long as it was ahead', async () => {
    const rig = await syncedRig();
    const { uid } = await rig.person();
    rig.setClock(2 * hour);
    await rig.engine.refreshContact(uid, 0);
    await later(rig);
    rig.setClock(0);
    const { id } = inHighLevel(rig, AVERY);
    rig.sandbox.highlevel.state.addTask({ contactId: id, title: 'Call back' });
    await rig.engine.refreshContact(uid, 20);
    expect(await rig.db.tasks.filter(({ value }) => value.title === 'Call back').count()).toBe(1);

    const { requests } = rig.sandbox.highlevel;
    const before = requests.length;
    await later(rig);
    expect(requests.slice(before).map(({ path }) => path)).toContainEqual(expect.stringMatching(/\/tags$/));
  });

  it.each([hour, 4 * minute])('by %i ms lets nothing pass that changed in the same second as it was read', async (ahead) => {
    const rig = await syncedRig();
    const client = inBqe(rig, AVERY);
    rig.pass(60_000);
    rig.setClock(ahead);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Arlington' } });
    await rig.engine.routine();
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, street1: '7 Lattice Row' } });
    rig.setClock(0);
    await later(rig);
    expect(inHighLevel(rig, AVERY)).toMatchObject({ city: 'Arlington', address1: '7 Lattice Row' });
  });

  it.each<[string, (rig: Rig, uid: string) => Promise<unknown>]>([
    ['the contact', (rig, uid) => rig.engine.refreshContact(uid, 0)],
    ['my tasks', (rig) => rig.engine.refreshMyDay()],
  ])('lets a look at %s see that a task is gone, though it was seen by that clock', async (_what, look) => {
    const rig = await syncedRig();
    const { uid } = await rig.person();
    const { state } = rig.sandbox.highlevel;
    const task = state.addTask({ contactId: inHighLevel(rig, AVERY).id, title: 'Gone soon' });
    const known = () => rig.db.tasks.filter(({ value }) => value.title === 'Gone soon').count();
    rig.setClock(2 * hour);
    await rig.engine.refreshContact(uid, 0);
    expect(await known()).toBe(1);
    rig.setClock(0);
    state.deleteTask(task.id);
    await look(rig, uid);
    expect(await known()).toBe(0);
  });

  it('compares the two sides in the next night', async () => {
    const rig = await syncedRig();
    rig.setClock(20 * hour);
    await later(rig);
    rig.setClock(0);
    await later(rig, 17 * 60);
    const last = await rig.db.progress.filter(({ job }) => job === 'reconcile').first();
    expect(last?.finishedAt).toBeLessThanOrEqual(rig.now());
  });
});

describe.each([
  ['ahead', hour],
  ['behind', -hour],
])('a clock that is an hour %s', (_name, ahead) => {
  async function wrongRig() {
    const rig = await syncedRig({ contacts: 20 });
    rig.setClock(ahead);
    await later(rig);
    await later(rig);
    return rig;
  }

  it('lets the newest edit win, whichever side it is on, and rests after', async () => {
    const rig = await wrongRig();
    const { state } = rig.sandbox.bqe;
    const client = inBqe(rig, AVERY);
    const { id } = inHighLevel(rig, AVERY);
    for (const [older, newer] of [
      ['left', 'right'],
      ['right', 'left'],
    ]) {
      for (const side of [older, newer]) {
        rig.pass(60_000);
        if (side === 'left') rig.sandbox.highlevel.state.editContact(id, { city: `Newest on the ${newer}, left` });
        else state.edit(client, { address: { ...client.address, city: `Newest on the ${newer}, right` } });
      }
      await later(rig);
      const won = `Newest on the ${newer}, ${newer}`;
      expect([inHighLevel(rig, AVERY).city, client.address.city]).toEqual([won, won]);
    }
    expect((await rig.db.decisions.toArray()).filter(({ kind }) => kind === 'conflict')).toEqual([]);
    const before = writes(rig).length;
    await later(rig);
    await later(rig);
    expect(writes(rig)).toHaveLength(before);
  });

  it('reads changes by the servers’ time, so that none falls between two readings', async () => {
    const rig = await wrongRig();
    const marks = await rig.db.progress.filter(({ watermark }) => watermark !== undefined).toArray();
    for (const { watermark } of marks) expect(watermark).toBeLessThanOrEqual(rig.world.clock.time);
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
  });

  it('takes nothing new for one of before the approval, and nothing of before for new', async () => {
    const noteOf = (one: Rig, description: string) => one.sandbox.bqe.state.addNote(inBqe(one, AVERY), { description });
    let older: ReturnType<typeof noteOf> | undefined;
    const rig = await syncedRig({
      prepare: (one) => {
        older = noteOf(one, 'Written before.');
        one.pass(60_000);
      },
    });
    rig.setClock(ahead);
    rig.pass(60_000);
    noteOf(rig, 'Written after.');
    if (older) rig.sandbox.bqe.state.edit(older, { description: 'Written before, and changed.' });
    await later(rig);
    const said = rig.sandbox.highlevel.state.notesOf(inHighLevel(rig, AVERY).id).map(({ body }) => body);
    expect(said.filter((body) => body.includes('Written'))).toEqual([expect.stringContaining('Written after.')]);
  });

  it('captures a lead that came in since the approval', async () => {
    const rig = await createRig({ contacts: 20 });
    await connectLocaliq(rig);
    await approve(rig);
    await rig.engine.sync('localiq');
    rig.setClock(ahead);
    rig.pass(60_000);
    const { state } = rig.sandbox.localiq;
    state.addForm(state.addContact({ first_name: 'Lee', email: 'lee@example.com' }), { message: 'Call me.', full_message: 'Call me.' });
    // Windows that were read are read again by our clock.
    await later(rig, 2 * 60);
    const { id } = inHighLevel(rig, { email: 'lee@example.com' });
    expect(rig.sandbox.highlevel.state.notesOf(id).map(({ body }) => body)).toEqual([expect.stringContaining('Call me.')]);
  });
});
