// What is special to tasks and to notes when they are kept in step: by what two are known as one, what travels, and how it is made.
import type { SystemName } from '@/lib/domain/account';
import type { Side } from '@/lib/domain/mapping/mapping';
import { dayOfDue, saysNoEndDate } from '@/lib/domain/merge/due-day';
import { type FlowRule, usualFlow } from '@/lib/domain/merge/live-fields';
import { mergeNotes, noteMerge } from '@/lib/domain/merge/merge-notes';
import { mergeTasks, newTask, type TaskContext, taskMerge } from '@/lib/domain/merge/merge-tasks';
import { headerOf, saidText } from '@/lib/domain/merge/note-text';
import type { Note } from '@/lib/domain/note';
import type { Task } from '@/lib/domain/task';
import type { WorkKind } from './plan-work';

/** How tasks and to-dos are kept in step: the open ones travel both ways. Where a side cannot be written, it is only read. */
export function taskKind(context: Omit<TaskContext, 'flow'>, canWrite: Record<Side, boolean>): WorkKind<Task> {
  const tasks: TaskContext = { ...context, flow: flowOf(canWrite) };
  const dayOf = (task: Task) => (saysNoEndDate(task.body) ? 0 : dayOfDue(task.dueAt, context.zone));
  return {
    input: (pair) => taskMerge(pair, tasks),
    merge: (pair) => mergeTasks(pair, tasks),
    likeness(task, side) {
      // A to-do without a title is called by its first line in HighLevel.
      const title = oneLine(side === 'left' ? task.title : newTask(task, 'left', tasks).title);
      return title && `${dayOf(task)} ${title}`;
    },
    mayTravel: ({ value }, from) => !value.completed && (from === 'right' || value.title.trim() !== ''),
    make: (task, to) => newTask(task, to, tasks),
  };
}

export interface NoteTravel {
  /** Who is on the right. */
  partner: SystemName;
  /** When the user approved the sync, epoch ms by the clock of each side: older notes without a partner stay where they are. */
  since: Record<Side, number>;
  /** The note as it is to be made on that side. */
  make: (note: Note, to: Side) => Note;
}

/**
 * How notes are kept in step: those travel that were written since the sync was approved. Where a side cannot be written, it is only
 * read.
 */
export function noteKind({ partner, since, make }: NoteTravel, canWrite: Record<Side, boolean>): WorkKind<Note> {
  const flow = flowOf(canWrite);
  return {
    input: (pair) => noteMerge(pair, flow),
    merge: (pair) => mergeNotes(pair, flow),
    likeness: (note) => oneLine(saidText(note)),
    mayTravel({ value, isDue }, from) {
      if (!oneLine(saidText(value)) || cameOver(value, from, partner)) return false;
      return value.addedAt ? value.addedAt >= since[from] : isDue === true;
    },
    make,
  };
}

/** A note with our header line came from the other side, also where the tie of the two was lost. HighLevel gets them from more than one. */
function cameOver(note: Note, side: Side, partner: SystemName): boolean {
  const header = headerOf(note);
  return header !== undefined && (side === 'right' || header.source === partner);
}

/** A side that takes no changes is only read. */
function flowOf({ left, right }: Record<Side, boolean>): FlowRule {
  return { ...usualFlow, direction: left && right ? 'both' : left ? 'to-left' : right ? 'to-right' : 'none' };
}

function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/ \s+|(?! )\s+/g, ' ')
    .trim();
}
