// What an adapter may hand on, told apart from the types: texts are texts, times are moments that a Date can hold, nothing else travels along.
import '@/lib/zod';
import * as z from 'zod/mini';

const text = z.string();
const id = z.string().check(z.minLength(1));
/** Epoch ms, 0 where unknown. Beyond these a Date cannot be written, and drawing it would throw. */
const moment = z.number().check(z.gte(-8.64e15), z.lte(8.64e15));
const day = z.string().check(z.regex(/^(\d{4}-\d\d-\d\d)?$/));

const customValue = z.union([text, z.number(), z.boolean(), z.array(text), z.record(text, z.unknown())]);
/** Own keys only: an object whose prototype was swapped by a key of that name is refused. */
const customFields = z.record(text, customValue).check(z.refine((fields) => Object.getPrototypeOf(fields) === Object.prototype));

const contact = z.strictObject({
  firstName: text,
  lastName: text,
  companyName: text,
  email: text,
  phone: text,
  additionalEmails: z.array(text),
  additionalPhones: z.array(text),
  address1: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  website: text,
  timezone: text,
  source: text,
  type: text,
  dateOfBirth: day,
  assignedTo: text,
  businessId: text,
  dnd: z.boolean(),
  tags: z.array(text),
  customFields,
  addedAt: moment,
  updatedAt: moment,
});

const task = z.strictObject({
  title: text,
  body: text,
  dueAt: moment,
  dayOnly: z.optional(z.boolean()),
  completed: z.boolean(),
  assignedTo: text,
});

const note = z.strictObject({ body: text, title: text, color: text, pinned: z.boolean(), userId: text, addedAt: moment });

const appointment = z.strictObject({
  title: text,
  calendarId: text,
  startAt: moment,
  endAt: moment,
  zoneProven: z.boolean(),
  status: text,
  assignedTo: text,
  address: text,
  notes: text,
});

const lead = z.strictObject({
  kind: z.enum(['call', 'form', 'chat', 'other']),
  contactId: text,
  contact,
  occurredAt: moment,
  createdAt: moment,
  campaign: text,
  source: text,
  text,
  notes: text,
  tags: z.array(text),
  durationSeconds: z.number().check(z.gte(0)),
  recordingUrl: z.string().check(z.regex(/^(https:\/\/.+)?$/)),
  callerNumber: text,
  trackingNumber: text,
});

function remote<T>(value: z.core.$ZodType<T>) {
  return z.strictObject({
    id,
    kind: z.optional(z.enum(['client', 'prospect', 'contact', 'lead', 'unknown'])),
    updatedAt: z.optional(moment),
    contactId: z.optional(id),
    value,
  });
}

function page<T>(value: z.core.$ZodType<T>) {
  const part = z.union([text, z.number()]);
  return z.strictObject({
    items: z.array(remote(value)),
    next: z.nullable(z.union([part, z.array(part)])),
    total: z.optional(z.number().check(z.gte(0))),
  });
}

function shapesOf<T>(value: z.core.$ZodType<T>) {
  return { one: remote(value), maybe: z.optional(remote(value)), list: z.array(remote(value)), page: page(value) };
}

const named = { id, name: text };

/** By what an adapter's function promises. */
export const shapes = {
  contact: shapesOf(contact),
  task: shapesOf(task),
  note: shapesOf(note),
  appointment: shapesOf(appointment),
  lead: shapesOf(lead),
  nothing: z.undefined(),
  texts: z.array(text),
  deletions: z.array(z.strictObject({ table: z.enum(['contacts', 'tasks', 'notes']), id, deletedAt: moment })),
  location: z.strictObject({ id, companyId: text, name: text, timezone: text, allowsDuplicates: z.boolean() }),
  users: z.array(z.strictObject({ ...named, email: text })),
  calendars: z.array(z.strictObject({ ...named, active: z.boolean() })),
  customFields: z.array(z.strictObject({ ...named, key: text, dataType: text, options: z.array(text), placeholder: text })),
  tags: z.array(text),
  workflows: z.array(z.strictObject({ ...named, published: z.boolean() })),
  advertisers: z.array(
    z.strictObject({ gmaid: id, name: text, hipaa: z.boolean(), state: z.enum(['active', 'grace', 'inactive', 'unknown']) }),
  ),
  tokens: z.looseObject({ accessToken: id, refreshToken: text, expiresAt: z.number().check(z.gte(0)) }),
};
