// What the audit log holds. An entry says who did what, when, to which record, why and with which outcome, and nothing of what a person's
// record says: names and values lie in a table of their own, of which the entry knows a keyed hash only, so that they can be erased.
import type { AccountId, RecipientName } from '@/lib/domain/account';
import type { ErrorCode } from '@/lib/errors';

const auditKinds = ['write', 'sign-in', 'refused', 'log'] as const;
/** write: a record changed on a server · sign-in: sign-ins, renewals, sign-outs · refused: access that a server refused · log: of the log itself. */
export type AuditKind = (typeof auditKinds)[number];

/** Why something was written: a person's click, the undo of one, a rule of a mapping or automation, or the repair after a comparison. */
export interface Why {
  by: 'click' | 'undo' | 'rule' | 'reconcile';
  /** Which rule, in words or by its key. */
  rule?: string;
}

/** done: the server shows it · not-kept: it took the write and shows something else · refused: it did not. */
type AuditOutcome = 'done' | 'not-kept' | 'refused';

/** Whose values are gone, up to and including an entry: everybody's, or one person's. */
export interface ErasedScope {
  through: number;
  contactUid?: string;
}

/** One thing that happened, before it has its place in the chain. */
interface AuditEvent {
  id: string;
  /** Epoch ms. */
  at: number;
  /** `system:` alone while no account was proven. */
  account: AccountId;
  /** The user that the sign-in named, or that was chosen as `I am`; '' where neither is known. */
  userId: string;
  kind: AuditKind;
  /** The operation: an outbox operation (`contact.update`), `sign-in`, `token-refresh`, `sign-out`, `access`, or `log.…`. */
  what: string;
  outcome: AuditOutcome;
  why?: Why;
  table?: string;
  uid?: string;
  contactUid?: string;
  remoteId?: string;
  /** Names of the fields that were written; their values are personal, the names are not. */
  fields?: string[];
  /** As the server gave it. */
  requestId?: string;
  /** `GET /contacts/:id`, for what was refused. */
  endpoint?: string;
  code?: ErrorCode;
  status?: number;
  /** log.values-erased */
  erased?: ErasedScope;
  /** log.compared: how many records the nightly comparison found to differ. */
  compared?: { differed: number };
  /** log.checkpoint: entries up to this one were let go; the last of them had this mac. */
  letGo?: { through: number; mac: string; count: number };
}

/** What an event says of a person. */
export interface PersonalValues {
  /** What the record is called. */
  name?: string;
  old?: Record<string, unknown>;
  new?: Record<string, unknown>;
}

/** An event that has not been chained yet, written in the same transaction as what it tells of. */
export interface AuditPendingRow {
  /** Order of writing. */
  order?: number;
  event: AuditEvent;
  values?: PersonalValues;
}

/** An event in its place: `mac` covers all of it and the mac of the entry before. */
export interface AuditEntry extends AuditEvent {
  seq: number;
  /** Mac of the entry before; '' for the first. */
  prev: string;
  /** Keyed hash of the values, where there were any. */
  valuesMac?: string;
  mac: string;
}

/** The erasable part of an entry. `salt` makes the hash that stays behind tell nothing. */
export interface AuditValuesRow {
  seq: number;
  at: number;
  contactUid?: string;
  salt: string;
  values: PersonalValues;
}

/** Where the chain ends, and that we say so: entries cut off at the end show. */
export interface AuditHead {
  name: 'head';
  seq: number;
  mac: string;
  at: number;
  proof: string;
}

/** When retention was last applied. */
export interface AuditTidied {
  name: 'tidied';
  at: number;
}

/** How often an endpoint was read on a day. */
export interface ReadCountRow {
  /** UTC, `YYYY-MM-DD`. */
  day: string;
  account: AccountId;
  /** `GET /contacts/:id`. */
  endpoint: string;
  count: number;
}

/** An event as it is handed in: who it was is found by the system. */
export type NewEvent = Omit<AuditEvent, 'id' | 'at' | 'account' | 'userId'> & {
  /** Known where the event is about a record. */
  account?: AccountId;
  system: RecipientName;
  values?: PersonalValues;
};
