// A HighLevel note (left) and a partner's (right). Compared as what they say; HTML is written only where the text has changed.
import type { SystemName } from '@/lib/domain/account';
import type { CustomValue } from '@/lib/domain/contact';
import type { Side } from '@/lib/domain/mapping/mapping';
import { blankNote, type Note, type NoteEdit } from '@/lib/domain/note';
import { hasFormatting, textToHtml } from '@/lib/domain/note-html';
import { type FlowRule, fixedField, fixedRule, usualFlow } from './live-fields';
import type { LiveRule } from './live-rule';
import type { Times } from './merge-field';
import { type Base, type FieldChange, type Merged, type MergeInput, mergeRecords } from './merge-records';
import { headerLine, headerOf, noteHeader, saidText, splitTitle, withHeader } from './note-text';

export interface NotePair {
  left: Note;
  right: Note;
  base?: Base;
  times?: Times;
}

/** What mergeRecords needs, for two notes: one field, what they say. */
export function noteMerge({ left, right, base, times }: NotePair, flow: FlowRule = usualFlow): MergeInput {
  const rules = [textRule(flow, hasFormatting(left.body))];
  return { rules, left: { text: saidText(left) }, right: { text: saidText(right) }, ...(base && { base }), ...(times && { times }) };
}

/** Merges two notes. */
export function mergeNotes(pair: NotePair, flow?: FlowRule): Merged {
  return mergeRecords(noteMerge(pair, flow));
}

/** The changes as an edit of the note on that side: HighLevel gets title and HTML apart, the partner plain text. Our header line stays. */
export function noteEdit(changes: readonly FieldChange[], side: Side, current: Note): NoteEdit {
  const change = changes.find(({ ref }) => ref === 'text');
  if (!change) return {};
  const header = headerOf(current);
  const said = String(change.to);
  if (side === 'right') return { body: header ? `${headerLine(header)}\n\n${said}` : said };
  const { title, text } = splitTitle(said);
  return { body: header ? withHeader(header, text) : textToHtml(text), ...(title !== current.title && { title }) };
}

export interface NoteOrigin {
  source: SystemName;
  /** The author's name; '' where unknown. */
  author: string;
  /** The author's user id on the other side, where there is one. */
  userId?: string;
  /** IANA zone of the location. */
  zone: string;
}

/**
 * The note as it is to be made on the other side. HighLevel's notes cannot be back-dated, so author and time go into a header line; a partner
 * that stores both gets the line only where the author has no user there.
 */
export function newNote(note: Note, to: Side, { source, author, userId = '', zone }: NoteOrigin): Note {
  const said = saidText(note);
  const header = noteHeader(author, note.addedAt, source, zone);
  if (to === 'right') {
    // What came from a third system keeps the line that says so.
    const line = headerOf(note) ?? (userId || !author ? undefined : header);
    const body = line ? `${headerLine(line)}\n\n${said}` : said;
    return { ...blankNote(), body, userId, addedAt: note.addedAt };
  }
  const { title, text } = splitTitle(said);
  return { ...blankNote(), body: withHeader(header, text), title, userId };
}

/** The one HighLevel note that holds what a read-only partner says in a single text. Undefined where it says nothing. */
export function managedNote(text: string, origin: Omit<NoteOrigin, 'userId'>, at = 0): Note | undefined {
  return text.trim() ? newNote({ ...blankNote(), body: text, addedAt: at }, 'left', origin) : undefined;
}

/** A managed note follows its source; once somebody has edited it in HighLevel, a change of the source is a question. */
export const managedFlow: FlowRule = { direction: 'to-left', wins: 'ask' };

function textRule(flow: FlowRule, isFormatted: boolean): LiveRule {
  const canonical = (value: CustomValue) => String(value).normalize('NFC').replace(/\s+/g, ' ').trim();
  const warning = () => (isFormatted ? 'Formatting is lost: the text comes from a system that keeps none.' : undefined);
  const right = fixedField('text', 'Note', canonical);
  return fixedRule({ ...right, warning }, right, flow, (from, value) =>
    from === 'right' && !canonical(value) ? { refused: 'A HighLevel note needs a text.' } : { value },
  );
}
