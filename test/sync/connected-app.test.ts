// The connected app beside a whole worker: what it is told of, that it hears of each change once, and what its refusals lead to.
import { describe, expect, it } from 'vitest';
import { putEntered } from '@/lib/auth/secrets';
import { blankContact } from '@/lib/domain/contact';
import { addTags, editContact } from '@/lib/store/commands/contacts';
import { retryEntry } from '@/lib/store/commands/outbox';
import { addTask, completeTask, deleteTask } from '@/lib/store/commands/tasks';
import { CONNECTED_APP, INTAKE_HOST, LOCALIQ_INTAKE_HOST } from '@/sandbox/connected-app';
import { aTask } from '../builders';
import { createRig, type Rig } from './rig';

/** Puts down what a user would enter, as Options does. */
async function enter(rig: Rig, { url = CONNECTED_APP.url, secret = CONNECTED_APP.secret } = {}): Promise<void> {
  const { authorization } = CONNECTED_APP;
  await putEntered(rig.vault, 'connected-app', { method: 'app', authorization, signingSecret: secret });
  await rig.db.receivers.put({ name: 'connected-app', url, state: 'checking', checks: [], savedAt: rig.now() });
}

/** A rig with a connected app, and one of its people linked to a LocaliQ contact. */
async function setUp() {
  const rig = await createRig();
  await enter(rig);
  await rig.receiver.check();
  const person = await rig.person();
  const right = { uid: 'lead', account: 'localiq:USA_1' as const, remoteId: '4300112233', value: blankContact(), seenAt: 1, keys: [] };
  await rig.db.contacts.put(right);
  await rig.db.pairs.put({ left: person.uid, right: right.uid, pair: 'highlevel-localiq', madeAt: rig.now() });
  const { state, quirks } = rig.sandbox.connectedApp;
  state.events.length = 0;
  state.deliveries.length = 0;
  const task = await rig.db.tasks
    .where('contactUid')
    .equals(person.uid)
    .filter(({ value }) => !value.completed)
    .first();
  if (!task) throw new Error('The person has no open task.');
  return { rig, person, task, state, quirks, types: () => state.events.map(({ type }) => type) };
}

const row = (rig: Rig) => rig.db.receivers.get('connected-app');

describe('connecting', () => {
  it('sends a test event and is connected by its host', async () => {
    const rig = await createRig();
    await enter(rig);
    await rig.receiver.check();
    expect(await row(rig)).toMatchObject({ state: 'connected', account: `connected-app:${INTAKE_HOST}`, testedAt: rig.now() });
    const [event] = rig.sandbox.connectedApp.state.events;
    expect(event).toMatchObject({ type: 'test', account: rig.account });
  });

  it.each(['http://intake.example.com/hook', 'https://192.168.1.4/hook', 'https://printer.local/hook'])(
    'never sends to %s',
    async (url) => {
      const rig = await createRig();
      await enter(rig, { url });
      await rig.receiver.check();
      expect(await row(rig)).toMatchObject({ state: 'action-needed', problem: { code: 'invalid' } });
      expect(rig.sandbox.connectedApp.state.deliveries).toEqual([]);
    },
  );

  it('says what is wrong with a secret that the receiver refuses, and connects once it is right', async () => {
    const rig = await createRig();
    await enter(rig, { secret: 'mistyped' });
    await rig.receiver.check();
    expect(await row(rig)).toMatchObject({ state: 'action-needed', problem: { code: 'forbidden', status: 401 } });
    expect((await row(rig))?.account).toBeUndefined();
    await enter(rig);
    await rig.receiver.check();
    expect(await row(rig)).toMatchObject({ state: 'connected' });
    expect((await row(rig))?.problem).toBeUndefined();
  });

  it('goes on with a test that a killed worker left behind', async () => {
    const rig = await createRig();
    await enter(rig);
    await rig.receiver.resume();
    expect(await row(rig)).toMatchObject({ state: 'connected' });
  });
});

describe('a change of ours', () => {
  it('arrives once HighLevel has taken it, signed, with its key, and leaves nothing behind', async () => {
    const { rig, task, state, person } = await setUp();
    await completeTask(rig.store, task.uid, true);
    await rig.drainAll();

    expect(state.deliveries.map(({ status }) => status)).toEqual([202]);
    const [event] = state.events;
    expect(event).toMatchObject({
      type: 'task.completed',
      account: rig.account,
      data: {
        contact: { id: person.remoteId, localiqContactId: '4300112233' },
        task: { id: task.remoteId, title: task.value.title, completed: true },
        changed: ['completed'],
      },
    });
    expect(state.deliveries[0]?.idempotencyKey).toBe(event?.id);
    expect(await rig.db.outbox.count()).toBe(0);
    expect((await row(rig))?.deliveredAt).toBe(rig.now());
    expect(await rig.db.tasks.get(task.uid)).toMatchObject({ remoteId: task.remoteId, value: { completed: true } });
    const told = await rig.db.auditPending.filter((one) => one.event.what === 'event.deliver').toArray();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ event: { account: `connected-app:${INTAKE_HOST}`, outcome: 'done', contactUid: person.uid } });
  });

  it('is told in the order in which it was made, per contact', async () => {
    const { rig, person, types } = await setUp();
    await addTask(rig.store, person.uid, aTask({ title: 'Send drawings' }));
    await rig.drainAll();
    const added = await rig.db.tasks.filter(({ value }) => value.title === 'Send drawings').first();
    await completeTask(rig.store, added?.uid ?? '', true);
    await rig.drainAll();
    await deleteTask(rig.store, added?.uid ?? '');
    rig.pass(11_000);
    await editContact(rig.store, person.uid, { city: 'Yonkers' });
    await addTags(rig.store, person.uid, ['met-at-fair']);
    await rig.drainAll();
    expect(types().toSorted()).toEqual(['contact.updated', 'contact.updated', 'task.completed', 'task.created', 'task.deleted']);
    expect(types().slice(0, 2)).toEqual(['task.created', 'task.completed']);
  });

  it('is not told of a contact that is linked to no LocaliQ record, nor while nothing is connected', async () => {
    const { rig, task, state, person } = await setUp();
    await rig.db.pairs.clear();
    await completeTask(rig.store, task.uid, true);
    await rig.drainAll();
    await rig.db.pairs.put({ left: person.uid, right: 'lead', pair: 'highlevel-localiq', madeAt: rig.now() });
    await rig.db.receivers.clear();
    await completeTask(rig.store, task.uid, false);
    await rig.drainAll();
    expect(state.deliveries).toEqual([]);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('is not told back to LocaliQ where it was carried from there', async () => {
    const { rig, person, state } = await setUp();
    await editContact(rig.store, person.uid, { city: 'Yonkers' });
    const carries = { table: 'contacts' as const, left: person.uid, right: 'lead', to: 'left' as const, values: [] };
    await rig.db.outbox.toCollection().modify({ carries });
    await rig.drainAll();
    expect(rig.sandbox.highlevel.state.contacts.get(person.remoteId ?? '')?.city).toBe('Yonkers');
    expect(state.deliveries).toEqual([]);
  });
});

describe('a change by others', () => {
  it('is told when a reading shows it, and only once', async () => {
    const { rig, person, task, state, types } = await setUp();
    const { state: highlevel } = rig.sandbox.highlevel;
    rig.pass(60_000);
    highlevel.editContact(person.remoteId ?? '', { phone: '+12125550199' });
    highlevel.editTask(task.remoteId ?? '', { completed: true });
    const made = highlevel.addTask({ contactId: person.remoteId ?? '', title: 'By a colleague', dueAt: rig.now() });
    await rig.engine.refreshContact(person.uid, 0);
    rig.pass(60_000);
    await rig.engine.refreshContact(person.uid, 0);
    await rig.drainAll();
    expect(types().toSorted()).toEqual(['contact.updated', 'task.completed', 'task.created']);
    expect(state.events.find(({ type }) => type === 'contact.updated')?.data.changed).toEqual(['phone']);

    highlevel.deleteTask(made.id);
    rig.pass(60_000);
    await rig.engine.refreshContact(person.uid, 0);
    await rig.drainAll();
    expect(types().at(-1)).toBe('task.deleted');
  });

  it('is no event where a contact and its records are read for the first time', async () => {
    const { rig, person, state } = await setUp();
    const [other] = [...rig.sandbox.highlevel.state.contacts.values()].filter(
      ({ id }) => id !== person.remoteId && rig.sandbox.highlevel.state.tasksOf(id).length > 0,
    );
    const { uid = '' } = await rig.engine.readContact(other?.id ?? '');
    await rig.db.pairs.put({ left: uid, right: 'lead', pair: 'highlevel-localiq', madeAt: rig.now() });
    await rig.engine.refreshContact(uid, 0);
    expect(await rig.db.tasks.where('contactUid').equals(uid).count()).toBeGreaterThan(0);
    await rig.drainAll();
    expect(state.deliveries).toEqual([]);
  });

  it.each(['a LocaliQ contact', 'a lead'])('does not tell back what a note holds of %s', async (whose) => {
    const { rig, person, state } = await setUp();
    const note = await rig.db.notes.where('contactUid').equals(person.uid).first();
    const noteUid = note?.uid ?? '';
    if (whose === 'a lead') {
      const lead = {
        account: 'localiq:USA_1',
        remoteId: 'call-1',
        value: {},
        seenAt: 1,
        state: 'captured',
        contactUid: person.uid,
        noteUid,
      };
      await rig.db.table('leads').put(lead);
    } else {
      await rig.db.workPairs.put({ table: 'notes', left: noteUid, right: 'lead', contactUid: person.uid, madeAt: rig.now() });
    }
    rig.pass(60_000);
    rig.sandbox.highlevel.state.editNote(note?.remoteId ?? '', { body: 'What LocaliQ says now' });
    await rig.engine.refreshContact(person.uid, 0);
    await rig.drainAll();
    expect((await rig.db.notes.get(note?.uid ?? ''))?.value.body).toContain('What LocaliQ says now');
    expect(state.deliveries).toEqual([]);
  });
});

describe('a receiver in trouble', () => {
  it('is tried again with the same key and body', async () => {
    const { rig, task, state, quirks } = await setUp();
    quirks.failsAfterKeeping = true;
    await completeTask(rig.store, task.uid, true);
    await rig.engine.drain();
    await rig.engine.drain();
    quirks.failsAfterKeeping = false;
    rig.pass(10 * 60_000);
    await rig.drainAll();
    expect(state.deliveries.map(({ status }) => status)).toEqual([500, 200]);
    expect(new Set(state.deliveries.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(new Set(state.deliveries.map(({ rawBody }) => rawBody)).size).toBe(1);
    expect(state.events).toHaveLength(1);
  });

  it('raises one alert when it stays so, and clears it once an event was taken', async () => {
    const { rig, task, quirks } = await setUp();
    quirks.answerStatus = 503;
    await completeTask(rig.store, task.uid, true);
    await rig.drainAll(8);
    const alerts = await rig.db.alerts.toArray();
    expect(alerts.map(({ cause }) => cause)).toEqual([`connected-app:${INTAKE_HOST}|server-error`]);
    quirks.answerStatus = 0;
    await rig.drainAll();
    expect(await rig.db.alerts.count()).toBe(0);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('waits as long as a 429 says, without holding HighLevel up', async () => {
    const { rig, task, person, quirks, state } = await setUp();
    quirks.answerStatus = 429;
    await completeTask(rig.store, task.uid, true);
    await rig.engine.drain();
    await editContact(rig.store, person.uid, { city: 'Yonkers' });
    await rig.engine.drain();
    expect(rig.sandbox.highlevel.state.contacts.get(person.remoteId ?? '')?.city).toBe('Yonkers');
    quirks.answerStatus = 0;
    await rig.drainAll();
    expect(state.events.map(({ type }) => type)).toEqual(['task.completed', 'contact.updated']);
  });

  it('keeps an event that is refused, says why, holds later ones of the contact back, and sends it on request', async () => {
    const { rig, task, person, state, quirks, types } = await setUp();
    Object.assign(quirks, { answerStatus: 422, answerText: 'Unknown list' });
    await completeTask(rig.store, task.uid, true);
    await rig.drainAll();
    quirks.answerStatus = 0;
    await editContact(rig.store, person.uid, { city: 'Yonkers' });
    await rig.drainAll();
    const [blocked, later] = await rig.db.outbox.orderBy('seq').toArray();
    expect(blocked).toMatchObject({
      state: 'blocked',
      problem: { code: 'invalid', status: 422, detail: expect.stringContaining('Unknown list') },
    });
    expect(later).toMatchObject({ state: 'waiting' });
    expect(state.events).toEqual([]);

    await retryEntry(rig.store, blocked?.seq ?? 0);
    await rig.drainAll();
    expect(types()).toEqual(['task.completed', 'contact.updated']);
  });
});

describe('what waits for a receiver', () => {
  it('is sent as soon as it answers again, whatever the last test said', async () => {
    const { rig, task, quirks, types } = await setUp();
    quirks.answerStatus = 503;
    await rig.receiver.check();
    expect(await row(rig)).toMatchObject({ state: 'action-needed', problem: { code: 'server-error' } });
    quirks.answerStatus = 0;
    await completeTask(rig.store, task.uid, true);
    await rig.drainAll();
    expect(types()).toEqual(['task.completed']);
    expect(await row(rig)).toMatchObject({ state: 'connected' });
    expect((await row(rig))?.problem).toBeUndefined();
  });

  it('is never sent to another that was entered since', async () => {
    const { rig, task, state, quirks } = await setUp();
    quirks.answerStatus = 503;
    await completeTask(rig.store, task.uid, true);
    await rig.drainAll(2);
    quirks.answerStatus = 0;
    state.deliveries.length = 0;
    await enter(rig, { url: `https://${LOCALIQ_INTAKE_HOST}/hooks/lockstep` });
    await rig.receiver.check();
    await rig.drainAll();
    expect(state.events.map(({ type }) => type)).toEqual(['test']);
    expect(await rig.db.outbox.count()).toBe(1);

    await enter(rig);
    await rig.receiver.check();
    rig.pass(10 * 60_000);
    await rig.drainAll();
    expect(state.events.map(({ type }) => type)).toEqual(['test', 'test', 'task.completed']);
  });
});

describe('a worker that dies at any step of a delivery', () => {
  it('leaves the receiver with each event exactly once', async () => {
    const { rig, task, state } = await setUp();
    let died = true;
    let changes = 0;
    for (let step = 1; died; step++) {
      await completeTask(rig.store, task.uid, step % 2 === 1);
      changes += 1;
      died = await rig.dieAt(step, (engine) => engine.drain());
      await rig.drainAll();
      expect(step).toBeLessThan(80);
    }
    expect(state.events).toHaveLength(changes);
    expect(new Set(state.events.map(({ id }) => id)).size).toBe(changes);
    expect(await rig.db.outbox.count()).toBe(0);
  });
});
