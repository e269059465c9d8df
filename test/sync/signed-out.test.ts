// A sign-in that ends under a background sync: a worker killed between the answer and the write of new tokens, two browsers with the same
// ones, a sign-in window that is closed. What to do is said, nothing that waits is lost, and afterwards everything is there once.
import { describe, expect, it } from 'vitest';
import { getTokens, putEntered, putOnce, putTokens } from '@/lib/auth/secrets';
import { addTask } from '@/lib/store/commands/tasks';
import { WEB_APP } from '../../sandbox/bqe/sign-in';
import { AVERY } from '../../sandbox/core/people';
import { aTask } from '../builders';
import { leadRig } from './lead-rig';
import { connectBqe, enteredConnection, signingIn } from './partners';
import type { Rig } from './rig';
import { inBqe, inHighLevel, later, syncedRig, writes } from './synced-rig';

const hour = 3_600_000;
const stateOf = async (rig: Rig, system: 'bqe' | 'localiq') => await rig.db.connections.get(system);

/** Ends workers at every step of a routine with ended tokens, until one of them takes the new tokens with it. */
async function loseTokens(rig: Rig, system: 'bqe' | 'localiq'): Promise<void> {
  // Systems are asked side by side, so the step moves a little from one routine to the next: several rounds meet it.
  for (let turn = 0; turn < 400; turn++) {
    const step = 1 + (turn % 50);
    rig.pass(3 * hour);
    await rig.dieAt(step, (engine) => engine.routine());
    await rig.engine.routine();
    if ((await stateOf(rig, system))?.state === 'action-needed') return;
  }
  throw new Error('No worker died between the answer and the write');
}

describe('a worker killed between the answer and the write of the new tokens', () => {
  it('of BQE CORE: it is said to sign in again; what waits is kept and carried on after it, once', async () => {
    const rig = await syncedRig({ contacts: 20 });
    await loseTokens(rig, 'bqe');
    expect(await stateOf(rig, 'bqe')).toMatchObject({ state: 'action-needed', problem: { code: 'signed-out' } });
    expect((await getTokens(rig.vault, 'bqe'))?.refusedAt).toBeDefined();

    const before = writes(rig).length;
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    const asked = rig.sandbox.bqe.requests.length;
    rig.pass(5 * 60_000);
    await rig.engine.routine();
    await rig.syncAll();
    expect(inBqe(rig, AVERY).address.city).not.toBe('Rockville');
    // A dead sign-in is not asked about again and again.
    expect(rig.sandbox.bqe.requests).toHaveLength(asked);

    await connectBqe(rig);
    await later(rig);
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
    expect(writes(rig).length - before).toBe(1);
  });

  it('of LocaliQ, whose refresh token is good once: calls that came meanwhile are captured after the next sign-in, once', async () => {
    const rig = await leadRig();
    await loseTokens(rig, 'localiq');
    expect(await stateOf(rig, 'localiq')).toMatchObject({ problem: { code: 'signed-out' } });

    const { state } = rig.sandbox.localiq;
    const email = 'rowan.wilde@example.net';
    state.addCall(state.addContact({ first_name: 'Rowan', last_name: 'Wilde', email }));
    rig.pass(5 * 60_000);
    await rig.engine.routine();
    expect(rig.sandbox.highlevel.state.contactsByEmail(email)).toEqual([]);

    await putOnce(rig.vault, 'localiq', 'sandbox');
    expect(await signingIn(rig).signIn('localiq')).toEqual({});
    const [choice] = (await stateOf(rig, 'localiq'))?.choices ?? [];
    if (choice) await signingIn(rig).chooseLocation('localiq', choice.id);
    expect(await stateOf(rig, 'localiq')).toMatchObject({ state: 'connected' });
    await later(rig);
    await later(rig);
    const made = rig.sandbox.highlevel.state.contactsByEmail(email);
    expect(made).toHaveLength(1);
    expect(rig.sandbox.highlevel.state.notesOf(made[0]?.id ?? '')).toHaveLength(1);
  });
});

describe('another browser with the same tokens', () => {
  it('that renewed them first ends the sign-in here, and nothing that waits is lost', async () => {
    const rig = await syncedRig();
    const mine = await getTokens(rig.vault, 'bqe');
    rig.pass(2 * hour);
    // The other browser takes the only refresh token; this one still has the old pair.
    await rig.engine.routine();
    if (mine) await putTokens(rig.vault, 'bqe', mine);
    rig.pass(2 * hour);
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    await rig.engine.routine();
    expect(await stateOf(rig, 'bqe')).toMatchObject({ state: 'action-needed', problem: { code: 'signed-out' } });
    expect((await stateOf(rig, 'highlevel' as 'bqe'))?.state).toBe('connected');

    await connectBqe(rig);
    await later(rig);
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
  });
});

describe('a window for a new sign-in that is closed', () => {
  it('leaves the sync as it was approved and what waits in its queue, and says what to check', async () => {
    const rig = await syncedRig();
    const approved = (await rig.db.syncs.get('bqe'))?.approvedAt;
    await putEntered(rig.vault, 'bqe', { method: 'oauth', clientSecret: WEB_APP.clientSecret });
    const row = await rig.db.connections.get('bqe');
    await rig.db.connections.put({ ...(row ?? enteredConnection({ system: 'bqe', method: 'web' })), state: 'checking' });
    const { problem } = await rig.connections.signIn('bqe');
    expect(problem).toMatchObject({ code: 'cancelled', detail: expect.stringContaining('redirect address is exactly https://') });

    await addTask(rig.store, (await rig.person()).uid, aTask({ title: 'Measure the lobby' }));
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    rig.pass(5 * 60_000);
    await rig.engine.routine();
    await rig.syncAll();
    expect(inBqe(rig, AVERY).address.city).not.toBe('Rockville');
    expect(await rig.db.syncs.get('bqe')).toMatchObject({ state: 'on', approvedAt: approved });

    await connectBqe(rig);
    await later(rig);
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
    expect(rig.sandbox.bqe.state.company.todos.filter(({ description }) => description === 'Measure the lobby')).toHaveLength(1);
  });
});
