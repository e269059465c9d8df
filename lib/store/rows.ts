// The rows of the database. `value` is what the user sees; `server` is what the server last said; the outbox is the difference.
import type { AccountId, PartnerName, SystemName } from '@/lib/domain/account';
import type { Appointment } from '@/lib/domain/appointment';
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import type { Contact } from '@/lib/domain/contact';
import type { Lead } from '@/lib/domain/lead';
import type { PairName, Side } from '@/lib/domain/mapping/mapping';
import type { ChangeSpan } from '@/lib/domain/merge/change-span';
import type { Base, FieldConflict } from '@/lib/domain/merge/merge-records';
import type { Note } from '@/lib/domain/note';
import type { Plan, Question } from '@/lib/domain/plan/plan';
import type { ReferenceItems, ReferenceKind } from '@/lib/domain/reference';
import type { RecordKind } from '@/lib/domain/sighting';
import type { Task } from '@/lib/domain/task';
import type { TaughtRule } from '@/lib/domain/taught-rule';
import type { Problem } from '@/lib/errors';
import type { Carries } from './outbox-entry';

export interface Row<T> {
  /** Our own UUID. */
  uid: string;
  account: AccountId;
  /** The id on the server; absent until its create was answered. */
  remoteId?: string;
  /** `server` with every waiting change on top. */
  value: T;
  /** What the server last said, by a search hit or a read; absent until its create was answered. */
  server?: T;
  /** When the server last said so, epoch ms; 0 for never. */
  seenAt: number;
  /** When a read or write by id last proved `server`; absent while only search hits, which lag and lack fields, told of it. */
  provenAt?: number;
  /** The same moment by the server's clock, as far as ours was known to differ from it then. */
  provenAtServer?: number;
  /** When the user made it here; absent on records that a server told of. */
  madeAt?: number;
  /** Set while the user's delete waits or was sent; such a row is not shown. */
  deletedAt?: number;
  /** Absent on the server by a read by id: a question for the user, never a deletion by itself. Such a task or note is not shown. */
  goneAt?: number;
  /** Fields that the server accepted but did not keep: what the user had entered. */
  unstored?: Record<string, unknown>;
  /** Partners whose sync has yet to look at what the server last said. Absent where all have. */
  due?: PartnerName[];
  /** How often it was marked as due: by this a sync knows whether there is more than it has looked at. */
  news?: number;
  /** When somebody other than the sync last changed it on the server, as well as that can be known. */
  changed?: ChangeSpan;
}

export interface ContactRow extends Row<Contact> {
  /** Look-up keys: `e:<e-mail>`, `p:<E.164>`, `w:<word>` of names, company and e-mail. See contact-keys.ts. */
  keys: string[];
  /** Which kind of record it is, where its system has several. */
  kind?: RecordKind;
  /** When the panel last showed the contact, epoch ms. Absent for never. */
  openedAt?: number;
  /** When its tasks, notes and appointments were last read in full. Absent for never. */
  childrenSeenAt?: number;
}

export interface TaskRow extends Row<Task> {
  contactUid: string;
  /** `dueAt` of a task that is open and not deleted; absent otherwise, so that the index holds open tasks only. */
  openDueAt?: number;
}
export interface NoteRow extends Row<Note> {
  contactUid: string;
}
export interface AppointmentRow extends Row<Appointment> {
  contactUid: string;
  /** The start that the contact's zone-less listing last gave, read in the location's zone: while it stays, proven times stay proven. */
  listedStartAt?: number;
}

/** How a system is connected. Secrets are in the vault, under the same system name. */
export interface ConnectionRow {
  system: SystemName;
  /** Known once a token proved it. */
  account?: AccountId;
  /** HighLevel: token, oauth · BQE CORE: web, public (an app without secret) · LocaliQ: oauth, password. */
  method: 'token' | 'oauth' | 'web' | 'public' | 'password';
  /** checking: being tried · connected · action-needed: see problem. */
  state: 'checking' | 'connected' | 'action-needed';
  problem?: Problem;
  /** What the last test found, one line per check. */
  checks: ConnectionCheck[];
  /** What the account is within the system, '' until known: HighLevel's location, BQE CORE's company, LocaliQ's advertiser (GMAID). */
  locationId: string;
  companyId: string;
  locationName: string;
  timezone: string;
  /** E-mail of the LocaliQ login. */
  accountEmail?: string;
  /** LocaliQ: the advertiser is protected by HIPAA. */
  isHealthData?: boolean;
  /** LocaliQ: names, e-mails and phones may be read; off for advertisers with health data until the user allows it. */
  allowPersonalDetails?: boolean;
  /** BQE CORE: what was found out about this company file; parsed when it is used. */
  profile?: unknown;
  /** OAuth: public parts of the firm's app. */
  clientId?: string;
  tokenEndpoint?: string;
  /** The user id that the sign-in named, and the one that the user chose as `I am`. */
  userId?: string;
  iAm?: string;
  /** Locations to choose from, when a company-wide sign-in must be narrowed to one. */
  choices?: { id: string; name: string }[];
  /** The sign-in answered without the `state` that we sent: the user says whether this is the right account. */
  unconfirmed?: boolean;
  /** Scopes that the last test found refused. */
  missingScopes?: string[];
  /** BQE CORE: kinds of records that may be made and deleted there, by the last test. */
  creates?: RecordKind[];
  /** When the key was entered, epoch ms. */
  keySetAt: number;
  testedAt?: number;
}

/** Where the connected app's events go. Header and signing secret are in the vault, under the same name. */
export interface ReceiverRow {
  name: 'connected-app';
  /** `connected-app:<host>`, known once a test event was taken there. */
  account?: AccountId;
  /** As the user entered it. */
  url: string;
  /** As in ConnectionRow. Events are sent while it is connected, and wait otherwise. */
  state: ConnectionRow['state'];
  problem?: Problem;
  checks: ConnectionCheck[];
  /** When it was entered, epoch ms. */
  savedAt: number;
  testedAt?: number;
  /** When an event was last taken, epoch ms. */
  deliveredAt?: number;
}

/** A page's record that the user, or an exact match, tied to a contact. */
export interface LinkRow {
  /** `sightingKey` of the page. */
  key: string;
  account: AccountId;
  contactUid: string;
  /** `not` remembers "Not this person": this contact is never offered for the record again. */
  kind: 'is' | 'not';
  madeAt: number;
}

/** What the server answered when a page's marks were looked up; "no match" is said only when such a row exists. */
export interface LookupRow {
  /** `lookupKey`: the account and the marks that were asked for. */
  key: string;
  askedAt: number;
  answeredAt?: number;
  problem?: Problem;
}

export interface ReferenceRow<Kind extends ReferenceKind = ReferenceKind> {
  account: AccountId;
  kind: Kind;
  items: ReferenceItems[Kind];
  seenAt: number;
}

/** How far a background job has come; saved after each page so that a killed worker goes on where it stopped. */
export interface ProgressRow {
  account: AccountId;
  job: 'index' | 'changes' | 'my-tasks' | 'rescan' | 'tasks' | 'notes' | 'deleted' | 'leads' | 'sweep' | 'reconcile';
  state: 'running' | 'done' | 'paused';
  done: number;
  total?: number;
  cursor?: unknown;
  /** Everything changed before this time is in the cache, epoch ms. */
  watermark?: number;
  startedAt: number;
  finishedAt?: number;
  problem?: Problem;
}

/** What a write can be undone to, for 30 days. */
export interface UndoRow {
  id?: number;
  account: AccountId;
  at: number;
  /** "Task completed", for the bar and the list. */
  label: string;
  table: 'contacts' | 'tasks' | 'notes' | 'appointments' | 'links' | 'decisions';
  uid: string;
  contactUid: string;
  /** The outbox entries that did it. */
  entries: number[];
  /** What it carried over from the record's partner, if so: undone, the two are left apart. */
  carries?: Carries;
  /** Done by the background sync: offered in Activity, not in the panel's bar. */
  isSync?: true;
  /** Value before; undefined for a create. */
  before?: unknown;
  /** Value after; undefined for a delete. */
  after?: unknown;
  undoneAt?: number;
}

/** Text that the user typed and did not save yet, per contact and form. */
export interface DraftRow {
  key: string;
  value: unknown;
  at: number;
}

/** Something that keeps failing, one row per cause; cleared by recovery. */
export interface AlertRow {
  /** system + '|' + code */
  cause: string;
  account: AccountId;
  problem: Problem;
  since: number;
  count: number;
  notifiedAt?: number;
}

/** What the user taught about a kind of page. Belongs to no account: it says where things stand, not what they are. */
export interface TaughtRow extends TaughtRule {
  id?: number;
  /** What the user calls the kind of page. */
  name: string;
  madeAt: number;
}

/** Two records that belong together: a HighLevel contact and a partner's record. */
export interface PairRow {
  /** The HighLevel contact. */
  left: string;
  /** The partner's record. */
  right: string;
  pair: PairName;
  /** What both said when they last agreed, by rule; only from reads and writes by id. */
  base?: Base;
  /** The first review was approved: what only fills blanks is applied at once. */
  approvedAt?: number;
  /** Questions about the two that the user has answered with "leave it so". */
  answered?: ('deleted' | 'archived')[];
  madeAt: number;
  /** When the tasks and notes of both were read in full and looked at by the sync. Absent while that is still to be done. */
  workReadAt?: number;
  /** When it was seen to that each names the other in its own system, as far as it can. Absent while that is still to be done. */
  stampedAt?: number;
}

/** A HighLevel task or note and the partner's to-do or note that belong together. */
export interface WorkPairRow {
  table: 'tasks' | 'notes';
  /** HighLevel's. */
  left: string;
  /** The partner's; for the one managed note of a LocaliQ contact that record's own uid, of a lead `account|its id`. */
  right: string;
  /** The HighLevel contact that they hang on. */
  contactUid: string;
  base?: Base;
  /** One of them was deleted and the user leaves it so. */
  answered?: 'deleted';
  madeAt: number;
}

/** Records that the user keeps apart; `other` is '' for one that is to have no partner at all. */
export interface ApartRow {
  one: string;
  other: string;
  madeAt: number;
}

/**
 * off: no plan was approved yet · planning: both sides are read, nothing is written · plan: a plan waits for approval · on · paused: by the
 * user · braked: a run would change unusually much and waits for approval.
 */
type SyncState = 'off' | 'planning' | 'plan' | 'on' | 'paused' | 'braked';

/** The background sync between HighLevel and one partner, in this browser. */
export interface SyncRow {
  partner: PartnerName;
  /** The accounts that it was approved for: with others nothing is written. */
  left: AccountId;
  right: AccountId;
  state: SyncState;
  /** What `Resume` goes back to. */
  pausedFrom?: Exclude<SyncState, 'paused'>;
  /** By pair, the version of the mapping whose plan was approved. */
  approved: Partial<Record<PairName, number>>;
  /** When the first plan was approved; only then is anything marked `due`, and only then does the sync write. */
  approvedAt?: number;
  /** The same moment by the clock of each side, epoch ms; absent until a run has heard both. */
  since?: Record<Side, number>;
  /** Pairs whose approved plan was not carried out yet: the next run plans everything of them, up to what was approved. */
  allowed?: Partial<Record<PairName, { changes: number; blanks: number }>>;
  /** How far planning or a run has come; absent while neither goes on. */
  progress?: { done: number; total?: number };
  lastRunAt?: number;
  problem?: Problem;
  /** Partner ids are stamped into a custom field on each side. */
  isStamping?: boolean;
}

/** What a sync would do, waiting for approval. */
export interface PlanRow {
  pair: PairName;
  partner: PartnerName;
  cause: 'first' | 'mapping' | 'brake';
  /** Of the mapping that it was made by. */
  version: number;
  madeAt: number;
  plan: Plan;
  /** Open tasks that would be made on each side; counted with a partner's first plan. */
  tasks?: Record<Side, number>;
}

/** One run of a sync, for Health. Kept for 30 days. */
export interface RunRow {
  id?: number;
  partner: PartnerName;
  kind: 'sync' | 'reconcile' | 'sweep';
  startedAt: number;
  finishedAt: number;
  outcome: 'done' | 'failed' | 'stopped';
  /** Writes that were queued by what they do: `contact.update` and so on, by system. */
  writes: Partial<Record<SystemName, number>>;
  /** Requests that were sent, by system. */
  requests?: Partial<Record<SystemName, number>>;
  /** What the nightly comparison found to differ: one line per record. */
  drift?: DriftItem[];
  problem?: Problem;
}

/** Something that the run's marks had missed. */
export interface DriftItem {
  table: 'contacts' | 'tasks' | 'notes';
  uid: string;
  name: string;
  /** What was done about it. */
  text: string;
}

/** Something that only the user can decide. */
export type DecisionRow = DecisionFrame & (ConflictDecision | QuestionDecision);

interface DecisionFrame {
  /** The same for the same matter, so that it is asked once. */
  id: string;
  partner: PartnerName;
  pair: PairName;
  /** Every record that it is about: once one of them is planned anew, the decision is made anew too. */
  uids: string[];
  madeAt: number;
}

export interface ConflictDecision {
  kind: 'conflict';
  table: 'contacts' | 'tasks' | 'notes';
  left: string;
  right: string;
  /** The HighLevel contact. */
  contactUid: string;
  fields: FieldConflict[];
  times: Partial<Record<Side, ChangeSpan>>;
}

export interface QuestionDecision {
  kind: 'question';
  /** About contacts as plans put them; about a task or note that is gone on one side. */
  question: Question | { about: 'work-deleted'; table: 'tasks' | 'notes'; side: Side; left: string; right: string; contactUid: string };
}

/** A LocaliQ call, form or chat, and what has become of it. */
export interface LeadRow {
  account: AccountId;
  remoteId: string;
  value: Lead;
  seenAt: number;
  /** new: to be captured, or changed since · captured · question: who is it? · skipped: see reason. */
  state: 'new' | 'captured' | 'question' | 'skipped';
  /**
   * Why it was skipped: a chat that was no lead · it says neither who nor how to reach them · the mapping makes no contacts · it is
   * older.
   */
  reason?: 'no-lead' | 'nothing-to-go-by' | 'create-off' | 'before-approval';
  /** The HighLevel contact that it was captured into, and its note there. */
  contactUid?: string;
  noteUid?: string;
}
