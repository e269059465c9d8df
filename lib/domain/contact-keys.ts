// The keys under which a contact is found: `e:<e-mail>`, `p:<E.164>`, `w:<word>`. The store indexes them; matching compares them.
import type { Contact } from './contact';
import { normaliseEmail, words } from './normalise';
import type { Sighting } from './sighting';

/** Brings a phone number to E.164, or '' where it is none. See createToE164 in phone.ts. */
export type ToE164 = (phone: string) => string;

/** Marks (e-mails and phones) are kept up to this many, words fill up to `usualKeys`. */
const mostMarks = 32;
const usualKeys = 16;
const fewestWords = 6;

type Named = Pick<Contact, 'firstName' | 'lastName' | 'companyName' | 'email' | 'phone' | 'additionalEmails' | 'additionalPhones'>;

/** Every key of a contact, each once: all its e-mails and phones, then the words of name, company and e-mail, about 16 in all. */
export function contactKeys(contact: Named, toE164: ToE164): string[] {
  const marks = markKeys([contact.email, ...contact.additionalEmails], [contact.phone, ...contact.additionalPhones], toE164).slice(
    0,
    mostMarks,
  );
  const localPart = normaliseEmail(contact.email).split('@')[0] ?? '';
  const text = [contact.firstName, contact.lastName, contact.companyName, localPart].join(' ');
  return [...marks, ...wordKeys(text).slice(0, Math.max(fewestWords, usualKeys - marks.length))];
}

/** The exact keys of a sighting: a contact that has none of them may only be asked about, never matched. */
export function sightingKeys(sighting: Pick<Sighting, 'emails' | 'phones'>, toE164: ToE164): string[] {
  return markKeys(sighting.emails, sighting.phones, toE164);
}

/** The `w:` keys of a sighting's name: contacts that have all of them may be offered as a question. */
export function sightingNameKeys(sighting: Pick<Sighting, 'name'>): string[] {
  return wordKeys(sighting.name).filter((key) => key.length > 'w:x'.length);
}

/** The `w:` keys of a text, each once. */
export function wordKeys(text: string): string[] {
  return [...new Set(words(text).map((word) => `w:${word.slice(0, 40)}`))];
}

function markKeys(emails: readonly string[], phones: readonly string[], toE164: ToE164): string[] {
  const keys = new Set<string>();
  for (const email of emails) {
    const normal = normaliseEmail(email);
    if (normal) keys.add(`e:${normal}`);
  }
  for (const phone of phones) {
    const number = phone && toE164(phone);
    if (number) keys.add(`p:${number}`);
  }
  return [...keys];
}
