// A note's text on its way between systems: our header line (author, time, source), which says what the other system cannot store, and the
// title, which only HighLevel has. Both are taken out again before anything is compared.
import { type SystemName, systemTitles } from '@/lib/domain/account';
import { htmlToText, isHtml, textToHtml } from '@/lib/domain/note-html';
import { toLocalInput } from '@/lib/domain/zoned-time';

export interface NoteHeader {
  /** The author's name; '' where unknown. */
  author: string;
  /** When it was written, by the location's clock: `2026-11-21 14:30`; '' where unknown. */
  time: string;
  source: SystemName;
}

/** "Grace Hopper · 2026-11-21 14:30 · from BQE CORE". */
export function headerLine({ author, time, source }: NoteHeader): string {
  return [author.replace(/[\s·]+/g, ' ').trim(), time, `from ${systemTitles[source]}`].filter(Boolean).join(' · ');
}

/** The header of a note that is carried over. One that knows neither author nor time says "Note", so that it is recognised. */
export function noteHeader(author: string, at: number, source: SystemName, zone: string): NoteHeader {
  return { author: author.trim() || (at ? '' : 'Note'), time: toLocalInput(at, zone).replace('T', ' '), source };
}

/** Our header in a note; undefined where it has none. */
export function headerOf({ body }: { body: string }): NoteHeader | undefined {
  return splitHeader(asLines(body)).header;
}

/** The first line as our header, where it is one, and the rest of the text without any header. Takes plain text. */
export function splitHeader(text: string): { header?: NoteHeader; text: string } {
  const [first = '', ...rest] = text.split('\n');
  const parts = /^(?:([^·\n]{1,200}) · )?(?:(\d{4}-\d\d-\d\d \d\d:\d\d) · )?from (HighLevel|BQE CORE|LocaliQ)$/.exec(first.trim());
  // Without a time it could be anybody's sentence: ours always has at least an author or a time before the source.
  if (!parts?.[3] || !(parts[1] || parts[2])) return { text };
  const source = (Object.entries(systemTitles) as [SystemName, string][]).find(([, title]) => title === parts[3])?.[0] ?? 'highlevel';
  const header = { author: parts[1] ?? '', time: parts[2] ?? '', source };
  const body = rest
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimStart();
  // A note that travelled on bears one header per journey: all of them are ours, and the last journey's counts.
  return { header, text: splitHeader(body).text };
}

/** What a note says, as plain text without our header; a title is the first line, marked so. HTML and text are read alike. */
export function saidText(note: { body: string; title: string }): string {
  const { text } = splitHeader(asLines(note.body));
  const title = note.title.replace(/\s+/g, ' ').trim();
  return [title && `Title: ${title}`, text.trim()].filter(Boolean).join('\n\n');
}

/** A text of saidText as title and text. */
export function splitTitle(text: string): { title: string; text: string } {
  const titled = /^Title: (\S[^\n]*)(?:\n\s*|$)/.exec(text);
  return titled ? { title: titled[1]?.trim() ?? '', text: text.slice(titled[0].length).trim() } : { title: '', text };
}

/** The HTML of a note with header, as it is first written. */
export function withHeader(header: NoteHeader, text: string): string {
  return textToHtml(`${headerLine(header)}\n\n${text}`);
}

function asLines(body: string): string {
  return isHtml(body) ? htmlToText(body) : body.replace(/\r\n?/g, '\n').trim();
}
