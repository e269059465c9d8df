// Lost requests, lost replies, servers that act and then fail, and answers that cannot be read: nothing is lost, nothing is done twice.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { blankTask } from '@/lib/domain/task';
import { AppError } from '@/lib/errors';
import { createContact, deleteContact, editContact, startWorkflow } from '@/lib/store/commands/contacts';
import { addNote, editNote } from '@/lib/store/commands/notes';
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { addTask, completeTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import type { Fault } from '../../sandbox/core/faults';
import { aNote } from '../builders';
import { around } from './around-calls';
import { type Deed, deeds } from './deeds';
import { createRig, type Rig } from './rig';

// A machine that is busy with other things must not fail these.
const soon = Date.UTC(2026, 10, 24, 15);
const isWrite = /^\/(contacts\/([^/]+(\/(tasks|notes|tags).*)?)?|calendars\/.*)$/;

const faults: Record<string, Omit<Fault, 'match'>> = {
  'a lost request': { kind: 'drop-request' },
  'a lost reply': { kind: 'drop-reply' },
  'a 500 before it acted': { kind: '500' },
  'a 500 after it acted': { kind: '500', acts: true },
  'a 503 with a time to come back': { kind: '503', retryAfter: 20 },
  'a 429': { kind: '429' },
  'a page of HTML with status 200': { kind: 'html' },
  'half an answer': { kind: 'truncated' },
  'an empty answer': { kind: 'empty' },
  'an answer of nulls': { kind: 'null-everywhere' },
  'unknown fields': { kind: 'unknown-fields' },
};

describe('a write that meets', () => {
  let rig: Rig;
  let contactUid: string;
  beforeAll(async () => {
    rig = await createRig();
    contactUid = (await rig.person()).uid;
  });

  let count = 0;
  describe.each(Object.keys(faults))('%s', (fault) => {
    it.each(Object.keys(deeds))('%s is done exactly once', async (name) => {
      const { act, times } = deeds[name] as Deed;
      // The first writing request of the deed, then also the second: a look between them must not be fooled.
      for (const after of [0, 1]) {
        count += 1;
        const mark = `fault${count}x`;
        await act(rig, contactUid, mark);
        const { faults: armed } = rig.sandbox.world;
        for (const method of ['POST', 'PUT', 'DELETE']) {
          armed.arm({ ...(faults[fault] as Fault), after, times: 1, match: { method, path: isWrite } });
        }
        await rig.drainAll();
        armed.clear();
        expect(await times(rig, contactUid, mark)).toBe(1);
        expect(await rig.db.outbox.toArray()).toEqual([]);
      }
    });
  });
});

describe('a server with a will of its own', () => {
  let rig: Rig;
  let contactUid: string;
  beforeEach(async () => {
    rig = await createRig();
    contactUid = (await rig.person()).uid;
  });
  const state = () => rig.sandbox.highlevel.state;
  const entry = async () => (await rig.db.outbox.toArray())[0];
  const openTasks = async () =>
    (await rig.db.tasks.where('contactUid').equals(contactUid).toArray()).filter(({ value }) => !value.completed);

  it('a 422 that has created the contact all the same is seen through', async () => {
    rig.sandbox.highlevel.quirks.createAnswers422 = true;
    const { uid } = await createContact(rig.store, rig.account, { firstName: 'Noa', email: 'noa@example.com', phone: '+12125550188' });
    await rig.drainAll();
    expect(state().contactsByEmail('noa@example.com')).toHaveLength(1);
    expect((await rig.db.contacts.get(uid))?.remoteId).toBe(state().contactByEmail('noa@example.com')?.id);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('a 422 that created nothing is shown with its reason, and nothing is sent again', async () => {
    const { uid } = await createContact(rig.store, rig.account, { firstName: 'Noa', dateOfBirth: 'not a date' });
    await rig.drainAll();
    expect(await entry()).toMatchObject({ state: 'blocked', problem: { code: 'invalid', status: 422 } });
    expect((await rig.db.contacts.get(uid))?.remoteId).toBeUndefined();
    expect(rig.sandbox.highlevel.requests.filter(({ method, path }) => method === 'POST' && path === '/contacts/')).toHaveLength(1);
  });

  it('a field that is accepted but dropped is no reason to make the record again when the reply is lost', async () => {
    rig.sandbox.highlevel.quirks.dropsFields = 'task.body, appointment.description';
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/tasks$/ } });
    await addTask(rig.store, contactUid, { ...blankTask(), title: 'Send drawings', body: 'All of them', dueAt: soon });
    await rig.drainAll();
    const rows = await rig.db.tasks.filter(({ value }) => value.title === 'Send drawings').toArray();
    expect(
      state()
        .tasksOf((await rig.db.contacts.get(contactUid))?.remoteId ?? '')
        .filter(({ title }) => title === 'Send drawings'),
    ).toHaveLength(1);
    expect(rows).toMatchObject([{ unstored: { body: 'All of them' } }]);
  });

  it('what was not kept stays told after another field was changed', async () => {
    rig.sandbox.highlevel.quirks.dropsFields = 'contact.city';
    await editContact(rig.store, contactUid, { city: 'Nowhere' });
    await editContact(rig.store, contactUid, { state: 'NJ' });
    await rig.drainAll();
    expect((await rig.db.contacts.get(contactUid))?.unstored).toEqual({ city: 'Nowhere' });

    rig.sandbox.highlevel.quirks.dropsFields = '';
    rig.pass(1000);
    await editContact(rig.store, contactUid, { city: 'Nowhere' });
    await rig.drainAll();
    expect((await rig.db.contacts.get(contactUid))?.unstored).toBeUndefined();
  });

  it('what the server only normalises counts as stored', async () => {
    rig.sandbox.highlevel.quirks.notesBecomeHtml = true;
    await editContact(rig.store, contactUid, {
      email: ' Avery.QUILL@Example.com ',
      phone: '(212) 555-0101',
      city: '  New York ',
      country: 'us',
    });
    await addNote(rig.store, contactUid, aNote({ body: 'Line one\nline two &amp; more' }));
    await rig.drainAll();
    const contact = await rig.db.contacts.get(contactUid);
    expect(contact?.unstored).toBeUndefined();
    expect(contact?.value).toMatchObject({ email: 'avery.quill@example.com', phone: '+12125550101', city: 'New York' });
    const note = await rig.db.notes.filter(({ value }) => value.body.includes('Line one')).first();
    expect(note?.value.body).toContain('<p>');
    expect(note?.unstored).toBeUndefined();
  });

  it('two identical tasks stay two although both replies and then the worker are lost', async () => {
    for (let step = 2; step < 20; step += 3) {
      const title = `Twins ${step}`;
      rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/tasks$/ }, times: 2 });
      for (let copy = 0; copy < 2; copy++) await addTask(rig.store, contactUid, { ...blankTask(), title, dueAt: soon });
      await rig.dieAt(step, (engine) => engine.drain());
      await rig.drainAll();
      rig.sandbox.world.faults.clear();
      expect([...state().tasks.values()].filter((task) => task.title === title)).toHaveLength(2);
    }
  });

  it('a lost create holds back only what is alike: other changes of the contact go on', async () => {
    rig.sandbox.world.faults.arm({ kind: '500', match: { method: 'POST', path: /\/tasks$/ }, times: Number.POSITIVE_INFINITY });
    await addTask(rig.store, contactUid, { ...blankTask(), title: 'Fails', dueAt: soon });
    await rig.engine.drain();
    await addNote(rig.store, contactUid, aNote({ body: 'Goes through' }));
    await rig.engine.drain();
    expect([...state().notes.values()].some(({ body }) => body === 'Goes through')).toBe(true);
  });

  it('a reading during a lost create does not show the record twice', async () => {
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST' } });
    await addTask(rig.store, contactUid, { ...blankTask(), title: 'Only one of me', dueAt: soon });
    await rig.engine.drain();
    expect(await rig.db.outbox.count()).toBe(1);
    await rig.engine.refreshContact(contactUid, 0);
    await rig.engine.refreshMyDay();
    expect(await rig.db.tasks.filter(({ value }) => value.title === 'Only one of me').count()).toBe(1);

    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /^\/contacts\/$/ } });
    const { uid } = await createContact(rig.store, rig.account, { firstName: 'Sole', lastName: 'Person', email: 'sole@example.com' });
    await rig.engine.drain();
    rig.pass(4000);
    expect((await rig.engine.searchServer('sole')).uids).toEqual([uid]);
    expect(await rig.db.contacts.filter(({ value }) => value.email === 'sole@example.com').count()).toBe(1);
    await rig.drainAll();
    expect(state().contactsByEmail('sole@example.com')).toHaveLength(1);
    expect(await rig.db.tasks.filter(({ value }) => value.title === 'Only one of me').count()).toBe(1);
  });

  it('a lost create that a colleague has changed since is asked about, not made again', async () => {
    const bodies = () => [...state().notes.values()].map(({ body }) => body).filter((body) => body.includes('Keys'));
    for (const [kind, decision] of [
      ['drop-reply', discardEntry],
      ['drop-request', retryEntry],
    ] as const) {
      const text = `Keys: ${kind}`;
      rig.sandbox.world.faults.arm({ kind, match: { method: 'POST', path: /\/notes$/ } });
      await addNote(rig.store, contactUid, aNote({ body: text }));
      await rig.engine.drain();
      const made = [...state().notes.values()].find(({ body }) => body === text);
      const contactId = (await rig.db.contacts.get(contactUid))?.remoteId ?? '';
      if (made) state().editNote(made.id, { body: `${text}, with the super` });
      else state().addNote({ contactId, body: `${text}, another` });
      await rig.drainAll();
      expect(await entry()).toMatchObject({ state: 'blocked', problem: { code: 'uncertain' } });
      await decision(rig.store, (await entry())?.seq ?? 0);
      await rig.drainAll();
      expect(await rig.db.outbox.count()).toBe(0);
    }
    expect(bodies()).toEqual(['Keys: drop-reply, with the super', 'Keys: drop-request, another', 'Keys: drop-request']);
  });

  it('a contact that was opened from the server before its lost create was found is still not made again', async () => {
    state().location.settings.allowDuplicateContact = true;
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /^\/contacts\/$/ } });
    const { uid } = await createContact(rig.store, rig.account, { firstName: 'Opened', email: 'opened@example.com' });
    await rig.engine.drain();
    const remoteId = state().contactByEmail('opened@example.com')?.id ?? '';
    // Before the entry was known to be unsure, another page had read it by its id.
    await rig.db.contacts.put({
      ...((await rig.db.contacts.get(uid)) as object),
      uid: 'read-elsewhere',
      account: rig.account,
      remoteId,
      seenAt: rig.now(),
      provenAt: rig.now(),
      keys: [],
      madeAt: undefined,
    } as never);
    await rig.drainAll();
    expect(state().contactsByEmail('opened@example.com')).toHaveLength(1);
    expect(await rig.db.contacts.where('[account+remoteId]').equals([rig.account, remoteId]).primaryKeys()).toEqual([uid]);
  });

  it('a contact that exists already is asked about, not made again', async () => {
    state().location.settings.allowDuplicateContact = true;
    await createContact(rig.store, rig.account, { firstName: 'Avery', email: 'AVERY.QUILL@example.com' });
    await rig.drainAll();
    expect(await entry()).toMatchObject({
      state: 'blocked',
      problem: { code: 'duplicate', existingId: state().contactByEmail('avery.quill@example.com')?.id },
    });
  });

  it('a contact deleted a moment ago, which search still shows, is no duplicate of its own re-creation', async () => {
    const undoId = await deleteContact(rig.store, contactUid);
    rig.pass(10_001);
    await rig.engine.drain();
    await undo(rig.store, undoId);
    await rig.drainAll();
    expect(await rig.db.outbox.toArray()).toEqual([]);
    expect(state().contactsByEmail('avery.quill@example.com')).toHaveLength(1);
  });

  it('an update that timed out after it was done is found done, not sent again', async () => {
    let isSlow = true;
    const slow = await createRig({
      wrap: around('notes', 'update', {
        after: () => {
          if (isSlow) throw new AppError('timeout');
        },
      }),
    });
    const { uid } = await slow.person();
    await addNote(slow.store, uid, aNote({ body: 'First' }));
    await slow.drainAll();
    const note = await slow.db.notes.filter(({ value }) => value.body === 'First').first();
    await editNote(slow.store, note?.uid ?? '', { body: 'Second' });
    await slow.engine.drain();
    isSlow = false;
    await slow.drainAll();
    const puts = slow.sandbox.highlevel.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/notes/'));
    expect(puts).toHaveLength(1);
    expect(await slow.db.outbox.count()).toBe(0);
  });

  it('a record that vanished is asked about, and its deletion is simply done', async () => {
    const [task] = await rig.db.tasks.where('contactUid').equals(contactUid).toArray();
    state().deleteTask(task?.remoteId ?? '');
    await completeTask(rig.store, task?.uid ?? '', true);
    await rig.drainAll();
    expect(await entry()).toMatchObject({ state: 'blocked', problem: { code: 'not-found', status: 400 } });
    // What is alive goes on.
    await addNote(rig.store, contactUid, aNote({ body: 'Still here' }));
    await rig.drainAll();
    expect([...state().notes.values()].some(({ body }) => body === 'Still here')).toBe(true);
  });

  it('a blocked change holds back later changes of its record, and nothing else', async () => {
    const [first, second] = await openTasks();
    await editTask(rig.store, first?.uid ?? '', { title: ' ' });
    await completeTask(rig.store, first?.uid ?? '', true);
    await completeTask(rig.store, second?.uid ?? '', true);
    await rig.drainAll();
    expect((await rig.db.outbox.toArray()).map(({ state }) => state)).toEqual(['blocked', 'waiting']);
    expect(state().tasks.get(second?.remoteId ?? '')?.completed).toBe(true);
    expect(state().tasks.get(first?.remoteId ?? '')?.completed).toBe(false);
  });

  it('more than a glance of blocked changes does not let a later one of the same record overtake', async () => {
    const [task] = await openTasks();
    const uid = task?.uid ?? '';
    for (let copy = 0; copy < 210; copy++) await editContact(rig.store, contactUid, { city: `City ${copy}` });
    await editTask(rig.store, uid, { title: 'Refused' });
    await rig.db.outbox.toCollection().modify({ state: 'blocked' });
    await completeTask(rig.store, uid, true);
    await addNote(rig.store, contactUid, aNote({ body: 'Free to go' }));
    await rig.drainAll();
    expect(state().tasks.get(task?.remoteId ?? '')?.completed).toBe(false);
    expect([...state().notes.values()].some(({ body }) => body === 'Free to go')).toBe(true);
  });

  it('a workflow whose start was lost is asked about, and started when the user says so', async () => {
    const { id, name } = state().workflows.find(({ status }) => status === 'published') ?? { id: '', name: '' };
    await startWorkflow(rig.store, contactUid, id, name);
    rig.pass(10_001);
    rig.sandbox.world.faults.arm({ kind: 'drop-request', match: { method: 'POST', path: /\/workflow\// } });
    await rig.drainAll();
    expect(await entry()).toMatchObject({ state: 'blocked', problem: { code: 'uncertain' } });
    expect(state().workflowStarts).toHaveLength(0);

    await retryEntry(rig.store, (await entry())?.seq ?? 0);
    await rig.drainAll();
    expect(state().workflowStarts).toHaveLength(1);
    expect(await rig.db.outbox.count()).toBe(0);
  });
});
