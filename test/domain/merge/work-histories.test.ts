// Random lives of a task with its to-do, and of a note with its partner, on servers that keep them in their own form: both converge, writes
// stop within two rounds, and what gives way is listed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '@/lib/domain/mapping/mapping';
import { assigneesOf } from '@/lib/domain/merge/assignees';
import { changeSpan } from '@/lib/domain/merge/change-span';
import { dayOfDue } from '@/lib/domain/merge/due-day';
import { mergeNotes, newNote, noteEdit, noteMerge } from '@/lib/domain/merge/merge-notes';
import { type Base, isInStep, type Merged, settleMerge } from '@/lib/domain/merge/merge-records';
import { mergeTasks, newTask, taskEdit, taskMerge } from '@/lib/domain/merge/merge-tasks';
import { saidText } from '@/lib/domain/merge/note-text';
import { textToHtml } from '@/lib/domain/note-html';
import { canonicalText } from '@/lib/domain/same-value';
import { blankTask, type Task } from '@/lib/domain/task';
import { aNote, aTask, noon } from '../../builders';

const zone = 'America/New_York';
const side = fc.constantFrom<Side>('left', 'right');
const sync = fc.constant('sync' as const);

describe('a task and its to-do', () => {
  const assignees = assigneesOf(
    [
      { id: 'user-1', name: '', email: 'a@x.org' },
      { id: 'user-2', name: '', email: 'b@x.org' },
    ],
    [{ id: 'employee-1', name: '', email: 'a@x.org' }],
  );
  const context = { zone, now: noon, assignees };
  const due = fc.integer({ min: 0, max: 40 * 24 }).map((hours) => noon + hours * 36e5);
  const edits = {
    left: fc.oneof(
      fc.record({ title: fc.constantFrom('Call', ' Call  back ', 'Visit') }),
      fc.record({ body: fc.constantFrom('', 'Plans', '<p><b>Plans</b></p>', 'One\nTwo') }),
      fc.record({ dueAt: due }),
      fc.record({ completed: fc.boolean() }),
      fc.record({ assignedTo: fc.constantFrom('', 'user-1', 'user-2') }),
    ),
    right: fc.oneof(
      fc.record({ title: fc.constantFrom('', 'Call', 'Measure') }),
      fc.record({ body: fc.constantFrom('', 'Plans', 'Three') }),
      fc.record({ dueAt: fc.oneof(fc.constant(0), due) }),
      fc.record({ completed: fc.boolean() }),
      fc.record({ assignedTo: fc.constantFrom('', 'employee-1') }),
    ),
  };
  const stored = {
    left: (task: Task): Task => ({
      ...task,
      title: task.title.trim(),
      body: task.body.startsWith('<') ? task.body : textToHtml(task.body),
    }),
    right: (task: Task): Task => ({
      ...task,
      dueAt: dayOfDue(task.dueAt, zone),
      dayOnly: task.dueAt !== 0,
      title: task.title.replace(/\s+/g, ' ').trim(),
    }),
  };
  const act = fc.oneof(
    sync,
    side.chain((at) => edits[at].map((edit) => ({ at, edit: edit as Partial<Task> }))),
  );

  it('converge, over 500 random histories', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.boolean(), (acts, startsRight) => {
        const first = stored.right(aTask({ ...blankTask(), title: 'Call', assignedTo: 'employee-1' }));
        const now: Record<Side, Task> = startsRight
          ? { left: stored.left(newTask(first, 'left', context)), right: first }
          : { left: stored.left(aTask()), right: stored.right(newTask(aTask(), 'right', context)) };
        let base: Base = {};
        let clock = noon;
        const changedAt = { left: noon, right: noon };
        const run = (): Merged => {
          clock += 10_000;
          const times = { left: changeSpan({ updatedAt: changedAt.left }), right: changeSpan({ updatedAt: changedAt.right }) };
          const pair = { ...now, base, times };
          const merged = mergeTasks(pair, context);
          const input = taskMerge(pair, context);
          for (const [at, changes] of [['left', merged.toLeft] as const, ['right', merged.toRight] as const]) {
            if (changes.length === 0) continue;
            now[at] = stored[at]({ ...now[at], ...taskEdit(changes) });
            changedAt[at] = clock;
          }
          base = settleMerge(input, merged, {
            left: taskMerge({ ...pair, ...now }, context).left,
            right: taskMerge({ ...pair, ...now }, context).right,
          }).base;
          return merged;
        };
        run();
        for (const one of acts) {
          clock += 10_000;
          if (one === 'sync') run();
          else {
            now[one.at] = stored[one.at]({ ...now[one.at], ...one.edit });
            changedAt[one.at] = clock;
          }
        }
        run();
        run();
        const last = run();
        expect([...last.toLeft, ...last.toRight]).toEqual([]);
        const open = new Set([...last.conflicts.map(({ rule }) => rule), ...last.refused.map(({ rule }) => rule)]);
        const { left, right } = now;
        if (!open.has('title|title')) expect(left.title.replace(/\s+/g, ' ')).toBe(right.title);
        if (!open.has('completed|completed')) expect(left.completed).toBe(right.completed);
        if (!open.has('dueAt|dueAt') && right.dueAt) expect(dayOfDue(left.dueAt, zone)).toBe(right.dueAt);
        expect(left.dueAt).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a note and its partner', () => {
  const text = fc.constantFrom(
    'One',
    'One\nTwo',
    'a < b & c',
    'Title: Visit\n\nAt ten',
    '• item\n• item',
    '<p>Three<br>four</p>',
    '<ul><li>Five</li></ul>',
  );
  const act = fc.oneof(sync, fc.record({ at: side, body: text }));
  const stored = {
    left: (body: string) => (body.startsWith('<') ? body.replace(/></g, '>\n<') : textToHtml(body)),
    right: (body: string) => body.replace(/\r/g, '').trim(),
  };

  it('converge, over 500 random histories', () => {
    fc.assert(
      fc.property(text, fc.array(act, { maxLength: 20 }), (start, acts) => {
        const now = { left: aNote(), right: aNote({ body: stored.right(start) }) };
        now.left = newNote(now.right, 'left', { source: 'bqe', author: 'Grace Hopper', zone });
        now.left.body = stored.left(now.left.body);
        let base: Base = {};
        const run = (): Merged => {
          const pair = { ...now, base, times: { left: { from: 2, to: 3 }, right: { from: 0, to: 1 } } };
          const merged = mergeNotes(pair);
          const input = noteMerge(pair);
          for (const [at, changes] of [['left', merged.toLeft] as const, ['right', merged.toRight] as const]) {
            const edit = noteEdit(changes, at, now[at]);
            if (changes.length > 0) now[at] = { ...now[at], ...edit, body: stored[at](edit.body ?? '') };
          }
          base = settleMerge(input, merged, { left: noteMerge(now).left, right: noteMerge(now).right }).base;
          return merged;
        };
        run();
        for (const one of acts) {
          if (one === 'sync') run();
          else now[one.at] = { ...now[one.at], body: stored[one.at](one.body) };
        }
        run();
        run();
        const last = run();
        expect(isInStep(last)).toBe(true);
        expect(canonicalText(saidText(now.left))).toBe(canonicalText(saidText(now.right)));
      }),
      { numRuns: 500 },
    );
  });
});
