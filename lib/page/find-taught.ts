// Finds again what the user pointed at, on this page and on every other of its kind. One element or none: where a selector finds several,
// the page is not what it was when it was taught, and nobody is better than the wrong one.
import type { MarkType, PageRules } from '@/lib/domain/page-rules';
import type { TaughtSelector } from '@/lib/domain/taught-rule';
import type { PersonOnPage } from './choose-person';
import { decode } from './decode';
import { clean, isShown, type Mark, textOf, tidy, typeOfLabel } from './read-marks';

interface Taught {
  marks: Mark[];
  /** Only what was taught; blank where it is not found any more. */
  person: Partial<PersonOnPage>;
}

/** What the rules for this kind of page find; undefined where there are none. The first rule for a mark counts. */
export function readTaught(page: Document, address: string, rules: PageRules): Taught | undefined {
  let taught: Taught | undefined;
  for (const { page: kind, mark, selectors } of rules.taught ?? []) {
    if (!new RegExp(kind, 'i').test(decode(address))) continue;
    taught ??= { marks: [], person: {} };
    const { marks, person } = taught;
    const element = findElement(page, selectors, rules);
    const value = element ? valueIn(mark, element, rules) : '';
    if (element && value) marks.push({ type: mark, value, element, named: true });
    if (mark === 'name' || mark === 'company') person[mark] ??= value;
    else person[`${mark}s`] ??= value ? [value] : [];
  }
  return taught;
}

/** The one element that the first selector with any hit finds. */
export function findElement(page: Document, selectors: readonly TaughtSelector[], rules: PageRules): Element | undefined {
  for (const { css, label } of selectors) {
    const found = [...page.querySelectorAll(css)].filter(
      (element) => (!label || label === labelBefore(element)) && isShown(element, rules),
    );
    if (found[0]) return found[1] ? undefined : found[0];
  }
  return undefined;
}

/** What an element says as a mark, or ''. Words around an e-mail or phone are taken off; a name is not what the page calls its parts. */
export function valueIn(type: MarkType, element: Element, rules: PageRules): string {
  const text = textOf(element);
  if (type === 'email') {
    const found = new Set(text.split(/[\s<>(),;:"]+/).map((word) => clean(type, word, rules)));
    found.delete('');
    return found.size > 1 ? '' : ([...found][0] ?? '');
  }
  if (type === 'phone') return clean(type, text.replace(/^[^+(\p{N}]+|\P{N}+$/gu, ''), rules);
  const value = clean(type, text, rules);
  return typeOfLabel(value, rules) || rules.plainHeadings.test(value) ? '' : value;
}

/** The words right before an element, or before the block that it begins, as a label is compared. */
export function labelBefore(element: Element): string {
  const before = element.previousElementSibling ?? element.parentElement?.previousElementSibling;
  return tidy(before?.textContent ?? '')
    .replace(/[\s:*]+$/, '')
    .toLowerCase();
}
