// The filters of `POST /contacts/search`: which field takes which operator, and whether a contact passes. Source: the first-party search page
import { unprocessable } from './errors';
import type { Contact } from './model';
import type { HighLevelQuirks } from './quirks';

export type Filter = (contact: Contact) => boolean;

interface Field {
  value: (contact: Contact) => unknown;
  operators: readonly string[];
}

const PRESENCE = ['exists', 'not_exists'];
const EQUALITY = ['eq', 'not_eq', ...PRESENCE];
const TEXT = ['contains', 'not_contains', ...EQUALITY];
const RANGE = ['range', ...PRESENCE];
const LONGEST_VALUE = 75;

const FIELDS: Readonly<Record<string, Field>> = {
  id: { value: (contact) => contact.id, operators: ['eq', 'not_eq'] },
  address: { value: (contact) => contact.address1, operators: TEXT },
  businessName: { value: (contact) => contact.companyName, operators: TEXT },
  city: { value: (contact) => contact.city, operators: TEXT },
  companyName: { value: (contact) => contact.companyName, operators: TEXT },
  firstNameLowerCase: { value: (contact) => contact.firstName?.toLowerCase() ?? null, operators: TEXT },
  lastNameLowerCase: { value: (contact) => contact.lastName?.toLowerCase() ?? null, operators: TEXT },
  phone: { value: (contact) => contact.phone, operators: TEXT },
  postalCode: { value: (contact) => contact.postalCode, operators: TEXT },
  source: { value: (contact) => contact.source, operators: TEXT },
  state: { value: (contact) => contact.state, operators: TEXT },
  tags: { value: (contact) => contact.tags, operators: TEXT },
  assignedTo: { value: (contact) => contact.assignedTo, operators: EQUALITY },
  country: { value: (contact) => contact.country, operators: EQUALITY },
  dnd: { value: (contact) => contact.dnd, operators: EQUALITY },
  followers: { value: (contact) => contact.followers, operators: EQUALITY },
  timezone: { value: (contact) => contact.timezone, operators: EQUALITY },
  type: { value: (contact) => contact.type, operators: EQUALITY },
  email: { value: (contact) => contact.email, operators: EQUALITY },
  website: { value: (contact) => contact.website, operators: EQUALITY },
  dateAdded: { value: (contact) => contact.addedAt, operators: RANGE },
  dateUpdated: { value: (contact) => contact.updatedAt, operators: RANGE },
};

/** Reads a request's `filters` into one test; the top level is ANDed. Throws the 422 for unknown fields and operators. */
export function readFilters(filters: unknown, quirks: HighLevelQuirks): Filter {
  if (!Array.isArray(filters)) throw unprocessable('filters must be an array');
  const tests = filters.map((item) => readFilter(item, quirks));
  return (contact) => tests.every((test) => test(contact));
}

/** Reads the free text of search and list into a test: every word in a name, an address, the company, or the digits of the phone. */
export function readQuery(query: string): Filter {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  const digits = /^[\d\s()+.-]+$/.test(query) ? query.replace(/\D/g, '') : '';
  return (contact) => {
    const text = textOf(contact);
    if (words.every((word) => text.includes(word))) return true;
    return digits.length >= 4 && (contact.phone ?? '').replace(/\D/g, '').includes(digits);
  };
}

/** A contact that is written to is another object. */
const texts = new WeakMap<Contact, string>();

function textOf(contact: Contact): string {
  let text = texts.get(contact);
  if (text === undefined) {
    text = [contact.firstName, contact.lastName, contact.email, contact.companyName].filter(Boolean).join(' ').toLowerCase();
    texts.set(contact, text);
  }
  return text;
}

function readFilter(item: unknown, quirks: HighLevelQuirks): Filter {
  const { group, filters, field, operator, value } = (item ?? {}) as Record<string, unknown>;
  if (group !== undefined) {
    if (group !== 'AND' && group !== 'OR') throw unprocessable('group must be one of the following values: AND, OR');
    if (!Array.isArray(filters)) throw unprocessable('filters must be an array');
    const tests = filters.map((inner) => readFilter(inner, quirks));
    return group === 'AND' ? (contact) => tests.every((test) => test(contact)) : (contact) => tests.some((test) => test(contact));
  }

  const known = fieldOf(String(field));
  if (!known) throw unprocessable(`Invalid field name: ${String(field)}`);
  if (!known.operators.includes(String(operator))) throw unprocessable(`Invalid operator ${String(operator)} for field ${String(field)}`);
  const needsValue = operator !== 'exists' && operator !== 'not_exists';
  if (needsValue && (value === undefined || value === null)) throw unprocessable('value should not be empty');
  if (typeof value === 'string' && value.length > LONGEST_VALUE)
    throw unprocessable(`value must be shorter than ${LONGEST_VALUE} characters`);
  if (field === 'phone' && operator === 'eq' && quirks.phoneEqFindsNothing) return () => false;
  return (contact) => passes(known.value(contact), String(operator), value);
}

/** Custom fields are filtered as `customFields.<id>`, here with every operator that some data type takes. */
function fieldOf(name: string): Field | undefined {
  if (!name.startsWith('customFields.')) return FIELDS[name];
  const id = name.slice('customFields.'.length);
  return { value: (contact) => contact.customFields.find((field) => field.id === id)?.value ?? null, operators: [...TEXT, 'range'] };
}

function passes(actual: unknown, operator: string, wanted: unknown): boolean {
  const present = actual !== null && actual !== undefined && actual !== '' && !(Array.isArray(actual) && actual.length === 0);
  switch (operator) {
    case 'exists':
      return present;
    case 'not_exists':
      return !present;
    case 'eq':
      return equals(actual, wanted);
    case 'not_eq':
      return !equals(actual, wanted);
    case 'contains':
      return contains(actual, wanted);
    case 'not_contains':
      return !contains(actual, wanted);
    default:
      return present && isWithin(actual, wanted);
  }
}

function equals(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.some((one) => equals(actual, one));
  if (Array.isArray(actual)) return actual.some((one) => equals(one, wanted));
  return actual === wanted;
}

function contains(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((one) => contains(one, wanted));
  return typeof actual === 'string' && actual.toLowerCase().includes(String(wanted).toLowerCase());
}

/** `{ gte, lte, gt, lt }` with numbers, epoch milliseconds or ISO strings: no document says which. */
function isWithin(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) throw unprocessable('value must be an object');
  const value = momentOf(actual);
  return Object.entries(wanted).every(([bound, limit]) => {
    const edge = momentOf(limit);
    if (bound === 'gte') return value >= edge;
    if (bound === 'lte') return value <= edge;
    if (bound === 'gt') return value > edge;
    if (bound === 'lt') return value < edge;
    throw unprocessable(`Invalid range operator ${bound}`);
  });
}

function momentOf(value: unknown): number {
  const number = typeof value === 'number' ? value : Number(value);
  return Number.isNaN(number) ? Date.parse(String(value)) : number;
}
