// The way back: before and after a change was sent, refused where somebody else has changed the record since.
import { beforeEach, describe, expect, it } from 'vitest';
import { sightingKey } from '@/lib/domain/sighting';
import { addAppointment, editAppointment } from '@/lib/store/commands/appointments';
import { addTags, createContact, deleteContact, editContact, removeTags, startWorkflow } from '@/lib/store/commands/contacts';
import { linkPage, notThisPerson } from '@/lib/store/commands/links';
import { addNote, deleteNote, editNote } from '@/lib/store/commands/notes';
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import { undo, undoDays } from '@/lib/store/commands/undo';
import { whoIsOnPage } from '@/lib/store/panel-queries';
import { purgeOld } from '@/lib/store/purge-old';
import { aContact, aNote, anAppointment, aSighting, aTask } from '../builders';
import { account, createStoreRig, type StoreRig } from './store-rig';

let rig: StoreRig;
beforeEach(async () => {
  rig = await createStoreRig();
});
const changes = async () => (await rig.queue()).map(({ change }) => change);
const lastUndo = async () => (await rig.db.undo.orderBy('id').last())?.id ?? 0;

describe('undo of what was sent', () => {
  it.each([
    ['a task’s title', () => editTask(rig.store, 'task', { title: 'Other' }), { op: 'task.update', edit: { title: 'Call back' } }],
    ['a completed task', () => completeTask(rig.store, 'task', true), { op: 'task.complete', completed: false }],
    ['a note', () => editNote(rig.store, 'note', { body: 'Other' }), { op: 'note.update', edit: { body: '<p>Asked for drawings.</p>' } }],
    ['details', () => editContact(rig.store, 'ada', { city: '' }), { op: 'contact.update', edit: { city: 'New York' } }],
    [
      'custom fields',
      () => editContact(rig.store, 'ada', { customFields: { budget: '9' } }),
      { op: 'contact.update', edit: { customFields: { budget: '' } } },
    ],
    ['a tag', () => addTags(rig.store, 'ada', ['vip']), { op: 'contact.remove-tags', tags: ['vip'] }],
    ['a removed tag', () => removeTags(rig.store, 'ada', ['client']), { op: 'contact.add-tags', tags: ['client'] }],
    [
      'a cancelled appointment',
      () => editAppointment(rig.store, 'visit', { status: 'cancelled' }, true),
      { op: 'appointment.update', edit: { status: 'confirmed' }, notifyClient: false },
    ],
    ['a new task', () => addTask(rig.store, 'ada', aTask({ title: 'New' })), { op: 'task.delete' }],
    ['a new note', () => addNote(rig.store, 'ada', aNote({ body: 'New' })), { op: 'note.delete' }],
    [
      'a new appointment',
      () => addAppointment(rig.store, 'ada', anAppointment({ title: 'New' }), false),
      { op: 'appointment.update', edit: { status: 'cancelled' }, notifyClient: false },
    ],
    ['a new contact', async () => (await createContact(rig.store, account, { firstName: 'New' })).undoId, { op: 'contact.delete' }],
  ] as const)('%s sends the opposite', async (_, act, opposite) => {
    const undoId = await act();
    await rig.settleAll();
    await undo(rig.store, undoId);
    expect(await changes()).toEqual([opposite]);
    // Undone twice is undone once.
    await undo(rig.store, undoId);
    expect(await changes()).toHaveLength(1);
  });

  it.each([
    ['a task', () => deleteTask(rig.store, 'task'), 'task.create'],
    ['a note', () => deleteNote(rig.store, 'note'), 'note.create'],
  ] as const)('a deleted %s is made anew', async (_, act, op) => {
    const undoId = await act();
    await rig.settleAll();
    expect(await undo(rig.store, undoId)).toEqual({ recreated: true });
    expect(await changes()).toMatchObject([{ op }]);
  });

  it('a deleted contact is made anew with its tags, tasks and notes, but its appointments are not booked again', async () => {
    await deleteTask(rig.store, 'task');
    await addTask(rig.store, 'ada', aTask({ title: 'Stays' }));
    await rig.settleAll();
    rig.clock.at += 1000;
    const undoId = await deleteContact(rig.store, 'ada');
    await rig.settleAll();
    await undo(rig.store, undoId);
    const queued = await changes();
    expect(queued.map(({ op }) => op)).toEqual(['contact.create', 'task.create', 'note.create']);
    expect(queued[0]).toMatchObject({ value: { tags: ['client'], companyName: 'Analytical Engines' } });
    // The task that had been deleted before stays deleted.
    expect(queued[1]).toMatchObject({ value: { title: 'Stays' } });
    expect((await rig.db.contacts.get('ada'))?.remoteId).toBeUndefined();
  });

  it('a workflow that has started cannot be taken back', async () => {
    const undoId = await startWorkflow(rig.store, 'ada', 'workflow-1', 'Welcome series');
    await rig.settleAll();
    await expect(undo(rig.store, undoId)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('undo is refused', () => {
  it('where a colleague has changed the field since', async () => {
    const undoId = await editContact(rig.store, 'ada', { city: 'Albany' });
    await rig.settleAll();
    await rig.db.contacts.update('ada', { 'server.city': 'Troy', 'value.city': 'Troy' });
    await expect(undo(rig.store, undoId)).rejects.toMatchObject({ code: 'outdated' });
    expect(await rig.queue()).toEqual([]);
    // Refused is not undone: it may be tried again.
    expect((await rig.db.undo.get(undoId))?.undoneAt).toBeUndefined();
  });

  it('where a colleague has worked on the record that would be deleted', async () => {
    const undoId = await addTask(rig.store, 'ada', aTask({ title: 'New' }));
    const [entry] = await rig.queue();
    await rig.settleAll();
    await rig.db.tasks.update(entry?.uid ?? '', { 'server.completed': true, 'value.completed': true });
    await expect(undo(rig.store, undoId)).rejects.toMatchObject({ code: 'outdated' });
  });

  it('where the user changed the same field again, which would be lost', async () => {
    const undoId = await editTask(rig.store, 'task', { title: 'Second' });
    await rig.settleAll();
    await editTask(rig.store, 'task', { title: 'Third' });
    await expect(undo(rig.store, undoId)).rejects.toMatchObject({ code: 'outdated' });
    expect((await rig.db.tasks.get('task'))?.value.title).toBe('Third');
  });

  it('but not for another field, nor for a form that the server gave the value', async () => {
    const undoId = await editContact(rig.store, 'ada', { phone: '(212) 555-0199', customFields: { budget: '9' } });
    await rig.settleAll();
    await rig.db.contacts.update('ada', {
      server: { ...aContact(), phone: '+12125550199', city: 'Troy', customFields: { budget: '9', other: 'theirs' } },
      value: { ...aContact(), phone: '+12125550199', city: 'Troy', customFields: { budget: '9', other: 'theirs' } },
    });
    await undo(rig.store, undoId);
    expect(await changes()).toEqual([{ op: 'contact.update', edit: { phone: '+12125550100', customFields: { budget: '' } } }]);
  });

  it('while the change is on its way', async () => {
    const undoId = await editTask(rig.store, 'task', { title: 'Second' });
    await rig.db.outbox.toCollection().modify({ state: 'sending' });
    await expect(undo(rig.store, undoId)).rejects.toMatchObject({ code: 'uncertain' });
    const deleted = await deleteNote(rig.store, 'note');
    await rig.db.outbox.toCollection().modify({ state: 'waiting', unsure: true });
    await expect(undo(rig.store, deleted)).rejects.toMatchObject({ code: 'uncertain' });
    expect(await rig.queue()).toHaveLength(2);
  });
});

describe('undo of what was not sent', () => {
  it('takes one change out from under later ones', async () => {
    const undoId = await editContact(rig.store, 'ada', { city: 'Albany', state: 'VT' });
    await editContact(rig.store, 'ada', { state: 'ME' });
    await undo(rig.store, undoId);
    expect((await rig.db.contacts.get('ada'))?.value).toMatchObject({ city: 'New York', state: 'ME' });
  });

  it('takes a change out of a contact that the server has not heard of', async () => {
    const { uid } = await createContact(rig.store, account, { firstName: 'New', customFields: { budget: '1' } });
    const undoId = await editContact(rig.store, uid, { city: 'Albany', customFields: { budget: '2' } });
    await undo(rig.store, undoId);
    expect((await rig.db.contacts.get(uid))?.value).toMatchObject({ firstName: 'New', city: '', customFields: { budget: '1' } });
  });

  it('takes a new contact back with everything that was built on it', async () => {
    const { uid, undoId } = await createContact(rig.store, account, { firstName: 'New' });
    await addTask(rig.store, uid, aTask());
    await linkPage(rig.store, aSighting(), uid);
    await undo(rig.store, undoId);
    expect(await rig.queue()).toEqual([]);
    expect([await rig.db.contacts.get(uid), await rig.db.tasks.where('contactUid').equals(uid).count()]).toEqual([undefined, 0]);
    expect(await rig.db.links.count()).toBe(0);
  });

  it('shows a deleted contact’s tasks and notes again, except those deleted before it', async () => {
    await deleteNote(rig.store, 'note');
    rig.clock.at += 1;
    const undoId = await deleteContact(rig.store, 'ada');
    expect((await rig.db.tasks.get('task'))?.openDueAt).toBeUndefined();
    await undo(rig.store, undoId);
    expect(await rig.db.tasks.get('task')).toMatchObject({ openDueAt: aTask().dueAt });
    expect((await rig.db.notes.get('note'))?.deletedAt).toBeDefined();
  });

  it('undoing a new contact after it was sent hides what hangs on it', async () => {
    const { uid, undoId } = await createContact(rig.store, account, { firstName: 'New' });
    await addTask(rig.store, uid, aTask());
    await rig.settleAll();
    await undo(rig.store, undoId);
    expect((await rig.db.tasks.where('contactUid').equals(uid).toArray()).map(({ openDueAt }) => openDueAt)).toEqual([undefined]);
  });
});

describe('links', () => {
  const who = async () => (await whoIsOnPage(rig.store, account, aSighting({ emails: [], phones: [], name: '' }))).match;

  it('are remembered, and undone to the pick before', async () => {
    const { uid } = await createContact(rig.store, account, { firstName: 'Grace' });
    await linkPage(rig.store, aSighting(), 'ada');
    expect(await who()).toMatchObject({ kind: 'linked', uid: 'ada' });
    rig.clock.at += 1;
    const second = await linkPage(rig.store, aSighting(), uid);
    expect(await who()).toMatchObject({ kind: 'linked', uid });
    await undo(rig.store, second);
    expect(await who()).toMatchObject({ kind: 'linked', uid: 'ada' });
  });

  it('“not this person” is undone alone, whatever was decided since', async () => {
    const { uid } = await createContact(rig.store, account, { firstName: 'Grace' });
    const first = await notThisPerson(rig.store, aSighting(), 'ada');
    rig.clock.at += 1;
    await notThisPerson(rig.store, aSighting(), uid);
    await undo(rig.store, first);
    expect((await rig.db.links.toArray()).map(({ contactUid, kind }) => [contactUid, kind])).toEqual([[uid, 'not']]);
  });

  it('an older undo does not bring an older pick back over a newer one', async () => {
    const { uid: second } = await createContact(rig.store, account, { firstName: 'Second' });
    const { uid: third } = await createContact(rig.store, account, { firstName: 'Third' });
    await linkPage(rig.store, aSighting(), 'ada');
    rig.clock.at += 1;
    const undoId = await linkPage(rig.store, aSighting(), second);
    rig.clock.at += 1;
    await linkPage(rig.store, aSighting(), third);
    await undo(rig.store, undoId);
    expect((await rig.db.links.toArray()).map(({ contactUid }) => contactUid)).toEqual([third]);
  });

  it('of another account stay as they are', async () => {
    const key = sightingKey(aSighting());
    await rig.db.links.put({ key, account: 'highlevel:other', contactUid: 'theirs', kind: 'is', madeAt: 1 });
    await linkPage(rig.store, aSighting(), 'ada');
    expect((await rig.db.links.where('key').equals(key).toArray()).map(({ contactUid }) => contactUid)).toEqual(['ada', 'theirs']);
  });
});

describe('what is blocked', () => {
  const block = () => rig.db.outbox.toCollection().modify({ state: 'blocked', problem: { code: 'invalid', at: 0 }, attempts: 3 });

  it('is given up by the user alone, and the row shows the server’s value again', async () => {
    await editTask(rig.store, 'task', { title: 'Refused' });
    await block();
    await discardEntry(rig.store, (await rig.queue())[0]?.seq ?? 0);
    expect((await rig.db.tasks.get('task'))?.value.title).toBe('Call back');
    expect(await rig.queue()).toEqual([]);
  });

  it('shows a record again whose deletion was given up', async () => {
    await deleteContact(rig.store, 'ada');
    await block();
    await discardEntry(rig.store, (await rig.queue())[0]?.seq ?? 0);
    expect((await rig.db.contacts.get('ada'))?.deletedAt).toBeUndefined();
    expect((await rig.db.contacts.get('ada'))?.keys).toContain('e:ada@example.com');
    expect((await rig.db.tasks.get('task'))?.deletedAt).toBeUndefined();
  });

  it('is tried again as if for the first time', async () => {
    await editTask(rig.store, 'task', { title: 'Again' });
    await block();
    await retryEntry(rig.store, (await rig.queue())[0]?.seq ?? 0);
    expect((await rig.queue())[0]).toMatchObject({ state: 'waiting', attempts: 0, notBefore: 0 });
    expect((await rig.queue())[0]?.problem).toBeUndefined();
  });

  it('is not given up while it is on its way', async () => {
    await addTask(rig.store, 'ada', aTask({ title: 'Flying' }));
    await rig.db.outbox.toCollection().modify({ state: 'sending' });
    await expect(discardEntry(rig.store, (await rig.queue())[0]?.seq ?? 0)).rejects.toMatchObject({ code: 'uncertain' });
    expect(await rig.queue()).toHaveLength(1);
  });
});

describe('after thirty days', () => {
  it('the way back and the snapshot go, what waits stays', async () => {
    await deleteTask(rig.store, 'task');
    await rig.settleAll();
    await editContact(rig.store, 'ada', { city: 'Waiting' });
    rig.clock.at += (undoDays + 1) * 86_400_000;
    await purgeOld(rig.store);
    expect(await rig.db.tasks.get('task')).toBeUndefined();
    expect(await rig.db.undo.count()).toBe(0);
    expect(await rig.queue()).toHaveLength(1);
    expect((await rig.db.contacts.get('ada'))?.value.city).toBe('Waiting');
  });

  it('a deleted contact stays while a change of what hangs on it waits for the user', async () => {
    await editNote(rig.store, 'note', { body: 'Refused' });
    await rig.db.outbox.toCollection().modify({ state: 'blocked' });
    await deleteContact(rig.store, 'ada');
    const [, entry] = await rig.queue();
    await rig.db.outbox.delete(entry?.seq ?? 0);
    rig.clock.at += (undoDays + 1) * 86_400_000;
    await purgeOld(rig.store);
    expect((await rig.db.notes.get('note'))?.value.body).toBe('Refused');
    expect(await lastUndo()).toBe(0);
  });
});
