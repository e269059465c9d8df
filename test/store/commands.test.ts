// Every command: the row, its way to the server and its way back in one transaction, or none of them.
import { beforeEach, describe, expect, it } from 'vitest';
import { blankContact } from '@/lib/domain/contact';
import { toProblem } from '@/lib/errors';
import { addAppointment, editAppointment } from '@/lib/store/commands/appointments';
import { addTags, createContact, deleteContact, editContact, removeTags, startWorkflow } from '@/lib/store/commands/contacts';
import { linkPage, notThisPerson } from '@/lib/store/commands/links';
import { addNote, deleteNote, editNote } from '@/lib/store/commands/notes';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import { Database } from '@/lib/store/database';
import { queuedChanges } from '@/lib/store/panel-queries';
import { recordTables } from '@/lib/store/records';
import { settleDone } from '@/lib/store/settle';
import { aNote, anAppointment, aSighting, aTask } from '../builders';
import { account, createStoreRig, type StoreRig } from './store-rig';

let rig: StoreRig;
beforeEach(async () => {
  rig = await createStoreRig();
});

const commands: Record<string, (rig: StoreRig) => Promise<unknown>> = {
  addTask: ({ store }) => addTask(store, 'ada', aTask({ title: 'New' })),
  editTask: ({ store }) => editTask(store, 'task', { title: 'Other' }),
  completeTask: ({ store }) => completeTask(store, 'task', true),
  deleteTask: ({ store }) => deleteTask(store, 'task'),
  addNote: ({ store }) => addNote(store, 'ada', aNote({ body: 'New' })),
  editNote: ({ store }) => editNote(store, 'note', { body: 'Other' }),
  deleteNote: ({ store }) => deleteNote(store, 'note'),
  addAppointment: ({ store }) => addAppointment(store, 'ada', anAppointment({ title: 'New' }), false),
  editAppointment: ({ store }) => editAppointment(store, 'visit', { title: 'Other' }, false),
  createContact: ({ store }) => createContact(store, account, { firstName: 'New', email: 'new@example.com' }),
  editContact: ({ store }) => editContact(store, 'ada', { city: 'Other' }),
  addTags: ({ store }) => addTags(store, 'ada', ['new']),
  removeTags: ({ store }) => removeTags(store, 'ada', ['client']),
  startWorkflow: ({ store }) => startWorkflow(store, 'ada', 'workflow-1', 'Welcome series'),
  deleteContact: ({ store }) => deleteContact(store, 'ada'),
};
const linking: Record<string, (rig: StoreRig) => Promise<unknown>> = {
  linkPage: ({ store }) => linkPage(store, aSighting(), 'ada'),
  notThisPerson: ({ store }) => notThisPerson(store, aSighting(), 'ada'),
};

/** Everything that a command may touch, as it lies in the database. */
async function everything({ db }: StoreRig): Promise<unknown> {
  return await Promise.all([...recordTables(db), db.undo, db.links].map((table) => table.toArray()));
}

function failing(db: Database, table: string, error: Error): void {
  db.table(table).hook('creating', () => {
    throw error;
  });
}

describe('a command', () => {
  it.each(Object.keys(commands))('%s queues one change and keeps one way back', async (name) => {
    await commands[name]?.(rig);
    const [queue, ways] = [await rig.queue(), await rig.db.undo.toArray()];
    expect(queue).toHaveLength(1);
    expect(queue[0]).toMatchObject({ account, state: 'waiting', attempts: 0 });
    expect(ways).toMatchObject([{ account, entries: [queue[0]?.seq], uid: queue[0]?.uid, contactUid: queue[0]?.contactUid }]);
    expect(ways[0]?.label).toMatch(/^\p{Lu}/u);
  });

  it.each([
    ...Object.keys(commands).flatMap((name) => [
      [name, 'outbox'],
      [name, 'undo'],
    ]),
    ...Object.keys(linking).map((name) => [name, 'undo']),
  ] as [string, string][])('%s leaves nothing behind when the disk is full at %s', async (name, table) => {
    const before = await everything(rig);
    failing(rig.db, table, new DOMException('Full', 'QuotaExceededError'));
    const error = await (commands[name] ?? linking[name])?.(rig).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(toProblem(error, 0).code).toBe('disk-full');
    expect(await everything(rig)).toEqual(before);
  });

  it.each(Object.keys(commands))('%s is taken back whole by undo before it was sent', async (name) => {
    const records = async () => (await Promise.all(recordTables(rig.db).map((table) => table.toArray()))) as object[][];
    const before = await records();
    await commands[name]?.(rig);
    rig.clock.at += 500;
    expect(await undo(rig.store, (await rig.db.undo.toArray())[0]?.id ?? 0)).toEqual({ recreated: false });
    expect(await records()).toEqual(before);
  });

  it('refuses what is not there, and writes nothing', async () => {
    const before = await everything(rig);
    for (const act of [addTask(rig.store, 'nobody', aTask()), editTask(rig.store, 'none', {}), deleteContact(rig.store, 'nobody')]) {
      await expect(act).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await everything(rig)).toEqual(before);
  });

  it('refuses to move an appointment whose zone nobody proved', async () => {
    await rig.db.appointments.update('visit', { 'value.zoneProven': false });
    await expect(editAppointment(rig.store, 'visit', { startAt: 1 }, false)).rejects.toMatchObject({ code: 'uncertain' });
    expect(await rig.queue()).toEqual([]);
  });

  it('keeps what the worker settles in the same moment, in another context', async () => {
    await addTask(rig.store, 'ada', aTask({ title: 'Racing' }));
    const [entry] = await rig.queue();
    const worker = { ...rig.store, db: new Database(rig.db.name) };
    await worker.db.open();
    await Promise.all([
      completeTask(rig.store, entry?.uid ?? '', true),
      settleDone(worker, entry as NonNullable<typeof entry>, { id: 'remote-new', value: aTask({ title: 'Racing' }) }),
      editTask(rig.store, entry?.uid ?? '', { title: 'Raced' }),
    ]);
    expect(await rig.db.tasks.get(entry?.uid ?? '')).toMatchObject({
      remoteId: 'remote-new',
      value: { title: 'Raced', completed: true },
      server: { title: 'Racing', completed: false },
    });
  });

  it('lets two panels change the same record: both changes stand, in their order', async () => {
    const other = { ...rig.store, db: new Database(rig.db.name) };
    await Promise.all([editContact(rig.store, 'ada', { city: 'Albany' }), editContact(other, 'ada', { state: 'VT', city: 'Barre' })]);
    const queue = await rig.queue();
    const last = queue.at(-1)?.change;
    expect(queue).toHaveLength(2);
    expect((await rig.db.contacts.get('ada'))?.value).toMatchObject({
      state: 'VT',
      city: last?.op === 'contact.update' ? last.edit.city : '',
    });
  });

  it('saves for the person it was typed for, whoever the page shows by then', async () => {
    const { uid } = await createContact(rig.store, account, { firstName: 'Grace' });
    const saving = addNote(rig.store, 'ada', aNote({ body: 'About Ada' }));
    await rig.db.contacts.update(uid, { openedAt: rig.clock.at + 1 });
    await saving;
    expect(await rig.db.notes.where('contactUid').equals(uid).count()).toBe(0);
    expect((await rig.db.notes.where('contactUid').equals('ada').toArray()).map(({ value }) => value.body)).toContain('About Ada');
    expect((await queuedChanges(rig.db, account)).at(-1)?.contact?.uid).toBe('ada');
  });

  it('finds a contact by what was typed, at once', async () => {
    const { uid } = await createContact(rig.store, account, { firstName: '\u202eשרה', lastName: 'O’Neil 🌻', phone: 'ask reception' });
    const row = await rig.db.contacts.get(uid);
    expect(row?.keys).toEqual(expect.arrayContaining(['w:שרה', 'w:oneil']));
    expect(row?.keys.some((key) => key.startsWith('p:'))).toBe(false);
    expect(row?.value).toEqual({ ...blankContact(), firstName: '\u202eשרה', lastName: 'O’Neil 🌻', phone: 'ask reception' });
  });
});
