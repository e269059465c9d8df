// Who has this e-mail or this number? Only where the profile found a field that `where` can compare; what comes back is compared again here, since
// a filter that is not understood might be ignored.
import type { Contact } from '@/lib/domain/contact';
import { AppError } from '@/lib/errors';
import type { CallOptions, Remote } from '@/lib/systems/system';
import type { Api } from './api';
import { isClosed, listedFields } from './list-contacts';
import { readAll } from './read-rows';
import { type ContactKind, type Reading, readContact } from './records';
import { anyOf } from './where';

/** Clients and prospects with the e-mail or the number, each once. Throws AppError `unsupported` where neither can be searched. */
export async function findContacts(
  api: Api,
  kinds: readonly ContactKind[],
  { email = '', phone = '' }: { email?: string; phone?: string },
  reading: Reading,
  options: CallOptions,
): Promise<Remote<Contact>[]> {
  const mail = email.trim();
  const number = phone.trim();
  if (!mail && !number) return [];
  const searches = kinds.flatMap((kind) => {
    const { search } = reading.profile[kind];
    const clauses = [
      mail && search.email && anyOf(search.email, [mail]),
      number && search.phone && anyOf(search.phone, phoneSpellings(number)),
    ];
    const where = clauses.filter(Boolean).join(' or ');
    return where ? [{ kind, where }] : [];
  });
  if (searches.length === 0) throw new AppError('unsupported', { detail: 'BQE CORE cannot be searched by e-mail or phone.' });

  const found = new Map<string, Remote<Contact>>();
  for (const { kind, where } of searches) {
    const listing = { ...listedFields(reading.profile, kind), where, size: 100, isChanges: true };
    const rows = await readAll(api, kind, listing, options, 100).catch((error: unknown) => {
      if (kind === 'prospect' && isClosed(error)) return [];
      throw error;
    });
    for (const row of rows) {
      const contact = readContact(row, kind, reading);
      if (hasEmail(contact.value, email) || hasNumber(contact.value, phone)) found.set(row.id, contact);
    }
  }
  return [...found.values()];
}

/** A number as offices write it. The server compares text, so each spelling is asked for. */
function phoneSpellings(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  const parts = /^1?(\d{3})(\d{3})(\d{4})$/.exec(digits);
  const american = parts
    ? [`(${parts[1]}) ${parts[2]}-${parts[3]}`, `${parts[1]}-${parts[2]}-${parts[3]}`, `${parts[1]}.${parts[2]}.${parts[3]}`]
    : [];
  const bare = parts ? [`${parts[1]}${parts[2]}${parts[3]}`, `+1${parts[1]}${parts[2]}${parts[3]}`] : [`+${digits}`];
  return [...new Set([phone.trim(), digits, ...bare, ...american])];
}

function hasEmail({ email, additionalEmails }: Contact, wanted: string): boolean {
  return wanted.trim() !== '' && [email, ...additionalEmails].some((one) => one.toLowerCase() === wanted.trim().toLowerCase());
}

function hasNumber({ phone, additionalPhones }: Contact, wanted: string): boolean {
  const digits = wanted.replace(/\D/g, '');
  return digits.length >= 7 && [phone, ...additionalPhones].some((one) => isSameNumber(one.replace(/\D/g, ''), digits));
}

/** The same digits, with or without the country's code in front. */
function isSameNumber(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 7 && (short === long || (short.length >= 9 && long.length - short.length <= 4 && long.endsWith(short)));
}
