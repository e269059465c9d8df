// How a system's web pages are recognised, as data: each system's pages.ts fills this in, lib/page reads it. The vendors publish no
// address of a record page, so every line here is a layer of evidence and none is proof.
import type { SystemName } from './account';
import type { RecordKind } from './sighting';
import type { AppliedRule } from './taught-rule';

export interface PageRules {
  system: SystemName;
  /** Match patterns of the web app: where the content script runs. */
  matches: readonly string[];
  /** Match patterns among them that are not the web app: marketing, help, documents, tracking, APIs. */
  excludeMatches: readonly string[];
  /** Tested against host, path, query and hash, lower-case, where there is no id: pages that never show a record, such as settings. */
  notRecordPages: readonly RegExp[];
  /** Tested in order, the first that fits gives the record's id and kind. */
  recordIds: readonly RecordIdRule[];
  labels: LabelRules;
  /** Headings that name a kind of page, not a person: "Clients", "Lead details". */
  plainHeadings: RegExp;
  /** Labels and headings of marks that belong to somebody else: the account manager, a tracking number. */
  otherPeople: RegExp;
  /** Headings of blocks that hold other people's words and other people: a transcript, notes, activity. */
  asideHeadings: RegExp;
  /** E-mails that are never the person's: the vendor's own, and placeholders. */
  ignoredEmails: RegExp;
  /** Selector of where the firm's own addresses stand: user card, footer. What stands there is nobody's mark anywhere on the page. */
  ownZones: string;
  /** Selector of what surrounds every page of the app besides: menus, messages. */
  chrome: string;
  /** Selector of what holds other people's words or people: transcripts, notes, activity. Ignored unless the page's heading is inside. */
  asides: string;
  /** What the user pointed at on kinds of pages; it wins over the rules above. */
  taught?: readonly AppliedRule[];
}

export interface RecordIdRule {
  /** `query` is tested against path and query together, `hash` against the hash with a query of its own. All decoded. */
  where: 'path' | 'query' | 'hash';
  /** Group 1 is the id. */
  pattern: RegExp;
  /** 'other' for records that are no people: such a page is never looked at. */
  kind: RecordKind | 'other';
}

/** What fields are called, each tested against a label without its colon, star and doubled spaces. */
interface LabelRules {
  email: RegExp;
  phone: RegExp;
  name: RegExp;
  firstName: RegExp;
  lastName: RegExp;
  company: RegExp;
}

/** What a mark says. */
export type MarkType = 'email' | 'phone' | 'name' | 'firstName' | 'lastName' | 'company';
