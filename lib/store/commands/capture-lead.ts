// One lead captured: the contact that it becomes or adds to, its tags and its note, in one transaction with what has become of the lead.
// Whom it belongs to is decided inside, so that several leads of one person make one contact.
import Dexie from 'dexie';
import type { AccountId } from '@/lib/domain/account';
import { blankContact, type Contact } from '@/lib/domain/contact';
import { contactKeys } from '@/lib/domain/contact-keys';
import { writeOf } from '@/lib/domain/mapping/contact-values';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import { isMark } from '@/lib/domain/plan/partner-search';
import { haveSameHeader, type LeadStep, leadContact, leadNote, planLead } from '@/lib/domain/plan/plan-lead';
import { namesakes } from '@/lib/store/plan-records';
import { putRow, rowByRemoteId, type Store } from '@/lib/store/records';
import type { ContactRow, LeadRow, SyncRow } from '@/lib/store/rows';
import { storeContacts } from '@/lib/store/store-reads';
import { act, change, type How, inTransaction } from './act';
import { carriesOf, carry } from './carry';
import { keepDecisions } from './keep-decisions';
import { followSource, type Managed, makeManagedNote } from './managed-note';
import { pairRecords } from './sync';

const pair = 'highlevel-localiq';
const why = { by: 'rule', rule: 'Lead capture' } as const;
/** A number that so many share says nothing about who it is. */
const mostCandidates = 100;
/** Asking the server for more marks of one person would be guessing. */
const mostMarks = 4;

/** What the server is to be asked before the lead can be captured: who has a mark (`e:…`, `p:…`), or what a contact says and its notes. */
export type Look = { mark: string } | { contactUid: string };

type LeadWriteStep = Extract<LeadStep, { kind: 'create' | 'update' }>;

export interface Capturing {
  live: LiveMapping;
  hasLooked: (look: Look) => boolean;
}

/** Captures a lead, or answers what has to be looked at first. Does nothing while the sync rests or its mapping waits for approval. */
export async function captureLead(store: Store, capturing: Capturing, key: [AccountId, string]): Promise<Look | undefined> {
  return await inTransaction(store, async () => {
    const row = await store.db.leads.get(key);
    const sync = await runningSync(store, capturing.live);
    if (!row || !sync || (row.state !== 'new' && row.state !== 'question')) return undefined;
    const { record, linked, keptApart, isAsked } = await tiesOf(store, row);
    if (isAsked) return await settle(store, row, { state: 'question' });
    const candidates = await candidatesOf(store, sync.left, leadContact(row.value), linked);
    // Its contact is gone: what becomes of the two is a question of its own, and comes first.
    if (linked && !candidates.some(({ uid }) => uid === linked)) return undefined;
    const step = planLead({ live: capturing.live, lead: row.value, candidates, keptApart, ...(linked && { linked }) });
    if (step.kind === 'skip') return await settle(store, row, { state: 'skipped', reason: step.reason });
    if (step.kind === 'question') return await ask(store, row, record, step.candidates);
    if (step.kind === 'create' && !capturing.live.mapping.create.left) {
      return await settle(store, row, { state: 'skipped', reason: 'create-off' });
    }
    const look = looksBefore(store, step, row, candidates).find((one) => !capturing.hasLooked(one));
    return look ?? (await write(store, capturing.live, row, { step, left: sync.left }));
  });
}

/** Has the note of a lead that was captured say what the lead says now. What else changed of it is no news of the person. */
export async function followLead(store: Store, live: LiveMapping, key: [AccountId, string]): Promise<void> {
  await inTransaction(store, async () => {
    const row = await store.db.leads.get(key);
    if (row?.state !== 'new' || !row.contactUid || !(await runningSync(store, live))) return;
    // Once personal details may not be read any more, a lead that says less says nothing new.
    const isTold = (await store.db.connections.get('localiq'))?.allowPersonalDetails !== false;
    const isDone = !isTold || (await followSource(store, noteOfLead(row, row.contactUid, live.tools.zone)));
    if (isDone) await settle(store, row, { state: 'captured' });
  });
}

/** The note of a lead, and what it follows. */
export function noteOfLead(row: LeadRow, contactUid: string, zone: string): Managed {
  return { source: standFor(row), contactUid, note: leadNote(row.value, zone), why };
}

/** True where no other lead came in at the same time in the same way, such as a form that somebody sent twice. */
async function isAlone({ db }: Store, { account, remoteId, value }: LeadRow): Promise<boolean> {
  const others = db.leads.where('[account+remoteId]').between([account, Dexie.minKey], [account, Dexie.maxKey]);
  return (await others.filter((other) => other.remoteId !== remoteId && haveSameHeader(other.value, value)).count()) === 0;
}

/** Names the lead where a record's uid is asked for. */
function standFor({ account, remoteId }: LeadRow): string {
  return `${account}|${remoteId}`;
}

/** The sync, while it may write by this mapping: the user approved it and has not paused it. */
async function runningSync({ db }: Store, { mapping }: LiveMapping): Promise<SyncRow | undefined> {
  const sync = await db.syncs.get('localiq');
  return sync?.state === 'on' && sync.approved[pair] === mapping.version ? sync : undefined;
}

interface Ties {
  /** LocaliQ's record of the person, where the lead names one that was read. */
  record: ContactRow | undefined;
  linked: string | undefined;
  keptApart: string[];
  /** Who it is waits for the user's answer. */
  isAsked: boolean;
}

async function tiesOf({ db }: Store, row: LeadRow): Promise<Ties> {
  const { contactId } = row.value;
  const record = contactId ? await rowByRemoteId(db, 'contacts', row.account, contactId) : undefined;
  const uid = record?.uid ?? standFor(row);
  const linked = (await db.pairs.where('right').equals(uid).first())?.left;
  const apart = [...(await db.apart.where('one').equals(uid).toArray()), ...(await db.apart.where('other').equals(uid).toArray())];
  const questions = db.decisions
    .where('uids')
    .equals(uid)
    .and(({ kind }) => kind === 'question');
  return {
    record,
    linked,
    keptApart: apart.flatMap(({ one, other }) => [one, other]).filter((other) => other !== uid && other !== ''),
    isAsked: !linked && (await questions.count()) > 0,
  };
}

/** HighLevel's contacts that the lead's could be: by mark, by name, or linked. */
async function candidatesOf({ db, toE164 }: Store, account: AccountId, value: Contact, linked: string | undefined): Promise<ContactRow[]> {
  const marks = contactKeys(value, toE164).filter(isMark);
  const marked = await db.contacts.where('keys').anyOf(marks).limit(mostCandidates).distinct().toArray();
  const rows = [...marked, ...(await namesakes(db, { value })), ...(linked ? [await db.contacts.get(linked)] : [])];
  const there = rows.filter((row): row is ContactRow => row?.account === account && !row.deletedAt && !row.goneAt);
  return [...new Map(there.map((row) => [row.uid, row])).values()];
}

/**
 * Whoever is not linked is asked about at the server by every mark, since another's e-mail or phone may not be in the cache; nothing is filled
 * in, and no note made, on the word of a search hit.
 */
function looksBefore({ toE164 }: Store, step: LeadWriteStep, { value }: LeadRow, candidates: readonly ContactRow[]): Look[] {
  const isLinked = step.kind === 'update' && step.match === 'linked';
  const marks = isLinked ? [] : contactKeys(leadContact(value), toE164).filter(isMark).slice(0, mostMarks);
  const known = step.kind === 'update' ? candidates.find(({ uid }) => uid === step.uid) : undefined;
  return [...marks.map((mark) => ({ mark })), ...(known?.remoteId ? [{ contactUid: known.uid }] : [])];
}

async function write(
  store: Store,
  live: LiveMapping,
  row: LeadRow,
  { step, left: account }: { step: LeadWriteStep; left: AccountId },
): Promise<undefined> {
  const { contactId, contact } = row.value;
  const right = contactId ? await recordOf(store, row, contactId) : standFor(row);
  const left = step.kind === 'create' ? store.newId() : step.uid;
  const said = (await store.db.contacts.get(right))?.value ?? contact;
  const sources = sourcesOf(contactMerge(live, { left: blankContact(), right: said }), 'left');
  const carrying = { table: 'contacts', left, right, to: 'left', sources, why, isSync: true } as const;
  if (contactId) await pairRecords(store, left, right, pair, true);
  else await forgetStandIn(store, row);

  if (step.kind === 'create') {
    const { edit } = writeOf(step.changes);
    const how: How = { why, carries: carriesOf(carrying, step.changes), isSync: true };
    const made: ContactRow = { uid: left, account, value: blankContact(), seenAt: 0, keys: [], madeAt: store.now() };
    const value = { ...edit, ...(step.addTags.length > 0 && { tags: step.addTags }) };
    await act(store, 'contacts', made, { op: 'contact.create', value }, 'Contact created', how);
  } else {
    await carry(store, step.changes, { ...carrying, label: 'Details changed' });
    const tags = { op: 'contact.add-tags' as const, tags: step.addTags };
    if (tags.tags.length > 0) await change(store, 'contacts', left, tags, 'Tag added', { why, isSync: true });
  }
  const noteUid = await makeManagedNote(store, { ...noteOfLead(row, left, live.tools.zone), isAlone: () => isAlone(store, row) });
  return await settle(store, row, { state: 'captured', contactUid: left, ...(noteUid && { noteUid }) });
}

/** LocaliQ's record of the person; until it is read, what the lead says of it stands. */
async function recordOf(store: Store, { account, value, seenAt }: LeadRow, contactId: string): Promise<string> {
  const known = await rowByRemoteId(store.db, 'contacts', account, contactId);
  if (known) return known.uid;
  const said = { id: contactId, kind: 'contact' as const, value: value.contact };
  const [uid] = await storeContacts(store, account, [said], { startedAt: seenAt, proven: false });
  return uid ?? '';
}

/** Who is it? Asked about LocaliQ's record; a lead that names none stands in for one until it is captured. */
async function ask(
  store: Store,
  row: LeadRow,
  record: ContactRow | undefined,
  candidates: Extract<LeadStep, { kind: 'question' }>['candidates'],
) {
  const { contactId } = row.value;
  const uid = record?.uid ?? (contactId ? await recordOf(store, row, contactId) : standFor(row));
  if (!contactId) {
    const standIn: ContactRow = { uid, account: row.account, value: leadContact(row.value), seenAt: 0, keys: [] };
    await putRow(store, 'contacts', standIn);
  }
  await keepDecisions(store, 'localiq', pair, new Set(), [
    { kind: 'question', question: { about: 'which', side: 'right', uid, candidates } },
  ]);
  return await settle(store, row, { state: 'question' });
}

async function forgetStandIn({ db }: Store, row: LeadRow): Promise<void> {
  await db.pairs.where('right').equals(standFor(row)).delete();
  await db.contacts.delete(standFor(row));
}

async function settle({ db }: Store, row: LeadRow, fate: Pick<LeadRow, 'state'> & Partial<LeadRow>): Promise<undefined> {
  if (row.state !== fate.state) await db.leads.put({ ...row, ...fate });
}
