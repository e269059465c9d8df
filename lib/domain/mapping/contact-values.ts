// Between a contact and the values of its mapped fields.
import type { Contact, ContactEdit, CustomValue } from '@/lib/domain/contact';
import { customIdOf, type FieldRef, isBlank } from './field';
import { joinName, splitName } from './person-name';

/** What a record says about some fields. A field that is absent was not said, which is different from blank. */
export type Values = Partial<Record<string, CustomValue>>;

/** What the contact holds in a field; '' where nothing. */
export function readField(contact: Contact, ref: FieldRef): CustomValue {
  const id = customIdOf(ref);
  if (id !== undefined) return contact.customFields[id] ?? '';
  return ref === 'fullName' ? joinName(contact) : contact[ref as Exclude<FieldRef, 'fullName' | `custom:${string}`>];
}

/** What the contact holds in these fields, without those that the reading left out (`unsaid`). */
export function valuesOf(contact: Contact, refs: Iterable<FieldRef>, unsaid: readonly FieldRef[] = []): Values {
  const values: Values = {};
  for (const ref of refs) if (!unsaid.includes(ref)) values[ref] = readField(contact, ref);
  return values;
}

/** An edit of a contact, and the tags that go by requests of their own. */
export interface ContactWrite {
  edit: ContactEdit;
  addTags: string[];
  removeTags: string[];
}

/** The write that gives a contact these values. `current` is what it holds now, for names that are written as one and for tags. */
export function writeOf(changes: readonly { ref: string; to: CustomValue }[], current?: Contact): ContactWrite {
  const write: ContactWrite = { edit: {}, addTags: [], removeTags: [] };
  for (const { ref, to } of changes) {
    const id = customIdOf(ref as FieldRef);
    if (id !== undefined) write.edit.customFields = { ...write.edit.customFields, [id]: to };
    else if (ref === 'fullName') Object.assign(write.edit, splitName(String(to), current));
    else if (ref === 'tags') Object.assign(write, changedTags(to, current?.tags ?? []));
    else Object.assign(write.edit, { [ref]: ref === 'dnd' ? to === true : to });
  }
  return write;
}

/** The contact with the write done, as our own picture of it; a server may spell it otherwise. */
export function withWrite(contact: Contact, { edit, addTags, removeTags }: ContactWrite): Contact {
  const customFields = Object.fromEntries(
    Object.entries({ ...contact.customFields, ...edit.customFields }).filter(([, value]) => !isBlank(value)),
  );
  const tags = [...contact.tags.filter((tag) => !removeTags.includes(tag)), ...addTags];
  return { ...contact, ...edit, customFields, tags };
}

function changedTags(wanted: CustomValue, current: readonly string[]): Pick<ContactWrite, 'addTags' | 'removeTags'> {
  const tags = Array.isArray(wanted) ? wanted : [];
  return { addTags: tags.filter((tag) => !current.includes(tag)), removeTags: current.filter((tag) => !tags.includes(tag)) };
}
