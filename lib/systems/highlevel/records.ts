// HighLevel's records as ours, and ours as HighLevel takes them. Nothing is dropped in silence: what it would not take is an error.
import { type Appointment, type AppointmentEdit, appointmentStatuses } from '@/lib/domain/appointment';
import type { Contact, ContactEdit, CustomValue } from '@/lib/domain/contact';
import type { Note, NoteEdit } from '@/lib/domain/note';
import type { Task, TaskEdit } from '@/lib/domain/task';
import { AppError } from '@/lib/errors';
import type { Remote } from '@/lib/systems/system';
import { isoWithOffset, readDate, readMoment, readStamp } from './times';
import type { AppointmentBody, ContactBody, ContactWire, EventWire, NoteBody, NoteWire, TaskBody, TaskWire } from './wire';

// Contacts

/** A contact, read by id or found. Hits spell some fields otherwise (`address`, `businessName`, lower-case names) and lack others. */
export function readContact(wire: ContactWire): Remote<Contact> {
  return {
    id: wire.id,
    value: {
      firstName: wire.firstName || wire.firstNameLowerCase,
      lastName: wire.lastName || wire.lastNameLowerCase,
      companyName: wire.companyName || wire.businessName,
      email: wire.email,
      phone: wire.phone,
      additionalEmails: wire.additionalEmails,
      additionalPhones: wire.additionalPhones,
      address1: wire.address1 || wire.address,
      city: wire.city,
      state: wire.state,
      postalCode: wire.postalCode,
      country: wire.country,
      website: wire.website,
      timezone: wire.timezone,
      source: wire.source,
      type: wire.type,
      dateOfBirth: readDate(wire.dateOfBirth),
      assignedTo: wire.assignedTo,
      businessId: wire.businessId,
      dnd: wire.dnd,
      tags: wire.tags,
      customFields: readCustomFields(wire.customFields),
      addedAt: readStamp(wire.dateAdded),
      // A fresh contact has no update time yet (highlevel-api-docs #289).
      updatedAt: readStamp(wire.dateUpdated) || readStamp(wire.dateAdded),
    },
  };
}

function readCustomFields(fields: ContactWire['customFields']): Record<string, CustomValue> {
  const values: Record<string, CustomValue> = {};
  for (const { id, value } of fields) {
    const read = readCustomValue(value);
    if (read !== undefined) values[id] = read;
  }
  return values;
}

function readCustomValue(value: unknown): CustomValue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? undefined : (value as Record<string, unknown>);
  return undefined;
}

/** The fields that `UpdateContactDto` marks nullable: null blanks them. The others are blanked with ''. */
const nullable = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'address1',
  'city',
  'state',
  'website',
  'timezone',
  'source',
  'dateOfBirth',
  'assignedTo',
] as const;
const notNullable = ['postalCode', 'country'] as const;

/** A new contact. Blank fields are left out. */
export function writeNewContact(edit: ContactEdit & { tags?: string[] }, locationId: string): ContactBody {
  const body: ContactBody = { locationId };
  for (const field of [...nullable, ...notNullable, 'companyName'] as const) {
    const value = edit[field];
    if (value) body[field] = value;
  }
  if (edit.dnd) body.dnd = true;
  if (edit.tags?.length) body.tags = edit.tags;
  const customFields = writeCustomFields(edit.customFields ?? {}).filter(({ field_value: value }) => !isBlank(value));
  if (customFields.length > 0) body.customFields = customFields;
  return body;
}

/**
 * A change of a contact. Throws AppError `invalid` for a company name, which the update does not take (UpdateContactDto): sent along, it
 * would be refused with everything else or lost in silence.
 */
export function writeContactEdit(edit: ContactEdit): ContactBody {
  if (edit.companyName !== undefined) {
    throw new AppError('invalid', {
      detail: 'HighLevel lets the company name be set on new contacts only. Change it in HighLevel itself.',
    });
  }
  const body: ContactBody = {};
  for (const field of nullable) {
    const value = edit[field];
    if (value !== undefined) body[field] = value === '' ? null : value;
  }
  for (const field of notNullable) {
    const value = edit[field];
    if (value !== undefined) body[field] = value;
  }
  if (edit.dnd !== undefined) body.dnd = edit.dnd;
  const customFields = writeCustomFields(edit.customFields ?? {});
  if (customFields.length > 0) body.customFields = customFields;
  return body;
}

/** By id alone: the key is optional and the id is not (customFieldsInput…Schema). A file map is never written. */
function writeCustomFields(fields: Record<string, CustomValue>): NonNullable<ContactBody['customFields']> {
  return Object.entries(fields).map(([id, value]) => {
    if (typeof value === 'object' && !Array.isArray(value)) {
      throw new AppError('invalid', { detail: 'Files of a custom field can be changed in HighLevel only.' });
    }
    return { id, field_value: value };
  });
}

const isBlank = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0);

// Tasks

export function readTask(wire: TaskWire, contactId?: string): Remote<Task> {
  const { title, body, completed, assignedTo } = wire;
  return {
    id: wire.id,
    ...ofContact(wire.contactId || contactId),
    value: { title, body, dueAt: readStamp(wire.dueDate), completed, assignedTo },
  };
}

/** A new task. Throws AppError `invalid` without a title or a due time, which CreateTaskParams demands; none is made up here. */
export function writeNewTask(task: Task): TaskBody {
  requireTitleAndDue(task);
  return {
    title: task.title,
    dueDate: new Date(task.dueAt).toISOString(),
    completed: task.completed,
    ...(task.body && { body: task.body }),
    ...(task.assignedTo && { assignedTo: task.assignedTo }),
  };
}

/** A change of a task. Throws AppError `invalid` where it would blank title or due time. */
export function writeTaskEdit(edit: TaskEdit): TaskBody {
  requireTitleAndDue(edit);
  return {
    ...(edit.title !== undefined && { title: edit.title }),
    ...(edit.body !== undefined && { body: edit.body }),
    ...(edit.dueAt !== undefined && { dueDate: new Date(edit.dueAt).toISOString() }),
    ...(edit.completed !== undefined && { completed: edit.completed }),
    ...(edit.assignedTo !== undefined && { assignedTo: edit.assignedTo }),
  };
}

function requireTitleAndDue({ title, dueAt }: TaskEdit): void {
  if (title?.trim() === '') throw new AppError('invalid', { detail: 'A HighLevel task needs a title.' });
  if (dueAt === 0) throw new AppError('invalid', { detail: 'A HighLevel task needs a due date.' });
}

// Notes

export function readNote(wire: NoteWire, contactId?: string): Remote<Note> {
  const { body, title, color, pinned, userId } = wire;
  return {
    id: wire.id,
    ...ofContact(wire.contactId || contactId),
    value: { body, title, color, pinned, userId, addedAt: readStamp(wire.dateAdded) },
  };
}

/** A new note; its time cannot be set. Throws AppError `invalid` without a text, which NotesDTO demands. */
export function writeNewNote(note: Note): NoteBody {
  return { ...writeNoteEdit(note), ...(note.userId && { userId: note.userId }) };
}

/** A change of a note. A blank colour is left out: only `#rrggbb` is documented. */
export function writeNoteEdit(edit: NoteEdit): NoteBody {
  if (edit.body?.trim() === '') throw new AppError('invalid', { detail: 'A HighLevel note needs a text.' });
  return {
    ...(edit.body !== undefined && { body: edit.body }),
    ...(edit.title !== undefined && { title: edit.title }),
    ...(edit.color && { color: edit.color }),
    ...(edit.pinned !== undefined && { pinned: edit.pinned }),
  };
}

// Appointments

/** From a contact's list or by id. Times without a zone are read in the location's and marked as unproven. */
export function readAppointment(wire: EventWire, zone: string, contactId?: string): Remote<Appointment> {
  const start = readMoment(wire.startTime, zone);
  const end = readMoment(wire.endTime, zone);
  return {
    id: wire.id,
    ...ofContact(wire.contactId || contactId),
    value: {
      title: wire.title,
      calendarId: wire.calendarId,
      startAt: start.at,
      endAt: end.at,
      zoneProven: start.zoneProven && (end.zoneProven || end.at === 0),
      status: wire.appointmentStatus || wire.status,
      assignedTo: wire.assignedUserId,
      address: wire.address,
      notes: wire.notes || wire.description,
    },
  };
}

/** A new appointment. Throws AppError `invalid` without calendar or start. */
export function writeNewAppointment(
  value: Appointment,
  place: { locationId: string; contactId: string; zone: string },
  toNotify: boolean,
): AppointmentBody {
  if (!value.calendarId) throw new AppError('invalid', { detail: 'An appointment needs a calendar.' });
  if (!value.startAt) throw new AppError('invalid', { detail: 'An appointment needs a start.' });
  return {
    calendarId: value.calendarId,
    locationId: place.locationId,
    contactId: place.contactId,
    startTime: isoWithOffset(value.startAt, place.zone),
    ...(value.endAt && { endTime: isoWithOffset(value.endAt, place.zone) }),
    ...(value.title && { title: value.title }),
    ...writeStatus(value.status),
    ...(value.assignedTo && { assignedUserId: value.assignedTo }),
    ...(value.address && { address: value.address }),
    ...(value.notes && { description: value.notes }),
    toNotify,
  };
}

/** A change of an appointment; cancelling is the status `cancelled`. */
export function writeAppointmentEdit(edit: AppointmentEdit, zone: string, toNotify: boolean): AppointmentBody {
  return {
    ...(edit.calendarId && { calendarId: edit.calendarId }),
    ...(edit.startAt && { startTime: isoWithOffset(edit.startAt, zone) }),
    ...(edit.endAt && { endTime: isoWithOffset(edit.endAt, zone) }),
    ...(edit.title !== undefined && { title: edit.title }),
    ...(edit.status !== undefined && writeStatus(edit.status)),
    ...(edit.assignedTo && { assignedUserId: edit.assignedTo }),
    ...(edit.address !== undefined && { address: edit.address }),
    toNotify,
  };
}

/** Statuses that are read (`booked`, `active`, `completed`) are more than those that may be written. */
function writeStatus(status: string): { appointmentStatus?: string } {
  return (appointmentStatuses as readonly string[]).includes(status) ? { appointmentStatus: status } : {};
}

function ofContact(contactId: string | undefined): { contactId?: string } {
  return contactId ? { contactId } : {};
}
