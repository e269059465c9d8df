// What is done about the tasks and notes of a linked pair, step by step, and over random lives of both sides.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '@/lib/domain/mapping/mapping';
import { otherSide } from '@/lib/domain/mapping/mapping';
import { assigneesOf } from '@/lib/domain/merge/assignees';
import { dayOfDue } from '@/lib/domain/merge/due-day';
import { newNote, noteEdit } from '@/lib/domain/merge/merge-notes';
import type { Base } from '@/lib/domain/merge/merge-records';
import { newTask, taskEdit } from '@/lib/domain/merge/merge-tasks';
import { saidText } from '@/lib/domain/merge/note-text';
import type { Note } from '@/lib/domain/note';
import { textToHtml } from '@/lib/domain/note-html';
import { planWork, type WorkInput, type WorkKind, type WorkPair, type WorkPlan, type WorkRecord } from '@/lib/domain/plan/plan-work';
import { noteKind, taskKind } from '@/lib/domain/plan/work-kinds';
import { canonicalText } from '@/lib/domain/same-value';
import type { Task } from '@/lib/domain/task';
import { aNote, aTask, noon } from '../../builders';

const zone = 'America/New_York';
const both = { left: true, right: true };
const assignees = assigneesOf([{ id: 'user-1', name: 'Grace Hopper', email: '' }], [{ id: 'employee-1', name: 'Grace Hopper', email: '' }]);
const tasks = (canWrite = both) => taskKind({ zone, now: noon, assignees }, canWrite);
const carryNote = (note: Note, to: Side) =>
  newNote(note, to, { source: to === 'left' ? 'bqe' : 'highlevel', author: 'Grace Hopper', zone });
const notes = (since = noon - 3600_000) => noteKind({ partner: 'bqe', since: { left: since, right: since }, make: carryNote }, both);

const day = (text: string) => Date.parse(`${text}T00:00-05:00`);
const aTodo = (fields: Partial<Task> = {}) => aTask({ dueAt: day('2026-11-21'), dayOnly: true, assignedTo: 'employee-1', ...fields });
const record = <T>(uid: string, value: T, rest: Partial<WorkRecord<T>> = {}): WorkRecord<T> => ({ uid, value, ...rest });
const plan = <T>(kind: WorkKind<T>, input: Partial<WorkInput<T>>): WorkPlan<T> =>
  planWork(kind, { left: [], right: [], pairs: [], create: both, ...input });
const told = ({ steps }: WorkPlan<unknown>) =>
  steps.map((step) => {
    if (step.kind === 'create') return `create ${step.side} from ${step.from}`;
    if (step.kind === 'update') return `update ${step.side}: ${step.changes.map(({ ref, to }) => `${ref}=${to}`)}`;
    return step.kind === 'leave' ? `leave ${step.uid}` : `${step.kind} ${step.left} ${step.right}`;
  });

describe('tasks and to-dos without a partner', () => {
  it('travel both ways while they are open', () => {
    const left = [record('l1', aTask({ title: 'One' })), record('l2', aTask({ title: 'Two', completed: true }))];
    const right = [record('r1', aTodo({ title: 'Three' })), record('r2', aTodo({ title: 'Four', completed: true }))];
    expect(told(plan(tasks(), { left, right }))).toEqual(['create right from l1', 'create left from r1']);
  });

  it('are made with what the other side can hold, and say what they come from', () => {
    const [step] = plan(tasks(), { right: [record('r1', aTodo({ title: 'Three', dueAt: day('2026-11-30') }))] }).steps;
    expect(step).toMatchObject({
      kind: 'create',
      value: { title: 'Three', dueAt: Date.parse('2026-11-30T17:00-05:00'), assignedTo: 'user-1' },
      carried: expect.arrayContaining([{ rule: 'dueAt|dueAt', ref: 'dueAt', source: day('2026-11-30') }]),
    });
  });

  it('stay where the user keeps them apart, where the other side takes none, and where they have no title to go by', () => {
    const left = [record('l1', aTask())];
    expect(plan(tasks(), { left, apart: [{ one: 'l1', other: '' }] }).steps).toEqual([]);
    expect(plan(tasks({ left: true, right: false }), { left, create: { left: true, right: false } }).steps).toEqual([]);
    expect(plan(tasks(), { left: [record('l1', aTask({ title: ' ' }))] }).steps).toEqual([]);
  });

  it('that say the same are known as one, each with one partner', () => {
    const left = [record('l1', aTask()), record('l2', aTask()), record('l3', aTask({ title: 'Other' }))];
    const right = [record('r1', aTodo({ title: ' Call  back' })), record('r2', aTodo({ title: 'Other', dueAt: day('2026-11-22') }))];
    expect(told(plan(tasks(), { left, right }))).toEqual([
      'adopt l1 r1',
      'create right from l2',
      'create right from l3',
      'create left from r2',
    ]);
    expect(told(plan(tasks(), { left: [record('l1', aTask())], right, apart: [{ one: 'r1', other: 'l1' }] }))).toContain(
      'create right from l1',
    );
  });

  it('are left alone where as many on the other side say so: another browser has copied them, and would copy the copies', () => {
    const pairs = [{ left: 'l1', right: 'r1' }];
    const [one, other] = [record('l1', aTask({ title: 'Renamed' })), record('r1', aTodo({ title: 'As it was' }))];
    const copies = { left: [one, record('l2', aTask({ title: 'As it was' }))], right: [other, record('r2', aTodo({ title: 'Renamed' }))] };
    expect(told(plan(tasks(), { ...copies, pairs }))).toEqual(['conflict l1 r1', 'leave l2', 'leave r2']);

    const again = { left: [record('l1', aTask()), record('l2', aTask())], right: [record('r1', aTodo())] };
    expect(told(plan(tasks(), { ...again, pairs }))).toEqual(['create right from l2']);
  });

  it('meet those of the same state first', () => {
    const left = [record('l1', aTask({ completed: true })), record('l2', aTask())];
    const right = [record('r1', aTodo()), record('r2', aTodo({ completed: true }))];
    expect(told(plan(tasks(), { left, right }))).toEqual(['adopt l1 r2', 'adopt l2 r1']);
  });

  it('a to-do without an end date meets the task that was made of it', () => {
    const todo = aTodo({ dueAt: 0, title: '', body: 'Bring plans' });
    delete todo.dayOnly;
    const made = newTask(todo, 'left', { zone, now: noon - 5 * 864e5, assignees });
    expect(told(plan(tasks(), { left: [record('l1', made)], right: [record('r1', todo)] }))).toEqual([
      'adopt l1 r1',
      'update right: title=Bring plans',
    ]);
  });

  it('wait while something of theirs, or of their like, is on its way', () => {
    const busy = plan(tasks(), { left: [record('l1', aTask(), { isBusy: true })], right: [record('r1', aTodo())] });
    expect([busy.steps, [...busy.later]]).toEqual([[], ['l1', 'r1']]);
    const alone = plan(tasks(), { left: [record('l1', aTask(), { isBusy: true })] });
    expect([alone.steps, [...alone.later]]).toEqual([[], ['l1']]);
  });
});

describe('a task and its to-do', () => {
  const pair: WorkPair = { left: 'l1', right: 'r1' };
  const agreed = (left: Task, right: Task) =>
    plan(tasks(), { left: [record('l1', left)], right: [record('r1', right)], pairs: [pair] }).bases[0]?.base as Base;
  const base = agreed(aTask(), aTodo());

  it('settle what they agree on, once', () => {
    const input = { left: [record('l1', aTask())], right: [record('r1', aTodo())] };
    expect(plan(tasks(), { ...input, pairs: [pair] })).toMatchObject({ steps: [], bases: [{ left: 'l1', right: 'r1' }] });
    expect(plan(tasks(), { ...input, pairs: [{ ...pair, base }] })).toEqual({ steps: [], bases: [], later: new Set() });
  });

  it('follow each other, finished ones too, and say what the value comes from', () => {
    const input = { left: [record('l1', aTask({ completed: true }))], right: [record('r1', aTodo({ body: 'More' }))] };
    const { steps } = plan(tasks(), { ...input, pairs: [{ ...pair, base }] });
    expect(told({ steps } as WorkPlan<unknown>)).toEqual(['update left: body=More', 'update right: completed=true']);
    expect(steps[1]).toMatchObject({ sources: { 'completed|completed': true } });
  });

  it('are a conflict where both changed the same and nobody knows who was later', () => {
    const changed = { from: noon, to: noon + 60_000 };
    const input = {
      left: [record('l1', aTask({ title: 'A' }), { changed })],
      right: [record('r1', aTodo({ title: 'B' }), { changed })],
      pairs: [{ ...pair, base }],
    };
    expect(told(plan(tasks(), input))).toEqual(['conflict l1 r1']);
    const later = { from: noon + 90_000, to: noon + 91_000 };
    const newer = { ...input, right: [record('r1', aTodo({ title: 'B' }), { changed: later })] };
    expect(told(plan(tasks(), newer))).toEqual(['update left: title=B']);
  });

  it('are only read where a side takes no changes', () => {
    const input = { left: [record('l1', aTask({ title: 'A' }))], right: [record('r1', aTodo({ body: 'B' }))], pairs: [{ ...pair, base }] };
    expect(told(plan(tasks({ left: true, right: false }), input))).toEqual(['update left: body=B']);
  });

  it('are a question where one of them is gone, and never a deletion', () => {
    const left = [record('l1', aTask())];
    const gone = { left, right: [record('r1', aTodo(), { isGone: true })], pairs: [{ ...pair, base }] };
    expect(plan(tasks(), gone).steps).toEqual([{ kind: 'question', side: 'right', left: 'l1', right: 'r1' }]);
    expect(plan(tasks(), { right: [record('r1', aTodo())], pairs: [pair] }).steps).toMatchObject([{ kind: 'question', side: 'left' }]);
    expect(plan(tasks(), { ...gone, pairs: [{ ...pair, answered: 'deleted' }] }).steps).toEqual([]);
    expect(plan(tasks(), { ...gone, left: [record('l1', aTask(), { isGone: true })] }).steps).toEqual([]);
    expect([...plan(tasks(), { ...gone, left: [record('l1', aTask(), { isBusy: true })] }).later]).toEqual(['l1', 'r1']);
  });
});

describe('notes without a partner', () => {
  const fresh = (body: string, rest: Partial<Note> = {}) => aNote({ body, addedAt: noon, ...rest });

  it('travel where they were written since the sync was approved, or are new and do not say when', () => {
    const left = [
      record('l1', fresh('One')),
      record('l2', aNote({ body: 'Two' })),
      record('l3', fresh('Three', { addedAt: 0 }), { isDue: true }),
      record('l4', fresh('Four', { addedAt: 0 })),
      record('l5', fresh('<p> </p>')),
    ];
    expect(told(plan(notes(), { left }))).toEqual(['create right from l1', 'create right from l3']);
  });

  it('with our header are never copied back, and known by their text', () => {
    const came = carryNote(fresh('Keys are here.'), 'left');
    const here = { left: [record('l1', { ...came, addedAt: noon })] };
    expect(plan(notes(), here).steps).toEqual([]);
    expect(told(plan(notes(), { ...here, right: [record('r1', fresh('Keys are here.'))] }))).toEqual(['adopt l1 r1']);
    const went = carryNote(fresh('Asked for oak.'), 'right');
    expect(plan(notes(), { right: [record('r1', { ...went, addedAt: noon })] }).steps).toEqual([]);
  });

  it('that hold what LocaliQ says travel on to BQE CORE, with the line that says so', () => {
    const managed = newNote(fresh('Call after five'), 'left', { source: 'localiq', author: '', zone });
    const [step] = plan(notes(), { left: [record('l1', { ...managed, addedAt: noon })] }).steps;
    expect(step).toMatchObject({ kind: 'create', side: 'right', value: { body: '2026-11-21 12:00 · from LocaliQ\n\nCall after five' } });
  });

  it('are taken for one where they say the same, however they are written', () => {
    const input = { left: [record('l1', fresh('<p>One<br>two</p>'))], right: [record('r1', fresh('One\ntwo'))] };
    expect(told(plan(notes(), input))).toEqual(['adopt l1 r1']);
  });
});

/** Two servers that keep things in their own form, and what the sync remembers of them. */
interface World<T> {
  now: Record<Side, Map<string, WorkRecord<T>>>;
  pairs: Map<string, WorkPair>;
  clock: number;
  made: number;
}

interface Craft<T> {
  kind: WorkKind<T>;
  /** As the server keeps it. */
  stored: (value: T, side: Side) => T;
  edited: (value: T, side: Side, changes: Parameters<typeof taskEdit>[0]) => T;
}

type Act<T> =
  | { do: 'sync' }
  | { do: 'forget' }
  | { do: 'add'; at: Side; value: T }
  | { do: 'edit'; at: Side; which: number; edit: Partial<T> }
  | { do: 'remove'; at: Side; which: number };

function put<T>({ stored }: Craft<T>, world: World<T>, at: Side, uid: string, value: T): void {
  world.now[at].set(uid, record(uid, stored(value, at), { isDue: true, changed: { from: world.clock, to: world.clock + 1000 } }));
}

/** One run: plans, writes, and settles by what the servers answer. Answers how much was written. */
function run<T>(craft: Craft<T>, world: World<T>): { writes: number; plan: WorkPlan<T> } {
  world.clock += 60_000;
  const { left, right } = world.now;
  const made = planWork(craft.kind, {
    left: [...left.values()],
    right: [...right.values()],
    pairs: [...world.pairs.values()],
    create: both,
  });
  const key = (one: { left: string; right: string }) => `${one.left}|${one.right}`;
  let writes = 0;
  for (const step of made.steps) if (step.kind === 'adopt') world.pairs.set(key(step), { left: step.left, right: step.right });
  for (const { base, ...ends } of made.bases) world.pairs.set(key(ends), { ...(world.pairs.get(key(ends)) ?? ends), base });
  const settle = (
    ends: { left: string; right: string },
    to: Side,
    values: { rule: string; ref: string; source: Base[string] | unknown }[],
  ) => {
    const pair: WorkPair = world.pairs.get(key(ends)) ?? { left: ends.left, right: ends.right };
    const written = world.now[to].get(ends[to]);
    if (!written) return;
    const said = craft.kind.input({ left: written.value, right: written.value })[to];
    const settled = values.map(({ rule, ref, source }) => [rule, { [otherSide(to)]: source, [to]: said[ref] ?? '' }]);
    world.pairs.set(key(ends), { ...pair, base: { ...pair.base, ...Object.fromEntries(settled) } });
  };
  for (const step of made.steps) {
    if (step.kind === 'update') {
      writes += 1;
      const { side, sources, changes } = step;
      const before = world.now[side].get(step[side]);
      if (!before) continue;
      // A write of the sync is nobody's edit.
      world.now[side].set(step[side], { ...before, value: craft.stored(craft.edited(before.value, side, changes), side) });
      settle(
        step,
        side,
        changes.map(({ rule, ref }) => ({ rule, ref, source: sources[rule] })),
      );
    }
    if (step.kind === 'create') {
      writes += 1;
      world.made += 1;
      const uid = `${step.side}-made-${world.made}`;
      world.now[step.side].set(uid, record(uid, craft.stored(step.value, step.side)));
      const ends = step.side === 'left' ? { left: uid, right: step.from } : { left: step.from, right: uid };
      settle(ends, step.side, step.carried);
    }
  }
  for (const side of ['left', 'right'] as const)
    for (const [uid, { isDue: _, ...rest }] of world.now[side]) world.now[side].set(uid, rest as WorkRecord<T>);
  return { writes, plan: made };
}

/** Lives through the acts, then runs until nothing is written. */
function live<T>(craft: Craft<T>, acts: readonly Act<T>[]): { world: World<T>; last: WorkPlan<T> } {
  const world: World<T> = { now: { left: new Map(), right: new Map() }, pairs: new Map(), clock: noon, made: 0 };
  for (const act of acts) {
    world.clock += 10_000;
    if (act.do === 'sync') run(craft, world);
    else if (act.do === 'forget') for (const [key, { left, right }] of world.pairs) world.pairs.set(key, { left, right });
    else if (act.do === 'add') {
      world.made += 1;
      put(craft, world, act.at, `${act.at}-${world.made}`, act.value);
    } else {
      const there = [...world.now[act.at].values()].filter(({ isGone }) => !isGone);
      const one = there[act.which % Math.max(1, there.length)];
      if (one && act.do === 'edit') put(craft, world, act.at, one.uid, { ...one.value, ...act.edit });
      if (one && act.do === 'remove') world.now[act.at].set(one.uid, { ...one, isGone: true });
    }
  }
  run(craft, world);
  run(craft, world);
  const { writes, plan: last } = run(craft, world);
  expect(writes).toBe(0);
  return { world, last };
}

const side = fc.constantFrom<Side>('left', 'right');
const which = fc.nat({ max: 5 });

/** What is not in the hands of the user: no conflict, nothing gone. */
function settledPairs<T>({ world, last }: ReturnType<typeof live<T>>) {
  const open = new Set(last.steps.flatMap((step) => ('left' in step ? [`${step.left}|${step.right}`] : [])));
  return [...world.pairs.values()].flatMap((pair) => {
    const [left, right] = [world.now.left.get(pair.left), world.now.right.get(pair.right)];
    return left && right && !left.isGone && !right.isGone && !open.has(`${pair.left}|${pair.right}`) ? [{ left, right }] : [];
  });
}

function expectOnePartnerEach<T>({ world }: ReturnType<typeof live<T>>): void {
  for (const one of ['left', 'right'] as const) {
    const ends = [...world.pairs.values()].map((pair) => pair[one]);
    expect(new Set(ends).size).toBe(ends.length);
  }
}

describe('random lives of both sides converge, and writes stop within two rounds', () => {
  it('of tasks, over 300 histories', () => {
    const title = fc.constantFrom('Call', 'Visit', ' Call  ', 'Measure');
    const due = fc.integer({ min: 0, max: 20 * 24 }).map((hours) => noon + hours * 36e5);
    const fields = {
      title,
      body: fc.constantFrom('', 'Plans', '<p><b>Plans</b></p>', 'One\nTwo'),
      dueAt: due,
      completed: fc.boolean(),
    };
    const edit = fc.oneof(...Object.entries(fields).map(([name, value]) => fc.record({ [name]: value }))) as fc.Arbitrary<Partial<Task>>;
    const act: fc.Arbitrary<Act<Task>> = fc.oneof(
      { weight: 3, arbitrary: fc.constant({ do: 'sync' } as const) },
      { weight: 1, arbitrary: fc.constant({ do: 'forget' } as const) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('add' as const),
          at: side,
          value: fc.record({ title, dueAt: due }).map((rest) => aTask({ ...rest, assignedTo: '' })),
        }),
      },
      { weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const), at: side, which, edit }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), at: side, which }) },
    );
    const craft: Craft<Task> = {
      kind: tasks(),
      edited: (task, _side, changes) => ({ ...task, ...taskEdit(changes) }),
      stored: (task, at) =>
        at === 'left'
          ? { ...task, title: task.title.trim(), body: task.body.startsWith('<') ? task.body : textToHtml(task.body) }
          : { ...task, title: task.title.replace(/\s+/g, ' ').trim(), dueAt: dayOfDue(task.dueAt, zone), dayOnly: task.dueAt !== 0 },
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const lived = live(craft, acts);
        expectOnePartnerEach(lived);
        for (const { left, right } of settledPairs(lived)) {
          expect([left.value.title.replace(/\s+/g, ' '), left.value.completed]).toEqual([right.value.title, right.value.completed]);
          if (right.value.dueAt) expect(dayOfDue(left.value.dueAt, zone)).toBe(right.value.dueAt);
          expect(canonicalText(left.value.body)).toBe(canonicalText(right.value.body));
        }
        // Nothing that is open is without a partner, and nothing was deleted by anybody but the user.
        const { world } = lived;
        for (const at of ['left', 'right'] as const) {
          const tied = new Set([...world.pairs.values()].map((pair) => pair[at]));
          const alone = [...world.now[at].values()].filter(({ uid, value, isGone }) => !tied.has(uid) && !value.completed && !isGone);
          expect(alone).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of notes, over 300 histories', () => {
    const body = fc.constantFrom('One', 'One\nTwo', 'a < b & c', '• item\n• item', '<p>Three<br>four</p>', '<ul><li>Five</li></ul>');
    const act: fc.Arbitrary<Act<Note>> = fc.oneof(
      { weight: 3, arbitrary: fc.constant({ do: 'sync' } as const) },
      { weight: 1, arbitrary: fc.constant({ do: 'forget' } as const) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('add' as const),
          at: side,
          value: body.map((text) => aNote({ body: text, addedAt: noon })),
        }),
      },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), at: side, which, edit: fc.record({ body }) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), at: side, which }) },
    );
    const craft: Craft<Note> = {
      kind: notes(),
      edited: (note, at, changes) => ({ ...note, ...noteEdit(changes, at, note) }),
      stored: (note, at) => ({
        ...note,
        addedAt: note.addedAt || noon,
        body: at === 'right' ? note.body.replace(/\r/g, '').trim() : note.body.startsWith('<') ? note.body : textToHtml(note.body),
      }),
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const lived = live(craft, acts);
        expectOnePartnerEach(lived);
        for (const { left, right } of settledPairs(lived))
          expect(canonicalText(saidText(left.value))).toBe(canonicalText(saidText(right.value)));
      }),
      { numRuns: 300 },
    );
  });
});
