import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assigneesOf } from '@/lib/domain/merge/assignees';
import { dayOfDue, dueOnDay, noEndDateLine } from '@/lib/domain/merge/due-day';
import { settleMerge } from '@/lib/domain/merge/merge-records';
import { mergeTasks, newTask, type TaskPair, taskEdit, taskMerge } from '@/lib/domain/merge/merge-tasks';
import type { Task } from '@/lib/domain/task';
import { aTask, noon } from '../../builders';

const zone = 'America/New_York';
const assignees = assigneesOf(
  [
    { id: 'user-1', name: '', email: 'Grace@example.com' },
    { id: 'user-2', name: '', email: 'two@example.com' },
    { id: 'user-3', name: '', email: 'two@example.com' },
  ],
  [
    { id: 'employee-1', name: '', email: 'grace@example.com' },
    { id: 'employee-2', name: '', email: 'two@example.com' },
  ],
);
const context = { zone, now: noon, assignees };
const at = (text: string) => Date.parse(`${text}-05:00`);
const aTodo = (fields: Partial<Task> = {}): Task =>
  aTask({ dueAt: at('2026-11-21T00:00'), dayOnly: true, assignedTo: 'employee-1', ...fields });
const base = (pair: TaskPair) => mergeTasks(pair, context).base;
const start = base({ left: aTask(), right: aTodo() });

describe('a task and a to-do', () => {
  it('that say the same are in step: the day is the day, the assignee is known by e-mail', () => {
    const merged = mergeTasks({ left: aTask(), right: aTodo() }, context);
    expect([merged.toLeft, merged.toRight, merged.conflicts, merged.refused]).toEqual([[], [], [], []]);
  });

  it('completing either completes the other', () => {
    expect(taskEdit(mergeTasks({ left: aTask({ completed: true }), right: aTodo(), base: start }, context).toRight)).toEqual({
      completed: true,
    });
    expect(taskEdit(mergeTasks({ left: aTask(), right: aTodo({ completed: true }), base: start }, context).toLeft)).toEqual({
      completed: true,
    });
  });

  it('an unchanged day keeps the time, another day keeps the time of day', () => {
    const later = { left: aTask({ dueAt: at('2026-11-21T09:15') }), right: aTodo(), base: start };
    expect(mergeTasks(later, context).toRight).toEqual([]);
    const moved = { left: aTask({ dueAt: at('2026-11-21T09:15') }), right: aTodo({ dueAt: at('2026-11-24T00:00') }), base: start };
    expect(taskEdit(mergeTasks(moved, context).toLeft)).toEqual({ dueAt: at('2026-11-24T09:15') });
    const tomorrow = { left: aTask({ dueAt: at('2026-11-22T09:15') }), right: aTodo(), base: start };
    expect(taskEdit(mergeTasks(tomorrow, context).toRight)).toEqual({ dueAt: at('2026-11-22T00:00') });
  });

  it('days and times lead to each other and back, on both sides of summer time', () => {
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
    fc.assert(
      fc.property(moment, moment, fc.constantFrom(zone, 'Europe/Berlin', 'Australia/Lord_Howe'), (due, other, place) => {
        const day = dayOfDue(due, place);
        expect(dueOnDay(day, due, place)).toBe(due);
        expect(dayOfDue(dueOnDay(day, other, place), place)).toBe(day);
        expect(dueOnDay(day, 0, place)).toBe(dueOnDay(day, dueOnDay(day, 0, place), place));
      }),
    );
  });

  it('a to-do without an end date becomes due today at 17:00, marked, and stays without one', () => {
    const todo = aTodo({ dueAt: 0, body: 'Bring plans' });
    delete todo.dayOnly;
    const made = newTask(todo, 'left', context);
    expect(made).toMatchObject({ dueAt: at('2026-11-21T17:00'), body: `Bring plans\n\n${noEndDateLine}`, assignedTo: 'user-1' });
    expect(newTask(todo, 'left', { ...context, now: at('2026-11-21T18:00') }).dueAt).toBe(at('2026-11-22T17:00'));
    const merged = mergeTasks({ left: made, right: todo }, context);
    expect([merged.toLeft, merged.toRight]).toEqual([[], []]);
    // Next week nothing has changed either.
    expect(mergeTasks({ left: made, right: todo, base: merged.base }, { ...context, now: noon + 7 * 864e5 }).toRight).toEqual([]);
  });

  it('once it has a real date the mark goes, and does not come back', () => {
    const todo = aTodo({ dueAt: 0 });
    const left = newTask(todo, 'left', context);
    const before = base({ left, right: todo });
    const pair = { left, right: aTodo({ dueAt: at('2026-11-30T00:00') }), base: before };
    const merged = mergeTasks(pair, context);
    expect(taskEdit(merged.toLeft)).toEqual({ dueAt: at('2026-11-30T17:00'), body: '' });
    const written = { ...left, ...taskEdit(merged.toLeft) };
    const next = settleMerge(taskMerge(pair, context), merged, { left: taskMerge({ ...pair, left: written }, context).left }).base;
    const again = mergeTasks({ left: written, right: pair.right, base: next }, context);
    expect([again.toLeft, again.toRight]).toEqual([[], []]);
  });

  it('an end date that was taken away leaves HighLevel’s due date alone', () => {
    const merged = mergeTasks({ left: aTask(), right: aTodo({ dueAt: 0 }), base: start }, context);
    expect([merged.toLeft, merged.toRight]).toEqual([[], []]);
  });

  it('says what cannot be: an assignee whom the other side does not know, a task without a title', () => {
    const merged = mergeTasks({ left: aTask({ assignedTo: 'user-2' }), right: aTodo({ title: '' }), base: start }, context);
    expect(merged.refused.map(({ ref, reason }) => `${ref}: ${reason}`)).toEqual([
      'title: A HighLevel task needs a title.',
      'assignedTo: The assignee has no user with the same e-mail or name on the other side.',
    ]);
  });

  it('a new one takes with it what the other side can hold', () => {
    expect(newTask(aTask({ body: '<p>One</p><p>Two</p>' }), 'right', context)).toEqual({
      title: 'Call back',
      body: 'One\n\nTwo',
      dueAt: at('2026-11-21T00:00'),
      dayOnly: true,
      completed: false,
      assignedTo: 'employee-1',
    });
    expect(newTask(aTodo({ title: ' ', body: 'First line\nmore' }), 'left', context)).toMatchObject({
      title: 'First line',
      dueAt: at('2026-11-21T17:00'),
    });
  });

  it('warns when a formatted text is replaced by a plain one', () => {
    const bold = aTask({ body: '<p><b>Old</b></p>' });
    const before = base({ left: bold, right: aTodo({ body: 'Old' }) });
    const [change] = mergeTasks({ left: bold, right: aTodo({ body: 'New' }), base: before }, context).toLeft;
    expect(change).toMatchObject({ ref: 'body', to: 'New', warning: expect.stringContaining('Formatting') });
  });
});
