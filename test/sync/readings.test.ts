// What is read from the server: changes since last time, one contact in full, my tasks. Nothing missed, nothing turned back, nothing made
// up.
import { beforeEach, describe, expect, it } from 'vitest';
import { blankTask } from '@/lib/domain/task';
import { addTags, editContact } from '@/lib/store/commands/contacts';
import { addNote, editNote } from '@/lib/store/commands/notes';
import { addTask, completeTask, editTask } from '@/lib/store/commands/tasks';
import { contactDetails, dueTasks, queuedChanges } from '@/lib/store/panel-queries';
import { settleDone } from '@/lib/store/settle';
import { storeContacts, storeRecord } from '@/lib/store/store-reads';
import { raiseAlert } from '@/lib/sync/alerts';
import { readBadge } from '@/lib/sync/badge';
import type { System } from '@/lib/systems/system';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { aNote } from '../builders';
import { createRig, type Rig } from './rig';

// A machine that is busy with other things must not fail these.
const soon = Date.UTC(2026, 10, 24, 15);
const minute = 60_000;

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
const state = () => rig.sandbox.highlevel.state;
const briar = () => state().contactByEmail(BRIAR.email ?? '')?.id ?? '';
const rowOf = (id: string) => rig.db.contacts.where('[account+remoteId]').equals([rig.account, id]).first();
const watermark = async () => (await rig.db.progress.get([rig.account, 'changes']))?.watermark;
const readsById = () => rig.sandbox.highlevel.requests.filter(({ method, path }) => method === 'GET' && /^\/contacts\/[^/]+$/.test(path));

describe('changes', () => {
  beforeEach(async () => {
    await rig.engine.routine();
    rig.pass(5 * minute);
  });

  it('come with the next run, and a quiet run asks little', async () => {
    state().editContact(briar(), { city: 'Elsewhere' });
    rig.pass(5 * minute);
    await rig.engine.routine();
    expect((await rowOf(briar()))?.value.city).toBe('Elsewhere');

    const before = rig.sandbox.highlevel.requests.length;
    rig.pass(5 * minute);
    await rig.engine.routine();
    expect(rig.sandbox.highlevel.requests.length - before).toBeLessThanOrEqual(6);
  });

  it('are not missed when search shows them only after the run', async () => {
    rig.sandbox.highlevel.quirks.searchLagMs = 30_000;
    state().editContact(briar(), { city: 'Late' });
    rig.pass(1_000);
    // Somebody else’s change is newer and moves the watermark past it.
    await rig.engine.routine();
    rig.pass(40_000);
    state().editContact(state().contactByEmail(AVERY.email ?? '')?.id ?? '', { city: 'Newer' });
    rig.pass(40_000);
    await rig.engine.routine();
    expect((await rowOf(briar()))?.value.city).toBe('Late');
  });

  it('of a contact that was read in full are read by id, because hits lack fields', async () => {
    const { uid } = await rig.person(BRIAR.email ?? '');
    rig.pass(minute);
    state().editContact(briar(), { timezone: 'Europe/Paris', city: 'Paris' });
    rig.pass(minute);
    const before = readsById().length;
    await rig.engine.routine();
    expect(readsById().length - before).toBe(1);
    expect((await rig.db.contacts.get(uid))?.value).toMatchObject({ timezone: 'Europe/Paris', city: 'Paris' });
  });

  it('move the watermark only when everything was stored', async () => {
    await rig.person(BRIAR.email ?? '');
    const before = await watermark();
    rig.pass(minute);
    state().editContact(briar(), { city: 'Paris' });
    rig.pass(minute);
    rig.sandbox.world.faults.arm({ kind: '500', match: { method: 'GET', path: new RegExp(`/contacts/${briar()}$`) } });
    await rig.engine.routine();
    expect(await watermark()).toBe(before);
    await rig.engine.routine();
    expect(await watermark()).toBeGreaterThan(before ?? 0);
    expect((await rowOf(briar()))?.value.city).toBe('Paris');
  });

  it('are whole after a worker that died at any step', async () => {
    await rig.person(BRIAR.email ?? '');
    for (let step = 1, died = true; died; step++) {
      rig.pass(5 * minute);
      state().editContact(briar(), { city: `City ${step}` });
      rig.pass(minute);
      died = await rig.dieAt(step, (engine) => engine.routine());
      rig.pass(minute);
      await rig.engine.routine();
      expect((await rowOf(briar()))?.value.city).toBe(`City ${step}`);
    }
  });

  it('show through every page of a busy day', async () => {
    const people = [...state().contacts.values()].filter(({ locationId }) => locationId === state().location.id);
    for (let count = 0; count < 190; count++) state().addContact({ firstName: 'New', lastName: `Person ${count}` });
    for (const { id } of people) state().editContact(id, { city: 'Busy' });
    rig.pass(minute);
    await rig.engine.routine();
    expect(await rig.db.contacts.filter(({ value }) => value.city === 'Busy').count()).toBe(people.length);
    expect(await rig.db.contacts.count()).toBe(people.length + 190);
  });

  it.each([-3_600_000, 3_600_000])('are seen although the clocks are %i ms apart from now on', async (clockSkewMs) => {
    rig.sandbox.highlevel.quirks.clockSkewMs = clockSkewMs;
    for (const city of ['First', 'Second']) {
      rig.pass(70 * minute);
      state().editContact(briar(), { city });
      rig.pass(minute);
      await rig.engine.routine();
      expect((await rowOf(briar()))?.value.city).toBe(city);
    }
  });
});

describe('one contact in full', () => {
  it('loses what was deleted elsewhere only once a read by id proves it', async () => {
    const { uid } = await rig.person();
    const [gone] = await rig.db.tasks.where('contactUid').equals(uid).toArray();
    const [hidden] = await rig.db.notes.where('contactUid').equals(uid).toArray();
    state().deleteTask(gone?.remoteId ?? '');
    const lying = await createRig({
      wrap: (system) => ({ ...system, notes: { ...system.notes, list: async () => [] } }),
    });
    const other = await lying.person();
    rig.pass(minute);
    await rig.engine.refreshContact(uid, 0);
    expect(await rig.db.tasks.get(gone?.uid ?? '')).toBeUndefined();
    expect(await rig.db.notes.get(hidden?.uid ?? '')).toBeDefined();
    // A list that is empty by mistake deletes nothing.
    await storeRecord(
      lying.store,
      'notes',
      lying.account,
      { id: [...lying.sandbox.highlevel.state.notesOf(other.remoteId ?? '')][0]?.id ?? '', value: aNote() },
      { startedAt: lying.now(), proven: true },
      other.uid,
    );
    lying.pass(minute);
    await lying.engine.refreshContact(other.uid, 0);
    expect(await lying.db.notes.where('contactUid').equals(other.uid).count()).toBe(1);
  });

  it('asks about a contact that is gone, and keeps it', async () => {
    const { uid, remoteId } = await rig.person();
    state().deleteContact(remoteId ?? '');
    expect((await rig.engine.refreshContact(uid, 0)).problem?.code).toBe('not-found');
    expect(await rig.db.contacts.get(uid)).toMatchObject({ goneAt: rig.now() });
    expect(await rig.db.tasks.where('contactUid').equals(uid).count()).toBeGreaterThan(0);
  });

  it('a reading that began before a write was settled does not turn the clock back', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHeld = false;
    const hold = async <T>(reading: Promise<T>): Promise<T> => {
      const answer = await reading;
      if (isHeld) await held;
      return answer;
    };
    const slow = await createRig({
      wrap: (system: System) => ({
        ...system,
        contacts: { ...system.contacts, read: (...call) => hold(system.contacts.read(...call)) },
        tasks: { ...system.tasks, list: (...call) => hold(system.tasks.list(...call)) },
        notes: { ...system.notes, list: (...call) => hold(system.notes.list(...call)) },
      }),
    });
    const { uid } = await slow.person();
    const [task] = await slow.db.tasks.where('contactUid').equals(uid).toArray();
    const [note] = await slow.db.notes.where('contactUid').equals(uid).toArray();
    slow.pass(minute);
    isHeld = true;
    const reading = slow.engine.refreshContact(uid, 0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    isHeld = false;
    slow.pass(100);
    // Its answer holds the tags alone, not the contact.
    await addTags(slow.store, uid, ['fresh']);
    await editTask(slow.store, task?.uid ?? '', { title: 'Fresh' });
    await editNote(slow.store, note?.uid ?? '', { body: 'Fresh' });
    await addTask(slow.store, uid, { ...blankTask(), title: 'Brand new', dueAt: soon });
    await slow.drainAll();
    slow.pass(100);
    release();
    await reading;

    expect(await slow.db.outbox.count()).toBe(0);
    const details = await contactDetails(slow.db, uid);
    expect(details?.contact.value.tags).toContain('fresh');
    expect(details?.tasks.map(({ value }) => value.title)).toEqual(expect.arrayContaining(['Fresh', 'Brand new']));
    expect(details?.notes.map(({ value }) => value.body)).toContain('Fresh');
  });

  it('a reading leaves what waits on top', async () => {
    const { uid, remoteId } = await rig.person();
    await editContact(rig.store, uid, { city: 'Mine' });
    rig.pass(minute);
    state().editContact(remoteId ?? '', { city: 'Theirs', state: 'VT' });
    await rig.engine.refreshContact(uid, 0);
    expect((await rig.db.contacts.get(uid))?.value).toMatchObject({ city: 'Mine', state: 'VT' });
  });

  it('tasks and notes come although appointments are refused by mistake', async () => {
    rig.sandbox.highlevel.quirks.contactAppointmentsAnswer401 = true;
    const contactId = briar();
    const { uid = '' } = await rig.engine.readContact(contactId);
    state().addTask({ contactId, title: 'Visible' });
    await rig.engine.refreshContact(uid, 0);
    expect((await rig.db.connections.get('highlevel'))?.state).toBe('connected');
    expect((await contactDetails(rig.db, uid))?.tasks.map(({ value }) => value.title)).toContain('Visible');
  });

  it('bears unknown fields and nulls, and says where an answer cannot be read', async () => {
    const { uid } = await rig.person();
    const before = await contactDetails(rig.db, uid);
    for (const kind of ['unknown-fields', 'duplicate', 'null-everywhere', 'html', 'empty', 'truncated'] as const) {
      rig.pass(minute);
      rig.sandbox.world.faults.arm({ kind, times: Number.POSITIVE_INFINITY, match: { method: 'GET' } });
      const { problem } = await rig.engine.refreshContact(uid, 0);
      rig.sandbox.world.faults.clear();
      expect(problem?.code).toBe(kind === 'unknown-fields' || kind === 'duplicate' ? undefined : 'unreadable-answer');
      const after = await contactDetails(rig.db, uid);
      expect(after?.contact.value).toEqual(before?.contact.value);
      expect([after?.tasks.length, after?.notes.length]).toEqual([before?.tasks.length, before?.notes.length]);
    }
  });

  it('a note of 1 MB and names in any script are kept, changed and sent', async () => {
    const { uid } = await rig.person();
    const body = `<p>${'Zeichnung 🏛️ '.repeat(70_000)}</p>`;
    await addNote(rig.store, uid, aNote({ body }));
    await editContact(rig.store, uid, { firstName: '🌻', lastName: '\u202bشهرزاد', phone: 'not a phone' });
    await rig.drainAll();
    expect(await rig.db.outbox.toArray()).toEqual([]);
    const note = await rig.db.notes.filter(({ value }) => value.body.length > 900_000).first();
    await editNote(rig.store, note?.uid ?? '', { body: `${body}<p>One more</p>` });
    await rig.drainAll();
    expect(
      state()
        .notes.get(note?.remoteId ?? '')
        ?.body.endsWith('One more</p>'),
    ).toBe(true);
    expect((await rig.db.contacts.get(uid))?.unstored).toBeUndefined();
  });

  it('10,000 tasks of one contact are stored, listed and changed', async () => {
    const { uid, remoteId = '' } = await rig.person();
    await rig.db.tasks.where('contactUid').equals(uid).delete();
    for (let count = 0; count < 10_000; count++) state().addTask({ contactId: remoteId, title: `Task ${count}` });
    rig.pass(minute);
    await rig.engine.refreshContact(uid, 0);
    const details = await contactDetails(rig.db, uid);
    expect(details?.tasks.length).toBeGreaterThanOrEqual(10_000);
    await completeTask(rig.store, details?.tasks[1_000]?.uid ?? '', true);
    await rig.drainAll();
    expect(state().tasks.get(details?.tasks[1_000]?.remoteId ?? '')?.completed).toBe(true);
  });
});

describe('what the database keeps of two readings at once', () => {
  it('a search hit does not take the place of what was read by id', async () => {
    const { uid, remoteId = '', value } = await rig.person();
    rig.pass(minute);
    await storeContacts(rig.store, rig.account, [{ id: remoteId, value: { ...value, timezone: '', city: 'Stale' } }], {
      startedAt: rig.now(),
      proven: false,
    });
    expect((await rig.db.contacts.get(uid))?.value).toMatchObject({ city: value.city, timezone: value.timezone });
  });

  it('a record that was read in the moment it was made becomes one with ours, and keeps what was added to it', async () => {
    const { uid } = await rig.person();
    await addTask(rig.store, uid, { ...blankTask(), title: 'Made', dueAt: soon });
    const [entry] = await rig.db.outbox.toArray();
    const value = { ...blankTask(), title: 'Made', dueAt: soon };
    await storeRecord(rig.store, 'tasks', rig.account, { id: 'the-id', value }, { startedAt: rig.now(), proven: true }, uid);
    const twin = await rig.db.tasks.where('[account+remoteId]').equals([rig.account, 'the-id']).first();
    const undoId = await completeTask(rig.store, twin?.uid ?? '', true);
    await settleDone(rig.store, entry as NonNullable<typeof entry>, { id: 'the-id', value });
    const rows = await rig.db.tasks.filter(({ value: { title } }) => title === 'Made').toArray();
    expect(rows).toMatchObject([{ uid: entry?.uid, remoteId: 'the-id', value: { completed: true } }]);
    expect(await rig.db.undo.get(undoId)).toMatchObject({ uid: entry?.uid });
  });
});

describe('my tasks', () => {
  const mine = () => state().users[0]?.id ?? '';
  beforeEach(async () => {
    await rig.db.connections.update('highlevel', { iAm: mine() });
    for (const task of state().tasks.values()) state().editTask(task.id, { completed: true });
  });
  const shown = async () => (await dueTasks(rig.db, rig.account, mine(), rig.now() + 9e9)).map(({ task }) => task.value.title).sort();
  const give = (title: string, more: object = {}) =>
    state().addTask({ contactId: briar(), title, assignedTo: mine(), dueAt: rig.now() + minute, ...more });

  it('come with the contacts that the store did not know, and leave when done, deleted or given away elsewhere', async () => {
    const [done, deleted, given] = [give('Done'), give('Deleted'), give('Given')];
    give('Stays');
    give('Not mine', { assignedTo: state().users[1]?.id });
    await rig.engine.refreshMyDay();
    expect(await shown()).toEqual(['Deleted', 'Done', 'Given', 'Stays']);
    expect((await dueTasks(rig.db, rig.account, mine(), rig.now() + 9e9))[0]?.contact.value.email).toBe(BRIAR.email);

    rig.pass(minute);
    state().editTask(done.id, { completed: true });
    state().deleteTask(deleted.id);
    state().editTask(given.id, { assignedTo: state().users[1]?.id ?? null });
    await rig.engine.refreshMyDay();
    expect(await shown()).toEqual(['Stays']);
  });

  it('come page by page, once each', async () => {
    for (let count = 0; count < 230; count++) give(`Task ${String(count).padStart(3, '0')}`);
    await rig.engine.refreshMyDay();
    expect((await shown()).length).toBe(230);
    expect(await rig.db.progress.get([rig.account, 'my-tasks'])).toMatchObject({ done: 230 });
  });

  it('of a contact that is gone are left out, and it is asked for once', async () => {
    for (let count = 0; count < 5; count++) give(`Orphan ${count}`);
    const tasks = [...state().tasks.values()].filter(({ title }) => title.startsWith('Orphan'));
    state().deleteContact(briar());
    for (const task of tasks) state().tasks.set(task.id, task);
    await rig.engine.refreshMyDay();
    expect(await shown()).toEqual([]);
    expect(readsById()).toHaveLength(1);
  });

  it('that I complete while they are being read stay completed', async () => {
    const { id } = give('Quick');
    await rig.engine.refreshMyDay();
    const row = await rig.db.tasks.where('[account+remoteId]').equals([rig.account, id]).first();
    rig.pass(minute);
    const reading = rig.engine.refreshMyDay();
    rig.pass(10);
    await completeTask(rig.store, row?.uid ?? '', true);
    await reading;
    expect(await shown()).toEqual([]);
    await rig.drainAll();
    expect(state().tasks.get(id)?.completed).toBe(true);
  });
});

describe('the badge', () => {
  it('counts overdue tasks, mine where I said who I am, and warns before it counts', async () => {
    const me = state().users[0]?.id ?? '';
    for (const task of state().tasks.values()) state().editTask(task.id, { completed: true });
    for (const assignedTo of [me, me, state().users[1]?.id ?? '']) {
      state().addTask({ contactId: briar(), title: 'Late', assignedTo, dueAt: rig.now() - minute });
    }
    state().addTask({ contactId: briar(), title: 'Soon', assignedTo: me, dueAt: rig.now() + minute });
    await rig.engine.refreshMyDay();
    expect(await readBadge(rig.store)).toEqual({ text: '3', kind: 'overdue', nextAt: rig.now() + minute });
    await rig.db.connections.update('highlevel', { iAm: me });
    expect(await readBadge(rig.store)).toMatchObject({ text: '2' });

    rig.pass(2 * minute);
    expect(await readBadge(rig.store)).toMatchObject({ text: '3' });
    const row = await rig.db.tasks.filter(({ value }) => value.title === 'Soon').first();
    await completeTask(rig.store, row?.uid ?? '', true);
    expect(await readBadge(rig.store)).toMatchObject({ text: '2' });
    await rig.db.outbox.toCollection().modify({ state: 'blocked' });
    expect(await readBadge(rig.store)).toMatchObject({ text: '!', kind: 'broken' });
  });

  it('and the list of what waits stay cheap with thousands of rows', async () => {
    const { uid } = await rig.person();
    const row = (await rig.db.tasks.toArray())[0];
    await rig.db.tasks.bulkAdd(
      Array.from({ length: 3_000 }, (_, count) => ({
        ...(row as NonNullable<typeof row>),
        uid: `many-${count}`,
        remoteId: `many-${count}`,
        openDueAt: rig.now() - minute,
      })),
    );
    for (let count = 0; count < 300; count++) await addTags(rig.store, uid, [`tag ${count}`]);
    await raiseAlert(rig.store, rig.account, { code: 'server-error', at: rig.now() });
    const reads = { tasks: 0, contacts: 0 };
    for (const table of ['tasks', 'contacts'] as const) {
      rig.db.table(table).hook('reading', (row) => {
        reads[table] += 1;
        return row;
      });
    }
    expect((await readBadge(rig.store)).text).toBe('!');
    await rig.db.alerts.clear();
    expect((await readBadge(rig.store)).text).toBe('99+');
    expect(await queuedChanges(rig.db, rig.account)).toHaveLength(300);
    expect(reads.tasks).toBeLessThan(110);
    expect(reads.contacts).toBe(1);
  });
});
