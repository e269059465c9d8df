// The background sync of contacts with BQE CORE, whole: real store, engine and adapters against the sandbox, on a clock that only waiting
// moves.
import { describe, expect, it } from 'vitest';
import { fieldRule } from '@/lib/domain/mapping/mapping';
import { AppError } from '@/lib/errors';
import { answerChoice } from '@/lib/store/commands/answer-choice';
import { carryOut } from '@/lib/store/commands/carry-out';
import { editContact } from '@/lib/store/commands/contacts';
import { changeMapping } from '@/lib/store/commands/mappings';
import { approvePlan, pauseSync, resumeSync } from '@/lib/store/commands/syncing';
import { undo } from '@/lib/store/commands/undo';
import { withDue } from '@/lib/store/due';
import { mappingOf } from '@/lib/store/mapping-in-use';
import type { ConflictDecision } from '@/lib/store/rows';
import type { Engine } from '@/lib/sync/engine';
import { planContacts } from '@/lib/sync/plan-contacts';
import { pullChanges } from '@/lib/sync/pull-changes';
import { syncContacts } from '@/lib/sync/sync-contacts';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { around } from './around-calls';
import type { Rig } from './rig';
import { inBqe, inHighLevel, later, plannedRig, syncedRig, writes } from './synced-rig';

const phoneOf = (rig: Rig, person: typeof AVERY) => rig.sandbox.bqe.state.communicationOf(inBqe(rig, person), 'phone');

describe('the first sync', () => {
  it('plans without a single write, does exactly what was approved, and then nothing more', async () => {
    const rig = await plannedRig();
    expect(writes(rig)).toEqual([]);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('plan');
    const plans = await rig.db.plans.toArray();
    const wanted = plans.reduce(
      (sum, { plan: { summary }, tasks }) =>
        sum + summary.create.left + summary.update.left + summary.update.right + (tasks?.left ?? 0) + (tasks?.right ?? 0),
      0,
    );
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

  it('asks nothing about whom the plan of clients has linked when it comes to prospects', async () => {
    const rig = await syncedRig();
    const questions = (await rig.db.decisions.toArray()).flatMap((row) => (row.kind === 'question' ? [row.question] : []));
    expect(questions.filter(({ about }) => about === 'linked-twice')).toEqual([]);
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
  it('travels also where it changes in the same second as it was read, which the partner’s times do not tell', async () => {
    const rig = await syncedRig();
    const client = inBqe(rig, AVERY);
    rig.pass(60_000);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Arlington' } });
    await rig.engine.routine();
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, street1: '7 Lattice Row' } });
    await later(rig);
    expect(inHighLevel(rig, AVERY)).toMatchObject({ city: 'Arlington', address1: '7 Lattice Row' });

    const before = rig.sandbox.bqe.requests.length;
    await later(rig);
    expect(rig.sandbox.bqe.requests.slice(before).filter(({ path }) => path.includes(client.id))).toEqual([]);
  });

  it('travels from HighLevel to BQE CORE and back, by field', async () => {
    const rig = await syncedRig();
    const { id } = inHighLevel(rig, AVERY);
    rig.sandbox.highlevel.state.editContact(id, { phone: '+12025550117' });
    const client = inBqe(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Alexandria' } });
    await later(rig);

    expect(phoneOf(rig, AVERY).replace(/\D/g, '')).toMatch(/2025550117$/);
    expect(inHighLevel(rig, AVERY)).toMatchObject({ city: 'Alexandria', phone: '+12025550117' });
    const before = writes(rig).length;
    await later(rig);
    expect(writes(rig)).toHaveLength(before);
  });

  it.each<[string, (engine: Engine) => Promise<unknown>]>([
    ['by itself', (engine) => engine.routine()],
    ['where somebody pressed Sync now', (engine) => engine.sync('bqe')],
  ])('settles first, so that half-typed values do not travel: %s', async (_, run) => {
    const rig = await syncedRig();
    rig.pass(6 * 60_000);
    const client = inBqe(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Arl' } });
    rig.pass(1_500);
    rig.syncTimes.length = 0;
    expect(await run(rig.engine)).toEqual({});
    expect(inHighLevel(rig, AVERY).city).not.toBe('Arl');
    // Not left to the next round, minutes later.
    expect(rig.syncTimes.at(-1)).toBeLessThan(rig.now() + 5_000);
    await rig.syncAll();
    expect(inHighLevel(rig, AVERY).city).toBe('Arl');
  });

  it('keeps the link when the e-mail changes', async () => {
    const rig = await syncedRig();
    const { id } = inHighLevel(rig, AVERY);
    rig.sandbox.highlevel.state.editContact(id, { email: 'avery.renamed@example.com' });
    await later(rig);
    expect(rig.sandbox.bqe.state.communicationOf(inBqe(rig, AVERY), 'email')).toBe('avery.renamed@example.com');
    expect(rig.sandbox.highlevel.state.contactsByEmail('avery.renamed@example.com')).toHaveLength(1);
  });

  it('becomes a question where both sides changed the same field at times that nobody can order', async () => {
    const rig = await syncedRig();
    rig.pass(60_000);
    const client = inBqe(rig, AVERY);
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
    await later(rig);
    const [conflict] = (await rig.db.decisions.toArray()) as ConflictDecision[];
    expect(conflict?.fields).toMatchObject([{ rule: 'city|city', left: 'Rockville', right: 'Bethesda' }]);
    expect(inHighLevel(rig, AVERY).city).toBe('Rockville');
    expect(inBqe(rig, AVERY).address.city).toBe('Bethesda');
  });

  it('follows the newer edit where the times tell', async () => {
    const rig = await syncedRig();
    rig.pass(60_000);
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    rig.pass(60_000);
    const client = inBqe(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
    await later(rig);
    expect(
      await rig.db.decisions
        .where({ partner: 'bqe' })
        .filter(({ kind }) => kind === 'conflict')
        .toArray(),
    ).toEqual([]);
    expect(inHighLevel(rig, AVERY).city).toBe('Bethesda');
  });

  it('waits while paused, and travels after', async () => {
    const rig = await syncedRig();
    await pauseSync(rig.store, 'bqe');
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).not.toBe('Rockville');
    await resumeSync(rig.store, 'bqe');
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
  });
});

describe('somebody new on one side', () => {
  it('is read by id once before anything rests on it', async () => {
    const rig = await syncedRig();
    const email = 'rowan.lindqvist@example.com';
    const { id } = rig.sandbox.highlevel.state.addContact({ firstName: 'Rowan', lastName: 'Lindqvist', email });
    const client = rig.sandbox.bqe.state.addClient({ name: 'Rowan Lindqvist', firstName: 'Rowan', lastName: 'Lindqvist' });
    rig.sandbox.bqe.state.setCommunication(client, 'email', email);
    // The day's sweep would read somebody in full, now and then this one.
    const swept = { account: rig.account, job: 'sweep', state: 'done', done: 0, startedAt: rig.now(), finishedAt: rig.now() } as const;
    await rig.db.progress.put(swept);
    const before = rig.sandbox.highlevel.requests.length;
    await later(rig);
    const isReading = ({ method, path }: { method: string; path: string }) => method === 'GET' && path.endsWith(`/contacts/${id}`);
    expect(rig.sandbox.highlevel.requests.slice(before).filter(isReading)).toHaveLength(1);
    expect(await rig.db.contacts.where('due').equals('bqe').count()).toBe(0);
    const uid = (await rig.db.contacts.filter(({ remoteId }) => remoteId === id).first())?.uid ?? '';
    expect(await rig.db.pairs.where('left').equals(uid).count()).toBe(1);
  });
});

describe('news that comes while a plan is carried out', () => {
  it('is looked at by the next run, also where the server says what it said before', async () => {
    const rig = await syncedRig();
    const { id } = rig.sandbox.bqe.state.addClient({ name: 'Rowan Lindqvist', firstName: 'Rowan', lastName: 'Lindqvist' });
    rig.pass(60_000);
    const run = await rig.partnerRun('bqe');
    await pullChanges(run.right);
    const rowan = () => rig.db.contacts.filter(({ remoteId }) => remoteId === id);
    let answered: Promise<unknown> = Promise.resolve();
    // Somebody answers a question about the client while a contact is made of it.
    const newId = () => {
      answered = rowan().modify((row) => void Object.assign(row, withDue(row, ['bqe'])));
      return run.store.newId();
    };
    await syncContacts({ ...run, store: { ...run.store, newId } });
    await answered;
    expect((await rowan().first())?.due).toEqual(['bqe']);
    await rig.syncAll();
    expect((await rowan().first())?.due).toBeUndefined();
  });
});

describe('a write of the sync that is undone', () => {
  it('comes back from the other side no more than it goes there: the two stay different until one changes again', async () => {
    const rig = await syncedRig();
    const client = inBqe(rig, AVERY);
    const before = inHighLevel(rig, AVERY).city;
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Alexandria' } });
    await later(rig);
    expect(inHighLevel(rig, AVERY).city).toBe('Alexandria');
    const done = await rig.db.undo.filter(({ isSync }) => isSync === true).last();
    await undo(rig.store, done?.id ?? 0);
    await rig.drainAll();
    await later(rig);
    await later(rig);
    expect([inHighLevel(rig, AVERY).city, inBqe(rig, AVERY).address.city]).toEqual([before, 'Alexandria']);

    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
    await later(rig);
    expect(inHighLevel(rig, AVERY).city).toBe('Bethesda');
  });

  it('takes a contact that it made away again, and does not make it anew', async () => {
    const rig = await syncedRig();
    const { id } = rig.sandbox.bqe.state.addClient({ name: 'Rowan Lindqvist', firstName: 'Rowan', lastName: 'Lindqvist' });
    await later(rig);
    const made = () => [...rig.sandbox.highlevel.state.contacts.values()].filter(({ lastName }) => lastName === 'Lindqvist');
    expect(made()).toHaveLength(1);
    const done = await rig.db.undo.filter(({ label }) => label === 'Contact created').last();
    await undo(rig.store, done?.id ?? 0);
    rig.pass(10_000);
    await rig.drainAll();
    await later(rig);
    await later(rig, 24 * 60);
    expect(made()).toEqual([]);
    expect(rig.sandbox.bqe.state.clientById(id)).toBeDefined();
    const asked = (await rig.db.decisions.toArray()).filter(({ uids }) => uids.includes(done?.uid ?? ''));
    expect(asked).toEqual([]);
  });
});

describe('a write of the sync that came too late', () => {
  it('gives way to what somebody has entered there meanwhile, which travels back', async () => {
    let isQuick = false;
    const rig: Rig = await syncedRig({
      wrap: around('contacts', 'update', {
        before: ({ account }) => {
          if (!isQuick || !account.startsWith('bqe')) return;
          isQuick = false;
          const client = inBqe(rig, AVERY);
          rig.pass(2000);
          rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Entered meanwhile' } });
          throw new AppError('outdated');
        },
      }),
    });
    isQuick = true;
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Was on its way' });
    await later(rig);
    await later(rig);
    await later(rig);
    expect(isQuick).toBe(false);
    expect([inHighLevel(rig, AVERY).city, inBqe(rig, AVERY).address.city]).toEqual(['Entered meanwhile', 'Entered meanwhile']);
    expect(await rig.db.outbox.count()).toBe(0);
  });
});

describe('a contact that somebody makes a moment before the sync does', () => {
  it('is taken once search shows it: nobody is asked, and there is one', async () => {
    const email = 'rowan.lindqvist@example.com';
    let isQuick = true;
    const rig: Rig = await syncedRig({
      wrap: around('contacts', 'create', {
        before: (_system, value) => {
          if (!isQuick || (value as { email?: string }).email !== email) return;
          isQuick = false;
          rig.sandbox.highlevel.state.addContact({ firstName: 'Rowan', lastName: 'Lindqvist', email });
        },
      }),
    });
    const client = rig.sandbox.bqe.state.addClient({ name: 'Rowan Lindqvist', firstName: 'Rowan', lastName: 'Lindqvist' });
    rig.sandbox.bqe.state.setCommunication(client, 'email', email);
    await later(rig);
    await later(rig);
    expect(isQuick).toBe(false);
    expect(rig.sandbox.highlevel.state.contactsByEmail(email)).toHaveLength(1);
    expect(await rig.db.outbox.toArray()).toEqual([]);
  });
});

describe('an edit of the user’s own that waits', () => {
  it('wins over what the sync brings, and nothing of either is lost', async () => {
    const rig = await syncedRig();
    const { uid } = await rig.person();
    const disarm = rig.sandbox.world.faults.arm({ match: { method: 'PUT', path: /contacts/ }, kind: '503', times: 50, retryAfter: 600 });
    await editContact(rig.store, uid, { city: 'Rockville' });
    await rig.engine.drain();
    const client = inBqe(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda', zip: '20814' } });
    await later(rig);
    expect((await rig.db.contacts.get(uid))?.value.city).toBe('Rockville');
    disarm();
    await later(rig, 15);
    await later(rig);
    const conflict = (await rig.db.decisions.toArray()).find((row) => row.kind === 'conflict') as ConflictDecision | undefined;
    expect(conflict?.fields).toMatchObject([{ left: 'Rockville', right: 'Bethesda' }]);
    expect(inHighLevel(rig, AVERY)).toMatchObject({ city: 'Rockville', postalCode: '20814' });
    expect(inBqe(rig, AVERY).address.city).toBe('Bethesda');
  });
});

describe('a question that is answered while the same is planned', () => {
  it('is not asked again', async () => {
    const rig = await syncedRig();
    const before = (await rig.db.decisions.toArray()).find((row) => row.kind === 'question' && row.question.about === 'which');
    if (!before) throw new Error('nothing is asked');
    await rig.db.contacts
      .where('uid')
      .anyOf(before.uids)
      .modify((row) => void Object.assign(row, withDue(row, ['bqe'])));
    const run = await rig.partnerRun('bqe');
    const plan = await planContacts(run, 'highlevel-bqe-client', new Set(before.uids));
    await answerChoice(rig.store, before.id, undefined);
    await carryOut(run.store, { sync: run.sync, pair: 'highlevel-bqe-client', by: 'rule', ...plan });
    expect(await rig.db.decisions.get(before.id)).toBeUndefined();
  });
});

describe('what was left by a run that came too early', () => {
  it('is carried on soon after, and a record that nothing can be done about wakes nobody again', async () => {
    const rig = await syncedRig({ contacts: 20 });
    const { id } = inHighLevel(rig, AVERY);
    rig.sandbox.highlevel.state.editContact(id, { city: 'Rockville' });
    rig.pass(60_000);
    const { uid = '' } = await rig.engine.readContact(id);
    expect((await rig.db.contacts.get(uid))?.due).toEqual(['bqe']);
    // A drain that waited for a system's limit ends long after the change has settled.
    rig.pass(60_000);
    rig.syncTimes.length = 0;
    await rig.engine.drain();
    expect(rig.syncTimes).toHaveLength(1);
    await rig.engine.drain();
    expect(rig.syncTimes).toHaveLength(1);
    await rig.syncAll();
    expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
  });
});

describe('what only the user may let pass', () => {
  it('stops a run that would change unusually much, and goes on once that was approved', async () => {
    const rig = await syncedRig({ contacts: 60 });
    const { clients } = rig.sandbox.bqe.state.company;
    const before = writes(rig).length;
    for (const client of clients) rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Everytown' } });
    await later(rig);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('braked');
    const [plan] = await rig.db.plans.toArray();
    expect(plan).toMatchObject({ cause: 'brake', plan: { brake: { cause: 'changes' } } });
    expect(writes(rig)).toHaveLength(before);

    await approvePlan(rig.store, 'bqe');
    await later(rig);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('on');
    expect(writes(rig)).toHaveLength(before + (plan?.plan.summary.update.left ?? 0));
    expect(inHighLevel(rig, AVERY).city).toBe('Everytown');
  });

  it('plans anew for a mapping that was changed, and writes nothing by it before', async () => {
    const rig = await syncedRig();
    const mapping = await mappingOf(rig.db, 'highlevel-bqe-client');
    const before = writes(rig).length;
    const rules = [...mapping.rules.filter(({ left }) => left !== 'source'), fieldRule('source', 'custom:memo', { direction: 'to-left' })];
    await changeMapping(rig.store, { ...mapping, rules, version: mapping.version + 1 });
    await later(rig);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('plan');
    expect((await rig.db.plans.toArray()).map(({ cause }) => cause)).toEqual(['mapping', 'mapping']);
    expect(writes(rig)).toHaveLength(before);
  });

  it('leaves another account alone: what was approved holds for the one that it was approved for', async () => {
    const rig = await syncedRig();
    await rig.db.syncs.update('bqe', { right: 'bqe:another-company' });
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    await later(rig);
    expect(inBqe(rig, AVERY).address.city).not.toBe('Rockville');
    expect(await rig.db.syncs.get('bqe')).toMatchObject({ state: 'off', problem: { code: 'wrong-account' } });
  });
});

describe('deletions', () => {
  it('that the panel comes upon are asked about by the next run', async () => {
    const rig = await syncedRig();
    const { uid } = await rig.person();
    rig.sandbox.highlevel.state.deleteContact(inHighLevel(rig, AVERY).id);
    await rig.engine.refreshContact(uid, 0);
    await rig.syncAll();
    const questions = (await rig.db.decisions.toArray()).flatMap((row) => (row.kind === 'question' ? [row.question] : []));
    expect(questions).toContainEqual(expect.objectContaining({ about: 'deleted', side: 'left', left: uid }));
  });

  it('become a question, and nothing is deleted', async () => {
    const rig = await syncedRig();
    rig.sandbox.bqe.state.remove('clients', inBqe(rig, BRIAR).id);
    await later(rig);
    await later(rig);
    expect(inHighLevel(rig, BRIAR)).toBeDefined();
  });
});

describe('a worker that dies', () => {
  it('ends the same at whatever step it died, without a write too many', async () => {
    const rig = await syncedRig({ contacts: 20 });
    for (let step = 1; ; step += 5) {
      const city = `Town ${step}`;
      const before = writes(rig).length;
      rig.pass(5 * 60_000);
      rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city });
      rig.pass(5_000);
      const died = await rig.dieAt(step, (engine) => engine.routine());
      await later(rig);
      expect(inBqe(rig, AVERY).address.city, `died at step ${step}`).toBe(city);
      expect(writes(rig).length - before, `died at step ${step}`).toBe(1);
      if (!died) return;
    }
  }, 60_000);
});
