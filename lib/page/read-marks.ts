// The marks of people on a page: links, microdata, filled fields and labelled values. Only targeted queries and no reads of layout; what is
// hidden, belongs to the page's frame or to somebody who is named as somebody else is left out.
import type { MarkType, PageRules } from '@/lib/domain/page-rules';
import { decode } from './decode';
import { lineage } from './lineage';

export interface Mark {
  type: MarkType;
  value: string;
  element: Element;
  /** The page itself says what this is: a label, microdata or autocomplete, not a bare link. */
  named: boolean;
}

export interface Marks {
  marks: Mark[];
  /** The heading of the record, where there is one that is not just the name of a kind of page. */
  heading: Element | undefined;
}

/** A page with more marks than this is a list, and not read to its end; of labels and fields, so many are looked at. */
const mostMarks = 60;
const mostElements = 400;

const links = 'a[href^="mailto:" i],a[href^="tel:" i]';
const fields = 'input:is(:not([type]),[type=text],[type=email],[type=tel])';
const labelled = 'label,dt,th,[class*=label i],strong,b';
const inputs = 'input,select,textarea';
const headings = 'h2,h3,h4,h5,h6,legend,caption,summary,[role=heading]';
/** Reads every mark of the page that may be the record's person. */
export function readMarks(page: Document, rules: PageRules): Marks {
  const heading = findHeading(page, rules);
  const reader = createReader(rules, heading);
  const found = page.querySelectorAll(links);
  if (found.length > mostMarks) return { marks: [], heading };
  for (const link of found) addLink(link, reader, false);
  for (const element of some(page, '[itemprop]')) addItemprop(element, reader);
  for (const element of some(page, fields)) addField(element as HTMLInputElement, rules, reader);
  for (const label of some(page, labelled)) addLabelled(label, rules, reader);
  return { marks: reader.result(), heading };
}

function some(page: Document, selector: string): Element[] {
  return [...page.querySelectorAll(selector)].slice(0, mostElements);
}

function addLink(link: Element, reader: Reader, named: boolean): void {
  const href = link.getAttribute('href') ?? '';
  // A link to several people is nobody's mark.
  if (!/[,;].*@/.test(href)) reader.add(/^\s*tel:/i.test(href) ? 'phone' : 'email', linkValue(link), link, named);
}

interface Reader {
  add(type: MarkType, value: string, element: Element, named: boolean): void;
  /** What was added, without the firm's own; nothing where more elements were looked at than one person's page has. */
  result(): Mark[];
}

function createReader(rules: PageRules, heading: Element | undefined): Reader {
  const marks: Mark[] = [];
  const own = new Set<string>();
  const known = new Map<Element, boolean>();
  const isOut = (element: Element) => {
    let out = known.get(element);
    if (out === undefined) {
      out = isLeftOut(element, rules, heading);
      known.set(element, out);
    }
    return out;
  };
  return {
    add(type, text, element, named) {
      const value = clean(type, text, rules);
      if (!value || known.size > mostMarks) return;
      if (element.closest(rules.ownZones)) own.add(value);
      else if (!isOut(element)) addOnce(marks, { type, value, element, named });
    },
    result: () => (known.size > mostMarks ? [] : marks.filter(({ value }) => !own.has(value))),
  };
}

/** A link inside a labelled value is one mark, not two. */
function addOnce(marks: Mark[], mark: Mark): void {
  const { type, value, element } = mark;
  const twin = marks.find(
    (one) => one.type === type && one.value === value && (one.element.contains(element) || element.contains(one.element)),
  );
  if (twin) twin.named ||= mark.named;
  else marks.push(mark);
}

/** True for what is not seen, not the record's, or said to be somebody else's. */
function isLeftOut(element: Element, rules: PageRules, heading: Element | undefined): boolean {
  const isAside = (outer: Element) => outer.matches(rules.asides) && !(heading && outer.contains(heading));
  return !isShown(element, rules) || lineage(element).some(isAside) || isSomebodyElses(element, rules, heading);
}

/** Reads style only, no layout: browsers answer it from the last rendering. */
export function isShown(element: Element, rules: PageRules): boolean {
  if (element.closest(`[aria-hidden=true],[inert],${rules.chrome}`)) return false;
  return element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;
}

/** Looks at the labels and headings that stand before an element, up to the block that holds the record's heading. */
function isSomebodyElses(element: Element, rules: PageRules, heading: Element | undefined): boolean {
  const line = lineage(element);
  for (let up = 0; up < 6; up += 1) {
    const [inner, outer] = line.slice(up);
    if (inner && rules.otherPeople.test(textBefore(inner))) return true;
    if (!outer || outer.matches('body,main') || (heading && outer.contains(heading))) return false;
    const title = headingOf(outer);
    if (rules.otherPeople.test(title) || rules.asideHeadings.test(title)) return true;
  }
  return false;
}

const inlines = 'a,b,em,i,input,small,span,strong';

/** The short text right before an element that labels it: what its line begins with, or the heading or cell before a block. */
function textBefore(element: Element): string {
  const before = element.previousElementSibling;
  if (!element.matches(inlines)) return before?.matches(`${labelled},td,h2,h3,h4,legend`) ? shortText(before) : '';
  const own = tidy(element.textContent);
  return own ? (shortText(element.parentElement).split(own)[0] ?? '') : shortText(before);
}

function shortText(node: Node | null): string {
  const text = node?.textContent ?? '';
  return text.length > 120 ? '' : tidy(text);
}

function headingOf(block: Element): string {
  const first = block.firstElementChild;
  const own = first?.matches(headings)
    ? first
    : first?.matches('header,[class*=head i],[class*=title i]')
      ? first.querySelector(headings)
      : null;
  return `${shortText(own)} ${block.getAttribute('aria-label') ?? ''}`;
}

function findHeading(page: Document, rules: PageRules): Element | undefined {
  return [...page.querySelectorAll('h1,[role=heading][aria-level="1"]')].find((element) => {
    const text = headingText(element);
    return text && !rules.plainHeadings.test(text) && isShown(element, rules);
  });
}

/** A heading's words without a kind in front: "Client: Avery Quill" is Avery Quill. */
export function headingText(heading: Element): string {
  return tidy(heading.textContent)
    .replace(/^(?:edit )?(?:client|contact|prospect|lead|customer|caller)\s*[:–—|-]\s*/i, '')
    .slice(0, 120);
}

/** Tokens of itemprop, of autocomplete and of an input's type. */
const tokens: Record<string, MarkType> = {
  email: 'email',
  telephone: 'phone',
  tel: 'phone',
  name: 'name',
  givenName: 'firstName',
  'given-name': 'firstName',
  familyName: 'lastName',
  'family-name': 'lastName',
  worksFor: 'company',
  organization: 'company',
};

function typeOfTokens(text: string): MarkType | undefined {
  const known = text.split(/\s+/).find((token) => Object.hasOwn(tokens, token)) ?? '';
  return tokens[known];
}

function addItemprop(element: Element, reader: Reader): void {
  const type = typeOfTokens(element.getAttribute('itemprop') ?? '');
  if (!type) return;
  const nested = element.hasAttribute('itemscope');
  const scope = nested ? null : element.closest('[itemscope]');
  const kind = scope?.getAttribute('itemtype') ?? '';
  // The name of the firm that a person works for, and of a firm that is the record itself; a firm's switchboard is no person's.
  if (nested) reader.add(type === 'company' ? type : 'name', textOf(element.querySelector('[itemprop~=name]') ?? element), element, true);
  else if (!kind || /person|contact/i.test(kind)) reader.add(type, textOf(element), element, true);
  else if (/organization|business/i.test(kind) && !scope?.hasAttribute('itemprop')) {
    reader.add(type === 'name' ? 'company' : type, textOf(element), element, true);
  }
}

function addField(field: HTMLInputElement, rules: PageRules, reader: Reader): void {
  if (field.closest('form:has([type=password])')) return;
  const type = typeOfTokens(field.autocomplete) ?? typeOfLabel(labelOf(field), rules) ?? typeOfTokens(field.type);
  // What is being typed is not yet what the record says.
  const value = (field.ownerDocument.activeElement === field && field.defaultValue) || field.value;
  if (type) reader.add(type, value, field, true);
}

function labelOf(field: HTMLInputElement): string {
  const labelledBy = field.getAttribute('aria-labelledby')?.split(' ')[0] ?? '';
  const label = field.labels?.[0] ?? field.ownerDocument.getElementById(labelledBy);
  return field.ariaLabel || label?.textContent || field.placeholder || field.name;
}

/** A value that stands beside its label: dt and dd, th and td, a label and what follows it, "E-mail: …" in bold. */
function addLabelled(label: Element, rules: PageRules, reader: Reader): void {
  const type = typeOfLabel(label.textContent, rules);
  if (!type) return;
  // A heading above a column labels a list, not a record.
  const row = label.parentElement;
  if (label.localName === 'th' && row?.querySelectorAll('th').length !== row?.querySelectorAll('td').length) return;
  const value = label.nextElementSibling;
  if (!value) {
    if (row) reader.add(type, label.nextSibling?.textContent ?? '', row, true);
  } else if (!value.matches(`${labelled},${inputs}`) && !value.querySelector(inputs)) {
    const inside = value.matches(links) ? [value] : value.querySelectorAll(links);
    for (const link of inside) addLink(link, reader, true);
    if (inside.length === 0) reader.add(type, value.textContent, value, true);
  }
}

/** The address or number of a link, without parameters. */
function linkValue(link: Element): string {
  return decode(link.getAttribute('href')?.match(/:([^?;]*)/)?.[1] ?? '');
}

/** What a label says that its value is. */
export function typeOfLabel(text: string, { labels, otherPeople }: PageRules): MarkType | undefined {
  // "FirstName", "first_name" and "* First name:" are one label.
  const label = text.length < 60 ? tidy(text.replace(/[:*()_]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')) : '';
  if (!label || otherPeople.test(label)) return undefined;
  return (['email', 'phone', 'firstName', 'lastName', 'name', 'company'] as const).find((type) => labels[type].test(label));
}

/** What an element says: its content, its link, its value or its words. */
export function textOf(element: Element): string {
  const content = element.getAttribute('content');
  if (content !== null) return content;
  if (element.matches(links)) return linkValue(element);
  return 'value' in element ? String(element.value) : element.textContent;
}

/** The value as the worker gets it, or '' for what cannot be of that type. */
export function clean(type: MarkType, text: string, rules: PageRules): string {
  if (text.length > 300) return '';
  const value = tidy(text);
  if (type === 'email') {
    const email = value.toLowerCase();
    return /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/.test(email) && !rules.ignoredEmails.test(email) ? email : '';
  }
  if (type === 'phone') {
    const digits = value.replace(/\D/g, '').length;
    return /^[+(]*\p{N}[\p{N}\s().+/-]{5,}(?:\W*(?:ext|x)\W*\p{N}+)?$/iu.test(value) && digits < 21 ? value : '';
  }
  return value.length <= 120 && isNameLike(value) ? value : '';
}

/** True for text that can be somebody's name; false for addresses, numbers and dashes that stand in its place. */
export function isNameLike(text: string): boolean {
  return /\p{L}/u.test(text) && !/@|https?:|(?:\d[\s().-]*){6}/.test(text);
}

/** One space between words, no invisible signs but those that join letters. */
export function tidy(text: string): string {
  return text
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
