// Which of the marks on a page are the one person it is about. Nobody is better than the wrong one: a list, or two people marked alike,
// has no answer unless one of them clearly stands under the record's own heading.
import type { MarkType } from '@/lib/domain/page-rules';
import { lineage } from './lineage';
import { headingText, isNameLike, type Mark, type Marks } from './read-marks';

export interface PersonOnPage {
  name: string;
  company: string;
  emails: string[];
  phones: string[];
}

/** The person that the page is about; undefined when there is none or no telling. `hasId`: the address names one record. */
export function choosePerson({ marks, heading }: Marks, hasId: boolean): PersonOnPage | undefined {
  const reach = marks.filter(isReach);
  if (reach.length === 0) return undefined;

  const inside = indexByAncestor(reach);
  const listed = reach.filter((mark) => isInList(mark, inside));
  const plain = reach.filter((mark) => !listed.includes(mark));
  if (plain.length === 0) return undefined;
  // Beside a list, the record is what shares a block with its heading, and the list does not.
  if (listed.length > 0 && !hasId && !(heading && standsApart(plain, listed, heading, inside))) return undefined;

  const chosen = together(plain, heading);
  const around = chosen?.[0]?.element;
  if (!around) return undefined;
  const near = (type: MarkType) =>
    nearest(
      around,
      marks.filter((mark) => mark.type === type && !isInList(mark, inside)),
    );
  const first = near('firstName');
  const last = near('lastName');
  const title = heading ? headingText(heading) : '';
  return {
    name: (first && last && `${first} ${last}`) || near('name') || (isNameLike(title) && title) || first || last,
    company: near('company'),
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
    for (const element of lineage(mark.element)) inside.set(element, [...(inside.get(element) ?? []), mark]);
  }
  return inside;
}

const rows = 'tr,[role=row]';
const items = 'li,[role=listitem],[role=option]';

/** True for a mark that is one of several alike: a row under column headings, an item among items, a card among cards. */
function isInList({ element }: Mark, inside: Inside): boolean {
  return lineage(element).some(
    (item) =>
      (item.matches(rows) && hasColumnHeadings(item)) ||
      [...(item.parentElement?.children ?? [])].some(
        (other) => other !== item && inside.has(other) && isAlike(other, item) && showsAnother(item, other, inside),
      ),
  );
}

function hasColumnHeadings(row: Element): boolean {
  const table = row.closest('table,[role=table],[role=grid]');
  const first = table?.querySelector('thead tr,tr,[role=row]');
  return Boolean(first && first.querySelectorAll('th,[role=columnheader]').length > 1);
}

function isAlike(one: Element, other: Element): boolean {
  return one.localName === other.localName && (one.classList[0] ?? '') === (other.classList[0] ?? '');
}

/** Two alike blocks show two people when each says more than a label, and they differ in an e-mail or phone; items in anything. */
function showsAnother(one: Element, other: Element, inside: Inside): boolean {
  const mine = inside.get(one) ?? [];
  const theirs = inside.get(other) ?? [];
  const isShared = mine.some((mark) => theirs.some((their) => sameValue(mark, their)));
  const isSameType = mine.some(({ type }) => theirs.some((their) => type === their.type));
  return !isShared && (isSameType || one.matches(items)) && saysMore(one, mine) && saysMore(other, theirs);
}

const fieldWords =
  /\b(?:e-?mail|phone|tel|mobile|cell|work|home|main|office|personal|business|primary|direct|other|address|number|call|text)\b/gi;

/** True when a block holds words besides its marks and their labels: most likely a name. */
function saysMore(block: Element, marks: readonly Mark[]): boolean {
  const text = block.textContent;
  if (text.length > 600) return true;
  let rest = text;
  for (const { value, element } of marks) rest = rest.replace(element.textContent || value, ' ');
  return /\p{L}{2}/u.test(rest.replace(fieldWords, ' '));
}

function standsApart(plain: readonly Mark[], listed: readonly Mark[], heading: Element, inside: Inside): boolean {
  const block = climb(heading, (element) => plain.some((mark) => inside.get(element)?.includes(mark)));
  return !listed.some(({ element }) => block?.contains(element));
}

/** The marks of one person: one e-mail, or else one phone, and the phones around it; several only where the page labels them as one record's. */
function together(plain: readonly Mark[], heading: Element | undefined): Mark[] | undefined {
  const emails = plain.filter(({ type }) => type === 'email');
  const leading = emails.length > 0 ? emails : plain;
  const own = isOne(leading) ? leading : heading && within(heading, leading);
  if (!own?.[0] || !isOne(own)) return undefined;
  const phones = plain.filter((mark) => !leading.includes(mark));
  const all = [...own, ...within(own[0].element, phones)];
  // Who stands under the heading is somebody else than whom the first e-mail belongs to: no telling.
  return heading && !within(heading, plain).some((mark) => all.some((one) => sameValue(one, mark))) ? undefined : all;
}

/** One mark, however often it stands there, or labelled fields of one list, table or form: "E-mail" and "E-mail 2". */
function isOne(marks: readonly Mark[]): boolean {
  const [first] = marks;
  if (!first || marks.every((mark) => sameValue(mark, first))) return true;
  const group = first.element.closest('dl,table,form,fieldset,ul,[itemscope]');
  return marks.every(({ named, element }) => named && group?.contains(element));
}

/** The marks in the smallest block around an element that holds any. */
function within(element: Element, marks: readonly Mark[]): Mark[] {
  const block = climb(element, (outer) => marks.some((mark) => outer.contains(mark.element)));
  return marks.filter((mark) => block?.contains(mark.element));
}

/** The only value in the smallest block around an element that holds any. */
function nearest(element: Element, marks: readonly Mark[]): string {
  const [first, ...others] = within(element, marks);
  return first && others.every(({ value }) => value === first.value) ? first.value : '';
}

function climb(from: Element, isEnough: (element: Element) => boolean): Element | undefined {
  return lineage(from).find(isEnough);
}
