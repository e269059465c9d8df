// Random histories of linked clients' tasks and notes: colleagues at work on both sides, a network that drops, a server that fails, a
// worker that dies. At the end each task and note is there once on both sides and says the same, or is a question; and nothing more is
// written.
import { describe, expect, it } from 'vitest';
import { dayOfDue } from '@/lib/domain/merge/due-day';
import { saidText } from '@/lib/domain/merge/note-text';
import { canonicalText } from '@/lib/domain/same-value';
import type { Fault, FaultKind } from '../../sandbox/core/faults';
import { createRandom, type Random } from '../../sandbox/core/random';
import type { Rig } from './rig';
import { later, syncedRig, writes } from './synced-rig';

/** One history per linked client, some 30 a day. */
const days = Number(process.env.DAYS ?? 2);
const first = Number(process.env.DAY ?? 1);
const kinds: FaultKind[] = ['drop-request', 'drop-reply', '500', '503', 'truncated', 'latency'];
const hourMs = 3_600_000;

interface Person {
  uid: string;
  /** Remote ids. */
  left: string;
  right: string;
}

/** What somebody made, by a mark that nothing else has. */
interface Made {
  person: Person;
  table: 'tasks' | 'notes';
  /** Somebody deleted it on a side, or it may never have travelled: finished before anybody had seen it. */
  isLoose: boolean;
}

const chance = (random: Random, share: number) => random.next() < share;
const oneOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T;

async function linkedPeople(rig: Rig): Promise<Person[]> {
  // A BQE CORE that never had a note on a prospect does not say how one is tied: that asks the user.
  const pairs = await rig.db.pairs.filter(({ pair }) => pair === 'highlevel-bqe-client').toArray();
  const remoteId = async (uid: string) => (await rig.db.contacts.get(uid))?.remoteId ?? '';
  return await Promise.all(pairs.map(async ({ left, right }) => ({ uid: left, left: await remoteId(left), right: await remoteId(right) })));
}

const hasMark = (text: string | null, mark: string) => (text ?? '').includes(`${mark}.`);

function found(rig: Rig, mark: string, { person, table }: Made) {
  const { highlevel, bqe } = rig.sandbox;
  const { todos, notes } = bqe.state.company;
  return table === 'tasks'
    ? {
        left: highlevel.state.tasksOf(person.left).filter(({ title }) => hasMark(title, mark)),
        right: todos.filter((one) => one.linkedEntityId === person.right && hasMark(one.description, mark)),
      }
    : {
        left: highlevel.state.notesOf(person.left).filter(({ body }) => hasMark(body, mark)),
        right: notes.filter((one) => one.masterEntityId === person.right && hasMark(one.description, mark)),
      };
}

function make(rig: Rig, random: Random, mark: string, made: Made): void {
  const { highlevel, bqe } = rig.sandbox;
  const client = [...bqe.state.company.clients, ...bqe.state.company.prospects].find(({ id }) => id === made.person.right);
  const contactId = made.person.left;
  const isLeft = chance(random, 0.5);
  if (made.table === 'tasks' && isLeft) highlevel.state.addTask({ contactId, title: `${mark}.`, dueAt: rig.now() + 30 * hourMs });
  else if (made.table === 'tasks' && client)
    bqe.state.addTodo(client, { description: `${mark}.`, endDate: chance(random, 0.7) ? Date.UTC(2026, 11, 1) : null });
  else if (isLeft) highlevel.state.addNote({ contactId, body: chance(random, 0.5) ? `<p>${mark}. <b>Said</b></p>` : `${mark}.` });
  else if (client) bqe.state.addNote(client, { description: `${mark}.` });
}

/** Somebody changes what is there, on one of the sides. */
function change(rig: Rig, random: Random, mark: string, made: Made): void {
  const { left, right } = found(rig, mark, made);
  const { highlevel, bqe } = rig.sandbox;
  const [here, there] = [left[0], right[0]];
  const word = `Word ${Math.floor(random.next() * 1000)}`;
  if (chance(random, 0.08)) {
    made.isLoose = true;
    if (here && chance(random, 0.5)) made.table === 'tasks' ? highlevel.state.deleteTask(here.id) : highlevel.state.deleteNote(here.id);
    else if (there) bqe.state.remove(made.table === 'tasks' ? 'todos' : 'notes', there.id);
  } else if (made.table === 'notes') {
    if (here && chance(random, 0.5)) highlevel.state.editNote(here.id, { body: `${'body' in here ? here.body : ''}\n${word}` });
    else if (there) bqe.state.edit(there, { description: `${there.description}\n${word}` } as never);
  } else {
    if (!here || !there) made.isLoose = true;
    const act = Math.floor(random.next() * 3);
    if (here && chance(random, 0.5))
      highlevel.state.editTask(here.id, [{ body: word }, { completed: true }, { dueAt: rig.now() + 90 * hourMs }][act] ?? {});
    else if (there)
      bqe.state.edit(there, [{ memo: word }, { status: 2, percentComplete: 100 }, { endDate: Date.UTC(2026, 11, 9) }][act] as never);
  }
}

/** The panel shows each of them once, and both sides are asked for news. */
async function round(rig: Rig, people: readonly Person[]): Promise<void> {
  rig.pass(60_000);
  for (const { uid } of people) await rig.engine.refreshContact(uid, 0);
  await rig.engine.routine();
  rig.pass(5_000);
  await rig.engine.syncDue();
}

async function liveThrough(seed: number) {
  const random = createRandom(seed);
  const rig = await syncedRig();
  const people = await linkedPeople(rig);
  const made = new Map<string, Made>();
  for (let turn = 0; turn < 4; turn++) {
    for (const [at, person] of people.entries()) {
      const own = [...made].filter(([, one]) => one.person === person);
      if (own.length === 0 || chance(random, 0.3)) {
        const mark = `m${seed}p${at}t${turn}`;
        made.set(mark, { person, table: oneOf(random, ['tasks', 'notes'] as const), isLoose: false });
        make(rig, random, mark, made.get(mark) as Made);
      } else if (chance(random, 0.7)) change(rig, random, ...oneOf(random, own));
    }
    if (chance(random, 0.7)) {
      const fault: Fault = { kind: oneOf(random, kinds), times: 1 + Math.floor(random.next() * 3), acts: chance(random, 0.5), ms: 2_000 };
      rig.sandbox.world.faults.arm({ ...fault, after: Math.floor(random.next() * 60) });
    }
    const seen = people.filter(() => chance(random, 0.6));
    if (chance(random, 0.5)) await rig.dieAt(1 + Math.floor(random.next() * 400), () => round(rig, seen));
    else await round(rig, seen);
  }
  rig.sandbox.world.faults.clear();
  for (let calm = 0; calm < 2; calm++) {
    rig.pass(60_000);
    for (const { uid } of people) await rig.engine.refreshContact(uid, 0);
    await later(rig);
  }
  return { rig, people, made };
}

/** Titles and texts of what only the user can decide. */
async function openMatters(rig: Rig): Promise<string> {
  const decisions = await rig.db.decisions.toArray();
  const uids = decisions.flatMap((row) => row.uids);
  const rows = [...(await rig.db.tasks.bulkGet(uids)), ...(await rig.db.notes.bulkGet(uids))];
  return rows.map((row) => JSON.stringify(row?.server)).join('\n');
}

async function check(rig: Rig, made: ReadonlyMap<string, Made>): Promise<void> {
  expect(await rig.db.outbox.toArray()).toEqual([]);
  const open = await openMatters(rig);
  const zone = rig.sandbox.highlevel.state.location.timezone;
  for (const [mark, one] of made) {
    const { left, right } = found(rig, mark, one);
    expect([mark, left.length <= 1, right.length <= 1]).toEqual([mark, true, true]);
    if (one.isLoose) continue;
    expect([mark, left.length, right.length]).toEqual([mark, 1, 1]);
    if (hasMark(open, mark)) continue;
    const [here, there] = [left[0] as object, right[0] as object];
    if ('completed' in here && 'memo' in there) {
      const [task, todo] = [found(rig, mark, one).left[0] as { completed: boolean; body: string; dueAt: number }, there as unknown as Todo];
      expect([mark, task.completed]).toEqual([mark, todo.percentComplete === 100]);
      expect([mark, canonicalText((task.body ?? '').replace('No end date in BQE CORE.', ''))]).toEqual([mark, canonicalText(todo.memo)]);
      if (todo.endDate) expect([mark, dayOfDue(task.dueAt, zone)]).toEqual([mark, dayOfDue(todo.endDate + 12 * hourMs, zone)]);
    } else if ('body' in here && 'description' in there) {
      const said = (body: unknown) => canonicalText(saidText({ body: String(body), title: '' }));
      expect([mark, said(here.body)]).toEqual([mark, said(there.description)]);
    }
  }
}

interface Todo {
  percentComplete: number;
  memo: string;
  endDate: number | null;
}

describe('a day of histories of tasks and notes', () => {
  it(`${days} of them, of the seeds from ${first} (DAY=<seed> DAYS=<how many> for others)`, { timeout: 600_000 }, async () => {
    for (let seed = first; seed < first + days; seed++) {
      const { rig, people, made } = await liveThrough(seed);
      await check(rig, made).catch((error: unknown) => {
        throw new Error(`Day ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
      const before = writes(rig).length;
      rig.pass(60_000);
      for (const { uid } of people) await rig.engine.refreshContact(uid, 0);
      await later(rig);
      await later(rig);
      expect([seed, writes(rig).length]).toEqual([seed, before]);
      rig.db.close();
    }
  });
});
