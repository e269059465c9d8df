// Records for tests, every field filled with something plausible: name only what the test is about.
import type { Appointment } from '@/lib/domain/appointment';
import { blankAppointment } from '@/lib/domain/appointment';
import type { Contact } from '@/lib/domain/contact';
import { blankContact } from '@/lib/domain/contact';
import type { Kept } from '@/lib/domain/kept';
import type { Note } from '@/lib/domain/note';
import { blankNote } from '@/lib/domain/note';
import type { Calendar, CustomField, FieldValue, User, Workflow } from '@/lib/domain/reference';
import type { Sighting } from '@/lib/domain/sighting';
import type { Task } from '@/lib/domain/task';
import { blankTask } from '@/lib/domain/task';

/** The moment at which most tests happen: Saturday noon in New York. */
export const noon = Date.parse('2026-11-21T12:00:00-05:00');

let count = 0;

/** A record as the panel shows it: saved, unless said otherwise. */
export function kept<T>(value: T, rest: Partial<Omit<Kept<T>, 'value'>> = {}): Kept<T> {
  count += 1;
  return { uid: `uid-${count}`, remoteId: `remote-${count}`, value, state: 'saved', seenAt: noon - 20_000, ...rest };
}

/** Ada Lovelace of Analytical Engines. */
export function aContact(fields: Partial<Contact> = {}): Contact {
  return {
    ...blankContact(),
    firstName: 'Ada',
    lastName: 'Lovelace',
    companyName: 'Analytical Engines',
    email: 'ada@example.com',
    phone: '+12125550100',
    city: 'New York',
    state: 'NY',
    country: 'US',
    timezone: 'America/New_York',
    source: 'Referral',
    tags: ['client'],
    businessId: 'business-1',
    addedAt: noon - 30 * 864e5,
    updatedAt: noon - 864e5,
    ...fields,
  };
}

/** An open task, due today at 17:00 in New York. */
export function aTask(fields: Partial<Task> = {}): Task {
  return { ...blankTask(), title: 'Call back', dueAt: Date.parse('2026-11-21T17:00:00-05:00'), assignedTo: 'user-1', ...fields };
}

/** A plain note of yesterday. */
export function aNote(fields: Partial<Note> = {}): Note {
  return { ...blankNote(), body: '<p>Asked for drawings.</p>', userId: 'user-1', addedAt: noon - 864e5, ...fields };
}

/** A confirmed meeting of an hour, tomorrow at 10:00 in New York. */
export function anAppointment(fields: Partial<Appointment> = {}): Appointment {
  return {
    ...blankAppointment(),
    title: 'Site visit',
    calendarId: 'calendar-1',
    startAt: Date.parse('2026-11-22T10:00:00-05:00'),
    endAt: Date.parse('2026-11-22T11:00:00-05:00'),
    assignedTo: 'user-1',
    ...fields,
  };
}

/** A client page of BQE CORE that shows Ada. */
export function aSighting(fields: Partial<Sighting> = {}): Sighting {
  return {
    system: 'bqe',
    kind: 'client',
    recordId: 'client-1',
    name: 'Ada Lovelace',
    company: 'Analytical Engines',
    emails: ['ada@example.com'],
    phones: ['+12125550100'],
    ...fields,
  };
}

/** Grace Hopper, a user. */
export function aUser(fields: Partial<User> = {}): User {
  return { id: 'user-1', name: 'Grace Hopper', email: 'grace@example.com', ...fields };
}

/** A calendar that takes appointments. */
export function aCalendar(fields: Partial<Calendar> = {}): Calendar {
  return { id: 'calendar-1', name: 'Site visits', active: true, ...fields };
}

/** A published workflow. */
export function aWorkflow(fields: Partial<Workflow> = {}): Workflow {
  return { id: 'workflow-1', name: 'Welcome series', published: true, ...fields };
}

/** A text field of the location. */
function aCustomField(fields: Partial<CustomField> = {}): CustomField {
  return { id: 'field-1', key: 'contact.budget', name: 'Budget', dataType: 'TEXT', options: [], placeholder: '', ...fields };
}

/** A text field beside its value. */
export function aFieldValue(field: Partial<CustomField> = {}, value: FieldValue['value'] = '20,000'): FieldValue {
  return { field: aCustomField(field), value };
}
