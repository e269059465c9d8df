// Whether two values of a field mean the same, whatever a server did to their form: case of e-mails, shape of phones, white space,
// HTML around a text. What a write is verified by, and what an echo is recognised by.
import { normaliseEmail } from './normalise';
import { htmlToText } from './note-html';

type Compare = (one: unknown, other: unknown) => boolean;

const byField: Record<string, Compare> = {
  email: (one, other) => (normaliseEmail(text(one)) || text(one)) === (normaliseEmail(text(other)) || text(other)),
  phone: samePhone,
  website: (one, other) => bareAddress(text(one)) === bareAddress(text(other)),
  country: (one, other) => text(one).toUpperCase() === text(other).toUpperCase(),
  color: (one, other) => text(one).toLowerCase() === text(other).toLowerCase(),
  tags: (one, other) => sameSet(one, other, (tag) => text(tag).toLowerCase()),
  additionalEmails: (one, other) => sameSet(one, other, (email) => text(email).toLowerCase()),
  additionalPhones: (one, other) => sameSet(one, other, (phone) => digits(text(phone))),
  body: (one, other) => canonicalText(text(one)) === canonicalText(text(other)),
  notes: (one, other) => canonicalText(text(one)) === canonicalText(text(other)),
  dueAt: sameSecond,
  startAt: sameSecond,
  endAt: sameSecond,
  customFields: sameCustomFields,
};

/** True when both values mean the same for the named field. Null, undefined, '' and an empty list are all blank. */
export function sameValue(field: string, one: unknown, other: unknown): boolean {
  return one === other || (byField[field] ?? sameAny)(one, other);
}

/** The fields of `wanted` whose value in `got` means something else. */
export function differingFields(wanted: object, got: object): string[] {
  const values = got as Record<string, unknown>;
  return Object.entries(wanted)
    .filter(([field, value]) => !sameValue(field, value, field === 'customFields' ? pickKeys(values[field], value) : values[field]))
    .map(([field]) => field);
}

/** Those of the wanted fields that differ in `got`, with the wanted values; undefined when all are there. */
export function differingOf(wanted: Record<string, unknown>, got: object): Record<string, unknown> | undefined {
  const fields = differingFields(wanted, got);
  return fields.length > 0 ? Object.fromEntries(fields.map((field) => [field, wanted[field]])) : undefined;
}

/**
 * What an HTML or plain text says, without markup, bullets and white space. For comparing only, never for showing. A single space is no match,
 * so that a text of megabytes costs one look, not one piece per word.
 */
export function canonicalText(html: string): string {
  return htmlToText(html)
    .normalize('NFC')
    .replace(/ [\s\u200b•]+|(?! )[\s\u200b•]+/g, ' ')
    .trim();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.normalize('NFC').trim() : value === undefined || value === null ? '' : String(value);
}

function digits(value: string): string {
  return value.replace(/\D/g, '');
}

/** Equal digits, or one the end of the other where only the country code is missing. */
function samePhone(one: unknown, other: unknown): boolean {
  const [a, b] = [digits(text(one)), digits(text(other))];
  if (a === b) return a !== '' || text(one) === text(other);
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 7 && long.length - short.length <= 3 && long.endsWith(short.replace(/^0/, ''));
}

function bareAddress(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

function sameSecond(one: unknown, other: unknown): boolean {
  return Math.floor(Number(one ?? 0) / 1000) === Math.floor(Number(other ?? 0) / 1000);
}

function sameSet(one: unknown, other: unknown, normal: (item: unknown) => string): boolean {
  const list = (value: unknown) => [...new Set((Array.isArray(value) ? value : []).map(normal))].sort().join('\n');
  return list(one) === list(other);
}

function sameCustomFields(one: unknown, other: unknown): boolean {
  const [a, b] = [(one ?? {}) as Record<string, unknown>, (other ?? {}) as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((id) => sameAny(a[id], b[id]));
}

function sameAny(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) || Array.isArray(other)) return sameSet(asList(one), asList(other), text);
  if (typeof one === 'object' || typeof other === 'object') return JSON.stringify(one ?? '') === JSON.stringify(other ?? '');
  return text(one) === text(other);
}

function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return text(value) === '' ? [] : [value];
}

/** Only the custom fields that were asked for: the server's others are none of this write's business. */
function pickKeys(all: unknown, wanted: unknown): Record<string, unknown> {
  const values = (all ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.keys((wanted ?? {}) as object).map((id) => [id, values[id]]));
}
