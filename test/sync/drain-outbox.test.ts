// What the user did arrives on the server once, in order, and is proved by the server's own answer.
import { describe, expect, it } from 'vitest';
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { addTags, editContact } from '@/lib/store/commands/contacts';
import { addNote } from '@/lib/store/commands/notes';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import { createRig, type Rig } from './rig';

const soon = Date.UTC(2026, 10, 24, 15);

const tasksOnServer = (rig: Rig, title: string) => [...rig.sandbox.highlevel.state.tasks.values()].filter((task) => task.title === title);

describe('drainOutbox', () => {
  it('sends a new task once and shows the server’s id', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    await addTask(rig.store, uid, { ...blankTask(), title: 'Call about the atrium', dueAt: soon });
    await rig.drainAll();

    expect(tasksOnServer(rig, 'Call about the atrium')).toHaveLength(1);
    const row = await rig.db.tasks.filter(({ value }) => value.title === 'Call about the atrium').first();
    expect(row?.remoteId).toBe(tasksOnServer(rig, 'Call about the atrium')[0]?.id);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('keeps the order of changes to one record', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    await addTask(rig.store, uid, { ...blankTask(), title: 'First', dueAt: soon });
    const row = await rig.db.tasks.filter(({ value }) => value.title === 'First').first();
    await editTask(rig.store, row?.uid ?? '', { title: 'Second' });
    await completeTask(rig.store, row?.uid ?? '', true);
    await editTask(rig.store, row?.uid ?? '', { title: 'Third' });
    await rig.drainAll();

    const [task] = tasksOnServer(rig, 'Third');
    expect(task?.completed).toBe(true);
    expect(tasksOnServer(rig, 'First').length + tasksOnServer(rig, 'Second').length).toBe(0);
  });

  it('does not make a task twice when the reply is lost after the server acted', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/tasks$/ }, times: 1 });
    await addTask(rig.store, uid, { ...blankTask(), title: 'Only once', dueAt: soon });
    await rig.drainAll();

    expect(tasksOnServer(rig, 'Only once')).toHaveLength(1);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('makes the task after all when the request never arrived', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    rig.sandbox.world.faults.arm({ kind: 'drop-request', match: { method: 'POST', path: /\/tasks$/ }, times: 1 });
    await addTask(rig.store, uid, { ...blankTask(), title: 'Arrives later', dueAt: soon });
    await rig.drainAll();
    expect(tasksOnServer(rig, 'Arrives later')).toHaveLength(1);
  });

  it('keeps two identical tasks that were made on purpose', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/tasks$/ }, times: 2 });
    for (let copy = 0; copy < 2; copy++) await addTask(rig.store, uid, { ...blankTask(), title: 'Twins', dueAt: soon });
    await rig.drainAll();
    expect(tasksOnServer(rig, 'Twins')).toHaveLength(2);
  });

  it('looks before it sends again after the worker was killed in the middle of a create', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    await addTask(rig.store, uid, { ...blankTask(), title: 'Survivor', dueAt: soon });
    void rig.engine.drain();
    await expect.poll(() => tasksOnServer(rig, 'Survivor').length, { interval: 1 }).toBe(1);
    rig.kill();
    rig.restart();
    await rig.drainAll();

    expect(tasksOnServer(rig, 'Survivor')).toHaveLength(1);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('takes a delete back by undo within its grace, without a request', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    const [task] = await rig.db.tasks.where('contactUid').equals(uid).toArray();
    const undoId = await deleteTask(rig.store, task?.uid ?? '');
    await rig.engine.drain();
    await undo(rig.store, undoId);
    await rig.drainAll();

    expect(rig.sandbox.highlevel.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(0);
    expect((await rig.db.tasks.get(task?.uid ?? ''))?.deletedAt).toBeUndefined();
  });

  it('undoes a delete that was sent by making the task anew', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    const [task] = await rig.db.tasks.where('contactUid').equals(uid).toArray();
    const undoId = await deleteTask(rig.store, task?.uid ?? '');
    await rig.drainAll();
    expect(rig.sandbox.highlevel.state.tasks.has(task?.remoteId ?? '')).toBe(false);

    expect(await undo(rig.store, undoId)).toEqual({ recreated: true });
    await rig.drainAll();
    expect(tasksOnServer(rig, task?.value.title ?? '')).toHaveLength(1);
  });

  it('says which field the server accepted but did not keep', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    rig.sandbox.highlevel.quirks.dropsFields = 'contact.city';
    await editContact(rig.store, uid, { city: 'Nowhere', state: 'NY' });
    await rig.drainAll();
    expect((await rig.db.contacts.get(uid))?.unstored).toEqual({ city: 'Nowhere' });
  });

  it('holds everything when the key is refused, and sends it once the key works again', async () => {
    const rig = await createRig();
    const { uid } = await rig.person();
    const { state } = rig.sandbox.highlevel;
    const tokens = [...state.tokens];
    state.tokens.clear();
    await addNote(rig.store, uid, { ...blankNote(), body: '<p>Kept while signed out</p>' });
    await addTags(rig.store, uid, ['vip']);
    await rig.drainAll();
    expect((await rig.db.connections.get('highlevel'))?.state).toBe('action-needed');
    expect(await rig.db.outbox.count()).toBe(2);

    for (const [key, token] of tokens) state.tokens.set(key, token);
    await rig.connections.check('highlevel');
    await rig.drainAll();
    expect(await rig.db.outbox.count()).toBe(0);
    expect([...state.notes.values()].filter(({ body }) => body.includes('Kept while signed out'))).toHaveLength(1);
  });
});
