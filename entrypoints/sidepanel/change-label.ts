// What a waiting change is called on screen.
import type { Change } from '@/lib/store/outbox-entry';

/** "Add task “Call back”". */
export function changeLabel(change: Change): string {
  switch (change.op) {
    case 'contact.create':
      return 'Create contact';
    case 'contact.update':
      return 'Change details';
    case 'contact.delete':
      return 'Delete contact';
    case 'contact.add-tags':
      return `Add tag ${quoted(change.tags.join(', '))}`;
    case 'contact.remove-tags':
      return `Remove tag ${quoted(change.tags.join(', '))}`;
    case 'contact.start-workflow':
      return `Start workflow ${quoted(change.workflowName)}`;
    case 'task.create':
      return `Add task ${quoted(change.value.title)}`;
    case 'task.update':
      return 'Change task';
    case 'task.complete':
      return change.completed ? 'Complete task' : 'Reopen task';
    case 'task.delete':
      return 'Delete task';
    case 'note.create':
      return 'Add note';
    case 'note.update':
      return 'Change note';
    case 'note.delete':
      return 'Delete note';
    case 'appointment.create':
      return `Book appointment ${quoted(change.value.title)}`;
    case 'appointment.update':
      return change.edit.status === 'cancelled' ? 'Cancel appointment' : 'Change appointment';
    case 'event.deliver':
      return 'Tell the connected app';
    default:
      return 'A change of another version of Lockstep';
  }
}

function quoted(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}
