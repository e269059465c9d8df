// From an element that the user pointed at to selectors that find its like on other records. What authors name things is preferred to where
// things happen to stand; nothing that may be a value of the record gets into a selector.
import type { PageRules } from '@/lib/domain/page-rules';
import type { TaughtSelector } from '@/lib/domain/taught-rule';
import { findElement, labelBefore } from './find-taught';
import { lineage } from './lineage';

/** Attributes whose values are names given by authors, the most deliberate first. */
const attributes = [
  'data-testid',
  'data-test',
  'data-qa',
  'data-cy',
  'data-field',
  'data-field-name',
  'data-name',
  'data-key',
  'data-col',
  'data-column',
  'data-bind',
  'data-automation-id',
  'itemprop',
  'name',
  'id',
  'formcontrolname',
  'autocomplete',
  'aria-labelledby',
  'type',
  'role',
];

/** Field words in the languages of the vendors' customers: a label is kept only if it is one, since other words may be of the record. */
const fieldWord =
  /^(?:[\p{L}.-]{1,12} )?(?:e-?mail|mail|correo(?: electr[oó]nico)?|courriel|posta|phone|telephone|tel|tel[eé]fono|t[eé]l[eé]phone|telefon|mobile|m[oó]vil|handy|cell|celular|number|n[uú]mero|name|nom|nombre|contact|contacto|kontakt|client|cliente|customer|kunde|company|empresa|firma|soci[eé]t[eé]|organi[sz]ation|business)(?: (?:address|number|name|e-?mail))?\.?$/iu;

const states =
  /^(?:is|has|ng|v|js-focus)-|^(?:active|selected|current|hover|focus(?:ed)?|open(?:ed)?|visible|hidden|disabled|enabled|loading|loaded|odd|even|first|last|new|error|valid|invalid|dirty|pristine|touched|expanded|collapsed)$/i;
const utilities = /^(?:(?:[mp][trblxyse]?|gap|w|h|col|row|text|font|bg|border|rounded|flex|grid|items|justify|d|float|z)-|.*[:[\]/])/;

const mostSelectors = 3;

/** Selectors for the element, best first; each finds it alone on this page. `sample` is what it says. Empty where nothing does. */
export function makeSelectors(target: Element, sample: string, rules: PageRules): TaughtSelector[] {
  const page = target.ownerDocument;
  const said = sample.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const isOnly = (selector: TaughtSelector) => {
    try {
      return findElement(page, [selector], rules) === target;
    } catch {
      return false;
    }
  };
  const made: TaughtSelector[] = [];
  const add = (...offers: (TaughtSelector | undefined)[]) => {
    const one = offers.find((offer) => offer && isOnly(offer));
    if (one && made.length < mostSelectors && !made.some(({ css, label }) => css === one.css && label === one.label)) made.push(one);
  };

  const byName = nameOf(target, said);
  const byClass = classOf(target, said);
  const tag = target.localName;
  const around = ancestors(target).map((element) => ({ element, name: nameOf(element, said), class: classOf(element, said) }));

  if (byName) add({ css: byName }, ...around.map(({ name }) => (name ? { css: `${name} ${byName}` } : undefined)));
  add(...around.map((outer) => (outer.name ? { css: `${outer.name} ${pathWithin(outer.element, target, said)}` } : undefined)));

  const label = labelBefore(target);
  if (fieldWord.test(label)) {
    add(
      { css: byClass || tag, label },
      ...around.map((outer) => (outer.name || outer.class ? { css: `${outer.name || outer.class} ${byClass || tag}`, label } : undefined)),
    );
  }

  const own = byClass || tag;
  add(
    byClass ? { css: byClass } : undefined,
    ...around.map((outer) => (outer.class && byClass ? { css: `${outer.class} ${byClass}` } : undefined)),
    ...(around[0]?.class && !byClass ? [{ css: `${around[0].class} > ${tag}` }] : []),
    besideClass(target, own, said),
    ...around.map((outer) => (outer.class ? { css: `${outer.class} ${pathWithin(outer.element, target, said)}` } : undefined)),
  );
  // Only where nothing has a name: the way from the top, which another layout of the same kind would break.
  if (made.length === 0) add({ css: `body ${pathWithin(page.body, target, said)}` });
  return made;
}

function ancestors(target: Element): Element[] {
  const line = lineage(target);
  const body = line.indexOf(target.ownerDocument.body);
  return line.slice(1, body < 0 ? undefined : body).slice(0, 12);
}

/** By an attribute that an author chose. */
function nameOf(element: Element, said: readonly string[]): string {
  for (const name of attributes) {
    const value = element.getAttribute(name);
    if (!value || !isGiven(value, said)) continue;
    if (name === 'type' && !/^(?:email|tel)$/.test(value)) continue;
    if (name === 'role' && !/^(?:main|form|tabpanel|region|article)$/.test(value)) continue;
    return name === 'id' ? `#${escaped(value)}` : `[${name}="${value}"]`;
  }
  return '';
}

/** By its most telling classes, at most two. */
function classOf(element: Element, said: readonly string[]): string {
  return [...element.classList]
    .filter((name) => isGiven(name, said) && !states.test(name) && !utilities.test(name))
    .slice(0, 2)
    .map((name) => `.${escaped(name)}`)
    .join('');
}

/** Of the signs that a given name may have, only these mean something to a selector. */
function escaped(name: string): string {
  return name.replace(/[:.]/g, '\\$&');
}

/** True for a name that an author gave: not made by a tool, not a record's id, and none of the record's words. */
function isGiven(value: string, said: readonly string[]): boolean {
  if (value.length > 48 || !/^[a-z_][\w:.-]*$/i.test(value) || /\d{3}/.test(value)) return false;
  if (/^(?:css|sc|jsx|jss|svelte|emotion|styled|ember|radix|headlessui)-/i.test(value)) return false;
  // Letters and digits by turns, or cases without words, as hashes have.
  const turns = value.match(/[a-z]\d|\d[a-z]/gi)?.length ?? 0;
  if (turns > 2 || (/__[a-z\d]{5,}$/i.test(value) && /\d/.test(value.slice(-6)))) return false;
  const lower = value.toLowerCase();
  return !said.some((word) => lower.includes(word) && !fieldWord.test(word));
}

/** `.name + .company`, where only the neighbour has a class of its own. */
function besideClass(target: Element, own: string, said: readonly string[]): TaughtSelector | undefined {
  const before = target.previousElementSibling;
  const beside = before && (nameOf(before, said) || classOf(before, said));
  return beside ? { css: `${beside} + ${own}` } : undefined;
}

/** The steps from a block to an element, by class where there is one, by place among its kind where not. */
function pathWithin(block: Element, target: Element, said: readonly string[]): string {
  const steps: string[] = [];
  const line = lineage(target);
  for (const [up, element] of line.entries()) {
    if (element === block) break;
    const { localName } = element;
    const like = [...(line[up + 1]?.children ?? [])].filter((one) => one.localName === localName);
    const named = classOf(element, said);
    const isAlone = like.length === 1 || (named && like.filter((one) => one.matches(named)).length === 1);
    steps.unshift(isAlone ? named || localName : `${localName}:nth-of-type(${like.indexOf(element) + 1})`);
  }
  return `> ${steps.join(' > ')}`;
}
