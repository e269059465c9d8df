// The four different shapes in which HighLevel shows one contact, and how a written one is read.
import { badRequest, unprocessable } from './errors';
import type { Contact, CustomFieldValue } from './model';
import { normaliseEmail, normalisePhone, normaliseTag, parseDateOfBirth, trimmed } from './normalise';
import type { HighLevelQuirks } from './quirks';
import { type Sort, sortKeyOf } from './search-index';
import type { HighLevelState } from './state';
import { isoUtc } from './times';
import type { Rules } from './validate';

const TEXT = { kind: 'string', nullable: true } as const;

/** `PUT /contacts/:id`. Source: HighLevel OpenAPI contacts.json, UpdateContactDto: no locationId, gender, companyName. */
export const UPDATE_RULES: Rules = {
  firstName: TEXT,
  lastName: TEXT,
  name: TEXT,
  email: TEXT,
  phone: TEXT,
  address1: TEXT,
  city: TEXT,
  state: TEXT,
  postalCode: { kind: 'string' },
  website: TEXT,
  timezone: TEXT,
  dnd: { kind: 'boolean' },
  dndSettings: { kind: 'object' },
  inboundDndSettings: { kind: 'object' },
  tags: { kind: 'array' },
  customFields: { kind: 'array' },
  source: TEXT,
  dateOfBirth: TEXT,
  country: { kind: 'string' },
  assignedTo: TEXT,
};

/** `POST /contacts/`. Source: HighLevel OpenAPI contacts.json, CreateContactDto. */
export const CREATE_RULES: Rules = {
  ...UPDATE_RULES,
  locationId: { kind: 'string', required: true },
  gender: { kind: 'string' },
  companyName: TEXT,
};

/** `GET /contacts/:id` and the answer of a PUT. Source: HighLevel OpenAPI contacts.json, GetContectByIdSchema, and highlevel-api-docs #289. */
export function contactById(contact: Contact, quirks: HighLevelQuirks): object {
  const isFresh = quirks.freshContactLacksDateUpdated && contact.updatedAt === contact.addedAt;
  return {
    id: contact.id,
    name: isFresh ? undefined : fullName(contact),
    locationId: contact.locationId,
    firstName: text(contact.firstName),
    lastName: text(contact.lastName),
    email: text(contact.email),
    emailLowerCase: text(contact.email?.toLowerCase()),
    additionalEmails: contact.additionalEmails.map((email) => ({ email })),
    timezone: text(contact.timezone),
    companyName: text(contact.companyName),
    phone: text(contact.phone),
    dnd: contact.dnd,
    dndSettings: contact.dndSettings ?? {},
    type: contact.type,
    source: text(contact.source),
    assignedTo: text(contact.assignedTo),
    address1: text(contact.address1),
    city: text(contact.city),
    state: text(contact.state),
    country: text(contact.country),
    postalCode: text(contact.postalCode),
    website: text(contact.website),
    gender: text(contact.gender),
    tags: contact.tags,
    followers: contact.followers,
    dateOfBirth: text(contact.dateOfBirth),
    dateAdded: isoUtc(contact.addedAt),
    dateUpdated: isFresh ? undefined : isoUtc(contact.updatedAt),
    attachments: [],
    firstNameLowerCase: lower(contact.firstName),
    lastNameLowerCase: lower(contact.lastName),
    fullNameLowerCase: lower(fullName(contact)),
    customFields: contact.customFields,
    businessId: text(contact.businessId),
    attributionSource: { sessionSource: null, mediumId: null, medium: 'manual' },
  };
}

/** The answer of `POST /contacts/`. Source: HighLevel OpenAPI contacts.json, CreateContactSchema. */
export function createdContact(contact: Contact): object {
  const born = contact.dateOfBirth ? new Date(`${contact.dateOfBirth}T00:00:00.000Z`) : undefined;
  return {
    id: contact.id,
    dateAdded: isoUtc(contact.addedAt),
    dateUpdated: isoUtc(contact.updatedAt),
    deleted: false,
    tags: contact.tags,
    type: contact.type,
    customFields: contact.customFields,
    locationId: contact.locationId,
    firstName: text(contact.firstName),
    firstNameLowerCase: lower(contact.firstName),
    fullNameLowerCase: lower(fullName(contact)),
    lastName: text(contact.lastName),
    lastNameLowerCase: lower(contact.lastName),
    email: text(contact.email),
    emailLowerCase: text(contact.email?.toLowerCase()),
    bounceEmail: false,
    unsubscribeEmail: false,
    dnd: contact.dnd,
    dndSettings: contact.dndSettings ?? {},
    phone: text(contact.phone),
    address1: text(contact.address1),
    city: text(contact.city),
    state: text(contact.state),
    country: text(contact.country),
    postalCode: text(contact.postalCode),
    website: text(contact.website),
    source: text(contact.source),
    companyName: text(contact.companyName),
    dateOfBirth: born?.toISOString(),
    birthMonth: born && born.getUTCMonth() + 1,
    birthDay: born?.getUTCDate(),
    offers: [],
    products: [],
    businessId: text(contact.businessId),
    assignedTo: text(contact.assignedTo),
  };
}

/** A hit of `POST /contacts/search`: `address` instead of `address1`, null for blanks, and a cursor. Source: the first-party search page. */
export function searchHit(contact: Contact, sort: readonly Sort[], quirks: HighLevelQuirks): object {
  return {
    id: contact.id,
    locationId: contact.locationId,
    ...(quirks.hitsNamesLowerCaseOnly ? {} : { firstName: contact.firstName, lastName: contact.lastName }),
    firstNameLowerCase: lower(contact.firstName) ?? null,
    lastNameLowerCase: lower(contact.lastName) ?? null,
    email: contact.email,
    additionalEmails: contact.additionalEmails,
    phone: contact.phone,
    phoneLabel: null,
    additionalPhones: [],
    companyName: contact.companyName,
    businessName: contact.companyName,
    businessId: contact.businessId,
    address: contact.address1,
    city: contact.city,
    state: contact.state,
    postalCode: contact.postalCode,
    country: contact.country,
    source: contact.source,
    type: contact.type,
    website: contact.website,
    tags: contact.tags,
    assignedTo: contact.assignedTo,
    followers: contact.followers,
    dnd: contact.dnd,
    ...(quirks.hitsLackDndSettings ? {} : { dndSettings: contact.dndSettings ?? {} }),
    ...(quirks.hitsLackTimezone ? {} : { timezone: contact.timezone }),
    dateAdded: isoUtc(contact.addedAt),
    dateUpdated: isoUtc(contact.updatedAt),
    dateOfBirth: contact.dateOfBirth,
    validEmail: null,
    customFields: contact.customFields,
    opportunities: [],
    searchAfter: sortKeyOf(contact, sort),
  };
}

/** An item of `GET /contacts/` and `GET /contacts/business/:id`. Source: HighLevel OpenAPI contacts.json, ContactsSearchSchema, and live reports. */
export function listedContact(contact: Contact): object {
  return {
    id: contact.id,
    locationId: contact.locationId,
    contactName: lower(fullName(contact)) ?? null,
    firstName: contact.firstName,
    lastName: contact.lastName,
    companyName: contact.companyName,
    email: contact.email,
    phone: contact.phone,
    dnd: contact.dnd,
    type: contact.type,
    source: contact.source,
    assignedTo: contact.assignedTo,
    address1: contact.address1,
    city: contact.city,
    state: contact.state,
    postalCode: contact.postalCode,
    country: contact.country,
    website: contact.website,
    timezone: contact.timezone,
    dateAdded: isoUtc(contact.addedAt),
    dateUpdated: isoUtc(contact.updatedAt),
    dateOfBirth: contact.dateOfBirth,
    tags: contact.tags,
    followers: contact.followers,
    businessId: contact.businessId,
    attributions: [],
    additionalEmails: contact.additionalEmails,
    customFields: contact.customFields,
  };
}

/** What a checked body changes in a contact. Throws the 422 for dates of birth and custom fields that cannot be read. */
export function readContact(
  body: Record<string, unknown>,
  before: Contact | undefined,
  { state, quirks }: { state: HighLevelState; quirks: HighLevelQuirks },
): Partial<Contact> {
  const changes: Partial<Contact> = {};
  const read = (key: string): string | null => {
    const value = (body[key] ?? null) as string | null;
    return quirks.normalises ? trimmed(value) : value;
  };

  if (typeof body.name === 'string' && body.firstName === undefined && body.lastName === undefined) {
    const [firstName = '', ...rest] = body.name.trim().split(/\s+/);
    changes.firstName = firstName || null;
    changes.lastName = rest.join(' ') || null;
  }
  for (const key of PLAIN_TEXTS) if (body[key] !== undefined) changes[key] = read(key);
  if (body.email !== undefined) changes.email = quirks.normalises ? normaliseEmail(read('email')) : read('email');
  if (body.phone !== undefined) changes.phone = quirks.normalises ? normalisePhone(read('phone')) : read('phone');
  if (typeof changes.email === 'string' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(changes.email)) throw unprocessable('email must be an email');
  if (body.country !== undefined) changes.country = read('country')?.toUpperCase() ?? null;
  if (body.dnd !== undefined) changes.dnd = body.dnd as boolean;
  if (body.dndSettings !== undefined) changes.dndSettings = body.dndSettings as Record<string, unknown>;
  if (body.tags !== undefined) changes.tags = readTags(body.tags, quirks);
  if (body.dateOfBirth !== undefined) changes.dateOfBirth = readDateOfBirth(body.dateOfBirth as string | null);
  if (body.customFields !== undefined) {
    const kept = quirks.customFieldsReplace ? [] : (before?.customFields ?? []);
    changes.customFields = mergeCustomFields(kept, body.customFields as unknown[], state, before?.locationId ?? String(body.locationId));
  }
  return changes;
}

export function readTags(tags: unknown, quirks: HighLevelQuirks): string[] {
  if (!Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string')) throw unprocessable('each value in tags must be a string');
  const names = (tags as string[]).map((tag) => (quirks.normalises ? normaliseTag(tag) : tag)).filter((tag) => tag !== '');
  return [...new Set(names)];
}

export function fullName(contact: Pick<Contact, 'firstName' | 'lastName'>): string | undefined {
  return text([contact.firstName, contact.lastName].filter(Boolean).join(' '));
}

const PLAIN_TEXTS = [
  'firstName',
  'lastName',
  'companyName',
  'address1',
  'city',
  'state',
  'postalCode',
  'website',
  'timezone',
  'source',
  'gender',
  'assignedTo',
] as const;

function readDateOfBirth(value: string | null): string | null {
  if (value === null || value === '') return null;
  const date = parseDateOfBirth(value);
  if (!date) throw unprocessable('dateOfBirth must be a valid date');
  return date;
}

/** Written as `{ id, key?, field_value }`, read as `{ id, value }`. Source: HighLevel OpenAPI contacts.json, TextField and its siblings. */
function mergeCustomFields(
  before: readonly CustomFieldValue[],
  written: readonly unknown[],
  state: HighLevelState,
  locationId: string,
): CustomFieldValue[] {
  const values = new Map(before.map(({ id, value }) => [id, value]));
  for (const item of written) {
    const { id, key, field_value: value, ...unknown } = item as { id?: string; key?: string; field_value?: unknown };
    const surplus = Object.keys(unknown)[0];
    if (surplus !== undefined) throw unprocessable(`customFields.property ${surplus} should not exist`);
    const field = state.customFields.find(
      (known) => known.locationId === locationId && (id === undefined ? known.fieldKey === `contact.${key}` : known.id === id),
    );
    if (!field) throw badRequest(`Custom field with id ${id ?? key} not found`);
    const isBlank = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (isBlank) values.delete(field.id);
    else values.set(field.id, value);
  }
  return [...values].map(([id, value]) => ({ id, value }));
}

/** Blanks are left out of records read by id. */
function text(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function lower(value: string | null | undefined): string | undefined {
  return text(value)?.toLowerCase();
}
