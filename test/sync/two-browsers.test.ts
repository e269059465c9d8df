// Two browsers of one firm that both sync, though the first plan says to do so in one: what one has made, the other takes over, and
// nothing is there twice.
import { describe, expect, it } from 'vitest';
import { blankTask } from '@/lib/domain/task';
import { addTask, editTask } from '@/lib/store/commands/tasks';
import { AVERY } from '../../sandbox/core/people';
import type { Rig } from './rig';
import { inBqe, inHighLevel, later, syncedRig, writes } from './synced-rig';

async function twoBrowsers(): Promise<[Rig, Rig]> {
  const one = await syncedRig({ contacts: 20 });
  one.pass(60_000);
  return [one, await syncedRig({ world: one.world })];
}

/** How often the text is there: tasks and notes of HighLevel, then of BQE CORE. */
function times({ sandbox }: Rig, contactId: string, clientId: string, text: string) {
  const { state } = sandbox.highlevel;
  const { company } = sandbox.bqe.state;
  return [
    state.tasksOf(contactId).filter(({ title }) => title.includes(text)).length,
    company.todos.filter((todo) => todo.linkedEntityId === clientId && todo.description.includes(text)).length,
    state.notesOf(contactId).filter(({ body }) => body.includes(text)).length,
    company.notes.filter((note) => note.masterEntityId === clientId && note.description.includes(text)).length,
  ];
}

describe('two browsers that both sync', () => {
  it('write nothing the second time', async () => {
    const one = await syncedRig({ contacts: 20 });
    const before = writes(one).length;
    const other = await syncedRig({ world: one.world });
    await later(other);
    await later(one);
    expect(writes(one)).toHaveLength(before);
  });

  it('make one contact, one task and one note of what is new, also of what both had planned before either was sent', async () => {
    const [one, other] = await twoBrowsers();
    const { highlevel, bqe } = one.sandbox;
    const contactId = inHighLevel(one, AVERY).id;
    const client = inBqe(one, AVERY);
    const rounds = [
      async () => {
        await later(one);
        await later(other);
      },
      async () => {
        other.setOnline(false);
        await other.engine.syncDue();
        expect(await other.db.outbox.count()).toBeGreaterThan(0);
        await later(one);
        other.setOnline(true);
        await later(other);
      },
    ];
    for (const [turn, round] of rounds.entries()) {
      const mark = `Round ${turn}.`;
      const email = `rowan.${turn}@example.com`;
      highlevel.state.addTask({ contactId, title: `${mark} Here`, dueAt: one.now() });
      highlevel.state.addNote({ contactId, body: `${mark} Here` });
      bqe.state.addTodo(client, { description: `${mark} There` });
      bqe.state.addNote(client, { description: `${mark} There` });
      const made = bqe.state.addClient({ name: `Rowan ${turn}`, firstName: 'Rowan', lastName: `Lindqvist ${turn}` });
      bqe.state.setCommunication(made, 'email', email);
      one.pass(60_000);
      for (const rig of [one, other]) await rig.engine.refreshContact((await rig.person()).uid, 0);
      await round();
      for (const rig of [one, other, one, other]) await later(rig);
      expect([mark, ...times(one, contactId, client.id, mark)]).toEqual([mark, 2, 2, 2, 2]);
      expect(highlevel.state.contactsByEmail(email)).toHaveLength(1);
      for (const rig of [one, other]) expect(await rig.db.outbox.toArray()).toEqual([]);
    }
  });

  it('come to rest where a task is renamed between their looks, with one double at most', async () => {
    const [one, other] = await twoBrowsers();
    const contactId = inHighLevel(one, AVERY).id;
    const client = inBqe(one, AVERY);
    const { uid } = await one.person();
    await addTask(one.store, uid, { ...blankTask(), title: 'Survey.', dueAt: one.now() });
    await one.drainAll();
    const task = await one.db.tasks.filter(({ value }) => value.title === 'Survey.').first();
    await editTask(one.store, task?.uid ?? '', { title: 'Survey. North' });
    one.pass(60_000);
    for (const rig of [other, one, other, one]) await later(rig);
    const before = writes(one).length;
    for (const rig of [other, one, other, one]) await later(rig);
    expect(writes(one)).toHaveLength(before);
    const [tasks = 0, todos = 0] = times(one, contactId, client.id, 'Survey.');
    expect([tasks, todos].every((count) => count >= 1 && count <= 2)).toBe(true);
  });

  it('carry an edit over once, and rest', async () => {
    const [one, other] = await twoBrowsers();
    one.sandbox.highlevel.state.editContact(inHighLevel(one, AVERY).id, { city: 'Rockville' });
    for (const rig of [one, other, one, other]) await later(rig);
    expect(inBqe(one, AVERY).address.city).toBe('Rockville');
    const before = writes(one).length;
    for (const rig of [one, other, one, other]) await later(rig);
    expect(writes(one)).toHaveLength(before);
  });
});
