// Which of the marks on a page are the one person it is about. Nobody is better than the wrong one: a list, or two people marked alike,
// has no answer unless one of them clearly stands under the record's own heading.
import type { MarkType } from '@/lib/domain/page-rules';
import { headingText, type Mark, type Marks } from './read-marks';

export interface PersonOnPage {
  name: string;
  company: string;
  emails: string[];
  phones: string[];
}

/** The person that the page is about; undefined when there is none or no telling. `hasId`: the address names one record. */
export function choosePerson({ marks, heading, isCrowded }: Marks, hasId: boolean, plainHeadings: RegExp): PersonOnPage | undefined {
  if (isCrowded) return undefined;
  const reach = marks.filter(isReach);
  if (reach.length === 0) return undefined;

  const inside = indexByAncestor(reach);
  const listed = reach.filter((mark) => isInList(mark, inside));
  const plain = reach.filter((mark) => !listed.includes(mark));
  if (plain.length === 0) return undefined;
  // Beside a list, the record is what shares a block with its heading, and the list does not.
  if (listed.length > 0 && !hasId && !standsApart(plain, listed, heading, inside)) return undefined;

  const chosen = oneWithEmail(plain, heading) ?? oneWithPhones(plain, heading);
  if (!chosen) return undefined;
  const [first] = chosen;
  if (!first) return undefined;
  const near = (type: MarkType) =>
    nearest(
      first.element,
      marks.filter((mark) => mark.type === type && !isInList(mark, inside)),
    );
  return {
    name: nameOf(near, first.element, heading, plainHeadings),
    company: near('company')?.value ?? '',
    emails: distinct(chosen, 'email'),
    phones: distinct(chosen, 'phone'),
  };
}

type Inside = Map<Element, Mark[]>;

function isReach({ type }: Mark): boolean {
  return type === 'email' || type === 'phone';
}

function distinct(marks: readonly Mark[], type: MarkType): string[] {
  return [...new Set(marks.filter((mark) => mark.type === type).map(({ value }) => value))];
}

/** Phones differ in form: the same digits are the same mark. */
function sameValue(one: Mark, other: Mark): boolean {
  if (one.type !== other.type) return false;
  return one.value === other.value || (one.type === 'phone' && lastDigits(one.value) === lastDigits(other.value));
}

function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-9);
}

/** For each element, the marks inside it. */
function indexByAncestor(marks: readonly Mark[]): Inside {
  const inside: Inside = new Map();
  for (const mark of marks) {
    for (let element: Element | null = mark.element; element; element = element.parentElement) {
      const held = inside.get(element);
      if (held) held.push(mark);
      else inside.set(element, [mark]);
    }
  }
  return inside;
}

const rows = 'tr,[role=row]';
const items = 'li,[role=listitem],[role=option],[role=treeitem]';

/** True for a mark that is one of several alike: a row under column headings, an item among items, a card among cards. */
function isInList(mark: Mark, inside: Inside): boolean {
  for (let item: Element | null = mark.element; item && item.localName !== 'body'; item = item.parentElement) {
    if (item.matches(rows) && hasColumnHeadings(item)) return true;
    const twins = [...(item.parentElement?.children ?? [])].filter((other) => other !== item && inside.has(other) && isAlike(other, item));
    const isItem = item.matches(items);
    if (twins.some((twin) => showsAnother(item, twin, isItem, inside))) return true;
  }
  return false;
}

function hasColumnHeadings(row: Element): boolean {
  const table = row.closest('table,[role=table],[role=grid]');
  const first = table?.querySelector('thead tr,tr,[role=row]');
  return Boolean(first && first.querySelectorAll('th,[role=columnheader]').length > 1);
}

function isAlike(one: Element, other: Element): boolean {
  return one.localName === other.localName && (one.classList[0] ?? '') === (other.classList[0] ?? '');
}

/** Two alike blocks show two people when each says more than a label and they differ in an e-mail or phone. */
function showsAnother(one: Element | null, other: Element, isItem: boolean, inside: Inside): boolean {
  const mine = (one && inside.get(one)) ?? [];
  const theirs = inside.get(other) ?? [];
  const differ = mine.some((mark) => theirs.some((their) => mark.type === their.type) && !theirs.some((their) => sameValue(mark, their)));
  if (!differ && !(isItem && !mine.some((mark) => theirs.some((their) => sameValue(mark, their))))) return false;
  return Boolean(one) && saysMore(one as Element, mine) && saysMore(other, theirs);
}

const fieldWords =
  /\b(?:e-?mails?|phones?|tel(?:ephone)?|mobile|cell|work|home|main|office|personal|business|primary|secondary|direct|other|address|number|preferred|no|day|evening|billing|caller|contact|send|call|text|copy)\b/gi;

/** True when a block holds words besides its marks and their labels: most likely a name. */
function saysMore(block: Element, marks: readonly Mark[]): boolean {
  const text = block.textContent ?? '';
  if (text.length > 600) return true;
  let rest = text;
  for (const { value, element } of marks) rest = rest.replace(element.textContent || value, ' ');
  return /\p{L}{2}/u.test(rest.replace(fieldWords, ' '));
}

function standsApart(plain: readonly Mark[], listed: readonly Mark[], heading: Element | undefined, inside: Inside): boolean {
  if (!heading) return false;
  const block = climb(heading, (element) => (inside.get(element) ?? []).some((mark) => plain.includes(mark)));
  return Boolean(block && !listed.some(({ element }) => block.contains(element)));
}

/** The marks around the only e-mail, or around several that the page itself labels as one record's. */
function oneWithEmail(plain: readonly Mark[], heading: Element | undefined): Mark[] | undefined {
  const emails = plain.filter(({ type }) => type === 'email');
  const [email] = emails;
  if (!email) return undefined;
  const phones = plain.filter(({ type }) => type === 'phone');
  if (distinct(emails, 'email').length === 1 || isOneGroup(emails)) return [...emails, ...around(email.element, phones)];
  const under = heading && underHeading(heading, emails);
  return under?.[0] && distinct(under, 'email').length === 1 ? [...under, ...around(under[0].element, phones)] : undefined;
}

function oneWithPhones(plain: readonly Mark[], heading: Element | undefined): Mark[] | undefined {
  if (plain.some(({ type }) => type === 'email')) return undefined;
  const isOne = (phones: readonly Mark[]) => phones.every((phone) => phones[0] && sameValue(phone, phones[0])) || isOneGroup(phones);
  if (isOne(plain)) return [...plain];
  const under = heading && underHeading(heading, plain);
  return under && isOne(under) ? under : undefined;
}

/** Labelled fields of one list, table or form belong together: "E-mail" and "E-mail 2". */
function isOneGroup(marks: readonly Mark[]): boolean {
  const groups = new Set(marks.map(({ element }) => element.closest('dl,table,form,fieldset,ul,[itemscope]')));
  return groups.size === 1 && !groups.has(null) && marks.every(({ named }) => named);
}

function underHeading(heading: Element, marks: readonly Mark[]): Mark[] | undefined {
  const block = climb(heading, (element) => marks.some((mark) => element.contains(mark.element)));
  return block && marks.filter(({ element }) => block.contains(element));
}

/** The phones in the smallest block around an element that has any. */
function around(element: Element, phones: readonly Mark[]): Mark[] {
  return underHeading(element, phones) ?? [];
}

/** The only value of a type in the smallest block around an element that has any. */
function nearest(element: Element, marks: readonly Mark[]): Mark | undefined {
  const near = around(element, marks);
  return new Set(near.map(({ value }) => value)).size === 1 ? near[0] : undefined;
}

function climb(from: Element, isEnough: (element: Element) => boolean): Element | undefined {
  for (let element: Element | null = from; element; element = element.parentElement) {
    if (isEnough(element)) return element;
  }
  return undefined;
}

function nameOf(near: (type: MarkType) => Mark | undefined, around: Element, heading: Element | undefined, plainHeadings: RegExp): string {
  const first = near('firstName');
  const last = near('lastName');
  if (first && last) return `${first.value} ${last.value}`;
  const name = near('name')?.value ?? '';
  return (
    name || (heading ? headingName(heading) : '') || smallHeadingName(around, plainHeadings) || [first?.value, last?.value].join('').trim()
  );
}

function headingName(heading: Element): string {
  const text = headingText(heading);
  return /\p{L}/u.test(text) && !text.includes('@') ? text : '';
}

/** A heading of lower rank near the marks is a name only if it looks like one: two to four words, each with a capital or from a script without. */
function smallHeadingName(from: Element, plainHeadings: RegExp): string {
  let block: Element | null = from;
  for (let up = 0; block && up < 6; up += 1, block = block.parentElement) {
    for (const heading of block.querySelectorAll('h2,h3,h4')) {
      const text = headingText(heading);
      if (/^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*\s){1,3}[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*$/u.test(text) && !plainHeadings.test(text))
        return text;
    }
  }
  return '';
}
