// BQE CORE's records as ours, and our changes in a copy of BQE CORE's. Nothing is dropped in silence: what it would not take is an error.
// Property names: the BQE Power BI connector (cruzgreg/bqe-core-power-bi).
import { blankContact, type Contact, type ContactEdit } from '@/lib/domain/contact';
import type { Note, NoteEdit } from '@/lib/domain/note';
import { htmlToText, isHtml, textToHtml } from '@/lib/domain/note-html';
import type { Task, TaskEdit } from '@/lib/domain/task';
import { AppError } from '@/lib/errors';
import type { Remote } from '@/lib/systems/system';
import { makeRoom, readAddress, readCustomFields, readMarks, setAddress, setCustomFields, setMark } from './nested';
import { addressParts, type BqeProfile, type PersonProfile, personProfile } from './profile';
import { type Clock, dayOf, readDay, readStamp, writeDay } from './times';
import { enumOf, fieldOf, numberOf, type Row, textOf } from './wire';

/** What reading and writing records takes beside the record. */
export interface Reading {
  profile: BqeProfile;
  clock: Clock;
  /** The signed-in user's employee id, or ''. */
  userId: string;
}

export type ContactKind = 'client' | 'prospect';

/** A new record before it has an id. */
type NewRow = Record<string, unknown>;

// Contacts

/** A client or prospect. Its display name stands for the company where no name and no company is given. */
export function readContact(row: Row, kind: ContactKind, { profile, clock }: Reading): Remote<Contact> {
  const map = personProfile(profile, kind);
  const { emails, phones, website } = readMarks(row, map);
  const firstName = textOf(row.firstName);
  const lastName = textOf(row.lastName);
  const addedAt = readStamp(row.createdOn, clock);
  const updatedAt = readStamp(row.lastUpdated, clock) || addedAt;
  return {
    id: row.id,
    kind,
    ...(updatedAt && { updatedAt }),
    value: {
      ...blankContact(),
      firstName,
      lastName,
      companyName: textOf(row.company) || (firstName || lastName ? '' : textOf(row.name)),
      email: emails[0] ?? '',
      phone: phones[0] ?? '',
      additionalEmails: emails.slice(1),
      additionalPhones: phones.slice(1),
      ...readAddress(row, map),
      website,
      type: kind,
      assignedTo: textOf(row.managerId),
      tags: groupsOf(row),
      customFields: readCustomFields(row, map),
      addedAt,
      updatedAt,
    },
  };
}

/** Groups are the nearest thing to tags. They come only where they were asked for. */
function groupsOf(row: Row): string[] {
  const groups = Array.isArray(row.assignedGroups) ? row.assignedGroups : [];
  return groups.map((group) => textOf(fieldOf(group, 'group')) || textOf(fieldOf(group, 'name')) || textOf(group)).filter(Boolean);
}

const plainFields = { firstName: 'firstName', lastName: 'lastName', companyName: 'company', assignedTo: 'managerId' } as const;
const marks = ['email', 'phone', 'website'] as const;
const refused = ['timezone', 'source', 'dateOfBirth'] as const;

/** A new client or prospect. Only the display name is mandatory, and it must be unique (BQE CORE help, clients). */
export function writeNewContact(edit: ContactEdit & { tags?: string[] }, map: PersonProfile): NewRow {
  if (edit.tags?.length) throw new AppError('unsupported', { detail: 'Groups of BQE CORE are assigned there.' });
  const name = newName(edit);
  if (!name) throw new AppError('invalid', { detail: 'A BQE CORE client needs a name.' });
  const row: Row = { id: 'new', name };
  const filled = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== '' && value !== false)) as ContactEdit;
  makeRoom(
    row,
    {
      marks: marks.filter((kind) => filled[kind]),
      parts: addressParts.filter((part) => filled[part]),
      customFields: Object.keys(filled.customFields ?? {}).length > 0,
    },
    map,
  );
  applyContactEdit(row, filled, map);
  const { id: _, ...body } = row;
  return body;
}

/** The display name of a new record. */
export function newName({ firstName = '', lastName = '', companyName = '', email = '', phone = '' }: ContactEdit): string {
  return `${firstName} ${lastName}`.trim() || companyName.trim() || email.trim() || phone.trim();
}

/** Puts a change into a copy of the whole record. The display name stays: it is the firm's own. */
export function applyContactEdit(row: Row, edit: ContactEdit, map: PersonProfile): void {
  const unknown = refused.filter((field) => edit[field]);
  if (unknown.length > 0 || edit.dnd) {
    throw new AppError('unsupported', {
      detail: `BQE CORE has no place for: ${[...unknown, ...(edit.dnd ? ['do not disturb'] : [])].join(', ')}.`,
    });
  }
  for (const [field, name] of Object.entries(plainFields) as [keyof typeof plainFields, string][]) {
    const value = edit[field];
    if (value === undefined || value === textOf(row[name])) continue;
    if (field === 'assignedTo' && value === '')
      throw new AppError('invalid', { detail: 'Take the manager off a client in BQE CORE itself.' });
    // A display name that was shown as the company is not the company's field.
    if (field === 'companyName' && !textOf(row.company) && value === textOf(row.name)) continue;
    row[name] = value;
  }
  for (const kind of marks) {
    const value = edit[kind];
    if (value !== undefined) setMark(row, kind, value, map);
  }
  setAddress(row, edit, map);
  setCustomFields(row, edit.customFields ?? {}, map);
}

// To-dos

/** A to-do as a task. Days come as the midnight that begins them here, marked so. */
export function readTask(row: Row, { profile, clock }: Reading): Remote<Task> {
  const due = readDay(row.endDate, clock);
  const updatedAt = readStamp(row.lastUpdated, clock);
  const contactId = linkedContact(row, ['linkedEntity'], profile);
  return {
    id: row.id,
    ...(updatedAt && { updatedAt }),
    ...(contactId && { contactId }),
    value: {
      title: textOf(row.description),
      body: textOf(row.memo),
      dueAt: due.at,
      ...(due.dayOnly && { dayOnly: true }),
      completed: isDone(row, profile),
      assignedTo: textOf(row.assignedToId),
    },
  };
}

/** Done is a status that was seen on finished to-dos, or a label that says so, or 100 percent. */
function isDone(row: Row, { todo }: BqeProfile): boolean {
  const status = enumOf(row.status);
  if (status !== undefined && todo.done.includes(status)) return true;
  if (typeof status === 'string') return /complete|done|closed/i.test(status) && !/^(in|not)/i.test(status);
  return (numberOf(row.percentComplete) ?? 0) >= 100;
}

/** A new to-do on a client or prospect. It belongs to somebody: the signed-in user unless said otherwise. */
export function writeNewTask(contactId: string, kind: ContactKind, task: Task, { profile, clock, userId }: Reading): NewRow {
  if (!task.title.trim()) throw new AppError('invalid', { detail: 'A BQE CORE to-do needs a title.' });
  const assignedToId = task.assignedTo || userId;
  const type = profile.entityTypes[kind];
  return {
    description: task.title,
    ...(task.body && { memo: isHtml(task.body) ? htmlToText(task.body) : task.body }),
    ...(task.dueAt && { endDate: writeDay(task.dueAt, clock.timezone) }),
    ...(assignedToId && { assignedToId }),
    linkedEntityId: contactId,
    ...(type !== undefined && { linkedEntityType: type }),
    ...(task.completed && done(profile)),
  };
}

/** Puts a change into a copy of the whole to-do. A due time on the day that is there already changes nothing. */
export function applyTaskEdit(row: Row, edit: TaskEdit, { profile, clock }: Reading): void {
  if (edit.title?.trim() === '') throw new AppError('invalid', { detail: 'A BQE CORE to-do needs a title.' });
  if (edit.assignedTo === '') throw new AppError('invalid', { detail: 'A BQE CORE to-do belongs to somebody.' });
  if (edit.title !== undefined) row.description = edit.title;
  if (edit.body !== undefined) row.memo = isHtml(edit.body) && !isHtml(textOf(row.memo)) ? htmlToText(edit.body) : edit.body;
  if (edit.assignedTo !== undefined) row.assignedToId = edit.assignedTo;
  if (edit.dueAt !== undefined) {
    const before = readDay(row.endDate, clock).at;
    if (edit.dueAt === 0) row.endDate = null;
    else if (!before || dayOf(before, clock.timezone) !== dayOf(edit.dueAt, clock.timezone))
      row.endDate = writeDay(edit.dueAt, clock.timezone);
  }
  if (edit.completed !== undefined && edit.completed !== isDone(row, profile))
    Object.assign(row, edit.completed ? done(profile) : reopened(profile));
}

function done({ todo }: BqeProfile): NewRow {
  const [status] = todo.done;
  return { percentComplete: 100, ...(status !== undefined && { status }) };
}

function reopened({ todo }: BqeProfile): NewRow {
  return { percentComplete: 0, ...(todo.open !== undefined && { status: todo.open }) };
}

// Notes

/** A note. Its date is a day; where that is the day it was written, the time of writing is more exact. */
export function readNote(row: Row, { profile, clock }: Reading): Remote<Note> {
  const text = textOf(row.description);
  const day = readDay(row.date, clock);
  const createdAt = readStamp(row.createdOn, clock);
  const isSameDay = createdAt !== 0 && dayOf(createdAt, clock.timezone) === dayOf(day.at, clock.timezone);
  const updatedAt = readStamp(row.lastUpdated, clock) || createdAt;
  const contactId = linkedContact(row, ['masterEntity', 'linkedEntity'], profile);
  return {
    id: row.id,
    ...(updatedAt && { updatedAt }),
    ...(contactId && { contactId }),
    value: {
      body: isHtml(text) ? text : textToHtml(text),
      title: '',
      color: '',
      pinned: false,
      userId: textOf(row.reportedById) || textOf(row.createdById),
      addedAt: day.at === 0 || (day.dayOnly && isSameDay) ? createdAt : day.at,
    },
  };
}

/** True for notes that BQE CORE writes by itself. */
export function isSystemNote(row: Row, { note }: BqeProfile): boolean {
  return note.systemCategories.includes(textOf(row.noteCategoryId));
}

/** A new note on a client or prospect. Throws AppError `unsupported` while the number of that kind of record is unknown. */
export function writeNewNote(contactId: string, kind: ContactKind, note: Note, { profile, clock, userId }: Reading): NewRow {
  const type = profile.entityTypes[kind];
  if (type === undefined) {
    const detail = `BQE CORE did not show how a note is tied to a ${kind}. Write one there by hand, then choose Test connection.`;
    throw new AppError('unsupported', { detail });
  }
  return {
    description: writtenText(note, profile.note.format === 'html'),
    date: writeDay(note.addedAt || clock.now(), clock.timezone),
    masterEntityId: contactId,
    masterEntityType: type,
    ...((note.userId || userId) && { reportedById: note.userId || userId }),
  };
}

/** Puts a change into a copy of the whole note, in the form that its text has. */
export function applyNoteEdit(row: Row, edit: NoteEdit): void {
  if (edit.body === undefined) {
    if (edit.title) throw new AppError('unsupported', { detail: 'Notes of BQE CORE have no title.' });
    return;
  }
  row.description = writtenText({ body: edit.body, title: edit.title ?? '' }, isHtml(textOf(row.description)));
}

/** A title has no field of its own: it becomes the first line. */
function writtenText({ body, title }: Pick<Note, 'body' | 'title'>, asHtml: boolean): string {
  if (!htmlToText(body).trim() && !title.trim()) throw new AppError('invalid', { detail: 'A BQE CORE note needs a text.' });
  if (asHtml) return `${title ? textToHtml(title) : ''}${isHtml(body) ? body : textToHtml(body)}`;
  return [title, htmlToText(body)].filter(Boolean).join('\n\n');
}

// Both

/** The client or prospect that a record hangs on: known to be one, else not known to be anything else. */
function linkedContact(row: Row, names: readonly string[], { entityTypes }: BqeProfile): string {
  const links = names
    .map((name) => ({ id: textOf(row[`${name}Id`]), type: enumOf(row[`${name}Type`]) }))
    .filter(({ id, type }) => id && (type === undefined || !entityTypes.others.includes(type)));
  const known = links.find(({ type }) => type !== undefined && (type === entityTypes.client || type === entityTypes.prospect));
  return (known ?? links[0])?.id ?? '';
}
