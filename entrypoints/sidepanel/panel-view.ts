// Turns what the store holds into what the panel shows. One reading, so that all parts of the screen agree with each other.
import type { Drafts, Match, PanelStatus, PanelView, Person, QueuedChange } from '@/components/panel-props';
import type { AccountId } from '@/lib/domain/account';
import { displayName } from '@/lib/domain/contact';
import { normaliseEmail } from '@/lib/domain/normalise';
import type { ReferenceItems } from '@/lib/domain/reference';
import { type Sighting, sightingKey } from '@/lib/domain/sighting';
import { startOfDay } from '@/lib/domain/zoned-time';
import type { Problem } from '@/lib/errors';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import {
  allReferences,
  contactDetails,
  dueTasks,
  queuedChanges,
  recentContacts,
  toKept,
  type WhoIsIt,
  whoIsOnPage,
} from '@/lib/store/panel-queries';
import type { Store } from '@/lib/store/records';
import type { ConnectionRow, ContactRow } from '@/lib/store/rows';
import { changeLabel } from './change-label';

/** What the panel is pointed at. */
export interface Focus {
  /** What the tab shows. */
  sighting: Sighting | null;
  /** The contact that the user opened by search or from a list; it stays until `back` or until the page changes. */
  openedUid?: string;
}

export interface PanelReading {
  view: PanelView;
  status: Omit<PanelStatus, 'offline' | 'undo'>;
  /** The contact on screen, for the worker to keep fresh. */
  contactUid?: string;
  businessId?: string;
  /** The page's record is nobody in the cache for sure, and the server has not answered yet. */
  unasked: boolean;
  /** Whose unsaved texts belong on screen: the contact's uid, or the page record's key. They are read once, not followed. */
  draftsOwner: string;
}

const recentCount = 8;

/** Reads everything that the panel shows for this focus. */
export async function readPanel(store: Store, focus: Focus): Promise<PanelReading> {
  const [connection, receiver] = await Promise.all([store.db.connections.get('highlevel'), store.db.receivers.get('connected-app')]);
  const account = connection?.account;
  if (!account) {
    return { view: { kind: 'not-connected' }, status: { syncing: false, queue: [], updatedAt: 0 }, unasked: false, draftsOwner: '' };
  }
  const [status, seen, reference] = await Promise.all([
    readStatus(store, connection, receiver?.account),
    focus.sighting ? whoIsOnPage(store, account, focus.sighting) : undefined,
    allReferences(store.db, account),
  ]);
  const matchedUid = seen && 'uid' in seen.match ? seen.match.uid : undefined;
  const uid = focus.openedUid ?? matchedUid;
  const details = uid === undefined ? undefined : await contactDetails(store.db, uid);
  if (details) {
    const isPagePerson = uid === matchedUid;
    const match: Match =
      isPagePerson && seen && focus.sighting ? howMatched(seen, focus.sighting, details.contact) : opened(focus.sighting);
    const view = contactView(connection, details, reference, match, focus.openedUid !== undefined);
    const updatedAt = details.contact.childrenSeenAt ?? 0;
    const { businessId } = details.contact.value;
    const { uid: contactUid } = details.contact;
    return {
      view,
      status: { ...status, updatedAt },
      contactUid,
      draftsOwner: contactUid,
      unasked: false,
      ...(businessId && { businessId }),
    };
  }
  // An id alone is the key to a remembered link and says nothing about a person: there is nobody to look for.
  const isNobody = seen?.match.kind === 'none' && focus.sighting?.emails.length === 0 && focus.sighting.phones.length === 0;
  if (!focus.sighting || !seen || isNobody) {
    return { view: await dayView(store, connection, reference), status, unasked: false, draftsOwner: '' };
  }
  const view = seen.match.kind === 'several' ? severalView(seen, focus.sighting) : noMatchView(seen, focus.sighting, connection);
  return { view, status, unasked: seen.lookup?.answeredAt === undefined, draftsOwner: sightingKey(focus.sighting) };
}

function contactView(
  connection: ConnectionRow,
  details: NonNullable<Awaited<ReturnType<typeof contactDetails>>>,
  { users = [], calendars = [], workflows = [], tags = [], customFields = [] }: Partial<ReferenceItems>,
  match: Match,
  canGoBack: boolean,
): PanelView {
  const { contact, entries } = details;
  const kept = <T>(rows: Parameters<typeof toKept<T>>[0][]) => rows.map((row) => toKept(row, entries));
  return {
    kind: 'contact',
    contact: toKept(contact, entries),
    match,
    gone: contact.goneAt !== undefined,
    childrenLoaded: contact.childrenSeenAt !== undefined || contact.remoteId === undefined,
    tasks: kept(details.tasks),
    notes: kept(details.notes),
    appointments: kept(details.appointments),
    company: details.company.map(toPerson),
    fields: customFields.map((field) => ({ field, value: contact.value.customFields[field.id] })),
    users,
    calendars,
    workflows,
    tags,
    timezone: connection.timezone,
    me: connection.iAm ?? connection.userId ?? '',
    drafts: {},
    canGoBack,
  };
}

async function dayView(store: Store, connection: ConnectionRow, { users = [] }: Partial<ReferenceItems>): Promise<PanelView> {
  const { account, timezone } = connection;
  const me = connection.iAm ?? connection.userId ?? '';
  if (!account) return { kind: 'not-connected' };
  const [due, recent, read] = await Promise.all([
    dueTasks(store.db, account, me, startOfDay(store.now(), timezone, 1)),
    recentContacts(store.db, account, recentCount),
    store.db.progress.get([account, 'my-tasks']),
  ]);
  const tasks = due.map(({ task, contact, entries }) => ({
    task: toKept(task, entries),
    contactUid: contact.uid,
    contactName: displayName(contact.value),
  }));
  return {
    kind: 'nothing',
    ...((read || tasks.length > 0) && { tasks }),
    recent: recent.map(toPerson),
    users,
    timezone,
    me,
  };
}

function severalView({ match, contacts }: WhoIsIt, sighting: Sighting): PanelView {
  const offers = match.kind === 'several' ? match.candidates : [];
  const candidates = offers.flatMap(({ uid, reasons }) => {
    const row = contacts.get(uid);
    return row ? [{ person: toPerson(row), reasons }] : [];
  });
  return { kind: 'several', sighting, candidates, drafts: {} };
}

function noMatchView({ lookup, deleted }: WhoIsIt, sighting: Sighting, connection: ConnectionRow): PanelView {
  // A connection that does not work asks nobody: to say "looking" then would be untrue.
  const refused = connection.state === 'action-needed' ? (connection.problem ?? { code: 'not-connected', at: 0 }) : undefined;
  const problem: Problem | undefined = lookup?.problem ?? refused;
  const answered = lookup?.answeredAt !== undefined;
  const gone = deleted && { deleted: displayName(deleted.value) };
  return { kind: 'no-match', sighting, answered, drafts: {}, ...gone, ...(problem && { problem }) };
}

function howMatched({ match }: WhoIsIt, sighting: Sighting, { value }: ContactRow): Match {
  if (match.kind === 'linked') return { how: 'linked', mark: '', linkable: false };
  const own = [value.email, ...value.additionalEmails].map(normaliseEmail);
  const email = sighting.emails.find((one) => own.includes(normaliseEmail(one)));
  return email ? { how: 'email', mark: email, linkable: false } : { how: 'phone', mark: value.phone, linkable: false };
}

function opened(sighting: Sighting | null): Match {
  return { how: 'opened', mark: '', linkable: sighting !== null && sightingKey(sighting) !== '' };
}

async function readStatus({ db }: Store, connection: ConnectionRow, receiver: AccountId | undefined): Promise<PanelReading['status']> {
  const { account } = connection;
  if (!account) return { syncing: false, queue: [], updatedAt: 0 };
  const [queue, index, myTasks] = await Promise.all([
    queuedChanges(db, account, ...(receiver ? [receiver] : [])),
    db.progress.get([account, 'index']),
    db.progress.get([account, 'my-tasks']),
  ]);
  const isIndexing = index !== undefined && index.state !== 'done';
  return {
    syncing: isIndexing && index.state === 'running',
    queue: queue.map(({ entry, contact }) => toQueued(entry, contact)),
    updatedAt: myTasks?.finishedAt ?? 0,
    ...(isIndexing && {
      index: { done: index.done, paused: index.state === 'paused', ...(index.total !== undefined && { total: index.total }) },
    }),
    ...(connection.state === 'action-needed' && connection.problem && { connectionProblem: connection.problem }),
  };
}

function toQueued(entry: OutboxEntry, contact: ContactRow | undefined): QueuedChange {
  const { seq, uid, contactUid, state, problem, madeAt } = entry;
  const contactName = contact ? displayName(contact.value) : '';
  return { id: seq, uid, contactUid, contactName, label: changeLabel(entry.change), state, madeAt, ...(problem && { problem }) };
}

/** A contact as lists show it. */
export function toPerson({ uid, value }: ContactRow): Person {
  return { uid, name: displayName(value), company: value.companyName, email: value.email, phone: value.phone };
}

/** Unsaved texts, by the form's key; `owner` is the contact's uid or the page record's key. */
export async function readDrafts({ db }: Store, owner: string): Promise<Drafts> {
  const rows = await db.drafts.where('key').startsWith(`${owner}|`).toArray();
  return Object.fromEntries(rows.map(({ key, value }) => [key.slice(owner.length + 1), value]));
}
