// A server with one contact that brings what it is sent to its own form, as real ones do. Only fields that are written are touched.
import type { Contact, CustomValue } from '@/lib/domain/contact';
import { type ContactWrite, withWrite } from '@/lib/domain/mapping/contact-values';
import { quickE164 } from './quick-e164';

type Habit = (text: string) => string;

const digitsOf = (text: string) => quickE164(text).slice(2);
const ifPhone =
  (form: Habit): Habit =>
  (text) =>
    quickE164(text).startsWith('+1') ? form(digitsOf(text)) : text;

/** What servers do to values, each once and for all: doing it twice changes nothing more. */
const habits: Record<string, Habit> = {
  keep: (text) => text,
  trim: (text) => text.trim(),
  squash: (text) => text.replace(/\s+/g, ' ').trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: (text) => text.toLowerCase().replace(/(^|\s)\S/g, (letter) => letter.toUpperCase()),
  e164: (text) => quickE164(text) || text,
  national: ifPhone((digits) => `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`),
  dotted: ifPhone((digits) => `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6)}`),
  paragraphs: (text) => (text === '' || text.startsWith('<p>') ? text : `<p>${text.trim().replaceAll('\n', '<br>')}</p>`),
  usa: (text) => (/^(us|usa|united states)$/i.test(text) ? 'USA' : text),
};

export interface Server {
  contact: Contact;
  /** When it was last changed, by anybody. */
  updatedAt: number;
  write(write: ContactWrite, at: number): void;
}

/** A server with a habit per field: by built-in name, or by id of a custom field. */
export function normalisingServer(contact: Contact, habitOf: Record<string, string>): Server {
  const form = (field: string, value: CustomValue): CustomValue => {
    const habit = habits[habitOf[field] ?? 'keep'] ?? habits.keep!;
    if (Array.isArray(value)) return [...value].sort();
    return typeof value === 'string' ? habit(value) : value;
  };
  const server: Server = {
    contact,
    updatedAt: 0,
    write({ edit: { customFields = {}, ...edit }, addTags, removeTags }, at) {
      const formed = Object.fromEntries(Object.entries(edit).map(([field, value]) => [field, form(field, value as CustomValue)]));
      const custom = Object.fromEntries(Object.entries(customFields).map(([id, value]) => [id, form(id, value)]));
      server.contact = withWrite(server.contact, { edit: { ...formed, customFields: custom }, addTags, removeTags });
      server.updatedAt = at;
    },
  };
  return server;
}
