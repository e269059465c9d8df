// The words of a plan: what a run would do, step by step, before anything is done. Plain data, so that it can be shown, stored and
// exported.
import type { Contact } from '@/lib/domain/contact';
import type { FieldRef } from '@/lib/domain/mapping/field';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import type { Side } from '@/lib/domain/mapping/mapping';
import type { Offer, Reason } from '@/lib/domain/match-contact';
import type { ChangeSpan } from '@/lib/domain/merge/change-span';
import type { Base, FieldChange, FieldConflict, Overwritten, RefusedChange } from '@/lib/domain/merge/merge-records';
import type { Brake, BrakeLimits } from './brake';

/** A record of one side as planning needs it; a contact's row of the store is one. */
export interface PlanRecord {
  uid: string;
  value: Contact;
  /** From contactKeys. */
  keys: readonly string[];
  /** When it was last changed, as well as we know. */
  changedAt?: ChangeSpan;
  /** Put away by its own system: inactive, archived. */
  isArchived?: boolean;
  /** Fields that the last reading left out. */
  unsaid?: readonly FieldRef[];
}

/** Two records that belong together. */
export interface PlanPair {
  left: string;
  right: string;
  /** What both said when they last agreed; absent before their first merge. */
  base?: Base;
  /** Questions about this pair that the user has answered with "leave it so". */
  answered?: readonly ('deleted' | 'archived')[];
}

export interface PlanInput {
  live: LiveMapping;
  /** Everything known of each side: a partner is looked for among all of it. */
  left: readonly PlanRecord[];
  right: readonly PlanRecord[];
  pairs?: readonly PlanPair[];
  /** How many pairs there are in all, where `pairs` holds only those at hand: what the brake reckons with. */
  linked?: number;
  /** "Not this person": records, of two sides or of one, that are never taken for the same. */
  keptApart?: readonly (readonly [one: string, other: string])[];
  /** Tombstones: records that are absent from a complete listing and missing by id. Mere absence from `left` or `right` proves nothing. */
  gone?: Partial<Record<Side, readonly string[]>>;
  /** Uids that changed since the last run; without it everything is planned, as for the first sync and the nightly reconciliation. */
  changed?: Partial<Record<Side, ReadonlySet<string>>>;
  brake?: BrakeLimits;
}

export type SkipReason =
  /** The mapping makes no records on the other side. */
  | 'create-off'
  /** Its own system has put it away. */
  | 'archived'
  /** Neither e-mail nor phone nor name. */
  | 'nothing-to-go-by'
  /** The other side has this very e-mail already, on a record that the user keeps apart from it. */
  | 'duplicate'
  /** The other side demands a field that is blank here. */
  | 'required-blank';

export type Question =
  /** Who is this? The record on `side` could be any of the candidates on the other; one candidate is a question too. */
  | { about: 'which'; side: Side; uid: string; candidates: Offer[] }
  /** Records of one side that look like one person. */
  | { about: 'same-person'; side: Side; uids: string[] }
  /** The record on the right belongs to a contact that already has a partner. */
  | { about: 'already-linked'; left: string; right: string; reasons: Reason[] }
  /** One record is linked to several. */
  | { about: 'linked-twice'; side: Side; uid: string; partners: string[] }
  /** One of a pair was deleted, or put away, on `side`. */
  | { about: 'deleted' | 'archived'; side: Side; left: string; right: string };

export type Step =
  | { kind: 'link'; left: string; right: string; reasons: Reason[] }
  | { kind: 'update'; side: Side; uid: string; from: string; changes: FieldChange[]; overwritten: Overwritten[] }
  /** Made on `side` from the first of `from`; the others fill its blanks and are linked to it too. */
  | { kind: 'create'; side: Side; from: string[]; changes: FieldChange[]; refused: RefusedChange[] }
  /** Values that should be written and cannot be, and by which route they could. */
  | { kind: 'refused'; left: string; right: string; fields: RefusedChange[] }
  | { kind: 'conflict'; left: string; right: string; fields: FieldConflict[] }
  | { kind: 'question'; question: Question }
  | { kind: 'skip'; side: Side; uid: string; reason: SkipReason };

export interface PlanSummary {
  create: Record<Side, number>;
  /** Records, not fields. */
  update: Record<Side, number>;
  link: number;
  conflict: number;
  question: number;
  refused: number;
  skip: Partial<Record<SkipReason, number>>;
  /** Pairs by which nothing is to be done. */
  inStep: number;
  /** Values that would be blanked. */
  blanked: number;
}

export interface Plan {
  /** Links first, then updates, creates and what only the user can decide; within each by uid. */
  steps: Step[];
  /** Where both sides agree on more than they did: to be stored without any write. */
  bases: { left: string; right: string; base: Base }[];
  summary: PlanSummary;
  /** Set when the run would change too much at once: it stops and asks. */
  brake?: Brake;
}
