// In which group of the list a task belongs: what is late, what is left of today, what comes later, what is done.
import type { Task } from './task';
import { startOfDay } from './zoned-time';

export type TaskGroup = 'overdue' | 'today' | 'later' | 'done';

/** True for an open task whose time has passed. One without a due date is never late. */
export function isOverdue(task: Pick<Task, 'completed' | 'dueAt'>, now: number): boolean {
  return !task.completed && task.dueAt > 0 && task.dueAt < now;
}

/**
 * Sorts tasks into groups by the location's day: overdue and the coming ones by due time, those without a date last, done ones newest
 * first. Equal times keep their order. Reads no clock per task: 10,000 take a few milliseconds.
 */
export function groupTasks<T extends { value: Pick<Task, 'completed' | 'dueAt'> }>(
  tasks: readonly T[],
  now: number,
  zone: string,
): Record<TaskGroup, T[]> {
  const tomorrow = startOfDay(now, zone, 1);
  const groups: Record<TaskGroup, T[]> = { overdue: [], today: [], later: [], done: [] };
  for (const task of tasks) {
    const { completed, dueAt } = task.value;
    if (completed) groups.done.push(task);
    else if (isOverdue(task.value, now)) groups.overdue.push(task);
    else if (dueAt > 0 && dueAt < tomorrow) groups.today.push(task);
    else groups.later.push(task);
  }
  const due = (task: T) => task.value.dueAt || Number.POSITIVE_INFINITY;
  for (const group of ['overdue', 'today', 'later'] as const) groups[group].sort((one, other) => compare(due(one), due(other)));
  groups.done.sort((one, other) => compare(other.value.dueAt, one.value.dueAt));
  return groups;
}

/** Infinity minus infinity is no number, so plain subtraction will not do. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
