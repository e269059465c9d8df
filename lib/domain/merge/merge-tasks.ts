// A HighLevel task (left) and a BQE CORE to-do (right): title, text, due, done and assignee.

import type { CustomValue } from '@/lib/domain/contact';
import type { Side } from '@/lib/domain/mapping/mapping';
import { hasFormatting, htmlToText } from '@/lib/domain/note-html';
import { canonicalText } from '@/lib/domain/same-value';
import type { Task, TaskEdit } from '@/lib/domain/task';
import type { Assignees } from './assignees';
import { dayOfDue, dueOnDay, madeUpDue, noEndDateLine, saysNoEndDate, withoutNoEndDate } from './due-day';
import { type FlowRule, fixedField, fixedRule, usualFlow } from './live-fields';
import type { LiveRule } from './live-rule';
import type { Times } from './merge-field';
import { type Base, type FieldChange, type Merged, type MergeInput, mergeRecords } from './merge-records';

export interface TaskContext {
  /** IANA zone of the location. */
  zone: string;
  now: number;
  assignees: Assignees;
  flow?: FlowRule;
}

export interface TaskPair {
  left: Task;
  right: Task;
  base?: Base;
  times?: Times;
}

/** What mergeRecords needs, for a task and a to-do. */
export function taskMerge({ left, right, base, times }: TaskPair, context: TaskContext): MergeInput {
  // A made-up due date is what both sides agreed upon, also where the base was lost.
  const isMadeUp = right.dueAt === 0 && saysNoEndDate(left.body) && !base?.[dueKey];
  const bases = isMadeUp ? { ...base, [dueKey]: { left: left.dueAt, right: 0 } } : base;
  return {
    rules: taskRules(context, right.dayOnly === true || right.dueAt === 0),
    left: valuesOf(left),
    right: valuesOf(right),
    ...(bases && { base: bases }),
    ...(times && { times }),
  };
}

/** Merges a task and a to-do. */
export function mergeTasks(pair: TaskPair, context: TaskContext): Merged {
  const merged = mergeRecords(taskMerge(pair, context));
  const { left, right } = pair;
  const hasRealDue = right.dueAt !== 0 || [...merged.toLeft, ...merged.toRight].some(({ ref }) => ref === 'dueAt');
  if (!hasRealDue || !saysNoEndDate(left.body)) return merged;
  // The line that calls the date made up has become untrue.
  const others = merged.toLeft.filter(({ ref }) => ref !== 'body');
  const body = merged.toLeft.find(({ ref }) => ref === 'body');
  const cleared: FieldChange = body
    ? { ...body, to: withoutNoEndDate(String(body.to)) }
    : { rule: bodyKey, ref: 'body', label: 'Details', from: left.body, to: withoutNoEndDate(left.body), why: 'changed' };
  return { ...merged, toLeft: [...others, cleared], unchanged: merged.unchanged.filter((key) => key !== bodyKey) };
}

/** The changes as an edit. */
export function taskEdit(changes: readonly FieldChange[]): TaskEdit {
  return Object.fromEntries(changes.map(({ ref, to }) => [ref, to]));
}

/** The task as it is to be made on the other side. */
export function newTask(task: Task, to: Side, { zone, now, assignees }: TaskContext): Task {
  const assignedTo = assignees[to].get(task.assignedTo) ?? '';
  const { completed } = task;
  const body = plainBody(task.body);
  if (to === 'right') {
    const day = dayOfDue(task.dueAt, zone);
    return { title: task.title, body, dueAt: day, ...(day && { dayOnly: true }), completed, assignedTo };
  }
  const title = task.title.trim() || body.split('\n')[0]?.slice(0, 120) || 'To-do';
  const due = task.dueAt ? { dueAt: task.dayOnly ? dueOnDay(task.dueAt, 0, zone) : task.dueAt, body } : madeUpDue(body, now, zone);
  return { title, ...due, completed, assignedTo };
}

const dueKey = 'dueAt|dueAt';
const bodyKey = 'body|body';

function taskRules({ zone, assignees, flow = usualFlow }: TaskContext, dayOnly: boolean): LiveRule[] {
  const text = (value: CustomValue) => String(value).normalize('NFC').replace(/\s+/g, ' ').trim();
  const minute = (value: CustomValue) => Math.floor(Number(value) / 60_000) || '';
  const day = (value: CustomValue) => dayOfDue(Number(value), zone) || '';
  const body = (value: CustomValue) => canonicalText(withoutNoEndDate(String(value)));
  const never = () => false;
  const title = fixedField('title', 'Title', text);
  const due = fixedField('dueAt', 'Due', minute);
  const done = fixedField('completed', 'Done', (value) => value, { isBlank: never });
  const assignee = fixedField('assignedTo', 'Assignee', text);
  const details = fixedField('body', 'Details', body, { warning: formattingLoss });
  return [
    fixedRule(title, title, flow, (from, value) => {
      return from === 'right' && !text(value) ? { refused: 'A HighLevel task needs a title.' } : { value: text(value) };
    }),
    fixedRule(details, details, flow, (from, value, current) => {
      const carried = plainBody(String(value));
      return { value: from === 'right' && saysNoEndDate(String(current)) ? `${carried}\n\n${noEndDateLine}`.trim() : carried };
    }),
    // HighLevel's tasks always have a due date: one that was taken away there or here stays on the other side.
    fixedRule(
      due,
      dayOnly ? { ...due, same: (one, other) => day(one ?? 0) === day(other ?? 0) } : due,
      flow,
      (from, value, current) => {
        if (!dayOnly) return { value: Number(value) };
        return { value: from === 'left' ? dayOfDue(Number(value), zone) : dueOnDay(Number(value), Number(current ?? 0), zone) };
      },
      'keep',
    ),
    fixedRule(done, done, flow, (_from, value) => ({ value: value === true })),
    fixedRule(
      assignee,
      assignee,
      flow,
      (from, value) => {
        const known = assignees[from === 'left' ? 'right' : 'left'].get(String(value));
        return !value
          ? { value: '' }
          : known
            ? { value: known }
            : { refused: 'The assignee has no user with the same e-mail or name on the other side.' };
      },
      'keep',
    ),
  ];
}

function valuesOf({ title, body, dueAt, completed, assignedTo }: Task): MergeInput['left'] {
  return { title, body, dueAt, completed, assignedTo };
}

/** The text without our own line, as plain lines. */
function plainBody(body: string): string {
  return withoutNoEndDate(htmlToText(withoutNoEndDate(body))).trim();
}

/** Says that a formatted text is about to be replaced by a plain one. */
function formattingLoss(_to: CustomValue, current: CustomValue): string | undefined {
  return hasFormatting(String(current)) ? 'Formatting is lost: the text comes from a system that keeps none.' : undefined;
}
