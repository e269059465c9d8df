// What the page calls a field, and under which headings it stands, as a person would read it.
import { lineage } from './lineage';

const controls = 'input,select,textarea,button';
const headings = 'legend,h1,h2,h3,h4,h5,h6,[role=heading]';

/** The words beside a field; '' where there are none. */
export function labelOf(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): string {
  const page = field.ownerDocument;
  const byId = (field.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => (id ? (page.getElementById(id)?.textContent ?? '') : ''))
    .join(' ');
  const own = [...(field.labels ?? [])].map(textWithoutControls).find(Boolean);
  const seen = tidy(byId) || own || tidy(field.getAttribute('aria-label') ?? '') || textBeside(field);
  return (seen || tidy(field.getAttribute('placeholder') ?? '') || tidy(field.title)).replace(/\s*[:*]+\s*$/, '').slice(0, 80);
}

/** Text right before the field, or in the cell or block before its own, as long as no other field stands between. */
function textBeside(field: Element): string {
  let element: Element = field;
  for (let up = 0; up < 3; up += 1) {
    for (let before: ChildNode | null = element.previousSibling; before; before = before.previousSibling) {
      if (before.nodeType === 3 && before.textContent?.trim()) return short(before.textContent);
      if (!(before instanceof Element) || before.localName === 'script' || before.localName === 'style') continue;
      if (before.matches(controls) || before.querySelector(controls) || before.matches(headings)) return '';
      if (before.textContent?.trim()) return short(before.textContent);
    }
    const outer = element.parentElement;
    // A block with two fields in it is labelled inside or not at all.
    if (!outer || outer.localName === 'form' || outer.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1) return '';
    element = outer;
  }
  return '';
}

/** The headings over a field within a block, the nearest first. A heading speaks for what stands behind it in its own block. */
export function headingsOver(field: Element, block: Element): string[] {
  const found: string[] = [];
  const line = lineage(field);
  for (const [up, element] of line.entries()) {
    const group = line[up + 1];
    if (element === block || !group) break;
    const named = group.matches('fieldset,section,[role=group],[role=region],[role=tabpanel],dialog,[role=dialog]') ? nameOf(group) : '';
    let heading = '';
    for (let before = element.previousElementSibling; before && !heading; before = before.previousElementSibling) {
      const title = before.matches(headings) ? before : before.querySelector(controls) ? null : before.querySelector(headings);
      heading = tidy(title?.textContent ?? '');
    }
    for (const text of [heading, named]) if (text && !found.includes(text)) found.push(text.slice(0, 80));
  }
  return found;
}

function nameOf(group: Element): string {
  const id = group.getAttribute('aria-labelledby') ?? '';
  return tidy(group.getAttribute('aria-label') ?? (id ? (group.ownerDocument.getElementById(id)?.textContent ?? '') : ''));
}

function textWithoutControls(label: Element): string {
  const copy = label.cloneNode(true) as Element;
  for (const control of copy.querySelectorAll('input,select,textarea,button,[role=alert],[class*=error i],[class*=hint i],[class*=help i]'))
    control.remove();
  return tidy(copy.textContent ?? '');
}

function short(text: string): string {
  const label = tidy(text);
  return label.length <= 60 ? label : '';
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
