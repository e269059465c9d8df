// The marks of people on a page: links, microdata, filled fields and labelled values. Only targeted queries and no reads of layout; what is
// hidden, belongs to the page's frame or to somebody who is named as somebody else is left out.
import type { LabelRules, MarkType, PageRules } from '@/lib/domain/page-rules';

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
  /** More marks than one person can have: not looked at any further. */
  isCrowded: boolean;
}

/** Elements of one sort looked at per scan; a page with more links than this is a list. */
const mostElements = 400;

const links = 'a[href^="mailto:" i],a[href^="tel:" i]';
const fields =
  'input:not([type=hidden],[type=password],[type=checkbox],[type=radio],[type=submit],[type=button],[type=file],[type=search])';
const labelled = 'label,dt,th,[class*=label i],[class*=field-name i],[class*=caption i],strong,b';
const headings = 'h2,h3,h4,h5,h6,legend,caption,summary,[role=heading]';
const hidden =
  '[hidden],[aria-hidden=true],[inert],template,noscript,dialog:not([open]),[style*="display:none" i],[style*="display: none" i]';

/** Reads every mark of the page that may be the record's person. */
export function readMarks(page: Document, rules: PageRules): Marks {
  const heading = findHeading(page, rules);
  const reader = createReader(rules, heading);
  for (const { type, selector } of rules.taught ?? []) {
    const element = safeQuery(page, selector);
    if (element) reader.add(type, textOf(element), element, true);
  }
  const taught = reader.result();
  // What the user pointed at is the whole truth about this kind of page.
  if (taught.some(({ type }) => type === 'email' || type === 'phone')) return { marks: taught, heading, isCrowded: false };

  const found = page.querySelectorAll(links);
  if (found.length > mostElements) return { marks: [], heading, isCrowded: true };
  for (const link of found) addLink(link, reader);
  for (const element of some(page, '[itemprop]')) addItemprop(element, reader);
  for (const element of some(page, fields)) addField(element as HTMLInputElement, page, rules.labels, reader);
  for (const label of some(page, labelled)) addLabelled(label, rules.labels, reader);
  return { marks: reader.result(), heading, isCrowded: false };
}

function some(page: Document, selector: string): Element[] {
  return [...page.querySelectorAll(selector)].slice(0, mostElements);
}

function addLink(link: Element, reader: Reader): void {
  const href = link.getAttribute('href') ?? '';
  // A link to several people is nobody's mark.
  if (!/[,;].*@/.test(href)) reader.add(/^\s*tel:/i.test(href) ? 'phone' : 'email', linkValue(link), link, false);
}

interface Reader {
  add(type: MarkType, value: string, element: Element, named: boolean): void;
  /** What was added, without the firm's own. */
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
      if (!value) return;
      if (element.closest(rules.ownZones)) own.add(value);
      else if (!isOut(element)) addOnce(marks, { type, value, element, named });
    },
    result: () => marks.filter(({ value }) => !own.has(value)),
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
  if (element.closest(hidden) || element.closest(rules.chrome) || !isSeen(element)) return true;
  for (let aside = element.closest(rules.asides); aside; aside = aside.parentElement?.closest(rules.asides) ?? null) {
    if (!heading || !aside.contains(heading)) return true;
  }
  return isSomebodyElses(element, rules, heading);
}

/** Style only, no layout: browsers answer it from the last rendering. */
function isSeen(element: Element): boolean {
  return element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;
}

/** Looks at the labels and headings that stand before an element, up to the block that holds the record's heading. */
function isSomebodyElses(element: Element, rules: PageRules, heading: Element | undefined): boolean {
  let inner = element;
  for (let up = 0; up < 6; up += 1) {
    if (rules.otherPeople.test(textBefore(inner))) return true;
    const outer = inner.parentElement;
    if (!outer || /^(?:body|main)$/.test(outer.localName) || (heading && outer.contains(heading))) return false;
    if (rules.otherPeople.test(headingOf(outer))) return true;
    inner = outer;
  }
  return false;
}

const blocks = /^(?:address|article|aside|dl|div|fieldset|form|li|ol|p|section|table|tbody|tr|ul)$/;

/** The short text right before an element that labels it. */
function textBefore(element: Element): string {
  if (/^d[dt]$/.test(element.localName)) {
    let term = element.previousElementSibling;
    while (term?.localName === 'dd') term = term.previousElementSibling;
    return shortText(term);
  }
  // A block is labelled by the heading right above it only; what else stands there is a neighbour.
  if (blocks.test(element.localName)) {
    const before = element.previousElementSibling;
    return before && /^(?:h[1-6]|dt|label|legend|strong|b)$/.test(before.localName) ? shortText(before) : '';
  }
  const parts: string[] = [];
  for (let node = element.previousSibling; node && parts.length < 6; node = node.previousSibling) {
    // What has a mark of its own is labelled by what stands before that.
    if (isElement(node) ? node.matches(links) || node.querySelector(links) || node.localName === 'br' : node.nodeType !== 3) break;
    parts.unshift(shortText(node));
  }
  return parts.join(' ').slice(-120);
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function shortText(node: Node | null): string {
  const text = node?.textContent ?? '';
  return text.length > 120 ? '' : tidy(text);
}

function headingOf(block: Element): string {
  const first = block.firstElementChild;
  const own = first?.matches(headings) ? first : first?.querySelector(headings);
  return `${shortText(own ?? null)} ${block.getAttribute('aria-label') ?? ''}`;
}

function findHeading(page: Document, rules: PageRules): Element | undefined {
  for (const element of page.querySelectorAll('h1,[role=heading][aria-level="1"]')) {
    const text = headingText(element);
    if (text && !rules.plainHeadings.test(text) && !element.closest(hidden) && !element.closest(rules.chrome) && isSeen(element))
      return element;
  }
  return undefined;
}

/** A heading's words without a kind in front: "Client: Avery Quill" is Avery Quill. */
export function headingText(heading: Element): string {
  return tidy(heading.textContent ?? '')
    .replace(/^(?:edit )?(?:client|contact|prospect|lead|customer|caller)\s*[:–—|-]\s*/i, '')
    .slice(0, 120);
}

const itempropTypes: Record<string, MarkType> = {
  email: 'email',
  telephone: 'phone',
  name: 'name',
  givenName: 'firstName',
  familyName: 'lastName',
  worksFor: 'company',
  affiliation: 'company',
  legalName: 'company',
};

function addItemprop(element: Element, reader: Reader): void {
  const type = (element.getAttribute('itemprop') ?? '')
    .split(/\s+/)
    .map((property) => itempropTypes[property])
    .find(Boolean);
  if (!type) return;
  if (element.hasAttribute('itemscope')) {
    if (type === 'company') reader.add('company', textOf(element.querySelector('[itemprop~=name]') ?? element), element, true);
    return;
  }
  const scope = element.closest('[itemscope]');
  const kind = scope?.getAttribute('itemtype') ?? '';
  if (/organization|business|corporation/i.test(kind)) {
    // The firm's own name and switchboard, where the firm hangs on a person; else the firm is the record.
    if (scope?.hasAttribute('itemprop')) return;
    reader.add(type === 'name' ? 'company' : type, textOf(element), element, true);
  } else if (!kind || /person|contact/i.test(kind)) {
    reader.add(type, textOf(element), element, true);
  }
}

const autocompleteTypes: Record<string, MarkType> = {
  email: 'email',
  tel: 'phone',
  'tel-national': 'phone',
  name: 'name',
  'given-name': 'firstName',
  'family-name': 'lastName',
  organization: 'company',
};

function addField(element: HTMLInputElement, page: Document, labels: LabelRules, reader: Reader): void {
  if (element.closest('form')?.querySelector('[type=password]')) return;
  const hint = element.autocomplete
    .split(/\s+/)
    .map((token) => autocompleteTypes[token])
    .find(Boolean);
  const type =
    hint ?? typeOfLabel(labelOf(element), labels) ?? (element.type === 'email' ? 'email' : element.type === 'tel' ? 'phone' : undefined);
  // What is being typed is not yet what the record says.
  const value = page.activeElement === element && element.defaultValue ? element.defaultValue : element.value;
  if (type) reader.add(type, value, element, true);
}

function labelOf(field: HTMLInputElement): string {
  const ids = field.getAttribute('aria-labelledby');
  const labelledBy = ids && field.ownerDocument.getElementById(ids.split(/\s+/)[0] ?? '')?.textContent;
  return field.getAttribute('aria-label') || labelledBy || field.labels?.[0]?.textContent || field.placeholder || field.name;
}

/** A value that stands beside its label: dt and dd, th and td, a label and what follows it, "E-mail: …" in bold. */
function addLabelled(label: Element, labels: LabelRules, reader: Reader): void {
  const text = label.textContent ?? '';
  if (text.length > 60) return;
  const type = typeOfLabel(text, labels);
  if (!type) return;
  if (label.localName === 'th') {
    const row = label.parentElement;
    // A heading above a column labels a list, not a record.
    if (!row || row.closest('thead') || row.querySelectorAll('th').length !== row.querySelectorAll('td').length) return;
  }
  if (label.localName === 'label' && (label as HTMLLabelElement).control) return;
  const value = label.nextElementSibling;
  if (value && !value.matches(labelled)) {
    if (value.querySelector('input,select,textarea') || value.matches('input,select,textarea')) return;
    const link = value.querySelector(links);
    if (link) {
      // Several under one label are read as links of their own, which this label names.
      for (const one of value.querySelectorAll(links)) {
        const isTel = (one.getAttribute('href') ?? '').toLowerCase().startsWith('tel:');
        if (isTel === (type === 'phone') && (isTel || type === 'email')) reader.add(type, linkValue(one), one, true);
      }
      if (type === 'email' || type === 'phone') return;
    }
    reader.add(type, value.textContent ?? '', value, true);
  } else if (!value) {
    const after = label.nextSibling?.nodeType === 3 ? (label.nextSibling.textContent ?? '') : '';
    if (after.trim() && label.parentElement) reader.add(type, after, label.parentElement, true);
  }
}

function linkValue(link: Element): string {
  return decode((link.getAttribute('href') ?? '').replace(/^[^:]*:/, '').replace(/[?;].*$/s, ''));
}

function typeOfLabel(text: string, labels: LabelRules): MarkType | undefined {
  const label = tidy(
    text
      .replace(/[:*()]+/g, ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/_/g, ' '),
  );
  if (!label) return undefined;
  return (['email', 'phone', 'firstName', 'lastName', 'name', 'company'] as const).find((type) => labels[type].test(label));
}

function textOf(element: Element): string {
  const content = element.getAttribute('content');
  if (content !== null) return content;
  if (element.matches(links)) return linkValue(element);
  return 'value' in element ? String(element.value) : (element.textContent ?? '');
}

/** The value as the worker gets it, or '' for what cannot be of that type. */
function clean(type: MarkType, text: string, rules: PageRules): string {
  if (text.length > 300) return '';
  const value = tidy(text);
  if (type === 'email') {
    const email = value.toLowerCase();
    return /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/.test(email) && !rules.ignoredEmails.test(email) ? email : '';
  }
  if (type === 'phone') {
    const digits = value.replace(/\D/g, '').length;
    return /^[+(]?[\p{N}\s().+/-]{6,}(?:(?:,|;|\s)*(?:ext|x|#)\.?\s*\p{N}{1,6})?$/iu.test(value) && digits <= 20 ? value : '';
  }
  // An address, a number or a dash in the place of a name is no name.
  return value.length <= 120 && /\p{L}/u.test(value) && !/@|https?:/.test(value) ? value : '';
}

function tidy(text: string): string {
  return text.replace(/[\s\p{Cf}]+/gu, (space) => (/\s/.test(space) ? ' ' : '')).trim();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function safeQuery(page: Document, selector: string): Element | null {
  try {
    return page.querySelector(selector);
  } catch {
    return null;
  }
}
