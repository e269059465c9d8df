// What the panel reads, all from the store, nothing from a network or another context.
import type { AccountId } from '@/lib/domain/account';
import { sightingKeys, sightingNameKeys, wordKeys } from '@/lib/domain/contact-keys';
import type { Kept } from '@/lib/domain/kept';
import { type Match, matchContact } from '@/lib/domain/match-contact';
import { normaliseEmail } from '@/lib/domain/normalise';
import type { ReferenceItems, ReferenceKind } from '@/lib/domain/reference';
import { type Sighting, sightingKey } from '@/lib/domain/sighting';
import type { Database } from './database';
import type { OutboxEntry } from './outbox-entry';
import type { Store } from './records';
import type { AppointmentRow, ContactRow, LookupRow, NoteRow, Row, TaskRow } from './rows';

const mostCandidates = 50;
const mostHits = 25;

/** The key of a look-up in one account: the marks that the server was asked for. The same record with another mark is another question. */
export function lookupKey(account: AccountId, { emails, phones }: Pick<Sighting, 'emails' | 'phones'>): string {
  return [account, ...[...emails, ...phones].sort()].join('|');
}

export interface WhoIsIt {
  match: Match;
  /** The contacts that the match speaks of, by uid. */
  contacts: Map<string, ContactRow>;
  /** What the server said about the page's marks, if it was asked. */
  lookup: LookupRow | undefined;
  /** A contact that fits, but was deleted here: undo can still bring it back. */
  deleted: ContactRow | undefined;
}

/** Who the page shows, as far as links and cached contacts tell. */
export async function whoIsOnPage({ db, toE164 }: Store, account: AccountId, sighting: Sighting): Promise<WhoIsIt> {
  const key = sightingKey(sighting);
  const [links, lookup] = await Promise.all([
    key ? db.links.where('key').equals(key).toArray() : [],
    db.lookups.get(lookupKey(account, sighting)),
  ]);
  const marks = sightingKeys(sighting, toE164);
  const [linked, marked] = await Promise.all([
    db.contacts.bulkGet(links.map(({ contactUid }) => contactUid)),
    contactsWithMarks(db, marks),
  ]);
  const named = marked.some(({ deletedAt }) => !deletedAt) ? [] : await contactsWithWords(db, sightingNameKeys(sighting));
  const fitting = [...linked, ...marked, ...named].filter((row): row is ContactRow => row?.account === account);
  const candidates = fitting.filter(({ deletedAt }) => !deletedAt);
  const picked = (kind: 'is' | 'not') => links.filter((link) => link.kind === kind).map(({ contactUid }) => contactUid);
  const seen = { keys: marks, name: sighting.name, company: sighting.company };
  const match = matchContact(seen, candidates, { is: picked('is'), not: picked('not') });
  const deleted = [...linked, ...marked].find((row) => row?.account === account && row.deletedAt !== undefined);
  return { match, contacts: new Map(candidates.map((row) => [row.uid, row])), lookup, deleted };
}

export interface ContactDetails {
  contact: ContactRow;
  tasks: TaskRow[];
  notes: NoteRow[];
  appointments: AppointmentRow[];
  /** Others with the same company record. */
  company: ContactRow[];
  /** Changes of the contact and what hangs on it, oldest first. */
  entries: OutboxEntry[];
}

/** A contact with everything that hangs on it; undefined when it is not in the store or was deleted. */
export async function contactDetails(db: Database, uid: string): Promise<ContactDetails | undefined> {
  const [contact, tasks, notes, appointments, entries] = await Promise.all([
    db.contacts.get(uid),
    db.tasks.where('contactUid').equals(uid).toArray(),
    db.notes.where('contactUid').equals(uid).toArray(),
    db.appointments.where('contactUid').equals(uid).toArray(),
    db.outbox.where('contactUid').equals(uid).sortBy('seq'),
  ]);
  if (!contact || contact.deletedAt) return undefined;
  const shown = <Shown extends Row<unknown>>(rows: Shown[]) => rows.filter(({ deletedAt, goneAt }) => !deletedAt && !goneAt);
  const company = await colleagues(db, contact);
  return { contact, tasks: shown(tasks), notes: shown(notes), appointments: shown(appointments), entries, company };
}

async function colleagues(db: Database, { account, uid, value }: ContactRow): Promise<ContactRow[]> {
  if (!value.businessId) return [];
  const people = await db.contacts.where('[account+value.businessId]').equals([account, value.businessId]).limit(mostCandidates).toArray();
  return people.filter((row) => row.uid !== uid && !row.deletedAt);
}

/** Open tasks due before `until` (epoch ms), earliest first, with their contacts: mine, or everybody's when `userId` is ''. */
export async function dueTasks(
  db: Database,
  account: AccountId,
  userId: string,
  until: number,
): Promise<{ task: TaskRow; contact: ContactRow; entries: OutboxEntry[] }[]> {
  const rows = await db.tasks
    .where('[account+openDueAt]')
    .between([account, 1], [account, until])
    .filter(({ value }) => !userId || value.assignedTo === userId)
    .limit(500)
    .toArray();
  const contacts = await db.contacts.bulkGet(rows.map(({ contactUid }) => contactUid));
  const entries = Map.groupBy(
    await db.outbox
      .where('uid')
      .anyOf(rows.map(({ uid }) => uid))
      .sortBy('seq'),
    ({ uid }) => uid,
  );
  return rows.flatMap((task, at) => {
    const contact = contacts[at];
    return contact && !contact.deletedAt ? [{ task, contact, entries: entries.get(task.uid) ?? [] }] : [];
  });
}

/** The contacts whose panel was opened last, newest first. */
export async function recentContacts(db: Database, account: AccountId, limit: number): Promise<ContactRow[]> {
  const range = db.contacts.where('[account+openedAt]').between([account, 1], [account, Number.MAX_SAFE_INTEGER]);
  return await range
    .reverse()
    .filter(({ deletedAt }) => !deletedAt)
    .limit(limit)
    .toArray();
}

/** Contacts whose names, company, e-mail or phone begin with the words of the text; at most 25. */
export async function searchContacts({ db, toE164 }: Store, account: AccountId, text: string): Promise<ContactRow[]> {
  const exact = normaliseEmail(text) ? `e:${normaliseEmail(text)}` : toE164(text) ? `p:${toE164(text)}` : '';
  const found = exact ? await db.contacts.where('keys').equals(exact).limit(mostHits).toArray() : [];
  const byWords = await contactsWithWords(db, wordKeys(text.split('@')[0] ?? ''), mostHits);
  const unique = new Map([...found, ...byWords].map((row) => [row.uid, row]));
  return [...unique.values()].filter((row) => row.account === account && !row.deletedAt).slice(0, mostHits);
}

/** Contacts that have one of the marks. Asked for one by one, side by side: a cursor over all of them would go to and fro for every row. */
async function contactsWithMarks(db: Database, marks: readonly string[]): Promise<ContactRow[]> {
  const found = await Promise.all(marks.map((mark) => db.contacts.where('keys').equals(mark).limit(mostCandidates).toArray()));
  return [...new Map(found.flat().map((row) => [row.uid, row])).values()];
}

/** Contacts that have, for each of the words, a key that begins with it. */
async function contactsWithWords(db: Database, keys: string[], limit = mostCandidates): Promise<ContactRow[]> {
  // The longest word leaves the fewest rows to look at.
  const [first, ...rest] = [...keys].sort((one, other) => other.length - one.length);
  if (!first) return [];
  const hasAll = (row: ContactRow) => rest.every((word) => row.keys.some((key) => key.startsWith(word)));
  const rows = db.contacts.where('keys').startsWith(first);
  return await (rest.length > 0 ? rows.filter(hasAll) : rows).limit(limit).distinct().toArray();
}

/** What is known of an account besides people; undefined until it was read. */
export async function referenceItems<Kind extends ReferenceKind>(
  db: Database,
  account: AccountId,
  kind: Kind,
): Promise<ReferenceItems[Kind] | undefined> {
  const row = await db.reference.get([account, kind]);
  return row?.items as ReferenceItems[Kind] | undefined;
}

/** All that is known of an account besides people, by its kind. */
export async function allReferences(db: Database, account: AccountId): Promise<Partial<ReferenceItems>> {
  const rows = await db.reference.where('[account+kind]').between([account], [account, []]).toArray();
  return Object.fromEntries(rows.map(({ kind, items }) => [kind, items]));
}

/** Every change of these accounts that is not confirmed yet, oldest first, with its contact. */
export async function queuedChanges(
  db: Database,
  ...accounts: AccountId[]
): Promise<{ entry: OutboxEntry; contact: ContactRow | undefined }[]> {
  const states = ['waiting', 'sending', 'blocked'];
  const entries = await db.outbox
    .where('[account+state]')
    .anyOf(accounts.flatMap((account) => states.map((state) => [account, state])))
    .sortBy('seq');
  const uids = [...new Set(entries.map(({ contactUid }) => contactUid))];
  const contacts = new Map((await db.contacts.bulkGet(uids)).map((contact, at) => [uids[at], contact]));
  return entries.map((entry) => ({ entry, contact: contacts.get(entry.contactUid) }));
}

/** A row as the panel shows it, given the outbox entries that may concern it. */
export function toKept<T>(row: Row<T>, entries: readonly OutboxEntry[]): Kept<T> {
  const own = entries.filter(({ uid }) => uid === row.uid);
  const telling = own.find(({ state }) => state === 'blocked') ?? own.find(({ state }) => state === 'sending') ?? own[0];
  return {
    uid: row.uid,
    value: row.value,
    state: telling?.state ?? 'saved',
    seenAt: row.seenAt,
    ...(row.remoteId && { remoteId: row.remoteId }),
    ...(telling?.problem && { problem: telling.problem }),
    ...(row.unstored && { unstored: row.unstored }),
  };
}
