// A field of a contact as the mapping sees it: what it is called, what it may hold, and whether it can be written.
import type { Contact, CustomValue } from '@/lib/domain/contact';
import type { ToE164 } from '@/lib/domain/contact-keys';

/** The types that fields have in any of the systems, by the names used in code. */
export const fieldTypes = [
  'text',
  'long-text',
  'email',
  'phone',
  'url',
  'number',
  'money',
  'date',
  'date-time',
  'boolean',
  'choice',
  'choices',
  'country',
  'state',
  'file',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A contact's own fields that can be mapped, and `fullName`, which reads and writes first and last name as one. */
type BuiltInField =
  | keyof Pick<
      Contact,
      | 'firstName'
      | 'lastName'
      | 'companyName'
      | 'email'
      | 'phone'
      | 'address1'
      | 'city'
      | 'state'
      | 'postalCode'
      | 'country'
      | 'website'
      | 'timezone'
      | 'source'
      | 'type'
      | 'dateOfBirth'
      | 'dnd'
      | 'tags'
    >
  | 'fullName';

/** Names a field within one system: a built-in one, or `custom:<id>`. */
export type FieldRef = BuiltInField | `custom:${string}`;

/** always: by every update · on-create: only while the record is made · never: by no documented request. */
export type Writable = 'always' | 'on-create' | 'never';

export interface Field {
  ref: FieldRef;
  /** As people know it: "Postal code". */
  label: string;
  type: FieldType;
  write: Writable;
  /** How the value can be changed all the same, where `write` is not 'always'. */
  route?: string;
  /** Lockstep keeps something of its own there: it is not offered. */
  isReserved?: true;
  /** What a choice can be; absent or empty where anything can be. */
  options?: readonly string[];
  /** In UTF-16 units, as servers count. */
  maxLength?: number;
  /** A new record is refused without it. */
  required?: boolean;
  /** Which spelling a country or state is written in; a code unless said otherwise. */
  spelling?: 'code' | 'name';
}

/** What reading and converting values needs from outside. */
export interface Tools {
  toE164: ToE164;
  /** IANA zone of the location: days and clock times are meant in it. */
  zone: string;
  /** True where 3/4/2026 is the third of April. */
  dayFirst?: boolean;
}

/** The ref of a custom field. */
export function customRef(id: string): FieldRef {
  return `custom:${id}`;
}

/** The id of a custom field; undefined for a built-in one. */
export function customIdOf(ref: FieldRef): string | undefined {
  return ref.startsWith('custom:') ? ref.slice('custom:'.length) : undefined;
}

/** Null, undefined, '' (or only blanks), an empty list and an empty object all mean that there is nothing. `false` and 0 are values. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isBlank);
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** What stands for nothing in a field of this type. */
export function blankOf(type: FieldType): CustomValue {
  return type === 'choices' ? [] : '';
}
