// What a change asks the server to hold afterwards, field by field: what its answer is compared with, and a lost create recognised by.
import type { Contact } from '@/lib/domain/contact';
import type { Change } from './outbox-entry';

/** The fields and values that the change asks for; undefined where it asks for none (a delete, tags, a workflow). */
export function wantedFields(change: Change): Record<string, unknown> | undefined {
  switch (change.op) {
    case 'task.complete':
      return { completed: change.completed };
    case 'contact.update':
    case 'task.update':
    case 'note.update':
    case 'appointment.update':
      return { ...change.edit };
    case 'contact.create':
    case 'task.create':
    case 'note.create':
    case 'appointment.create':
      return filledFields(change.value);
    default:
      return undefined;
  }
}

/** Of a new record only what was filled in is compared: servers add defaults and times of their own. */
function filledFields(value: object): Record<string, unknown> {
  const serverOwned: (keyof Contact | 'zoneProven')[] = [
    'addedAt',
    'updatedAt',
    'additionalEmails',
    'additionalPhones',
    'businessId',
    'type',
    'zoneProven',
  ];
  const isBlank = (field: unknown) => field === '' || field === undefined || field === 0 || (Array.isArray(field) && field.length === 0);
  return Object.fromEntries(Object.entries(value).filter(([name, field]) => !isBlank(field) && !(serverOwned as string[]).includes(name)));
}
