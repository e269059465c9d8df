// The background sync of contacts with BQE CORE, whole: real store, engine and adapters against the sandbox, on a clock that only waiting moves.
import { describe, expect, it } from 'vitest';
import { approvePlan, askForPlan, pauseSync, resumeSync } from '@/lib/store/commands/syncing';
import type { ConflictDecision } from '@/lib/store/rows';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { connectBqe } from './partners';
import { createRig, type Rig } from './rig';

/** Requests that changed something: sign-ins and searches are sent by POST, too, and Test connection tries what is refused. */
const writes = (rig: Rig) =>
  [...rig.sandbox.highlevel.requests, ...rig.sandbox.bqe.requests].filter(
    ({ method, path, status }) => method !== 'GET' && status < 300 && !/\/search$|\/connect\//.test(path),
  );

async function plannedRig(options: Parameters<typeof createRig>[0] = {}): Promise<Rig> {
  const rig = await createRig(options);
  await connectBqe(rig);
  await askForPlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  return rig;
}

/** A rig whose sync with BQE CORE was approved and has run. */
async function syncedRig(options: Parameters<typeof createRig>[0] = {}): Promise<Rig> {
  const rig = await plannedRig(options);
  await approvePlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  await rig.syncAll();
  return rig;
}

/** Time passes, both sides are asked for news, and what they tell is carried on. */
async function later(rig: Rig, minutes = 5): Promise<void> {
  rig.pass(minutes * 60_000);
  expect(await rig.engine.routine()).toEqual({});
  await rig.syncAll();
}

const highlevelOf = (rig: Rig, email: string) => {
  const contact = rig.sandbox.highlevel.state.contactByEmail(email);
  if (!contact) throw new Error(`${email} is not in HighLevel`);
  return contact;
};
const clientOf = (rig: Rig, person: typeof AVERY) => {
  const client = rig.sandbox.bqe.state.clientOf(person);
  if (!client) throw new Error(`${person.email} is no client`);
  return client;
};
const phoneOf = (rig: Rig, person: typeof AVERY) => rig.sandbox.bqe.state.communicationOf(clientOf(rig, person), 'phone');
const averys = AVERY.email ?? '';

describe('the first sync', () => {
  it('plans without a single write, does exactly what was approved, and then nothing more', async () => {
    const rig = await plannedRig();
    expect(writes(rig)).toEqual([]);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('plan');
    const plans = await rig.db.plans.toArray();
    const wanted = plans.reduce((sum, { plan: { summary } }) => sum + summary.create.left + summary.update.left + summary.update.right, 0);
    expect(wanted).toBeGreaterThan(0);
    expect(plans.reduce((sum, { plan }) => sum + plan.summary.link, 0)).toBeGreaterThan(10);

    await later(rig);
    expect(writes(rig)).toEqual([]);

    await approvePlan(rig.store, 'bqe');
    await rig.engine.sync('bqe');
    await rig.syncAll();
    expect(writes(rig)).toHaveLength(wanted);
    expect(await rig.db.outbox.count()).toBe(0);
    expect(await rig.db.contacts.where('due').equals('bqe').count()).toBe(0);

    const before = writes(rig).length;
    await later(rig);
    await later(rig, 60);
    expect(writes(rig)).toHaveLength(before);
  });

  it('asks only a few requests while nothing changes', async () => {
    const rig = await syncedRig();
    await later(rig, 6);
    const before = [rig.sandbox.highlevel.requests.length, rig.sandbox.bqe.requests.length];
    await later(rig, 6);
    const after = [rig.sandbox.highlevel.requests.length, rig.sandbox.bqe.requests.length];
    expect((after[0] ?? 0) - (before[0] ?? 0)).toBeLessThanOrEqual(6);
    expect((after[1] ?? 0) - (before[1] ?? 0)).toBeLessThanOrEqual(6);
  });
});

describe('what changes', () => {
  it('travels from HighLevel to BQE CORE and back, by field', async () => {
    const rig = await syncedRig();
    const { id } = highlevelOf(rig, averys);
    rig.sandbox.highlevel.state.editContact(id, { phone: '+12025550117' });
    const client = clientOf(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Alexandria' } });
    await later(rig);

    expect(phoneOf(rig, AVERY).replace(/\D/g, '')).toMatch(/2025550117$/);
    expect(highlevelOf(rig, averys)).toMatchObject({ city: 'Alexandria', phone: '+12025550117' });
    const before = writes(rig).length;
    await later(rig);
    expect(writes(rig)).toHaveLength(before);
  });

  it('settles first, so that half-typed values do not travel', async () => {
    const rig = await syncedRig();
    const { id } = highlevelOf(rig, averys);
    rig.pass(6 * 60_000);
    rig.sandbox.highlevel.state.editContact(id, { city: 'Arl' });
    rig.pass(1_000);
    await rig.engine.sync('bqe');
    expect(clientOf(rig, AVERY).address.city).not.toBe('Arl');
  });

  it('keeps the link when the e-mail changes', async () => {
    const rig = await syncedRig();
    const { id } = highlevelOf(rig, averys);
    rig.sandbox.highlevel.state.editContact(id, { email: 'avery.renamed@example.com' });
    await later(rig);
    expect(rig.sandbox.bqe.state.communicationOf(clientOf(rig, AVERY), 'email')).toBe('avery.renamed@example.com');
    expect(rig.sandbox.highlevel.state.contactsByEmail('avery.renamed@example.com')).toHaveLength(1);
  });

  it('becomes a question where both sides changed the same field at times that nobody can order', async () => {
    const rig = await syncedRig();
    rig.pass(60_000);
    const client = clientOf(rig, AVERY);
    rig.sandbox.highlevel.state.editContact(highlevelOf(rig, averys).id, { city: 'Rockville' });
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
    await later(rig);
    const [conflict] = (await rig.db.decisions.toArray()) as ConflictDecision[];
    expect(conflict?.fields).toMatchObject([{ rule: 'city|city', left: 'Rockville', right: 'Bethesda' }]);
    expect(highlevelOf(rig, averys).city).toBe('Rockville');
    expect(clientOf(rig, AVERY).address.city).toBe('Bethesda');
  });

  it('follows the newer edit where the times tell', async () => {
    const rig = await syncedRig();
    rig.pass(60_000);
    rig.sandbox.highlevel.state.editContact(highlevelOf(rig, averys).id, { city: 'Rockville' });
    rig.pass(60_000);
    const client = clientOf(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
    await later(rig);
    expect(
      await rig.db.decisions
        .where({ partner: 'bqe' })
        .filter(({ kind }) => kind === 'conflict')
        .toArray(),
    ).toEqual([]);
    expect(highlevelOf(rig, averys).city).toBe('Bethesda');
  });

  it('waits while paused, and travels after', async () => {
    const rig = await syncedRig();
    await pauseSync(rig.store, 'bqe');
    rig.sandbox.highlevel.state.editContact(highlevelOf(rig, averys).id, { city: 'Rockville' });
    await later(rig);
    expect(clientOf(rig, AVERY).address.city).not.toBe('Rockville');
    await resumeSync(rig.store, 'bqe');
    await later(rig);
    expect(clientOf(rig, AVERY).address.city).toBe('Rockville');
  });
});

describe('deletions', () => {
  it('become a question, and nothing is deleted', async () => {
    const rig = await syncedRig();
    rig.sandbox.bqe.state.remove('clients', clientOf(rig, BRIAR).id);
    await later(rig);
    await later(rig);
    expect(highlevelOf(rig, BRIAR.email ?? '')).toBeDefined();
  });
});

describe('a worker that dies', () => {
  it('ends the same at whatever step it died, without a write too many', async () => {
    const rig = await syncedRig({ contacts: 20 });
    for (let step = 1; ; step++) {
      const city = `Town ${step}`;
      const before = writes(rig).length;
      rig.pass(5 * 60_000);
      rig.sandbox.highlevel.state.editContact(highlevelOf(rig, averys).id, { city });
      rig.pass(5_000);
      const died = await rig.dieAt(step, (engine) => engine.routine());
      await later(rig);
      expect(clientOf(rig, AVERY).address.city, `died at step ${step}`).toBe(city);
      expect(writes(rig).length - before, `died at step ${step}`).toBe(1);
      if (!died) return;
    }
  }, 60_000);
});
