// What the user sees is the server's last word with every waiting change on top. This file computes exactly that, for any record.
import type { Appointment } from '@/lib/domain/appointment';
import { blankContact, type Contact } from '@/lib/domain/contact';
import type { Note } from '@/lib/domain/note';
import type { Task } from '@/lib/domain/task';
import type { Change, OutboxEntry } from './outbox-entry';
import type { Row } from './rows';

export type RecordValue = Contact | Task | Note | Appointment;

/** The value after a change. Changes that do not touch the value (a workflow, a delete) leave it as it is. */
export function applyChange(value: RecordValue, change: Change): RecordValue {
  switch (change.op) {
    case 'contact.create':
      return { ...blankContact(), ...change.value };
    case 'contact.update':
      return { ...value, ...change.edit, customFields: { ...(value as Contact).customFields, ...change.edit.customFields } };
    case 'contact.add-tags':
      return { ...(value as Contact), tags: [...new Set([...(value as Contact).tags, ...change.tags])] };
    case 'contact.remove-tags':
      return { ...(value as Contact), tags: (value as Contact).tags.filter((tag) => !change.tags.includes(tag)) };
    case 'task.complete':
      return { ...(value as Task), completed: change.completed };
    case 'task.create':
    case 'note.create':
    case 'appointment.create':
      return change.value;
    case 'task.update':
    case 'note.update':
    case 'appointment.update':
      return { ...value, ...change.edit };
    case 'contact.delete':
    case 'contact.start-workflow':
    case 'task.delete':
    case 'note.delete':
    case 'event.deliver':
      return value;
  }
}

/** The server's value with the entries on top, in the order they were made. A record the server never had starts from its own create. */
export function rebase<T extends RecordValue>(row: Row<T>, entries: readonly OutboxEntry[]): T {
  const start: RecordValue = row.server ?? row.value;
  return entries.reduce((value, entry) => applyChange(value, entry.change), start) as T;
}
