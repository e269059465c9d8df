// The contract of the two-way sync on screen: what the wiring tells of links, reviews, conflicts and questions, and what the user can answer.
// Values come as text to show; which field they belong to and how a text is read back is the wiring's matter.
import type { PartnerName, SystemName } from '@/lib/domain/account';
import type { FieldRef, FieldType } from '@/lib/domain/mapping/field';
import type { Side } from '@/lib/domain/mapping/mapping';
import type { ChangeSpan } from '@/lib/domain/merge/change-span';
import type { WhyAsk } from '@/lib/domain/merge/merge-field';
import type { ReviewRow } from '@/lib/domain/plan/review';
import type { RecordKind } from '@/lib/domain/sighting';
import type { Problem } from '@/lib/errors';

/** `push` goes to HighLevel, `pull` comes from it. */
export type WayName = 'push' | 'pull';

/** How values get into a system: by its own API · by the connected app · into the form that is open on the page · not at all. */
export type Route = 'api' | 'connected-app' | 'fill-page' | 'none';

/** One direction between the contact and the partner's record. */
export interface Way {
  /** How many fields differ that this direction could carry; absent while the two were not compared. */
  fields?: number;
  route: Route;
  /** With route `none`: why, and what would make it possible, in one or two sentences. */
  reason?: string;
}

/** How the contact and the partner's record stand to each other. */
type LinkState =
  /** Both sides are being read. */
  | { kind: 'checking' }
  | { kind: 'unlinked' }
  | { kind: 'in-step' }
  /** By how many fields, either way. */
  | { kind: 'differs'; fields: number }
  /** Changes that are not confirmed yet. */
  | { kind: 'waiting'; changes: number }
  /** Fields that both sides changed; they are among `PanelStatus.decisions`. */
  | { kind: 'conflict'; fields: number }
  /** What differs can be written by no API; the ways say by which other route. */
  | { kind: 'unwritable'; fields: number };

/** The record of another system beside the contact: the page's, or else the linked one. */
export interface Partner {
  /** Changes with the record. */
  id: string;
  system: PartnerName;
  kind: RecordKind;
  /** What it is called there; '' where it has no name. */
  name: string;
  /** False when there is no record yet: `pull` then creates one. */
  exists: boolean;
  link: LinkState;
  /** The link's first review was approved: what only fills blanks is applied at once. */
  approved: boolean;
  push: Way;
  pull: Way;
  /** What has become of the last Push or Pull. */
  applied?: Applied;
}

/** A Push or Pull after `Apply`, followed until each field was verified. */
export interface Applied {
  /** A new one comes into sight although the last was dismissed. */
  id: number;
  to: SystemName;
  fields: AppliedField[];
}

export interface AppliedField {
  key: string;
  label: string;
  /** The value that was written; '' for blank. */
  value: string;
  /** unstored: the server accepted it and holds something else. */
  state: 'waiting' | 'sending' | 'verified' | 'unstored' | 'blocked';
  /** With `unstored`: what the server holds. */
  holds?: string;
  /** With `blocked`. */
  problem?: Problem;
}

/** A row of `Review changes`. */
export interface ReviewField extends ReviewRow {
  /** Lists are shown by what is added and removed. */
  type?: FieldType;
}

/** What a Push or Pull would do, for the user to look at. */
export interface Review {
  /** Given back to `apply`. */
  id: string;
  way: WayName;
  /** link: only ties the two, with the changes in `rows`. */
  act: 'update' | 'create' | 'link';
  /** Where it is written. */
  to: { system: SystemName; kind: RecordKind; name: string };
  route: Route;
  rows: ReviewField[];
  /** With `create`: the kinds to choose from, where there are several. */
  kinds?: RecordKind[];
  /** What the duplicate check found there. An exact one blocks the creation. */
  duplicates?: Duplicate[];
}

/** A record that could be the same person. */
export interface RecordCard {
  uid: string;
  system: SystemName;
  kind: RecordKind;
  name: string;
  company: string;
  email: string;
  phone: string;
}

export interface Duplicate {
  record: RecordCard;
  reasons: string[];
  /** The same e-mail or phone: never made a second time. */
  exact: boolean;
}

export type Decision = Conflict | ChoiceQuestion | GoneQuestion;

/** A record that both sides changed. */
export interface Conflict {
  about: 'conflict';
  id: string;
  contactUid: string;
  /** The contact's name. */
  name: string;
  system: PartnerName;
  what: 'contact' | 'task' | 'note';
  /** The task's title or the note's first words; '' for contacts. */
  title: string;
  fields: ConflictField[];
}

export interface ConflictField {
  /** Key of the rule. */
  key: string;
  label: string;
  left: ConflictSide;
  right: ConflictSide;
  why: WhyAsk;
  /** What both said when they last agreed; absent where they never did. */
  before?: string;
  /** Absent where no value of one's own can be entered. */
  edit?: FieldEdit;
}

export interface ConflictSide {
  /** '' for blank. */
  text: string;
  /** When it was changed, by our clock. */
  changed?: ChangeSpan;
  /** Who changed it, where that is known. */
  by?: string;
}

/** How a field is edited. Text is what the editor holds: choices are lines, a boolean is "yes" or "". */
export interface FieldEdit {
  type: FieldType;
  text: string;
  options?: readonly string[];
}

export type Resolution = { keep: Side | 'both' } | { text: string };

/** Whom a record belongs to, or which of several it is. */
export interface ChoiceQuestion {
  about: 'which' | 'same-person' | 'already-linked' | 'linked-twice';
  id: string;
  /** The contact whose panel shows the question, too. */
  contactUid?: string;
  /** Who is asked about; absent with `same-person`. */
  subject?: RecordCard;
  candidates: (RecordCard & { reasons: string[] })[];
}

/** Records that one side no longer has, or has put away: grouped by system. */
export interface GoneQuestion {
  about: 'deleted' | 'archived';
  id: string;
  /** Where they are missing. */
  system: SystemName;
  /** Where their partners still are. */
  other: SystemName;
  records: { id: string; contactUid: string; name: string; kind: RecordKind | 'task' | 'note' }[];
  /** What can be done; `delete` deletes the partners, too. */
  answers: GoneAnswer[];
}

export type GoneAnswer = 'keep' | 'recreate' | 'delete';

/** What the mapping makes of the page's record, for a contact that is to be created. */
export interface PrefillField extends FieldEdit {
  ref: FieldRef;
  label: string;
  /** Why the record's value cannot be taken over; the field then starts blank. */
  obstacle?: string;
}

/** Promises settle when the answer is safe in the store and reject with anything `toProblem` understands. */
export interface ReviewActions {
  /** Applied at once: undefined, and `PanelStatus.undo` offers the way back. Else what the user has to look at first. */
  push(contactUid: string): Promise<Review | undefined>;
  pull(contactUid: string): Promise<Review | undefined>;
  /** `keys` of the rows to write; `kind` where it was asked for. */
  apply(reviewId: string, keys: string[], kind?: RecordKind): Promise<void>;
  /** Links a found duplicate instead of creating, and answers with what then would change; absent where no review creates. */
  linkInstead?(reviewId: string, uid: string): Promise<Review | undefined>;
  /**
   * Creates the contact from texts by field, links it to the page's record and shows it. Answers with duplicates if it did not. Absent
   * where the mapping has no part in it.
   */
  createInHighLevel?(texts: Record<string, string>, despiteSimilar: boolean): Promise<Duplicate[]>;
}

/** The answers to conflicts and questions; settle and reject like those of reviews. */
export interface DecisionActions {
  resolve(conflictId: string, key: string, resolution: Resolution): Promise<void>;
  /** The same side for every field of these conflicts. */
  keepAll(conflictIds: string[], side: Side): Promise<void>;
  /** `uid` of the candidate that it is; undefined for none of them, which is remembered. */
  choose(questionId: string, uid: string | undefined): Promise<void>;
  /** For some records of the group. */
  answerGone(questionId: string, recordIds: string[], answer: GoneAnswer): Promise<void>;
}
