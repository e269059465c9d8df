// Tasks ⇄ to-dos and notes ⇄ notes of a linked client, whole: real store, engine and adapters against the sandbox, on a clock that only
// waiting moves.
import { describe, expect, it } from 'vitest';
import { htmlToText } from '@/lib/domain/note-html';
import type { Task } from '@/lib/domain/task';
import { fromLocalInput } from '@/lib/domain/zoned-time';
import { approvePlan } from '@/lib/store/commands/syncing';
import { addTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import { contactDetails } from '@/lib/store/panel-queries';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { aTask } from '../builders';
import type { Rig } from './rig';
import { inBqe, inHighLevel, later, plannedRig, syncedRig, writes } from './synced-rig';

const left = (rig: Rig) => rig.sandbox.highlevel.state;
const right = (rig: Rig) => rig.sandbox.bqe.state;
const zone = (rig: Rig) => left(rig).location.timezone;
const minute = 60_000;

const tasks = (rig: Rig, title: string) =>
  left(rig)
    .tasksOf(inHighLevel(rig, AVERY).id)
    .filter((task) => task.title === title);
const todos = (rig: Rig, title: string) =>
  right(rig).company.todos.filter((todo) => todo.linkedEntityId === inBqe(rig, AVERY).id && todo.description === title);
const leftNotes = (rig: Rig, text: string) =>
  left(rig)
    .notesOf(inHighLevel(rig, AVERY).id)
    .filter(({ body }) => body.includes(text));
const rightNotes = (rig: Rig, text: string) =>
  right(rig).company.notes.filter((note) => note.masterEntityId === inBqe(rig, AVERY).id && note.description.includes(text));

/** The one that there is. */
function only<T>(found: readonly T[]): T {
  expect(found).toHaveLength(1);
  return found[0] as T;
}

/** Avery is looked at in the panel, and what both sides tell is carried on. */
async function look(rig: Rig): Promise<void> {
  rig.pass(minute);
  await rig.engine.refreshContact((await rig.person()).uid, 0);
  await later(rig);
}

/** A rig in which a task "Measure the lobby" and its to-do belong together. */
async function withTask(): Promise<Rig> {
  const rig = await syncedRig();
  const dueAt = fromLocalInput('2026-11-30T09:15', zone(rig));
  left(rig).addTask({ contactId: inHighLevel(rig, AVERY).id, title: 'Measure the lobby', body: 'Bring the laser.', dueAt });
  await look(rig);
  expect([tasks(rig, 'Measure the lobby').length, todos(rig, 'Measure the lobby').length]).toEqual([1, 1]);
  return rig;
}

const decisions = (rig: Rig, table: 'tasks' | 'notes') =>
  rig.db.decisions
    .filter((row) =>
      row.kind === 'conflict' ? row.table === table : row.question.about === 'work-deleted' && row.question.table === table,
    )
    .toArray();

describe('a to-do whose answer was lost', () => {
  it('brings over what somebody has changed of it before it was found', async () => {
    const rig = await syncedRig();
    left(rig).addTask({ contactId: inHighLevel(rig, AVERY).id, title: 'Order glass', dueAt: rig.now() + 24 * 60 * minute });
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/todo$/ } });
    rig.pass(minute);
    await rig.engine.refreshContact((await rig.person()).uid, 0);
    rig.pass(minute);
    await rig.engine.syncDue();
    right(rig).edit(only(todos(rig, 'Order glass')), { memo: 'Low-iron, 8 mm.' });
    await later(rig);
    await later(rig);
    expect(htmlToText(only(tasks(rig, 'Order glass')).body ?? '')).toBe('Low-iron, 8 mm.');
    expect(todos(rig, 'Order glass')).toHaveLength(1);
  });
});

describe('a task whose answer was lost', () => {
  it('follows its to-do, which was finished before it was found', async () => {
    const rig = await syncedRig();
    const todo = right(rig).addTodo(inBqe(rig, AVERY), { description: 'Order glass', endDate: Date.UTC(2026, 11, 3) });
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/tasks$/ } });
    rig.pass(5 * minute);
    await rig.engine.routine();
    expect(only(tasks(rig, 'Order glass')).completed).toBe(false);
    right(rig).edit(todo, { status: 2, percentComplete: 100 });
    for (const _look of [1, 2, 3]) await later(rig);
    expect(only(tasks(rig, 'Order glass')).completed).toBe(true);
    expect(only(todos(rig, 'Order glass')).percentComplete).toBe(100);
  });
});

describe('the open tasks and to-dos of a linked client', () => {
  it('are on both sides after the first run, the finished ones stay where they are', async () => {
    const rig = await syncedRig();
    only(todos(rig, 'Call about the site survey'));
    only(tasks(rig, 'Confirm kickoff with the structural engineer'));
    expect(todos(rig, 'Confirm the kick-off date')).toEqual([]);
    expect(tasks(rig, 'Prepare conflict check')).toEqual([]);
    expect(await rig.db.tasks.where('due').equals('bqe').count()).toBe(0);
  });

  it('that nobody has touched for long are read when their client is linked', async () => {
    const rig = await plannedRig();
    for (const todo of right(rig).company.todos) todo.lastUpdated -= 90 * 24 * 60 * minute;
    await approvePlan(rig.store, 'bqe');
    await rig.engine.sync('bqe');
    await rig.syncAll();
    only(tasks(rig, 'Confirm kickoff with the structural engineer'));
    only(todos(rig, 'Prepare the design review'));
  });

  it('completing either completes the other', async () => {
    const rig = await syncedRig();
    left(rig).editTask(only(tasks(rig, 'Call about the site survey')).id, { completed: true });
    right(rig).edit(only(todos(rig, 'Confirm kickoff with the structural engineer')), { status: 2, percentComplete: 100 });
    await later(rig);
    expect(only(todos(rig, 'Call about the site survey')).percentComplete).toBe(100);
    expect(only(tasks(rig, 'Confirm kickoff with the structural engineer')).completed).toBe(true);
  });

  it('a task that is added in the panel comes to BQE CORE once', async () => {
    const rig = await syncedRig();
    await addTask(rig.store, (await rig.person()).uid, aTask({ title: 'Order samples', assignedTo: '' }));
    await rig.syncAll();
    await look(rig);
    only(todos(rig, 'Order samples'));
    only(tasks(rig, 'Order samples'));
  });

  it('edits to different fields both survive', async () => {
    const rig = await withTask();
    const [task, todo] = [only(tasks(rig, 'Measure the lobby')), only(todos(rig, 'Measure the lobby'))];
    left(rig).editTask(task.id, { title: 'Measure the hall' });
    right(rig).edit(todo, { memo: 'Bring the long tape.' });
    await look(rig);
    expect(todo).toMatchObject({ description: 'Measure the hall', memo: 'Bring the long tape.' });
    expect(left(rig).tasks.get(task.id)).toMatchObject({ title: 'Measure the hall' });
    expect(htmlToText(left(rig).tasks.get(task.id)?.body ?? '')).toBe('Bring the long tape.');
  });

  it('what the user has just entered, and what may be half typed, is not carried over or written over', async () => {
    const rig = await withTask();
    const [task, todo] = [only(tasks(rig, 'Measure the lobby')), only(todos(rig, 'Measure the lobby'))];
    const row = await rig.db.tasks.filter(({ remoteId }) => remoteId === task.id).first();
    // The server refuses the user's change for now.
    rig.sandbox.world.faults.arm({ match: { method: 'PUT', path: /tasks/ }, kind: '500', times: 3 });
    await editTask(rig.store, row?.uid ?? '', { title: 'Measure by eye' });
    right(rig).edit(todo, { memo: 'Bring nothing.' });
    rig.pass(minute);
    await rig.engine.routine();
    expect([todo.description, left(rig).tasks.get(task.id)?.body]).toEqual(['Measure the lobby', 'Bring the laser.']);
    await look(rig);
    expect(todo.description).toBe('Measure by eye');
    expect(left(rig).tasks.get(task.id)).toMatchObject({ title: 'Measure by eye', body: 'Bring nothing.' });

    rig.pass(minute);
    left(rig).editTask(task.id, { title: 'Measure by e' });
    await rig.engine.refreshContact((await rig.person()).uid, 0);
    await rig.engine.syncDue();
    expect(todo.description).toBe('Measure by eye');
    await look(rig);
    expect(todo.description).toBe('Measure by e');
  });

  it('a field that both sides changed is a decision, and stays as it is on both', async () => {
    const rig = await withTask();
    const [task, todo] = [only(tasks(rig, 'Measure the lobby')), only(todos(rig, 'Measure the lobby'))];
    left(rig).editTask(task.id, { title: 'Measure twice' });
    right(rig).edit(todo, { description: 'Measure once' });
    await look(rig);
    expect(await decisions(rig, 'tasks')).toMatchObject([
      { kind: 'conflict', partner: 'bqe', pair: 'highlevel-bqe-client', fields: [{ left: 'Measure twice', right: 'Measure once' }] },
    ]);
    expect([left(rig).tasks.get(task.id)?.title, todo.description]).toEqual(['Measure twice', 'Measure once']);

    // Somebody settles it on the server.
    right(rig).edit(todo, { description: 'Measure twice' });
    await later(rig);
    expect(await decisions(rig, 'tasks')).toEqual([]);
  });

  it('nothing more is written once both agree', async () => {
    const rig = await withTask();
    left(rig).editTask(only(tasks(rig, 'Measure the lobby')).id, { body: '<p>Bring <b>both</b></p>' });
    await look(rig);
    const before = writes(rig).length;
    await look(rig);
    await look(rig);
    expect(writes(rig)).toHaveLength(before);
    expect(only(todos(rig, 'Measure the lobby')).memo).toBe('Bring both');
  });

  it('an unchanged day keeps HighLevel’s time, and another time on the same day is no change for BQE CORE', async () => {
    const rig = await withTask();
    const [task, todo] = [only(tasks(rig, 'Measure the lobby')), only(todos(rig, 'Measure the lobby'))];
    right(rig).edit(todo, { memo: 'Bring more.' });
    await look(rig);
    expect(left(rig).tasks.get(task.id)?.dueAt).toBe(fromLocalInput('2026-11-30T09:15', zone(rig)));
    const { version } = todo;
    left(rig).editTask(task.id, { dueAt: fromLocalInput('2026-11-30T16:00', zone(rig)) });
    await look(rig);
    expect(todo.version).toBe(version);
    right(rig).edit(todo, { endDate: Date.UTC(2026, 11, 2) });
    await look(rig);
    expect(left(rig).tasks.get(task.id)?.dueAt).toBe(fromLocalInput('2026-12-02T16:00', zone(rig)));
  });

  it('a to-do without an end date becomes a task due today at 17:00, marked so, and stays without one', async () => {
    const rig = await syncedRig();
    const task = only(tasks(rig, 'File signed agreement'));
    expect(task.dueAt).toBe(fromLocalInput('2026-11-23T17:00', zone(rig)));
    expect(task.body).toContain('No end date in BQE CORE.');
    rig.pass(3 * 24 * 60 * minute);
    await look(rig);
    expect(only(todos(rig, 'File signed agreement'))).toMatchObject({ endDate: null, memo: 'Original is in the blue folder.' });
    expect(left(rig).tasks.get(task.id)).toEqual(task);
  });

  it('that say the same on both sides are taken for one, not copied', async () => {
    const rig = await syncedRig();
    const dueAt = fromLocalInput('2026-12-03T10:00', zone(rig));
    left(rig).addTask({ contactId: inHighLevel(rig, AVERY).id, title: 'Review the drawings', dueAt });
    right(rig).addTodo(inBqe(rig, AVERY), { description: 'Review the drawings', endDate: Date.UTC(2026, 11, 3) });
    await look(rig);
    const task = only(tasks(rig, 'Review the drawings'));
    left(rig).editTask(task.id, { completed: true });
    await look(rig);
    expect(only(todos(rig, 'Review the drawings')).percentComplete).toBe(100);
  });

  it('a copy that the user takes back before it was sent is not made again', async () => {
    const rig = await syncedRig();
    const disarm = rig.sandbox.world.faults.arm({ match: { method: 'POST', path: /todo$/ }, kind: '503', times: 50, retryAfter: 3600 });
    const contactId = inHighLevel(rig, AVERY).id;
    left(rig).addTask({ contactId, title: 'Only here', dueAt: rig.now() });
    rig.pass(minute);
    await rig.engine.refreshContact((await rig.person()).uid, 0);
    rig.pass(minute);
    await rig.engine.routine();
    const done = await rig.db.undo.filter(({ isSync, after }) => isSync === true && (after as Task).title === 'Only here').first();
    await undo(rig.store, done?.id ?? 0);
    disarm();
    left(rig).addTask({ contactId, title: 'On both sides', dueAt: rig.now() });
    await look(rig);
    await look(rig);
    expect(todos(rig, 'Only here')).toEqual([]);
    only(tasks(rig, 'Only here'));
    only(todos(rig, 'On both sides'));
  });

  it('a copy that the user undoes is taken away again, asked about by nobody and not made anew', async () => {
    const rig = await withTask();
    const task = only(tasks(rig, 'Measure the lobby'));
    const done = await rig.db.undo.filter(({ isSync, after }) => isSync === true && (after as Task).title === 'Measure the lobby').first();
    await undo(rig.store, done?.id ?? 0);
    rig.pass(10_000);
    await rig.drainAll();
    await look(rig);
    left(rig).editTask(task.id, { body: 'Bring both.' });
    await look(rig);
    expect(todos(rig, 'Measure the lobby')).toEqual([]);
    only(tasks(rig, 'Measure the lobby'));
    expect(await decisions(rig, 'tasks')).toEqual([]);
  });

  it('are not planned into a BQE CORE that takes no to-dos', async () => {
    const rig = await syncedRig();
    await rig.db.connections.update('bqe', { missingScopes: ['todo:write'] });
    left(rig).addTask({ contactId: inHighLevel(rig, AVERY).id, title: 'Stay here', dueAt: rig.now() });
    left(rig).editTask(only(tasks(rig, 'Call about the site survey')).id, { title: 'Call about the survey' });
    right(rig).edit(only(todos(rig, 'Send revised fee proposal')), { memo: 'Come over.' });
    await look(rig);
    expect(todos(rig, 'Stay here')).toEqual([]);
    only(todos(rig, 'Call about the site survey'));
    expect(only(tasks(rig, 'Send revised fee proposal')).body).toBe('Come over.');
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('wait until their contacts are linked, and then come over once', async () => {
    const rig = await syncedRig();
    const email = 'rowan.lindqvist@example.com';
    const contact = left(rig).addContact({ firstName: 'Rowan', lastName: 'Lindqvist', email });
    left(rig).addTask({ contactId: contact.id, title: 'Welcome call', dueAt: rig.now() + minute });
    await later(rig);
    expect(right(rig).company.todos.filter(({ description }) => description === 'Welcome call')).toEqual([]);
    expect(await rig.db.tasks.where('due').equals('bqe').count()).toBe(0);

    const client = right(rig).addClient({ name: 'Rowan Lindqvist', firstName: 'Rowan', lastName: 'Lindqvist' });
    right(rig).setCommunication(client, 'email', email);
    right(rig).addTodo(client, { description: 'Send the contract', endDate: Date.UTC(2026, 10, 27) });
    await later(rig);
    await later(rig);
    expect(
      right(rig)
        .company.todos.filter((todo) => todo.linkedEntityId === client.id)
        .map(({ description }) => description),
    ).toEqual(['Send the contract', 'Welcome call']);
    expect(
      left(rig)
        .tasksOf(contact.id)
        .map(({ title }) => title),
    ).toEqual(['Welcome call', 'Send the contract']);
  });
});

describe('the notes of a linked client', () => {
  it('come over once, with author and time', async () => {
    const rig = await syncedRig();
    const [jordan] = left(rig).users;
    rig.pass(minute);
    left(rig).addNote({ contactId: inHighLevel(rig, AVERY).id, body: 'Prefers oak.', userId: jordan?.id ?? '' });
    right(rig).addNote(inBqe(rig, AVERY), { description: 'Gate code has changed.' });
    await look(rig);
    await look(rig);
    expect(only(rightNotes(rig, 'Prefers oak.')).description).toMatch(
      /^Jordan \S+ · 2026-11-23 \d\d:\d\d · from HighLevel\n\nPrefers oak\.$/,
    );
    expect(htmlToText(only(leftNotes(rig, 'Gate code')).body)).toMatch(
      /^Tess Delgado · 2026-11-23 \d\d:\d\d · from BQE CORE\n\nGate code has changed\.$/,
    );
    only(leftNotes(rig, 'Prefers oak.'));
    only(rightNotes(rig, 'Gate code'));
  });

  it('that were there before the sync was approved stay where they are', async () => {
    const rig = await syncedRig();
    await look(rig);
    expect(leftNotes(rig, 'Prefers calls before ten')).toEqual([]);
    expect(rightNotes(rig, 'e-mail in the morning')).toEqual([]);
  });

  it('are kept in step, and HTML is not rewritten while its text is the same', async () => {
    const rig = await syncedRig();
    rig.pass(minute);
    const note = left(rig).addNote({ contactId: inHighLevel(rig, AVERY).id, body: '<p>Agreed on <b>option C</b>.</p>' });
    await look(rig);
    const there = only(rightNotes(rig, 'Agreed on option C.'));
    right(rig).edit(there, { description: ' Agreed on  option C.\n' });
    await look(rig);
    expect(left(rig).notes.get(note.id)?.body).toBe('<p>Agreed on <b>option C</b>.</p>');
    right(rig).edit(there, { description: 'Agreed on option D.' });
    await look(rig);
    expect(htmlToText(left(rig).notes.get(note.id)?.body ?? '')).toBe('Agreed on option D.');
  });

  it('whose tie was lost are known by their text, and never copied back', async () => {
    const rig = await syncedRig();
    rig.pass(minute);
    right(rig).addNote(inBqe(rig, AVERY), { description: 'Keys are with the super.' });
    await look(rig);
    await rig.db.workPairs.clear();
    await rig.db.notes.toCollection().modify({ due: ['bqe'] });
    await look(rig);
    only(leftNotes(rig, 'Keys are with the super.'));
    const there = only(rightNotes(rig, 'Keys are with the super.'));
    right(rig).edit(there, { description: 'Keys are with the doorman.' });
    await look(rig);
    only(leftNotes(rig, 'Keys are with the doorman.'));
  });
});

describe('what another browser has carried over', () => {
  it.each(['a note', 'a task'])('%s of HighLevel that this one has not seen, is not copied back', async (what) => {
    const rig = await syncedRig();
    rig.pass(minute);
    const [contact, client] = [inHighLevel(rig, AVERY), inBqe(rig, AVERY)];
    if (what === 'a note') {
      left(rig).addNote({ contactId: contact.id, body: 'Keys are with the super.' });
      right(rig).addNote(client, { description: 'Keys are with the super.' });
    } else {
      const dueAt = fromLocalInput('2026-11-30T17:00', zone(rig));
      left(rig).addTask({ contactId: contact.id, title: 'Keys are with the super.', dueAt });
      right(rig).addTodo(client, { description: 'Keys are with the super.', endDate: Date.UTC(2026, 10, 30) });
    }
    const before = writes(rig).length;
    await later(rig);
    expect(writes(rig)).toHaveLength(before);
  });
});

describe('what is gone on one side', () => {
  it('in BQE CORE, is a question, and nothing is deleted', async () => {
    const rig = await withTask();
    const { id } = only(tasks(rig, 'Measure the lobby'));
    right(rig).remove('todos', only(todos(rig, 'Measure the lobby')).id);
    await look(rig);
    await look(rig);
    expect(await decisions(rig, 'tasks')).toMatchObject([
      { kind: 'question', question: { about: 'work-deleted', table: 'tasks', side: 'right' } },
    ]);
    expect(left(rig).tasks.has(id)).toBe(true);
    expect(todos(rig, 'Measure the lobby')).toEqual([]);
  });

  it('in HighLevel, is a question too, and is no longer shown', async () => {
    const rig = await withTask();
    left(rig).deleteTask(only(tasks(rig, 'Measure the lobby')).id);
    await look(rig);
    await look(rig);
    expect(await decisions(rig, 'tasks')).toMatchObject([{ kind: 'question', question: { table: 'tasks', side: 'left' } }]);
    only(todos(rig, 'Measure the lobby'));
    const details = await contactDetails(rig.db, (await rig.person()).uid);
    expect(details?.tasks.filter(({ value }) => value.title === 'Measure the lobby')).toEqual([]);
  });

  it('before a change for it arrives, is a question, and leaves nothing to discard', async () => {
    const rig = await withTask();
    const task = only(tasks(rig, 'Measure the lobby'));
    right(rig).edit(only(todos(rig, 'Measure the lobby')), { memo: 'Too late.' });
    left(rig).deleteTask(task.id);
    rig.pass(minute);
    await rig.engine.sync('bqe');
    await rig.syncAll();
    await later(rig);
    expect(await rig.db.outbox.count()).toBe(0);
    expect(await decisions(rig, 'tasks')).toMatchObject([{ kind: 'question', question: { table: 'tasks', side: 'left' } }]);
    expect(only(todos(rig, 'Measure the lobby')).memo).toBe('Too late.');
  });

  it('where it belonged to nobody there is nothing to ask', async () => {
    const rig = await syncedRig();
    const done = only(tasks(rig, 'Confirm the kick-off date'));
    left(rig).deleteTask(done.id);
    right(rig).remove('todos', only(todos(rig, 'Prepare conflict check')).id);
    await look(rig);
    expect(await decisions(rig, 'tasks')).toEqual([]);
    expect(await rig.db.tasks.filter(({ remoteId }) => remoteId === done.id).count()).toBe(0);
  });

  it('a to-do that was hung on another client follows its task no more, and is not copied to the other', async () => {
    const rig = await withTask();
    const [task, todo] = [only(tasks(rig, 'Measure the lobby')), only(todos(rig, 'Measure the lobby'))];
    right(rig).edit(todo, { linkedEntityId: inBqe(rig, BRIAR).id, memo: 'Briar’s now.' });
    await look(rig);
    left(rig).editTask(task.id, { title: 'Measure the cellar' });
    await look(rig);
    expect(todo.description).toBe('Measure the lobby');
    expect(left(rig).tasks.get(task.id)?.body).toBe('Bring the laser.');
    expect(
      left(rig)
        .tasksOf(inHighLevel(rig, BRIAR).id)
        .filter(({ title }) => title.startsWith('Measure')),
    ).toEqual([]);
    expect(await decisions(rig, 'tasks')).toMatchObject([{ kind: 'question', question: { table: 'tasks', side: 'right' } }]);
  });

  it('a client that was deleted is marked, by its own read and not by a listing alone', async () => {
    const rig = await syncedRig();
    const client = inBqe(rig, BRIAR);
    right(rig).remove('clients', client.id);
    await later(rig);
    const row = await rig.db.contacts.filter(({ remoteId }) => remoteId === client.id).first();
    expect(row?.goneAt).toBeGreaterThan(0);
    expect(inHighLevel(rig, BRIAR).id).toBeTruthy();
  });
});

describe('a worker that dies at any step of a run', () => {
  /** Clients that are linked, so that no list grows with the steps. */
  async function linkedClients(rig: Rig) {
    const pairs = await rig.db.pairs.filter(({ pair }) => pair === 'highlevel-bqe-client').toArray();
    const idOf = async (uid: string) => (await rig.db.contacts.get(uid))?.remoteId ?? '';
    return await Promise.all(
      pairs.map(async (pair) => {
        const clientId = await idOf(pair.right);
        const client = right(rig).company.clients.find(({ id }) => id === clientId) as ReturnType<typeof inBqe>;
        return { uid: pair.left, contactId: await idOf(pair.left), client };
      }),
    );
  }

  it('leaves each task and note once on both sides', { timeout: 120_000 }, async () => {
    const rig = await syncedRig();
    const clients = await linkedClients(rig);
    let died = true;
    for (let step = 1; died; step += 7) {
      const { uid, contactId, client } = clients[step % clients.length] as (typeof clients)[number];
      const mark = `Mark ${step}.`;
      const times = () => {
        const is = (text: string) => text.includes(mark);
        return [
          left(rig)
            .tasksOf(contactId)
            .filter(({ title }) => is(title)).length,
          right(rig).company.todos.filter((todo) => todo.linkedEntityId === client.id && is(todo.description)).length,
          left(rig)
            .notesOf(contactId)
            .filter(({ body }) => is(body)).length,
          right(rig).company.notes.filter((note) => note.masterEntityId === client.id && is(note.description)).length,
        ];
      };
      rig.pass(minute);
      left(rig).addTask({ contactId, title: `${mark} Here`, dueAt: rig.now() });
      right(rig).addTodo(client, { description: `${mark} There` });
      left(rig).addNote({ contactId, body: `${mark} Here` });
      right(rig).addNote(client, { description: `${mark} There` });
      died = await rig.dieAt(step, async (engine) => {
        await engine.refreshContact(uid, 0);
        await engine.routine();
        rig.pass(5_000);
        await engine.syncDue();
        await engine.drain();
      });
      rig.pass(minute);
      await rig.engine.refreshContact(uid, 0);
      await later(rig);
      expect([step, ...times()]).toEqual([step, 2, 2, 2, 2]);
      expect(await rig.db.outbox.count()).toBe(0);
      expect(step).toBeLessThan(400);
    }
  });
});
