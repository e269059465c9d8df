// HighLevel behind the shape that all systems share. What is asked, in which order, and what an answer means; how it is sent is api.ts.
import { accountId } from '@/lib/domain/account';
import type { Appointment } from '@/lib/domain/appointment';
import type { ReferenceItems } from '@/lib/domain/reference';
import { AppError, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { undefinedIfGone } from '@/lib/http/if-gone';
import type { CallOptions, Capabilities, Remote, System } from '@/lib/systems/system';
import { thatRecord } from '@/lib/systems/that-record';
import { type Api, createApi } from './api';
import { findContacts } from './find-contacts';
import { listContacts } from './list-contacts';
import {
  readAppointment,
  readContact,
  readNote,
  readTask,
  writeAppointmentEdit,
  writeContactEdit,
  writeNewAppointment,
  writeNewContact,
  writeNewNote,
  writeNewTask,
  writeNoteEdit,
  writeTaskEdit,
} from './records';
import { readReference } from './reference';
import type { EventWire } from './wire';

export interface HighLevelOptions {
  /** Signed in: see authorised.ts. */
  http: Http;
  locationId: string;
  /** '' where not known yet; asked for when needed. */
  companyId: string;
  /** IANA zone of the location. */
  timezone: string;
  /** Scopes that the last connection test found missing. */
  missingScopes?: readonly string[];
}

/** The adapter for one location. */
export function createHighLevel({ http, locationId, companyId, timezone, missingScopes = [] }: HighLevelOptions): System {
  const api = createApi(http);

  return {
    name: 'highlevel',
    account: accountId('highlevel', locationId),
    can: capabilities(missingScopes),

    contacts: {
      async read(id, options) {
        const answer = await undefinedIfGone(api.readContact(id, options));
        return answer?.contact ? readContact(thatRecord(answer.contact, id)) : undefined;
      },
      list: (query, options) => listContacts(api, locationId, query, options),
      find: (marks, options) => findContacts(api, locationId, marks, options),
      atCompany: (businessId, options) => contactsOfBusiness(api, locationId, businessId, options),
      async create(edit, options) {
        const { contact } = await api.createContact(writeNewContact(edit, locationId), options);
        return readContact(contact);
      },
      async update(id, edit, options) {
        const { contact } = await api.updateContact(id, writeContactEdit(edit), options);
        return readContact(thatRecord(contact, id));
      },
      delete: (id, options) => deleted(api.deleteContact(id, options)),
      addTags: (id, tags, options) => tagsAfter(api.addTags(id, tags, options), api, id, options),
      removeTags: (id, tags, options) => tagsAfter(api.removeTags(id, tags, options), api, id, options),
      startWorkflow: async (id, workflowId, options) => done(await api.startWorkflow(id, workflowId, options)),
    },

    tasks: {
      async list(contactId, options) {
        const { tasks } = await api.listTasks(contactId, options);
        return tasks.map((task) => readTask(task, contactId));
      },
      async read(contactId, id, options) {
        const answer = await undefinedIfGone(api.readTask(contactId, id, options));
        return answer?.task ? readTask(thatRecord(answer.task, id), contactId) : undefined;
      },
      async create(contactId, value, options) {
        const { task } = await api.createTask(contactId, writeNewTask(value), options);
        return readTask(task, contactId);
      },
      async update(contactId, id, edit, options) {
        const { task } = await api.updateTask(contactId, id, writeTaskEdit(edit), options);
        return readTask(thatRecord(task, id), contactId);
      },
      async setCompleted(contactId, id, completed, options) {
        const { task } = await api.setTaskCompleted(contactId, id, completed, options);
        return readTask(thatRecord(task, id), contactId);
      },
      delete: (contactId, id, options) => deleted(api.deleteTask(contactId, id, options)),
      async search({ assignedTo, completed, skip, limit }, options) {
        const body = { completed, skip, limit, ...(assignedTo.length > 0 && { assignedTo }) };
        const { tasks } = await api.searchTasks(locationId, body, options);
        return tasks.map((task) => readTask(task));
      },
    },

    notes: {
      async list(contactId, options) {
        const { notes } = await api.listNotes(contactId, options);
        return notes.map((note) => readNote(note, contactId));
      },
      async read(contactId, id, options) {
        const answer = await undefinedIfGone(api.readNote(contactId, id, options));
        return answer?.note ? readNote(thatRecord(answer.note, id), contactId) : undefined;
      },
      async create(contactId, value, options) {
        const { note } = await api.createNote(contactId, writeNewNote(value), options);
        return readNote(note, contactId);
      },
      async update(contactId, id, edit, options) {
        const { note } = await api.updateNote(contactId, id, writeNoteEdit(edit), options);
        return readNote(thatRecord(note, id), contactId);
      },
      delete: (contactId, id, options) => deleted(api.deleteNote(contactId, id, options)),
    },

    appointments: {
      async list(contactId, options) {
        const { events } = await notSignedOut(api.listAppointments(contactId, options), api, contactId, options);
        return events.map((event) => readAppointment(event, timezone, contactId));
      },
      read: (id, options) => readEvent(api, id, timezone, options),
      async create(contactId, value, notifyClient, options) {
        const body = writeNewAppointment(value, { locationId, contactId, zone: timezone }, notifyClient);
        return written(await api.createAppointment(body, options), api, timezone, options);
      },
      async update(id, edit, notifyClient, options) {
        const body = writeAppointmentEdit(edit, timezone, notifyClient);
        return written(thatRecord(await api.updateAppointment(id, body, options), id), api, timezone, options);
      },
    },

    async reference<Kind extends keyof ReferenceItems>(kind: Kind, options: CallOptions) {
      return readReference(api, kind, { locationId, companyId }, options);
    },
  };
}

/** People of one business, page by page; the server's largest page is 100. */
async function contactsOfBusiness(api: Api, locationId: string, businessId: string, options: CallOptions) {
  const limit = 100;
  const people = new Map<string, ReturnType<typeof readContact>>();
  for (let skip = 0; skip < 2000; skip += limit) {
    const { contacts, count } = await api.contactsOfBusiness(businessId, { locationId, limit, skip }, options);
    for (const contact of contacts) people.set(contact.id, readContact(contact));
    if (contacts.length === 0 || (count === undefined ? contacts.length < limit : skip + contacts.length >= count)) break;
  }
  return [...people.values()];
}

/** A contact's appointments were seen to answer 401 to good keys (highlevel-api-docs #172): that must not look like being signed out. */
async function notSignedOut<T>(answer: Promise<T>, api: Api, contactId: string, options: CallOptions): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'signed-out') throw error;
    await undefinedIfGone(api.readContact(contactId, options));
    throw new AppError('forbidden', { status: 401, detail: 'HighLevel does not show this key the appointments.', cause: error });
  }
}

/** Deleting what is gone already is what was wanted. */
async function deleted(answer: Promise<{ refused: boolean }>): Promise<void> {
  done((await undefinedIfGone(answer)) ?? { refused: false });
}

/** A success that says "not done" is none. */
function done({ refused }: { refused: boolean }): void {
  if (refused) throw new AppError('not-stored');
}

/** The contact's tags afterwards. Version 2 does not say whether its answer holds all of them, so a short answer is looked after. */
async function tagsAfter(answer: Promise<{ tags: string[] | undefined }>, api: Api, id: string, options: CallOptions): Promise<string[]> {
  const { tags } = await answer;
  if (tags) return tags;
  const read = await api.readContact(id, options);
  return read.contact?.tags ?? [];
}

async function readEvent(api: Api, id: string, zone: string, options: CallOptions): Promise<Remote<Appointment> | undefined> {
  const answer = await undefinedIfGone(api.readAppointment(id, options));
  return answer?.event ? readAppointment(thatRecord(answer.event, id), zone) : undefined;
}

/** A write's answer holds ids for certain and times seldom not (AppointmentSchemaResponse): without them it is read again. */
async function written(event: EventWire, api: Api, zone: string, options: CallOptions): Promise<Remote<Appointment>> {
  const appointment = readAppointment(event, zone);
  if (appointment.value.startAt && appointment.value.zoneProven) return appointment;
  return (await readEvent(api, event.id, zone, options)) ?? appointment;
}

/** What the key's scopes allow (docs/oauth/Scopes.md). */
function capabilities(missing: readonly string[]): Capabilities {
  const has = (scope: string) => !missing.includes(scope);
  const read = has('contacts.readonly');
  const write = has('contacts.write');
  return {
    contacts: { read, write, search: read, delete: write, changes: 'updated', kinds: [], customFields: write ? ['contact'] : [] },
    tasks: { read, write, changes: false },
    notes: { read, write, changes: false },
    leads: { read: false },
    appointments: { read, write: has('calendars/events.write') && has('calendars.readonly') },
    tags: write,
    workflows: write && has('workflows.readonly'),
  };
}
