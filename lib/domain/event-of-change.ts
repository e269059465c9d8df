// From a change to the event that tells the connected app of it. Changes that no event speaks of (appointments, workflows, deleted contacts)
// give undefined.
import type {
  ConnectedEvent,
  EventContact,
  EventContactRef,
  EventData,
  EventNote,
  EventTask,
  EventType,
  EventUser,
} from './connected-event';
import type { Contact } from './contact';
import type { Note } from './note';
import { htmlToText } from './note-html';
import type { Task } from './task';

/** What was done, in the words of the outbox: `task.update` with its edit, `task.complete` with yes or no. */
export interface ToldChange {
  op: string;
  edit?: object;
  completed?: boolean;
}

/** Everything an event is made of. Records are as they are after the change, with the remote ids that they have by then. */
export interface ChangeTold {
  /** Of the change itself: a UUID that stays the same however often it is delivered. */
  id: string;
  /** When it was made, epoch ms. */
  madeAt: number;
  account: string;
  change: ToldChange;
  contact: { id: string; localiqContactId?: string; value: Contact };
  task?: { id: string; value?: Task };
  note?: { id: string; value?: Note };
  /** A user's name by id, '' where unknown. */
  userName?: (userId: string) => string;
}

/** The event for a change, or undefined where the connected app is not told of it. */
export function eventOfChange(told: ChangeTold): ConnectedEvent | undefined {
  const type = typeOf(told.change);
  const data = type && dataOf(type, told);
  if (!type || !data) return undefined;
  return { id: told.id, type, occurredAt: new Date(told.madeAt).toISOString(), account: told.account, data };
}

/** The event of "Test connection". */
export function testEvent(id: string, at: number, account: string): ConnectedEvent {
  return { id, type: 'test', occurredAt: new Date(at).toISOString(), account, data: { message: 'This is a test by Lockstep.' } };
}

const types: Record<string, EventType> = {
  'contact.create': 'contact.created',
  'contact.update': 'contact.updated',
  'contact.add-tags': 'contact.updated',
  'contact.remove-tags': 'contact.updated',
  'task.create': 'task.created',
  'task.update': 'task.updated',
  'task.complete': 'task.completed',
  'task.delete': 'task.deleted',
  'note.create': 'note.created',
  'note.update': 'note.updated',
  'note.delete': 'note.deleted',
};

function typeOf({ op, edit, completed }: ToldChange): EventType | undefined {
  const isDone =
    op === 'task.complete' ? completed !== false : op === 'task.update' && edit && 'completed' in edit && edit.completed === true;
  if (op === 'task.complete' || op === 'task.update') return isDone ? 'task.completed' : 'task.updated';
  return Object.hasOwn(types, op) ? types[op] : undefined;
}

function dataOf(type: EventType, told: ChangeTold): EventData | undefined {
  const isUpdate = type.endsWith('.updated') || type === 'task.completed';
  const fields = isUpdate ? changedFields(told.change) : [];
  // What only HighLevel knows changed: nothing to tell.
  if (isUpdate && fields.length === 0) return undefined;
  const changed = isUpdate ? { changed: fields } : {};
  const { task, note, userName = () => '' } = told;
  const user = (id: string): EventUser => ({ id, ...(userName(id) && { name: userName(id) }) });
  if (type.startsWith('contact.')) return { contact: contactOf(told.contact), ...changed };
  const contact = refOf(told.contact);
  if (type.startsWith('task.') && task)
    return { contact, task: taskOf(task.id, type === 'task.deleted' ? undefined : task.value, user), ...changed };
  if (type.startsWith('note.') && note)
    return { contact, note: noteOf(note.id, type === 'note.deleted' ? undefined : note.value, user), ...changed };
  return undefined;
}

/** Our fields by the names that the event gives them. */
const eventNames: Record<string, string> = { body: 'details', dnd: 'doNotDisturb' };
const noteNames: Record<string, string> = { body: 'text' };
/** Never told, so never named as changed. */
const untold = new Set([
  ...['customFields', 'dateOfBirth', 'timezone', 'color', 'pinned'],
  ...['type', 'businessId', 'userId', 'addedAt', 'updatedAt', 'dayOnly'],
]);

/** True for fields of a contact that events speak of. */
export function isTold(field: string): boolean {
  return !untold.has(field) && !field.startsWith('custom:') && field !== 'assignedTo';
}

function changedFields({ op, edit }: ToldChange): string[] {
  if (op.endsWith('-tags')) return ['tags'];
  if (op === 'task.complete') return ['completed'];
  const names = op.startsWith('note.') ? noteNames : eventNames;
  const isOwner = (field: string) => op === 'contact.update' && field === 'assignedTo';
  return Object.keys(edit ?? {})
    .filter((field) => !untold.has(field) && !isOwner(field))
    .map((field) => names[field] ?? field);
}

function refOf({ id, localiqContactId, value }: ChangeTold['contact']): EventContactRef {
  const { firstName, lastName, companyName, email, phone } = value;
  return { id, ...filled({ localiqContactId: localiqContactId ?? '', firstName, lastName, companyName, email, phone }) };
}

function contactOf(contact: ChangeTold['contact']): EventContact {
  const { additionalEmails, additionalPhones, address1, city, state, postalCode, country, website, source, tags, dnd } = contact.value;
  return {
    ...refOf(contact),
    ...filled({ additionalEmails, additionalPhones, address1, city, state, postalCode, country, website, source, tags }),
    ...(dnd && { doNotDisturb: true as const }),
  };
}

function taskOf(id: string, task: Task | undefined, user: (id: string) => EventUser): EventTask {
  if (!task) return { id };
  const { title, body, dueAt, completed, assignedTo } = task;
  return {
    id,
    ...filled({ title, details: htmlToText(body) }),
    ...(dueAt && { dueAt: new Date(dueAt).toISOString() }),
    completed,
    ...(assignedTo && { assignedTo: user(assignedTo) }),
  };
}

function noteOf(id: string, note: Note | undefined, user: (id: string) => EventUser): EventNote {
  if (!note) return { id };
  const { title, body, userId, addedAt } = note;
  return {
    id,
    ...filled({ title, text: htmlToText(body) }),
    ...(userId && { author: user(userId) }),
    ...(addedAt && { writtenAt: new Date(addedAt).toISOString() }),
  };
}

/** Without blank texts and empty lists. */
function filled<T extends Record<string, string | string[]>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.length > 0)) as Partial<T>;
}
