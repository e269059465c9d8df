// The background sync with LocaliQ, whole: leads, contacts and notes together, through the engine.
import { describe, expect, it } from 'vitest';
import { fieldRule } from '@/lib/domain/mapping/mapping';
import { saidText } from '@/lib/domain/merge/note-text';
import { changeMapping } from '@/lib/store/commands/mappings';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { mappingOf } from '@/lib/store/mapping-in-use';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { writesOf } from './lead-rig';
import { approveSync, connectBqe, connectLocaliq } from './partners';
import { createRig, type Rig } from './rig';

/** Five minutes pass, both sides are asked for news, and what they tell is carried on. */
async function later(rig: Rig, minutes = 5): Promise<void> {
  rig.pass(minutes * 60_000);
  expect(await rig.engine.routine()).toEqual({});
  await rig.syncAll();
}

/** A rig whose sync with LocaliQ was planned, approved and run. */
async function syncedRig(before: (rig: Rig) => unknown = () => undefined): Promise<Rig> {
  const rig = await createRig();
  await connectLocaliq(rig);
  await later(rig);
  await before(rig);
  await askForPlan(rig.store, 'localiq');
  await rig.engine.sync('localiq');
  expect(writesOf(rig)).toEqual([]);
  await approvePlan(rig.store, 'localiq');
  expect(await rig.engine.sync('localiq')).toEqual({});
  await rig.syncAll();
  await later(rig);
  return rig;
}

const notesOf = (rig: Rig, email: string) => {
  const { state } = rig.sandbox.highlevel;
  return state.contactsByEmail(email).flatMap(({ id }) => state.notesOf(id).filter(({ body }) => body.includes('from LocaliQ')));
};

function call(rig: Rig, email: string) {
  const { state } = rig.sandbox.localiq;
  state.addCall(state.addContact({ first_name: 'Rowan', last_name: 'Wilde', email, phone_mobile: '2025550181' }));
}

describe('the whole sync', () => {
  it('captures a caller once, though the contact sync makes the caller too, and then rests', async () => {
    const rig = await syncedRig();
    call(rig, 'rowan.wilde@example.net');
    await later(rig);
    await later(rig);
    expect(rig.sandbox.highlevel.state.contactsByEmail('rowan.wilde@example.net')).toHaveLength(1);
    expect(notesOf(rig, 'rowan.wilde@example.net')).toHaveLength(1);
    expect(notesOf(rig, AVERY.email ?? '')).toHaveLength(1);

    await later(rig);
    const before = [writesOf(rig).length, rig.sandbox.highlevel.requests.length, rig.sandbox.localiq.requests.length] as const;
    await later(rig);
    expect(writesOf(rig)).toHaveLength(before[0]);
    expect(rig.sandbox.highlevel.requests.length - before[1]).toBeLessThanOrEqual(6);
    expect(rig.sandbox.localiq.requests.length - before[2]).toBeLessThanOrEqual(6);
  });

  it('makes one contact and one note when the worker dies at any step', async () => {
    const rig = await syncedRig();
    rig.sandbox.localiq.state.signIn.lifetimeSeconds = 365 * 86_400;
    await later(rig, 150);
    let died = true;
    for (let step = 1; died; step += 5) {
      const email = `step.${step}@example.net`;
      const { state } = rig.sandbox.localiq;
      state.addForm(state.addContact({ first_name: 'Rowan', last_name: `Wilde ${step}`, email }));
      rig.pass(5 * 60_000);
      died = await rig.dieAt(step, async (engine) => {
        await engine.routine();
        await engine.syncDue();
        await engine.drain();
      });
      await later(rig);
      await later(rig);
      const found = [rig.sandbox.highlevel.state.contactsByEmail(email).length, notesOf(rig, email).length];
      expect([step, ...found]).toEqual([step, 1, 1]);
      expect(step).toBeLessThan(400);
    }
  });
});

it('does not wait for what the other partner takes its time with', async () => {
  const rig = await syncedRig();
  await connectBqe(rig);
  await approveSync(rig, 'bqe');
  await later(rig);
  const { state } = rig.sandbox.highlevel;
  state.editContact(state.contactByEmail(AVERY.email ?? '')?.id ?? '', { city: 'Rockville' });
  rig.pass(5 * 60_000);
  const [isHeld, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const until = async () => {
    isHeld.resolve();
    await letGo.promise;
  };
  rig.sandbox.world.faults.arm({ kind: 'hold', until, match: { host: 'api.bqecore.com', method: 'PUT' } });
  const slow = rig.engine.routine();
  await isHeld.promise;

  call(rig, 'rowan.wilde@example.net');
  expect(await rig.engine.sync('localiq')).toEqual({});
  expect(notesOf(rig, 'rowan.wilde@example.net')).toHaveLength(1);
  expect(rig.sandbox.bqe.state.clientOf(AVERY)?.address.city).not.toBe('Rockville');
  letGo.resolve();
  expect(await slow).toEqual({});
  expect(rig.sandbox.bqe.state.clientOf(AVERY)?.address.city).toBe('Rockville');
});

describe('the notes of a LocaliQ contact', () => {
  it('come with a new link, and follow their source, in the run that notices', async () => {
    const rig = await syncedRig();
    const email = 'rowan.wilde@example.net';
    rig.sandbox.highlevel.state.addContact({ firstName: 'Rowan', lastName: 'Wilde', email });
    const record = rig.sandbox.localiq.state.addContact({ first_name: 'Rowan', last_name: 'Wilde', email, notes: 'Call before ten.' });
    await later(rig);
    expect(notesOf(rig, email).map(({ body }) => saidText({ body, title: '' }))).toEqual(['Call before ten.']);
    record.notes = 'Call after ten.';
    await later(rig);
    expect(notesOf(rig, email).map(({ body }) => saidText({ body, title: '' }))).toEqual(['Call after ten.']);
  });
});

describe('enrichment', () => {
  it('fills blank custom fields of HighLevel from LocaliQ’s own, and overwrites none', async () => {
    const rig = await syncedRig(async (fresh) => {
      const { highlevel, localiq } = fresh.sandbox;
      const [field] = highlevel.state.customFields.filter(({ dataType }) => dataType === 'LARGE_TEXT');
      const id = field?.id ?? '';
      for (const person of [AVERY, BRIAR]) {
        const contact = localiq.state.contactOf(person);
        if (contact) localiq.state.edit(contact, { title: 'Principal', city: 'Elsewhere' });
        const known = highlevel.state.contactByEmail(person.email ?? '');
        highlevel.state.editContact(known?.id ?? '', { customFields: person === BRIAR ? [{ id, value: 'Partner' }] : [] });
      }
      const mapping = await mappingOf(fresh.db, 'highlevel-localiq');
      const rule = fieldRule(`custom:${id}`, 'custom:title', { direction: 'to-left', wins: 'right' });
      await changeMapping(fresh.store, { ...mapping, rules: [...mapping.rules, rule], version: mapping.version + 1 });
      await later(fresh, 8 * 24 * 60);
    });
    const inFields = (person: typeof AVERY) => {
      const contact = rig.sandbox.highlevel.state.contactByEmail(person.email ?? '');
      return [contact?.city, contact?.customFields.map(({ value }) => value)];
    };
    expect(inFields(AVERY)).toEqual([AVERY.city, ['Principal']]);
    expect(inFields(BRIAR)).toEqual([BRIAR.city, ['Partner']]);
  });
});
