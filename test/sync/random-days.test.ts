// Random days: a user at work, a colleague at work, a network that drops, a server that fails and a worker that dies at random. At the end
// every change of the user is on the server exactly once, or is visibly blocked; and the store shows what the server has.
import { describe, expect, it } from 'vitest';
import { blankTask } from '@/lib/domain/task';
import { addTags, createContact, deleteContact, editContact } from '@/lib/store/commands/contacts';
import { addNote, deleteNote, editNote } from '@/lib/store/commands/notes';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import { contactDetails, queuedChanges } from '@/lib/store/panel-queries';
import type { Fault, FaultKind } from '../../sandbox/core/faults';
import { createRandom, type Random } from '../../sandbox/core/random';
import { aNote } from '../builders';
import { createRig, type Rig } from './rig';

const days = Number(process.env.DAYS ?? 30);
const first = Number(process.env.DAY ?? 1);
const soon = Date.UTC(2026, 10, 24, 15);
const kinds: FaultKind[] = ['drop-request', 'drop-reply', '429', '500', '503', 'html', 'truncated', 'empty', 'unknown-fields', 'latency'];

/** What the user believes to have: by mark, which no other record has. */
interface Believed {
  tasks: Map<string, { uid: string; title: string; completed: boolean }>;
  notes: Map<string, { uid: string; body: string }>;
  contacts: Map<string, { uid: string; city: string; tags: Set<string> }>;
}

const chance = (random: Random, share: number) => random.next() < share;
const oneOf = <T>(random: Random, items: readonly T[]): T | undefined => items[Math.floor(random.next() * items.length)];

/** One act of the user, chosen by chance among what is possible. */
async function act(rig: Rig, random: Random, has: Believed, mark: string): Promise<void> {
  const { store, db } = rig;
  const contact = oneOf(random, [...has.contacts.values()]);
  const task = oneOf(random, [...has.tasks]);
  const note = oneOf(random, [...has.notes]);
  const uidOf = async (table: 'tasks' | 'notes', undoId: number) => [table, (await db.undo.get(undoId))?.uid ?? ''] as const;
  const takenBack = async (undoId: number) => chance(random, 0.15) && (await undo(store, undoId).then(() => true));
  switch (Math.floor(random.next() * 10)) {
    case 0:
    case 1: {
      const undoId = await addTask(store, contact?.uid ?? '', { ...blankTask(), title: mark, dueAt: soon });
      const [, uid] = await uidOf('tasks', undoId);
      if (!(await takenBack(undoId))) has.tasks.set(mark, { uid, title: mark, completed: false });
      return;
    }
    case 2: {
      const undoId = await addNote(store, contact?.uid ?? '', aNote({ body: mark }));
      const [, uid] = await uidOf('notes', undoId);
      if (!(await takenBack(undoId))) has.notes.set(mark, { uid, body: mark });
      return;
    }
    case 3:
      if (!task) return;
      await editTask(store, task[1].uid, { title: `${task[0]} ${mark}` });
      task[1].title = `${task[0]} ${mark}`;
      return;
    case 4:
      if (!task) return;
      await completeTask(store, task[1].uid, !task[1].completed);
      task[1].completed = !task[1].completed;
      return;
    case 5:
      if (!note) return;
      await editNote(store, note[1].uid, { body: `${note[0]} ${mark}` });
      note[1].body = `${note[0]} ${mark}`;
      return;
    case 6: {
      const [table, item] = chance(random, 0.5) ? (['tasks', task] as const) : (['notes', note] as const);
      if (!item) return;
      const undoId = await (table === 'tasks' ? deleteTask(store, item[1].uid) : deleteNote(store, item[1].uid));
      if (!(await takenBack(undoId))) has[table].delete(item[0]);
      return;
    }
    case 7:
      if (!contact) return;
      await editContact(store, contact.uid, { city: mark });
      contact.city = mark;
      return;
    case 8:
      if (!contact) return;
      await addTags(store, contact.uid, [mark]);
      contact.tags.add(mark);
      return;
    default: {
      const { uid } = await createContact(store, rig.account, {
        firstName: 'New',
        lastName: mark,
        email: `${mark}@example.com`,
        city: mark,
      });
      has.contacts.set(mark, { uid, city: mark, tags: new Set() });
      if (chance(random, 0.1)) {
        await deleteContact(store, uid);
        has.contacts.delete(mark);
      }
    }
  }
}

/** A morning of acts and accidents, then a quiet evening in which everything is sent. */
async function liveThrough(seed: number): Promise<{ rig: Rig; has: Believed }> {
  const random = createRandom(seed);
  const rig = await createRig({ contacts: 12 });
  const { quirks, state } = rig.sandbox.highlevel;
  const avery = await rig.person();
  const has: Believed = {
    tasks: new Map(),
    notes: new Map(),
    contacts: new Map([['avery', { uid: avery.uid, city: avery.value.city, tags: new Set() }]]),
  };
  quirks.notesBecomeHtml = chance(random, 0.3);
  quirks.childrenTouchContact = chance(random, 0.3);
  for (let turn = 0; turn < 10; turn++) {
    await act(rig, random, has, `d${seed}t${turn}x`);
    if (chance(random, 0.3)) {
      const kind = oneOf(random, kinds) ?? '500';
      const fault: Fault = { kind, times: 1 + Math.floor(random.next() * 3), acts: chance(random, 0.5) && kind !== '429' };
      rig.sandbox.world.faults.arm({ ...fault, after: Math.floor(random.next() * 4), ms: 2_000 });
    }
    if (chance(random, 0.2)) rig.setOnline(chance(random, 0.5));
    if (chance(random, 0.2)) state.editContact(avery.remoteId ?? '', { state: `S${turn}` });
    if (chance(random, 0.5)) rig.pass(Math.floor(random.next() * 20_000));
    const job = chance(random, 0.08) ? 'routine' : oneOf(random, ['drain', 'drain', 'refresh', 'none'] as const);
    const run = async () => {
      if (job === 'drain') await rig.engine.drain();
      if (job === 'refresh') await rig.engine.refreshContact(avery.uid, 0);
      if (job === 'routine') await rig.engine.routine();
    };
    if (chance(random, 0.3)) await rig.dieAt(1 + Math.floor(random.next() * 12), run);
    else await run();
  }
  rig.sandbox.world.faults.clear();
  rig.setOnline(true);
  rig.pass(60_000);
  await rig.drainAll();
  return { rig, has };
}

async function check(rig: Rig, has: Believed): Promise<void> {
  const { state } = rig.sandbox.highlevel;
  const strip = (html: string) => html.replaceAll(/<[^>]*>/g, '');
  const marked = /^d\d+t\d+x/;
  expect((await queuedChanges(rig.db, rig.account)).map(({ entry }) => [entry.state, entry.change, entry.problem])).toEqual([]);
  // A contact that was made and deleted takes what hung on it along.
  const tasks = [...state.tasks.values()].filter(({ title }) => marked.test(title));
  const notes = [...state.notes.values()].filter(({ body }) => marked.test(strip(body)));
  expect(tasks.map(({ title, completed }) => `${title} ${completed}`).sort()).toEqual(
    [...has.tasks.values()].map(({ title, completed }) => `${title} ${completed}`).sort(),
  );
  expect(notes.map(({ body }) => strip(body)).sort()).toEqual([...has.notes.values()].map(({ body }) => body).sort());
  for (const [mark, { uid, city, tags }] of has.contacts) {
    const row = await rig.db.contacts.get(uid);
    const contact = state.contacts.get(row?.remoteId ?? '');
    expect(contact?.city).toBe(city);
    expect(contact?.tags).toEqual(expect.arrayContaining([...tags]));
    if (mark !== 'avery') expect(state.contactsByEmail(`${mark}@example.com`)).toHaveLength(1);
    rig.pass(1_000);
    await rig.engine.refreshContact(uid, 0);
    const details = await contactDetails(rig.db, uid);
    expect(details?.tasks.map(({ remoteId }) => remoteId).sort()).toEqual(
      state
        .tasksOf(row?.remoteId ?? '')
        .map(({ id }) => id)
        .sort(),
    );
    expect(details?.notes.map(({ remoteId }) => remoteId).sort()).toEqual(
      state
        .notesOf(row?.remoteId ?? '')
        .map(({ id }) => id)
        .sort(),
    );
  }
}

describe('a random day', () => {
  it(`${days} of them, of the seeds from ${first} (DAY=<seed> DAYS=<how many> for others)`, { timeout: 600_000 }, async () => {
    for (let seed = first; seed < first + days; seed++) {
      const { rig, has } = await liveThrough(seed);
      await check(rig, has).catch((error: unknown) => {
        throw new Error(`Day ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
      rig.db.close();
    }
  });
});
