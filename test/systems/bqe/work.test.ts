// To-dos and notes of BQE CORE as tasks and notes: days, being done, formats, and what a file does not let be written.
import { describe, expect, it } from 'vitest';
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { fromLocalInput } from '@/lib/domain/zoned-time';
import { EntityType, TodoStatus } from '@/sandbox/bqe/enums';
import { idOf } from '@/sandbox/bqe/ids';
import { AVERY, BRIAR } from '@/sandbox/core/people';
import { connect, newSandbox, now, pull, putBodies, timezone } from './connect';

const avery = idOf(AVERY);
const midnight = (day: string) => fromLocalInput(`${day}T00:00`, timezone);
const todoOf = ({ sandbox }: Awaited<ReturnType<typeof connect>>, id: string) =>
  sandbox.bqe.state.company.todos.find((todo) => todo.id === id)!;

/** The fee proposal, which is due on 19 November. */
const firstTask = async ({ system }: Awaited<ReturnType<typeof connect>>) =>
  (await system.tasks.list(avery, pull)).find(({ value }) => value.title.startsWith('Send'));

describe('to-dos', () => {
  it('are the client’s tasks, with days as days', async () => {
    const { system, sandbox } = await connect();
    const titles = ['Send revised', 'Confirm kickoff', 'File signed', 'Prepare conflict'];
    const listed = await system.tasks.list(avery, pull);
    const tasks = titles.flatMap((title) => listed.filter(({ value }) => value.title.startsWith(title)));
    expect(listed).toHaveLength(titles.length);
    expect(tasks.map(({ value }) => [value.title, value.completed])).toEqual([
      ['Send revised fee proposal', false],
      ['Confirm kickoff with the structural engineer', false],
      ['File signed agreement', false],
      ['Prepare conflict check', true],
    ]);
    expect(tasks[0]).toMatchObject({
      contactId: avery,
      updatedAt: now,
      value: {
        body: 'Include the lobby alternate.',
        dueAt: midnight('2026-11-19'),
        dayOnly: true,
        assignedTo: sandbox.bqe.state.company.employees[0]!.id,
      },
    });
    expect(tasks[2]?.value.dueAt).toBe(0);
    expect(tasks[2]?.value).not.toHaveProperty('dayOnly');
    expect(await system.tasks.read(avery, tasks[1]!.id, pull)).toEqual(tasks[1]);
    expect(await system.tasks.read(avery, '00000000-0000-4000-8000-000000000001', pull)).toBeUndefined();
  });

  it('are made on the client, for me where nobody is named, on the day here', async () => {
    const connected = await connect();
    const { system, sandbox } = connected;
    // 23:30 here is the next day in UTC.
    const dueAt = fromLocalInput('2026-11-30T23:30', timezone);
    const made = await system.tasks.create(avery, { ...blankTask(), title: 'Call', body: '<p>Ask <b>twice</b></p>', dueAt }, pull);
    expect(made).toMatchObject({
      contactId: avery,
      value: { title: 'Call', body: 'Ask twice', dueAt: midnight('2026-11-30'), dayOnly: true },
    });
    expect(todoOf(connected, made.id)).toMatchObject({
      linkedEntityId: avery,
      linkedEntityType: EntityType.client,
      assignedToId: sandbox.bqe.state.company.employees[0]!.id,
      endDate: Date.UTC(2026, 10, 30),
    });
    const undated = await system.tasks.create(avery, { ...blankTask(), title: 'Some day' }, pull);
    expect(undated.value.dueAt).toBe(0);
    await expect(system.tasks.create(avery, blankTask(), pull)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('are made on a prospect too', async () => {
    const connected = await connect();
    const [prospect] = connected.sandbox.bqe.state.company.prospects;
    const made = await connected.system.tasks.create(prospect!.id, { ...blankTask(), title: 'Call' }, pull);
    // No record on a prospect was seen, so its number is not made up.
    expect(todoOf(connected, made.id)).toMatchObject({ linkedEntityId: prospect!.id, linkedEntityType: null });
    expect(made.contactId).toBe(prospect!.id);
  });

  it('are completed and reopened by status and percentage', async () => {
    const connected = await connect();
    const task = await firstTask(connected);
    const done = await connected.system.tasks.setCompleted(avery, task!.id, true, pull);
    expect(done.value.completed).toBe(true);
    expect(todoOf(connected, task!.id)).toMatchObject({ status: TodoStatus.completed, percentComplete: 100 });
    const again = await connected.system.tasks.setCompleted(avery, task!.id, false, pull);
    expect(again.value.completed).toBe(false);
    expect(todoOf(connected, task!.id)).toMatchObject({ status: TodoStatus.open, percentComplete: 0 });
  });

  it('are completed by percentage alone where no finished one was seen', async () => {
    const sandbox = newSandbox();
    sandbox.bqe.state.company.todos = sandbox.bqe.state.company.todos.filter(({ status }) => status === TodoStatus.open);
    const connected = await connect({ sandbox });
    expect(connected.test.checks.find(({ name }) => name === 'Where things are kept')?.advice).toContain('No finished to-do');
    const task = await firstTask(connected);
    expect((await connected.system.tasks.setCompleted(avery, task!.id, true, pull)).value.completed).toBe(true);
    expect(todoOf(connected, task!.id)).toMatchObject({ status: TodoStatus.open, percentComplete: 100 });
  });

  it('keep the day that is there when the time on it changes, and take a new day or none', async () => {
    const connected = await connect();
    const task = await firstTask(connected);
    const { dueAt } = task!.value;
    await connected.system.tasks.update(avery, task!.id, { dueAt: dueAt + 17 * 3_600_000 }, pull);
    expect(putBodies(connected)).toEqual([]);
    const moved = await connected.system.tasks.update(avery, task!.id, { dueAt: dueAt + 41 * 3_600_000 }, pull);
    expect(moved.value).toMatchObject({ dueAt: midnight('2026-11-20'), dayOnly: true });
    expect((await connected.system.tasks.update(avery, task!.id, { dueAt: 0 }, pull)).value.dueAt).toBe(0);
  });

  it('send the whole record back, with its version, and only our fields changed', async () => {
    const connected = await connect();
    const task = await firstTask(connected);
    await connected.system.tasks.update(avery, task!.id, { title: 'Send it' }, pull);
    const [body] = putBodies(connected);
    expect(body).toMatchObject({
      id: task!.id,
      version: '1',
      token: 0,
      description: 'Send it',
      memo: 'Include the lobby alternate.',
      endDate: '2026-11-19T00:00:00',
      priority: 1,
    });
    await expect(connected.system.tasks.update(avery, task!.id, { title: ' ' }, pull)).rejects.toMatchObject({ code: 'invalid' });
    await expect(connected.system.tasks.update(avery, task!.id, { assignedTo: '' }, pull)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('are deleted, also when they are gone', async () => {
    const { system } = await connect();
    const [task] = await system.tasks.list(avery, pull);
    await system.tasks.delete(avery, task!.id, pull);
    await system.tasks.delete(avery, task!.id, pull);
    expect((await system.tasks.list(avery, pull)).map(({ id }) => id)).not.toContain(task!.id);
    await expect(system.tasks.update(avery, task!.id, { title: 'X' }, pull)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are found across clients by assignee and being done, page by page', async () => {
    const { system, sandbox } = await connect();
    const { company } = sandbox.bqe.state;
    const [me, other] = company.employees;
    company.todos[1]!.assignedToId = other!.id;
    const search = (query: Partial<Parameters<typeof system.tasks.search>[0]>) =>
      system.tasks.search({ assignedTo: [], completed: false, skip: 0, limit: 100, ...query }, pull);
    const open = company.todos.filter(({ status }) => status === TodoStatus.open);
    expect((await search({})).length).toBe(open.length);
    expect((await search({ assignedTo: [other!.id] })).map(({ id }) => id)).toEqual([company.todos[1]!.id]);
    expect((await search({ assignedTo: [me!.id, other!.id] })).length).toBe(open.length);
    expect((await search({ completed: true })).map(({ value }) => value.title)).toEqual(['Prepare conflict check']);
    const pages = [await search({ limit: 4 }), await search({ limit: 4, skip: 4 })];
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(open.length);
  });

  it('that cannot be written are shown, and said to be so', async () => {
    const { system, test } = await connect({ quirks: { todoWrites: false } });
    expect(test.missing).toEqual(['todo:write']);
    expect(system.can.tasks).toEqual({ read: true, write: false, changes: true });
    expect(test.checks.find(({ name }) => name === 'Write to-dos')?.advice).toContain('takes no changes of to-dos');
    await expect(system.tasks.create(avery, { ...blankTask(), title: 'X' }, pull)).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('notes', () => {
  it('are the client’s, without those that BQE CORE writes itself, as HTML', async () => {
    const { system, sandbox } = await connect();
    const notes = await system.notes.list(avery, pull);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({
      contactId: avery,
      value: {
        body: '<p>Prefers calls before ten. Wants one invoice per phase.</p>',
        userId: sandbox.bqe.state.company.employees[0]!.id,
        title: '',
      },
    });
    // Dated six days ago, entered today: the day counts.
    expect(notes[0]?.value.addedAt).toBe(midnight('2026-11-15'));
    expect((await system.notes.list(idOf(BRIAR), pull))[0]?.value.body).toContain('<b>site</b>');
  });

  it('written today are dated to the second', async () => {
    const { system } = await connect();
    const made = await system.notes.create(
      avery,
      { ...blankNote(), title: 'Call', body: '<p>One</p><p>Two &amp; three</p>', addedAt: now },
      pull,
    );
    expect(made).toMatchObject({ contactId: avery, value: { body: '<p>Call</p><p>One</p><p>Two &amp; three</p>', addedAt: now } });
  });

  it('are kept as plain text where the file keeps plain text, and back-dated', async () => {
    const { system, sandbox } = await connect();
    const addedAt = Date.UTC(2026, 9, 3, 3, 30);
    const made = await system.notes.create(avery, { ...blankNote(), body: '<p>One<br>Two</p>', addedAt }, pull);
    const note = sandbox.bqe.state.company.notes.find(({ id }) => id === made.id)!;
    expect(note).toMatchObject({
      description: 'One\nTwo',
      masterEntityId: avery,
      masterEntityType: EntityType.client,
      date: Date.UTC(2026, 9, 2),
    });
    expect(made.value.addedAt).toBe(midnight('2026-10-02'));
    await expect(system.notes.create(avery, { ...blankNote(), body: '<p> </p>' }, pull)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('are changed in the form they have', async () => {
    const connected = await connect();
    const [plain] = await connected.system.notes.list(avery, pull);
    await connected.system.notes.update(avery, plain!.id, { body: '<p>Now <b>different</b></p>' }, pull);
    const [rich] = await connected.system.notes.list(idOf(BRIAR), pull);
    await connected.system.notes.update(idOf(BRIAR), rich!.id, { body: '<p>Keys are <b>back</b></p>' }, pull);
    expect(putBodies(connected).map(({ description }) => description)).toEqual(['Now different', '<p>Keys are <b>back</b></p>']);
    await expect(connected.system.notes.update(avery, plain!.id, { title: 'Title' }, pull)).rejects.toMatchObject({ code: 'unsupported' });
    await connected.system.notes.delete(avery, plain!.id, pull);
    expect(await connected.system.notes.read(avery, plain!.id, pull)).toBeUndefined();
  });

  it('wait for a first one by hand where their number is not known', async () => {
    const sandbox = newSandbox();
    Object.assign(sandbox.bqe.state.company, { todos: [], notes: [] });
    const { system, test } = await connect({ sandbox });
    expect(test.checks.find(({ name }) => name === 'Where things are kept')?.advice).toContain('write a note on a client');
    const made = system.notes.create(avery, { ...blankNote(), body: 'X' }, pull);
    await expect(made).rejects.toMatchObject({ code: 'unsupported', detail: expect.stringContaining('Test connection') });
  });
});
