// By what a record that a server shows is known as the one that a create of ours asked for, when the answer to it was lost. Few fields on
// purpose: a server may have changed or dropped any other, and an id that is new since the create was sent narrows it down already.
import type { Contact } from '@/lib/domain/contact';
import { differingFields, sameValue } from '@/lib/domain/same-value';
import type { Change, OutboxEntry } from './outbox-entry';
import type { RecordValue } from './rebase';

/** True when the record is what the create asked for, as far as its telling fields go. */
export function isSameContent({ change }: Pick<OutboxEntry, 'change'>, shown: RecordValue): boolean {
  if (change.op === 'contact.create') return isSamePerson(change.value, shown as Contact);
  const telling = tellingFields(change);
  return telling !== undefined && differingFields(telling, shown).length === 0;
}

function tellingFields(change: Change): object | undefined {
  switch (change.op) {
    case 'task.create': {
      const { title, dueAt } = change.value;
      return { title, dueAt };
    }
    case 'note.create':
      return { body: change.value.body };
    case 'appointment.create': {
      const { calendarId, startAt } = change.value;
      return { calendarId, startAt };
    }
    default:
      return undefined;
  }
}

/** True when a contact that is there already is the one about to be made: same e-mail, or same phone and name. */
export function isTwin(wanted: Partial<Contact>, shown: Contact): boolean {
  if (wanted.email && sameValue('email', wanted.email, shown.email)) return true;
  return Boolean(wanted.phone && sameValue('phone', wanted.phone, shown.phone)) && hasSameName(wanted, shown);
}

/** Name and one mark, since a refused mark may be missing; where no mark was given, name and company. */
function isSamePerson(wanted: Partial<Contact>, shown: Contact): boolean {
  if (!hasSameName(wanted, shown)) return false;
  const marks = (['email', 'phone'] as const).filter((field) => wanted[field]);
  if (marks.length === 0) return sameValue('companyName', wanted.companyName, shown.companyName);
  return marks.some((field) => sameValue(field, wanted[field], shown[field]));
}

function hasSameName(wanted: Partial<Contact>, shown: Contact): boolean {
  return (['firstName', 'lastName'] as const).every((field) => !wanted[field] || sameValue(field, wanted[field], shown[field]));
}
