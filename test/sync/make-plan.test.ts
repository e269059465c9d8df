// The plan that waits for approval: it says what will be done, by the mapping as it is, for the accounts that are connected.
import { describe, expect, it } from 'vitest';
import { changeMapping } from '@/lib/store/commands/mappings';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { mappingOf } from '@/lib/store/mapping-in-use';
import { planPartner } from '@/lib/sync/sync-partner';
import { connectBqe } from './partners';
import { createRig, type Rig } from './rig';
import { plannedRig, writes } from './synced-rig';

const email = 'rowan.lindqvist@example.com';

/** Rowan is a client of BQE CORE and a prospect as well. */
function addRowanTwice(rig: Rig): void {
  const { state } = rig.sandbox.bqe;
  const client = state.addClient({ name: 'Rowan Lindqvist', firstName: 'Rowan', lastName: 'Lindqvist' });
  state.setCommunication(client, 'email', email);
  state.company.prospects.push({ ...structuredClone(client), ...state.newCommon() });
}

async function planned(rig: Rig): Promise<void> {
  rig.pass(60_000);
  await connectBqe(rig);
  await askForPlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
}

describe('a person who is a client and a prospect', () => {
  it('is planned once, and the second record is asked about, as it will be', async () => {
    const rig = await createRig({ contacts: 20 });
    rig.sandbox.highlevel.state.addContact({ firstName: 'Rowan', lastName: 'Lindqvist', email });
    addRowanTwice(rig);
    await planned(rig);
    const rowan = (await rig.db.contacts.filter(({ value }) => value.email === email).toArray()).map(({ uid }) => uid);
    const plans = await rig.db.plans.toArray();
    const stepsOf = (kind: string) => plans.flatMap(({ plan }) => plan.steps).filter((step) => step.kind === kind);
    expect(stepsOf('link').filter((step) => step.kind === 'link' && rowan.includes(step.left))).toHaveLength(1);
    const questions = stepsOf('question').flatMap((step) => (step.kind === 'question' ? [step.question] : []));
    expect(questions.filter((question) => question.about === 'already-linked' && rowan.includes(question.left))).toHaveLength(1);
  });

  it('becomes one contact where HighLevel has none', async () => {
    const rig = await createRig({ contacts: 20 });
    addRowanTwice(rig);
    await planned(rig);
    await approvePlan(rig.store, 'bqe');
    await rig.engine.sync('bqe');
    await rig.syncAll();
    await rig.syncAll();
    const [contact, ...others] = rig.sandbox.highlevel.state.contactsByEmail(email);
    expect(others).toEqual([]);
    expect(await rig.db.outbox.toArray()).toEqual([]);
    const uid = (await rig.db.contacts.filter(({ remoteId }) => remoteId === contact?.id).first())?.uid ?? '';
    expect(await rig.db.pairs.where('left').equals(uid).count()).toBe(1);
    const questions = (await rig.db.decisions.toArray()).flatMap((row) => (row.kind === 'question' ? [row.question] : []));
    expect(questions).toContainEqual(expect.objectContaining({ about: 'already-linked', left: uid }));
  });
});

describe('a mapping that changes while it is planned by', () => {
  it('has the plan made anew, by the new one', async () => {
    const rig = await plannedRig({ contacts: 20 });
    const { version } = await mappingOf(rig.db, 'highlevel-bqe-client');
    await askForPlan(rig.store, 'bqe');
    const run = await rig.partnerRun('bqe');
    const { search } = run.right.system.tasks;
    run.right.system.tasks.search = async (...asked) => {
      const mapping = await mappingOf(rig.db, 'highlevel-bqe-client');
      if (mapping.version === version) await changeMapping(rig.store, { ...mapping, version: version + 1 });
      return (await search?.(...asked)) ?? [];
    };
    await planPartner(run);
    expect(await rig.db.plans.count()).toBe(0);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('planning');
    await rig.engine.sync('bqe');
    expect((await rig.db.plans.get('highlevel-bqe-client'))?.version).toBe(version + 1);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('plan');
    expect(writes(rig)).toEqual([]);
  });
});

describe('another account', () => {
  it('takes the plan away that was made for the one before', async () => {
    const rig = await plannedRig({ contacts: 20 });
    await rig.db.syncs.update('bqe', { right: 'bqe:another-company' });
    await rig.engine.sync('bqe');
    expect(await rig.db.plans.count()).toBe(0);
    await expect(approvePlan(rig.store, 'bqe')).rejects.toMatchObject({ code: 'outdated' });
  });
});

describe('a system that does not answer', () => {
  it('is named where the sync says what went wrong', async () => {
    const rig = await plannedRig({ contacts: 20 });
    await askForPlan(rig.store, 'bqe');
    rig.sandbox.world.faults.arm({ match: { path: /todo/ }, kind: '503', times: 50 });
    await rig.engine.sync('bqe');
    expect((await rig.db.syncs.get('bqe'))?.problem).toMatchObject({ code: 'server-error', system: 'bqe' });
  });
});
