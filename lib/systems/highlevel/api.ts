// One function per HighLevel endpoint in use: method, path, `Version` and scope as published, nothing decided here.
// Source: HighLevel OpenAPI contacts.json, calendars.json, locations.json, users.json, workflows.json; scopes: docs/oauth/Scopes.md.
import type * as z from 'zod/mini';
import { AppError, isAppError } from '@/lib/errors';
import type { Http, HttpRequest } from '@/lib/http/client';
import type { CallOptions } from '@/lib/systems/system';
import {
  type AppointmentBody,
  type ContactBody,
  calendarsAnswerSchema,
  contactAnswerSchema,
  contactListSchema,
  contactReadSchema,
  customFieldsAnswerSchema,
  duplicateAnswerSchema,
  eventReadSchema,
  eventSchema,
  eventsAnswerSchema,
  locationAnswerSchema,
  locationTagsAnswerSchema,
  type NoteBody,
  noteAnswerSchema,
  noteReadSchema,
  notesAnswerSchema,
  type SearchBody,
  searchAnswerSchema,
  successSchema,
  type TaskBody,
  type TaskSearchBody,
  tagsAnswerSchema,
  taskAnswerSchema,
  taskReadSchema,
  tasksAnswerSchema,
  usersAnswerSchema,
  workflowsAnswerSchema,
} from './wire';

export const highlevelHost = 'https://services.leadconnectorhq.com';

/** The `Version` header picks the dialect, per group of endpoints. */
const general = '2021-07-28';
const calendars = '2021-04-15';

interface Endpoint<T> extends Pick<HttpRequest<T>, 'method' | 'query' | 'json'> {
  path: string;
  /** What the key must allow; named to the user where it is missing. */
  scope: string;
  version?: string;
  schema: z.core.$ZodType<T>;
}

export type Api = ReturnType<typeof createApi>;

/** The endpoints over an account's way to the server. Each throws AppError; `missing-scope` names the scope as its detail. */
export function createApi(http: Http) {
  async function call<T>(
    { path, scope, version = general, ...request }: Endpoint<T>,
    { lane, signal, onRequestId }: CallOptions,
  ): Promise<T> {
    try {
      const call = { lane, ...(signal && { signal }), ...(onRequestId && { onRequestId }) };
      const answer = await http.send({ ...request, url: highlevelHost + path, headers: { version }, ...call });
      return answer.data;
    } catch (error) {
      if (!isAppError(error) || error.code !== 'missing-scope') throw error;
      throw new AppError('missing-scope', { ...(error.status && { status: error.status }), detail: scope, cause: error });
    }
  }

  return {
    /** `GET /contacts/:id` */
    readContact(id: string, options: CallOptions) {
      const path = `/contacts/${segment(id)}`;
      return call({ method: 'GET', path, scope: 'contacts.readonly', schema: contactReadSchema }, options);
    },

    /** `POST /contacts/search` */
    searchContacts(json: SearchBody, options: CallOptions) {
      return call({ method: 'POST', path: '/contacts/search', json, scope: 'contacts.readonly', schema: searchAnswerSchema }, options);
    },

    /** `GET /contacts/`: deprecated, at most 100 a page; where search is refused. */
    listContacts(
      query: { locationId: string; limit: number; query?: string; startAfter?: number; startAfterId?: string },
      options: CallOptions,
    ) {
      return call({ method: 'GET', path: '/contacts/', query, scope: 'contacts.readonly', schema: contactListSchema }, options);
    },

    /** `GET /contacts/search/duplicate`: by the location's own rule of what a duplicate is. */
    findDuplicate(query: { locationId: string; email?: string; number?: string }, options: CallOptions) {
      const path = '/contacts/search/duplicate';
      return call({ method: 'GET', path, query, scope: 'contacts.readonly', schema: duplicateAnswerSchema }, options);
    },

    /** `GET /contacts/business/:businessId`: limit and skip travel as text. */
    contactsOfBusiness(businessId: string, query: { locationId: string; limit: number; skip: number }, options: CallOptions) {
      const path = `/contacts/business/${segment(businessId)}`;
      return call({ method: 'GET', path, query, scope: 'contacts.readonly', schema: contactListSchema }, options);
    },

    /** `POST /contacts/` */
    createContact(json: ContactBody, options: CallOptions) {
      return call({ method: 'POST', path: '/contacts/', json, scope: 'contacts.write', schema: contactAnswerSchema }, options);
    },

    /** `PUT /contacts/:id` */
    updateContact(id: string, json: ContactBody, options: CallOptions) {
      const path = `/contacts/${segment(id)}`;
      return call({ method: 'PUT', path, json, scope: 'contacts.write', schema: contactAnswerSchema }, options);
    },

    /** `DELETE /contacts/:id` */
    deleteContact(id: string, options: CallOptions) {
      const path = `/contacts/${segment(id)}`;
      return call({ method: 'DELETE', path, scope: 'contacts.write', schema: successSchema }, options);
    },

    /** `POST /contacts/:id/tags`: tags are names. */
    addTags(id: string, tags: string[], options: CallOptions) {
      const path = `/contacts/${segment(id)}/tags`;
      return call({ method: 'POST', path, json: { tags }, scope: 'contacts.write', schema: tagsAnswerSchema }, options);
    },

    /** `DELETE /contacts/:id/tags`, with a body. */
    removeTags(id: string, tags: string[], options: CallOptions) {
      const path = `/contacts/${segment(id)}/tags`;
      return call({ method: 'DELETE', path, json: { tags }, scope: 'contacts.write', schema: tagsAnswerSchema }, options);
    },

    /** `POST /contacts/:id/workflow/:workflowId` */
    startWorkflow(id: string, workflowId: string, options: CallOptions) {
      const path = `/contacts/${segment(id)}/workflow/${segment(workflowId)}`;
      return call({ method: 'POST', path, json: {}, scope: 'contacts.write', schema: successSchema }, options);
    },

    /** `GET /contacts/:id/tasks` */
    listTasks(contactId: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/tasks`;
      return call({ method: 'GET', path, scope: 'contacts.readonly', schema: tasksAnswerSchema }, options);
    },

    /** `GET /contacts/:id/tasks/:taskId` */
    readTask(contactId: string, id: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/tasks/${segment(id)}`;
      return call({ method: 'GET', path, scope: 'contacts.readonly', schema: taskReadSchema }, options);
    },

    /** `POST /contacts/:id/tasks` */
    createTask(contactId: string, json: TaskBody, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/tasks`;
      return call({ method: 'POST', path, json, scope: 'contacts.write', schema: taskAnswerSchema }, options);
    },

    /** `PUT /contacts/:id/tasks/:taskId` */
    updateTask(contactId: string, id: string, json: TaskBody, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/tasks/${segment(id)}`;
      return call({ method: 'PUT', path, json, scope: 'contacts.write', schema: taskAnswerSchema }, options);
    },

    /** `PUT /contacts/:id/tasks/:taskId/completed`: completes or reopens. */
    setTaskCompleted(contactId: string, id: string, completed: boolean, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/tasks/${segment(id)}/completed`;
      return call({ method: 'PUT', path, json: { completed }, scope: 'contacts.write', schema: taskAnswerSchema }, options);
    },

    /** `DELETE /contacts/:id/tasks/:taskId` */
    deleteTask(contactId: string, id: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/tasks/${segment(id)}`;
      return call({ method: 'DELETE', path, scope: 'contacts.write', schema: successSchema }, options);
    },

    /** `POST /locations/:id/tasks/search`: the only listing of tasks across contacts. */
    searchTasks(locationId: string, json: TaskSearchBody, options: CallOptions) {
      const path = `/locations/${segment(locationId)}/tasks/search`;
      return call({ method: 'POST', path, json, scope: 'locations/tasks.readonly', schema: tasksAnswerSchema }, options);
    },

    /** `GET /contacts/:id/notes` */
    listNotes(contactId: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/notes`;
      return call({ method: 'GET', path, scope: 'contacts.readonly', schema: notesAnswerSchema }, options);
    },

    /** `GET /contacts/:id/notes/:noteId` */
    readNote(contactId: string, id: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/notes/${segment(id)}`;
      return call({ method: 'GET', path, scope: 'contacts.readonly', schema: noteReadSchema }, options);
    },

    /** `POST /contacts/:id/notes` */
    createNote(contactId: string, json: NoteBody, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/notes`;
      return call({ method: 'POST', path, json, scope: 'contacts.write', schema: noteAnswerSchema }, options);
    },

    /** `PUT /contacts/:id/notes/:noteId` */
    updateNote(contactId: string, id: string, json: NoteBody, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/notes/${segment(id)}`;
      return call({ method: 'PUT', path, json, scope: 'contacts.write', schema: noteAnswerSchema }, options);
    },

    /** `DELETE /contacts/:id/notes/:noteId` */
    deleteNote(contactId: string, id: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/notes/${segment(id)}`;
      return call({ method: 'DELETE', path, scope: 'contacts.write', schema: successSchema }, options);
    },

    /** `GET /contacts/:id/appointments`: times without a zone. */
    listAppointments(contactId: string, options: CallOptions) {
      const path = `/contacts/${segment(contactId)}/appointments`;
      return call({ method: 'GET', path, scope: 'contacts.readonly', schema: eventsAnswerSchema }, options);
    },

    /** `GET /calendars/events/appointments/:eventId`: times with an offset. */
    readAppointment(id: string, options: CallOptions) {
      const path = `/calendars/events/appointments/${segment(id)}`;
      return call({ method: 'GET', path, version: calendars, scope: 'calendars/events.readonly', schema: eventReadSchema }, options);
    },

    /** `POST /calendars/events/appointments`: the answer has no envelope. */
    createAppointment(json: AppointmentBody, options: CallOptions) {
      const path = '/calendars/events/appointments';
      return call({ method: 'POST', path, json, version: calendars, scope: 'calendars/events.write', schema: eventSchema }, options);
    },

    /** `PUT /calendars/events/appointments/:eventId`: the answer has no envelope. */
    updateAppointment(id: string, json: AppointmentBody, options: CallOptions) {
      const path = `/calendars/events/appointments/${segment(id)}`;
      return call({ method: 'PUT', path, json, version: calendars, scope: 'calendars/events.write', schema: eventSchema }, options);
    },

    /** `GET /locations/:id` */
    readLocation(locationId: string, options: CallOptions) {
      const path = `/locations/${segment(locationId)}`;
      return call({ method: 'GET', path, scope: 'locations.readonly', schema: locationAnswerSchema }, options);
    },

    /** `GET /locations/:id/customFields`, those of contacts. */
    listCustomFields(locationId: string, options: CallOptions) {
      const path = `/locations/${segment(locationId)}/customFields`;
      const query = { model: 'contact' };
      return call({ method: 'GET', path, query, scope: 'locations/customFields.readonly', schema: customFieldsAnswerSchema }, options);
    },

    /** `GET /locations/:id/tags` */
    listTags(locationId: string, options: CallOptions) {
      const path = `/locations/${segment(locationId)}/tags`;
      return call({ method: 'GET', path, scope: 'locations/tags.readonly', schema: locationTagsAnswerSchema }, options);
    },

    /** `GET /users/search`: wants the company; skip and limit travel as text. */
    searchUsers(query: { companyId: string; locationId: string; skip: number; limit: number }, options: CallOptions) {
      return call({ method: 'GET', path: '/users/search', query, scope: 'users.readonly', schema: usersAnswerSchema }, options);
    },

    /** `GET /calendars/` */
    listCalendars(locationId: string, options: CallOptions) {
      const query = { locationId };
      const path = '/calendars/';
      return call({ method: 'GET', path, query, version: calendars, scope: 'calendars.readonly', schema: calendarsAnswerSchema }, options);
    },

    /** `GET /workflows/` */
    listWorkflows(locationId: string, options: CallOptions) {
      const query = { locationId };
      return call({ method: 'GET', path: '/workflows/', query, scope: 'workflows.readonly', schema: workflowsAnswerSchema }, options);
    },
  };
}

/** An id as one part of a path. A blank one, or dots, would address another endpoint. */
function segment(id: string): string {
  if (/^\.*$/.test(id)) throw new AppError('invalid', { detail: 'An id is blank.' });
  return encodeURIComponent(id);
}
