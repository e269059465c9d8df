// What the region Details lists: each field's label, how it is edited, how its value reads and what an edit of it looks like.
import type { Contact, ContactEdit, CustomValue } from '@/lib/domain/contact';
import type { CustomField, FieldValue, User } from '@/lib/domain/reference';

/** How a field is edited; `shown` ones are not. */
export type FieldKind = 'text' | 'long' | 'email' | 'tel' | 'url' | 'number' | 'date' | 'date-time' | 'one' | 'many' | 'yes' | 'shown';

interface Choice {
  value: string;
  label: string;
}

/** A field as the list shows and edits it. Text is what the editor holds: choices of `many` are lines, `yes` is "yes" or "". */
export interface DetailField {
  key: string;
  label: string;
  kind: FieldKind;
  text: string;
  /** How the value reads, where that is not its text. */
  reading?: string;
  choices?: Choice[];
  /** Why it cannot be changed here, with kind `shown`. */
  reason?: string;
  /** Stays visible when blank. */
  essential?: boolean;
  /** Turns edited text into the edit that is saved. */
  edit(text: string): ContactEdit;
}

type TextName = { [Name in keyof ContactEdit]-?: Contact[Name] extends string ? Name : never }[keyof ContactEdit];

/** The contact's own fields, in the order of reading. */
export function contactFields(contact: Contact, users: User[]): DetailField[] {
  const text = (name: TextName, label: string, kind: FieldKind = 'text', rest: Partial<DetailField> = {}): DetailField => ({
    key: name,
    label,
    kind,
    text: contact[name],
    edit: (value) => ({ [name]: value.trim() }),
    ...rest,
  });
  const shown = (key: string, label: string, value: string, reason: string): DetailField => ({
    key,
    label,
    kind: 'shown',
    text: value,
    reason,
    edit: () => ({}),
  });
  return [
    text('firstName', 'First name', 'text', { essential: true }),
    text('lastName', 'Last name', 'text', { essential: true }),
    text('email', 'Email', 'email', { essential: true }),
    shown('additionalEmails', 'More emails', contact.additionalEmails.join('\n'), 'HighLevel lets no app change further addresses.'),
    text('phone', 'Phone', 'tel', { essential: true }),
    shown('additionalPhones', 'More phones', contact.additionalPhones.join('\n'), 'HighLevel lets no app change further numbers.'),
    shown('companyName', 'Company', contact.companyName, 'HighLevel lets no app change the company of an existing contact.'),
    text('assignedTo', 'Owner', 'one', {
      choices: users.map((user) => ({ value: user.id, label: user.name || user.email })),
      reading: contact.assignedTo && (users.find((user) => user.id === contact.assignedTo)?.name ?? 'Unknown user'),
    }),
    text('address1', 'Street'),
    text('city', 'City'),
    text('state', 'State'),
    text('postalCode', 'Postal code'),
    text('country', 'Country'),
    text('website', 'Website', 'url'),
    text('dateOfBirth', 'Date of birth', 'date'),
    text('timezone', 'Time zone'),
    text('source', 'Source'),
    shown('type', 'Type', contact.type, 'HighLevel sets the type.'),
    {
      key: 'dnd',
      label: 'Do not disturb',
      kind: 'yes',
      text: contact.dnd ? 'yes' : '',
      reading: contact.dnd ? 'On' : '',
      edit: (value) => ({ dnd: value === 'yes' }),
    },
  ];
}

const kinds: Record<string, FieldKind> = {
  TEXT: 'text',
  LARGE_TEXT: 'long',
  NUMERICAL: 'number',
  MONETORY: 'number',
  MONETARY: 'number',
  PHONE: 'tel',
  EMAIL: 'email',
  SINGLE_OPTIONS: 'one',
  RADIO: 'one',
  MULTIPLE_OPTIONS: 'many',
  CHECKBOX: 'many',
  DATE: 'date',
};

/** A custom field of the location. Files and kinds that are not known are shown only. */
export function customField({ field, value }: FieldValue): DetailField {
  const text = textOf(value);
  const kind = typeof value === 'object' && !Array.isArray(value) ? 'shown' : (kinds[field.dataType.toUpperCase()] ?? 'shown');
  const isChoice = kind === 'one' || kind === 'many';
  const usable = isChoice && field.options.length === 0 ? 'shown' : kind;
  return {
    key: `custom:${field.id}`,
    label: field.name || field.key || 'Unnamed field',
    kind: usable,
    text: kind === 'date' ? dayOf(value) : text,
    ...(kind === 'many' && { reading: text.replaceAll('\n', ', ') }),
    ...(usable === 'shown' && {
      reason: field.dataType === 'FILE_UPLOAD' ? 'Files are changed in HighLevel.' : 'This kind of field is changed in HighLevel.',
    }),
    ...(isChoice && {
      choices: [...new Set([...field.options, ...text.split('\n').filter(Boolean)])].map((one) => ({ value: one, label: one })),
    }),
    edit: (edited) => ({ customFields: { [field.id]: customValue(field, kind, edited) } }),
  };
}

function customValue(field: CustomField, kind: FieldKind, text: string): CustomValue {
  if (kind === 'many') return text.split('\n').filter(Boolean);
  const trimmed = kind === 'long' ? text.trimEnd() : text.trim();
  return kind === 'number' && trimmed !== '' && field.dataType.toUpperCase() === 'NUMERICAL' ? Number(trimmed) : trimmed;
}

/** Lines of a value of any shape; a file map shows its files' names. */
function textOf(value: CustomValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value !== 'object') return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
  return Object.entries(value)
    .map(([key, part]) => fileName(part) || (typeof part === 'object' ? key : String(part)))
    .filter(Boolean)
    .join('\n');
}

function fileName(part: unknown): string {
  if (typeof part !== 'object' || part === null) return '';
  const { meta } = part as { meta?: unknown };
  const name = typeof meta === 'object' && meta !== null ? (meta as { originalname?: unknown }).originalname : undefined;
  return typeof name === 'string' ? name : '';
}

/** `YYYY-MM-DD` of a date that comes as text or epoch ms. */
function dayOf(value: CustomValue | undefined): string {
  const text = typeof value === 'number' || /^\d{11,}$/.test(String(value)) ? new Date(Number(value)).toISOString() : String(value ?? '');
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text;
}
