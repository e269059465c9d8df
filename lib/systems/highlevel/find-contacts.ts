// Who has this e-mail or this number? Asked separately, because together the server stops at the first that matches and says nothing of the
// other. An empty answer is asked again by search, since the duplicate look-up follows each location's own rule (highlevel-api-docs #289).
import type { Contact } from '@/lib/domain/contact';
import type { CallOptions, Remote } from '@/lib/systems/system';
import type { Api } from './api';
import { listContacts } from './list-contacts';
import { readContact } from './records';

/** Contacts with the e-mail or the number, each once. Two mean that the marks point at different people. */
export async function findContacts(
  api: Api,
  locationId: string,
  { email, phone }: { email?: string; phone?: string },
  options: CallOptions,
): Promise<Remote<Contact>[]> {
  const found = await Promise.all([
    email ? byEmail(api, locationId, email.trim(), options) : [],
    phone ? byPhone(api, locationId, phone.trim(), options) : [],
  ]);
  const byId = new Map(found.flat().map((contact) => [contact.id, contact]));
  return [...byId.values()];
}

async function byEmail(api: Api, locationId: string, email: string, options: CallOptions): Promise<Remote<Contact>[]> {
  const duplicates = await api.findDuplicate({ locationId, email }, options);
  if (duplicates.length > 0) return duplicates.map(readContact);
  const wanted = email.toLowerCase();
  const hits = await bySearch(api, locationId, email, options);
  return hits.filter(({ value }) => [value.email, ...value.additionalEmails].some((one) => one.toLowerCase() === wanted));
}

async function byPhone(api: Api, locationId: string, phone: string, options: CallOptions): Promise<Remote<Contact>[]> {
  const duplicates = await api.findDuplicate({ locationId, number: phone }, options);
  if (duplicates.length > 0) return duplicates.map(readContact);
  const hits = await bySearch(api, locationId, phone, options);
  return hits.filter(({ value }) => [value.phone, ...value.additionalPhones].some((one) => isSameNumber(one, phone)));
}

/** Page one is enough: an exact mark beyond the 20 best hits of its own text would be a wonder. */
async function bySearch(api: Api, locationId: string, text: string, options: CallOptions): Promise<Remote<Contact>[]> {
  return (await listContacts(api, locationId, { text, size: 20 }, options)).items;
}

/** The same digits, with or without the country's code in front. */
function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 7 && (short === long || (short.length >= 9 && long.length - short.length <= 4 && long.endsWith(short)));
}
