// Lead capture: what a LocaliQ call, form or chat becomes in HighLevel. The lead's own contact details only help to find the person and to
// fill blanks; the note holds what was said.
import { type Contact, displayName } from '@/lib/domain/contact';
import { contactKeys } from '@/lib/domain/contact-keys';
import type { Lead } from '@/lib/domain/lead';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import type { Match, Offer } from '@/lib/domain/match-contact';
import { mergeContacts } from '@/lib/domain/merge/merge-contacts';
import { managedNote } from '@/lib/domain/merge/merge-notes';
import type { FieldChange, RefusedChange } from '@/lib/domain/merge/merge-records';
import { foldText } from '@/lib/domain/normalise';
import type { Note } from '@/lib/domain/note';
import { createPartnerSearch, isMark } from './partner-search';
import type { PlanRecord } from './plan';
import { newRecord } from './steps/new-record';

export interface LeadInput {
  /** The mapping between HighLevel and LocaliQ. */
  live: LiveMapping;
  lead: Lead;
  /** HighLevel contacts that share a mark or the name with the lead's contact, and the linked one. */
  candidates: readonly PlanRecord[];
  /** The HighLevel contact that the lead's LocaliQ contact is linked to. */
  linked?: string;
  /** HighLevel contacts that it must not become. */
  keptApart?: readonly string[];
}

export type LeadStep =
  /** A new contact, or blanks of a known one (`uid`), with source, tags and the note. */
  | ({ kind: 'create' } & LeadWrite)
  | ({ kind: 'update'; uid: string; match: 'linked' | 'matched' } & LeadWrite)
  /** Who is it? Nothing is written before the answer. */
  | { kind: 'question'; candidates: Offer[] }
  | { kind: 'skip'; reason: 'no-lead' | 'nothing-to-go-by' };

interface LeadWrite {
  changes: FieldChange[];
  refused: RefusedChange[];
  addTags: string[];
  note: Note;
}

/** The address under which LocaliQ files chats that were no leads. */
const noLead = 'nonleadchat@reachlocal.com';

/** Plans what one lead does. */
export function planLead({ live, lead, candidates, linked, keptApart = [] }: LeadInput): LeadStep {
  const contact = leadContact(lead);
  if (contact.email.trim().toLowerCase() === noLead) return { kind: 'skip', reason: 'no-lead' };
  const keys = contactKeys(contact, live.tools.toE164);
  const note = leadNote(lead, live.tools.zone);
  const match = matchOf({ uid: '', value: contact, keys }, candidates, linked, keptApart);
  if (match.kind === 'several') return { kind: 'question', candidates: match.candidates };
  if (match.kind === 'none') {
    // A name alone makes a contact only where LocaliQ knows the person too: each of several such leads would make another.
    if (!keys.some(isMark) && !(lead.contactId && hasName(contact))) return { kind: 'skip', reason: 'nothing-to-go-by' };
    const { changes, refused } = newRecord(live, 'left', [{ value: contact }]);
    return { kind: 'create', changes, refused, addTags: newTags(lead, []), note };
  }
  const known = candidates.find(({ uid }) => uid === match.uid) as PlanRecord;
  const { toLeft, refused } = mergeContacts(live, { left: known.value, right: contact });
  return { kind: 'update', uid: known.uid, match: match.kind, changes: toLeft, refused, addTags: newTags(lead, known.value.tags), note };
}

/**
 * The note of a lead: what kind it was, when, by which campaign, and what was said. The same lead gives the same text, so that a
 * change shows.
 */
export function leadNote(lead: Lead, zone: string): Note {
  const { kind, text, notes, campaign, source, durationSeconds, recordingUrl, callerNumber, trackingNumber } = lead;
  const lines = [
    campaign && `Campaign: ${campaign}`,
    source && source !== campaign && `Source: ${source}`,
    callerNumber && `Caller: ${callerNumber}`,
    trackingNumber && `Called: ${trackingNumber}`,
    durationSeconds > 0 && `Duration: ${Math.floor(durationSeconds / 60)}:${String(durationSeconds % 60).padStart(2, '0')}`,
    recordingUrl && `Recording: ${recordingUrl}`,
  ].filter(Boolean);
  const parts = [lines.join('\n'), text.trim(), notes.trim() && `Notes: ${notes.trim()}`].filter(Boolean);
  const said = parts.join('\n\n') || `${displayName(leadContact(lead))} got in touch.`;
  const origin = { source: 'localiq', author: kindTitles[kind], zone } as const;
  return managedNote(said, origin, timeOf(lead)) as Note;
}

/** True where the notes of two leads bear the same header, which tells the time by the minute. */
export function haveSameHeader(one: Lead, other: Lead): boolean {
  return one.kind === other.kind && Math.floor(timeOf(one) / 60_000) === Math.floor(timeOf(other) / 60_000);
}

function timeOf({ occurredAt, createdAt }: Lead): number {
  return occurredAt || createdAt;
}

const kindTitles: Record<Lead['kind'], string> = { call: 'Call', form: 'Form', chat: 'Chat', other: 'Lead' };

/** Who the lead came from; a call that says no more than its number has that. */
export function leadContact({ contact, callerNumber, source, campaign }: Lead): Contact {
  return { ...contact, phone: contact.phone || callerNumber, source: contact.source || source || campaign };
}

/** Whom the lead belongs to, by the rules of the contact sync: the linked contact, else marks, else a question by name. */
function matchOf(record: PlanRecord, candidates: readonly PlanRecord[], linked: string | undefined, keptApart: readonly string[]): Match {
  if (linked && candidates.some(({ uid }) => uid === linked)) return { kind: 'linked', uid: linked, reasons: [] };
  const search = createPartnerSearch({ left: candidates, right: [] }, (_, uid) => keptApart.includes(uid));
  const match = search.byMarks('right', record);
  return match.kind === 'none' ? search.byName('right', record, () => false) : match;
}

function hasName({ firstName, lastName, companyName }: Contact): boolean {
  return `${firstName}${lastName}${companyName}`.trim() !== '';
}

/** Tags that the contact lacks, compared without case as HighLevel does. */
function newTags({ tags }: Lead, has: readonly string[]): string[] {
  const known = new Set(has.map(foldText));
  return tags.filter((tag) => foldText(tag) && !known.has(foldText(tag)) && known.add(foldText(tag)));
}
