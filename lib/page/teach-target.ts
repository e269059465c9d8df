// Which elements of a page can be meant when somebody points at an e-mail, a phone, a name or a company.
import type { PageRules } from '@/lib/domain/page-rules';
import type { TaughtMark } from '@/lib/domain/taught-rule';
import { valueIn } from './find-taught';
import { isShown } from './read-marks';

/** What an element would be taken for; `refusal` says why it cannot be the mark. */
export interface Target {
  element: Element;
  value: string;
  refusal: '' | 'nothing' | 'several' | 'own' | 'chrome' | 'frame';
}

/** Where the page's frame and the signed-in user stand, more narrowly than when nobody pointed. */
const ownPlaces = 'footer,[role=banner],[role=contentinfo],[class*=user-menu i],[class*=usermenu i]';
const controls = 'button,[role=button],[role=tab],[role=menuitem],summary,option,select,label,th,dt';
const most = 300;

/** What is meant by pointing at an element: itself, or the nearest one around it that says the mark and little else. */
export function targetAt(mark: TaughtMark, pointed: Element, rules: PageRules): Target {
  if (/^i?frame$/.test(pointed.localName)) return { element: pointed, value: '', refusal: 'frame' };
  if (pointed.closest(rules.chrome)) return { element: pointed, value: '', refusal: 'chrome' };
  let element: Element | null = pointed;
  for (let up = 0; up < 3 && element && element !== pointed.ownerDocument.body; up += 1) {
    const value = valueIn(mark, element, rules);
    if (value) {
      const refusal = element.closest(ownPlaces) ? 'own' : isWord(mark) && element.closest(controls) ? 'chrome' : '';
      return { element, value: refusal ? '' : value, refusal };
    }
    // A name is exactly what was pointed at; around it stands more than the name.
    if (isWord(mark)) break;
    element = element.parentElement;
  }
  const isCrowded = mark === 'email' && (pointed.textContent?.match(/@/g)?.length ?? 0) > 1;
  return { element: pointed, value: '', refusal: isCrowded ? 'several' : 'nothing' };
}

/** Every element that can be meant, in the order of the page: for the arrow keys. */
export function allTargets(page: Document, mark: TaughtMark, rules: PageRules): Element[] {
  const found: Element[] = [];
  for (const element of page.body.querySelectorAll('*')) {
    if (found.length >= most) break;
    if (!hasOwnText(element) || !isShown(element, rules) || element.closest('script,style,noscript,template')) continue;
    if (targetAt(mark, element, rules).element === element && targetAt(mark, element, rules).value) found.push(element);
  }
  return found;
}

function isWord(mark: TaughtMark): boolean {
  return mark === 'name' || mark === 'company';
}

function hasOwnText(element: Element): boolean {
  if (element instanceof HTMLInputElement) return element.value !== '' && !/^(?:password|hidden|checkbox|radio)$/.test(element.type);
  return [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
}
