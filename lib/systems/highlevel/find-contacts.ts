// Who has this e-mail or this number? E-mail and number are asked for separately, because together the server stops at the first that matches
// and says nothing of the other. Each is asked twice: the duplicate look-up names one contact by the location's own rule of what counts, the
// search names all who share the mark, but lags and misses some (highlevel-api-docs #289).
import type { Contact } from '@/lib/domain/contact';
import type { CallOptions, Remote } from '@/lib/systems/system';
import type { Api } from './api';
import { listContacts } from './list-contacts';
import { readContact } from './records';

/** Contacts with the e-mail or the number, each once. Two mean that the marks point at different people, or that people share one. */
export async function findContacts(
  api: Api,
  locationId: string,
  { email, phone }: { email?: string; phone?: string },
  options: CallOptions,
): Promise<Remote<Contact>[]> {
  const mail = email?.trim();
  const number = phone?.trim();
  const [searched, exact] = await Promise.all([
    Promise.all([
      mail ? bySearch(api, locationId, mail, (contact) => hasEmail(contact, mail), options) : [],
      number ? bySearch(api, locationId, number, (contact) => hasNumber(contact, number), options) : [],
    ]),
    Promise.all([
      mail ? api.findDuplicate({ locationId, email: mail }, options) : [],
      number ? api.findDuplicate({ locationId, number }, options) : [],
    ]),
  ]);
  // The look-up's answer is a whole contact, so it stands where both have found one.
  const found = [...searched.flat(), ...exact.flat().map(readContact)];
  return [...new Map(found.map((contact) => [contact.id, contact])).values()];
}

/** Page one is enough: more than 20 people with one mark are no answer to who it is. */
async function bySearch(
  api: Api,
  locationId: string,
  text: string,
  isMeant: (contact: Contact) => boolean,
  options: CallOptions,
): Promise<Remote<Contact>[]> {
  const { items } = await listContacts(api, locationId, { text, size: 20 }, options);
  return items.filter(({ value }) => isMeant(value));
}

function hasEmail({ email, additionalEmails }: Contact, wanted: string): boolean {
  return [email, ...additionalEmails].some((one) => one.trim().toLowerCase() === wanted.toLowerCase());
}

function hasNumber({ phone, additionalPhones }: Contact, wanted: string): boolean {
  return [phone, ...additionalPhones].some((one) => isSameNumber(one, wanted));
}

/** The same digits, with or without the country's code in front. */
function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 7 && (short === long || (short.length >= 9 && long.length - short.length <= 4 && long.endsWith(short)));
}
