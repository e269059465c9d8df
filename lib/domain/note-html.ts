// Between the HTML that a server keeps and the plain text that a person edits here. Works on text alone, so it also runs where there is no
// document; what it gives is text to edit or to show as text, never markup to render.

/** Tags that plain paragraphs survive: everything else is formatting that editing as text would lose. */
const plainTags = new Set(['p', 'br', 'div', 'span', 'body', 'html', 'head']);
const blocks = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'tr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'table',
  'section',
  'article',
]);
/** Elements whose content is never meant to be read. */
const silent = new Set(['script', 'style', 'title', 'template']);
const names: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  deg: '°',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  times: '×',
  middot: '·',
};

/** Plain text as HTML paragraphs: an empty line parts paragraphs, a line break stays one. '' stays ''. */
export function textToHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** What an HTML text says, line by line; text without any markup comes back as it is. */
export function htmlToText(html: string): string {
  if (!isHtml(html)) return html;
  const lines = [''];
  const add = (text: string) => lines.push((lines.pop() ?? '') + text);
  // A bullet waits for its text, even when that comes in a paragraph of its own.
  const endLine = () => !/^\s*•?\s*$/.test(lines.at(-1) ?? '') && lines.push('');
  for (const part of partsOf(html)) {
    // Source line breaks mean nothing in HTML; the ends of paragraphs, items and rows do.
    if (part.text !== undefined) add(decodeEntities(part.text.replace(/ [ \t\r\n]+|[\t\r\n][ \t\r\n]*/g, ' ')));
    else if (part.tag === 'br' || part.tag === 'hr') lines.push('');
    else if (blocks.has(part.tag)) endLine();
    if (part.tag === 'p' && part.closing) lines.push('');
    if (part.tag === 'li' && !part.closing) add('• ');
  }
  return tidyLines(lines);
}

/** True when the text holds a tag or an entity, so that it cannot be taken literally. */
export function isHtml(text: string): boolean {
  return /<\/?[a-z!][^<>]{0,2000}>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});/i.test(text);
}

/** True when editing as plain text would lose something: links, lists, bold, pictures, tables, headings. */
export function hasFormatting(html: string): boolean {
  for (const part of partsOf(html)) {
    if (part.text === undefined && !plainTags.has(part.tag)) return true;
  }
  return false;
}

type Part = { text: string; tag?: undefined } | { text?: undefined; tag: string; closing: boolean };

/** The texts and tags of some HTML, in order and in one pass: a hostile megabyte must not cost more than its length. */
function* partsOf(html: string): Generator<Part> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const head = open < 0 ? null : /^<(\/?)([a-z][\w-]*|!--|[!?])/i.exec(html.slice(open, open + 40));
    if (open < 0) return yield { text: html.slice(at) };
    if (!head) {
      yield { text: html.slice(at, open + 1) };
      at = open + 1;
      continue;
    }
    if (open > at) yield { text: html.slice(at, open) };
    const [, slash, name = ''] = head;
    const tag = name.toLowerCase();
    const end = html.indexOf(tag === '!--' ? '-->' : '>', open);
    // What is never closed is swallowed to its end by a comment, and is text otherwise.
    if (end < 0) return yield { text: tag === '!--' ? '' : html.slice(open) };
    at = end + (tag === '!--' ? 3 : 1);
    if (/^[!?]/.test(tag)) continue;
    if (!slash && silent.has(tag)) {
      const close = new RegExp(`</${tag}`, 'gi');
      close.lastIndex = at;
      at = close.test(html) ? close.lastIndex : html.length;
      at = html.indexOf('>', at) + 1 || html.length;
    } else yield { tag, closing: slash === '/' };
  }
}

/** No blanks at the ends of lines, at most one empty line in a row, none around. */
function tidyLines(lines: string[]): string {
  const tidy: string[] = [];
  for (const line of lines.map((one) => one.replace(/^[ \t]+/, '').trimEnd())) {
    if (line || (tidy.length > 0 && tidy.at(-1) !== '')) tidy.push(line);
  }
  return tidy.join('\n').trimEnd();
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Each entity once: "&amp;lt;" is the text "&lt;". */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{0,31}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return names[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
