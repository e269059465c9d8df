// What HighLevel sends and takes. Reading is lenient: unknown keys pass, null and absent are blank, numbers may be text, both documented
// spellings count. But an envelope without its list or record is an error: an answer that says nothing must not read as "there is none".
// Source: HighLevel OpenAPI contacts.json, calendars.json, locations.json, users.json, oauth.json.
import '@/lib/zod';
import * as z from 'zod/mini';
import { idSchema } from '@/lib/systems/id';

/** A key that may be absent, null or of another type; `read` makes the best of it. */
function lenient<T>(read: (value: unknown) => T) {
  return z.pipe(z.prefault(z.unknown(), null), z.transform(read));
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
const asFlag = (value: unknown): boolean => value === true || value === 1 || value === 'true';
const asCount = (value: unknown): number | undefined => {
  const count = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
};
/** Texts, or objects that hold one under a known name. */
const asTexts = (value: unknown): string[] => {
  if (!Array.isArray(value)) return [];
  return value.map((item) => asText(item) || asText(firstOf(item, ['email', 'phone', 'name', 'label', 'value']))).filter(Boolean);
};

function firstOf(value: unknown, names: string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  return names.map((name) => record[name]).find((found) => found !== undefined && found !== null);
}

const text = lenient(asText);
const texts = lenient(asTexts);
const flag = lenient(asFlag);
const flagOrTrue = lenient((value) => value === undefined || value === null || asFlag(value));
const count = lenient(asCount);
/** A moment in one of several spellings; read by times.ts, which knows the zone. */
const moment = lenient((value) => value);
const id = idSchema;

/** A complete list: an item without an id makes the whole unreadable, or it would look deleted. Task search nests lists (locations.json). */
function listOf<T>(schema: z.core.$ZodType<T>) {
  return z.pipe(
    z.pipe(
      z.array(z.unknown()),
      z.transform((items: unknown[]) => items.flat(2)),
    ),
    z.array(schema),
  );
}

/** A list to choose from, whose unreadable items are left out. */
function choicesOf<T>(schema: z.core.$ZodType<T>) {
  return z.pipe(
    z.array(z.unknown()),
    z.transform((items: unknown[]) => items.flatMap((item) => z.safeParse(schema, item).data ?? [])),
  );
}

// Contacts

const customValueSchema = z.pipe(
  z.looseObject({ id }),
  z.transform((field) => ({ id: field.id, value: firstOf(field, ['value', 'fieldValue', 'field_value']) })),
);

/** A contact as read by id, as a search hit, as listed or as a write's answer: all keys of all four. */
export const contactSchema = z.object({
  id,
  firstName: text,
  lastName: text,
  firstNameLowerCase: text,
  lastNameLowerCase: text,
  companyName: text,
  businessName: text,
  businessId: text,
  email: text,
  phone: text,
  additionalEmails: texts,
  additionalPhones: texts,
  address1: text,
  /** Search hits say `address` for `address1`. */
  address: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  website: text,
  timezone: text,
  source: text,
  type: text,
  dateOfBirth: moment,
  assignedTo: text,
  dnd: flag,
  tags: texts,
  customFields: lenient((value) => (Array.isArray(value) ? value.flatMap((item) => z.safeParse(customValueSchema, item).data ?? []) : [])),
  dateAdded: moment,
  dateUpdated: moment,
  /** Of search hits: the cursor behind this one. */
  searchAfter: lenient((value) => z.safeParse(z.array(z.union([z.string(), z.number()])), value).data),
});
export type ContactWire = z.infer<typeof contactSchema>;

export const contactAnswerSchema = z.object({ contact: contactSchema });
export const contactReadSchema = z.object({ contact: z.nullable(contactSchema) });
export const searchAnswerSchema = z.object({ contacts: listOf(contactSchema), total: count });
/** The cursor is in `meta`, which no published operation mentions; the last contact's own values serve as well. */
export const contactListSchema = z.object({
  contacts: listOf(contactSchema),
  count,
  meta: lenient((value) => z.safeParse(z.object({ total: count, startAfter: moment, startAfterId: text }), value).data),
});
/** Undocumented: one contact, a list, or nothing. */
export const duplicateAnswerSchema = z.pipe(
  z.looseObject({}),
  z.transform((answer): ContactWire[] => {
    const found = Array.isArray(answer.contacts) ? answer.contacts : [answer.contact];
    return found.flatMap((item) => z.safeParse(contactSchema, item).data ?? []);
  }),
);
export const tagsAnswerSchema = z.object({ tags: lenient((value) => (Array.isArray(value) ? asTexts(value) : undefined)) });
/** Deletes and the like: `succeded` in version 2, `succeeded` in version 3, `success` elsewhere. */
export const successSchema = z.pipe(
  z.optional(z.unknown()),
  z.transform((answer) => ({ refused: ['succeded', 'succeeded', 'success'].some((name) => firstOf(answer, [name]) === false) })),
);

/** `POST /contacts/` and `PUT /contacts/:id` (CreateContactDto, UpdateContactDto). The update takes no `locationId`, `companyName`, `tags`. */
export interface ContactBody {
  locationId?: string;
  firstName?: string | null;
  lastName?: string | null;
  companyName?: string;
  email?: string | null;
  phone?: string | null;
  address1?: string | null;
  city?: string | null;
  state?: string | null;
  postalCode?: string;
  country?: string;
  website?: string | null;
  timezone?: string | null;
  source?: string | null;
  dateOfBirth?: string | null;
  assignedTo?: string | null;
  dnd?: boolean;
  tags?: string[];
  customFields?: { id: string; field_value: string | number | boolean | string[] }[];
}

/** `POST /contacts/search`: not in the OpenAPI; the vendor's page "Search Contacts". */
export interface SearchBody {
  locationId: string;
  pageLimit: number;
  page?: number;
  searchAfter?: (string | number)[];
  filters?: { field: string; operator: string; value?: unknown }[];
  sort?: { field: string; direction: 'asc' | 'desc' }[];
  query?: string;
}

// Tasks

export const taskSchema = z.object({ id, title: text, body: text, assignedTo: text, dueDate: moment, completed: flag, contactId: text });
export type TaskWire = z.infer<typeof taskSchema>;
export const taskAnswerSchema = z.object({ task: taskSchema });
export const taskReadSchema = z.object({ task: z.nullable(taskSchema) });
export const tasksAnswerSchema = z.object({ tasks: listOf(taskSchema) });

/** CreateTaskParams wants title, dueDate and completed; UpdateTaskBody wants none. */
export interface TaskBody {
  title?: string;
  body?: string;
  dueDate?: string;
  completed?: boolean;
  assignedTo?: string;
}

/** TaskSearchParamsDto. */
export interface TaskSearchBody {
  assignedTo?: string[];
  completed?: boolean;
  limit: number;
  skip: number;
}

// Notes

export const noteSchema = z.object({
  id,
  body: text,
  title: text,
  color: text,
  pinned: flag,
  userId: text,
  dateAdded: moment,
  contactId: text,
});
export type NoteWire = z.infer<typeof noteSchema>;
export const noteAnswerSchema = z.object({ note: noteSchema });
export const noteReadSchema = z.object({ note: z.nullable(noteSchema) });
export const notesAnswerSchema = z.object({ notes: listOf(noteSchema) });

/** NotesDTO wants a body; UpdateNoteDTO wants none. */
export interface NoteBody {
  body?: string;
  title?: string;
  color?: string;
  pinned?: boolean;
  userId?: string;
}

// Appointments

/** GetEventSchema (a contact's list), CalendarEventDTO (by id) and AppointmentSchemaResponse (a write's answer): all keys of all three. */
export const eventSchema = z.object({
  id,
  title: text,
  calendarId: text,
  contactId: text,
  appointmentStatus: text,
  status: text,
  assignedUserId: text,
  address: text,
  notes: text,
  description: text,
  startTime: moment,
  endTime: moment,
});
export type EventWire = z.infer<typeof eventSchema>;
export const eventsAnswerSchema = z.object({ events: listOf(eventSchema) });
/** By id the envelope is `event`, not `appointment`. */
export const eventReadSchema = z.object({ event: z.nullable(eventSchema) });

/** AppointmentCreateSchema, AppointmentEditSchema. Times are ISO 8601 with an offset. */
export interface AppointmentBody {
  calendarId?: string;
  locationId?: string;
  contactId?: string;
  startTime?: string;
  endTime?: string;
  title?: string;
  appointmentStatus?: string;
  assignedUserId?: string;
  address?: string;
  description?: string;
  /** Whether the firm's automations tell the client. Their default is yes, so ours is always said. */
  toNotify: boolean;
}

// What an account knows besides people

const locationSchema = z.object({
  id,
  companyId: text,
  name: text,
  timezone: text,
  settings: lenient((value) => ({ allowsDuplicates: asFlag(firstOf(value, ['allowDuplicateContact'])) })),
});
export const locationAnswerSchema = z.object({ location: locationSchema });

export const usersAnswerSchema = z.object({
  users: choicesOf(z.object({ id, name: text, firstName: text, lastName: text, email: text, deleted: flag })),
  count,
});
export const calendarsAnswerSchema = z.object({ calendars: choicesOf(z.object({ id, name: text, isActive: flagOrTrue })) });
export const customFieldsAnswerSchema = z.object({
  customFields: choicesOf(
    z.object({ id, name: text, fieldKey: text, placeholder: text, dataType: text, picklistOptions: texts, model: text }),
  ),
});
export const locationTagsAnswerSchema = z.object({ tags: choicesOf(z.object({ name: text })) });
export const workflowsAnswerSchema = z.object({ workflows: choicesOf(z.object({ id, name: text, status: text })) });

// Company-wide sign-ins

/** GetInstalledLocationsSuccessfulResponseDto; version 3 says `items`. */
export const installedLocationsSchema = z.pipe(
  z.looseObject({}),
  z.transform((answer) => {
    const items = [answer.locations, answer.items].find(Array.isArray) ?? [];
    return items
      .map((item) => ({ id: asText(firstOf(item, ['_id', 'id', 'locationId'])), name: asText(firstOf(item, ['name'])) }))
      .filter((item) => item.id);
  }),
);
/** GetLocationAccessTokenSuccessfulResponseDto; highlevel-api-docs #285 adds the refresh token. */
export const locationTokenSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: text,
  expires_in: count,
  locationId: text,
  userId: text,
});
