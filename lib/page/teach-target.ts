// Which elements of a page can be meant when somebody points at an e-mail, a phone, a name or a company.
import type { PageRules } from '@/lib/domain/page-rules';
import type { TaughtMark } from '@/lib/domain/taught-rule';
import { valueIn } from './find-taught';
import { lineage } from './lineage';
import { isShown, textOf, tidy } from './read-marks';

/** What an element would be taken for; `refusal` says why it cannot be the mark. */
export interface Target {
  element: Element;
  value: string;
  refusal: '' | 'nothing' | 'several' | 'own' | 'chrome' | 'frame';
}

const controls = 'button,[role=button],[role=tab],[role=menuitem],summary,option,select,label,th,dt';
const inlines = /^(?:a|b|em|i|img|path|small|span|strong|svg|use)$/;
const mostTargets = 300;
/** A mark stands for itself, but for a label or a few words around it. */
const mostAround = 40;

/** What is meant by pointing at an element: itself, or what it is a small part of, if that says the mark and little else. */
export function targetAt(mark: TaughtMark, pointed: Element, rules: PageRules): Target {
  const refuse = (refusal: Target['refusal'], element = pointed): Target => ({ element, value: '', refusal });
  if (/^i?frame$/.test(pointed.localName)) return refuse('frame');
  if (pointed.closest(rules.chrome)) return refuse('chrome');
  for (const element of lineage(pointed)) {
    const value = valueIn(mark, element, rules);
    if (value && tidy(textOf(element)).length <= value.length + mostAround) {
      if (isOwn(element, rules)) return refuse('own', element);
      return isWord(mark) && element.closest(controls) ? refuse('chrome', element) : { element, value, refusal: '' };
    }
    // A name is exactly what was pointed at; a block with words of its own is not part of something else.
    if (isWord(mark) || (!inlines.test(element.localName) && textOf(element).trim())) break;
  }
  const isCrowded = mark === 'email' && (pointed.textContent?.match(/@/g)?.length ?? 0) > 1;
  return refuse(isCrowded ? 'several' : 'nothing');
}

/** Every element that can be meant, in the order of the page: for the arrow keys. */
export function allTargets(page: Document, mark: TaughtMark, rules: PageRules): Element[] {
  const found: Element[] = [];
  for (const element of page.body.querySelectorAll('*')) {
    if (found.length >= mostTargets) break;
    if (!hasOwnText(element) || !isShown(element, rules) || element.closest('script,style,noscript,template')) continue;
    const target = targetAt(mark, element, rules);
    if (target.element === element && target.value) found.push(element);
  }
  return found;
}

/** True where the signed-in user and the vendor stand: bars and footers, but not a header that has the record's heading in it. */
function isOwn(element: Element, rules: PageRules): boolean {
  const zone = element.closest(rules.ownZones);
  return zone !== null && !zone.querySelector('h1,[role=heading][aria-level="1"]');
}

function isWord(mark: TaughtMark): boolean {
  return mark === 'name' || mark === 'company';
}

function hasOwnText(element: Element): boolean {
  if ('value' in element)
    return textOf(element) !== '' && !element.matches('[type=password],[type=hidden],[type=checkbox],[type=radio],button');
  return [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
}
