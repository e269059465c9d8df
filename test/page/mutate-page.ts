// Changes a page as redesigns, extensions and colleagues do: order, labels, doubled blocks, other people beside the record, the firm's own footer.
import fc from 'fast-check';

/** One change; `at` and `to` pick places, whatever the page's size. */
export interface PageMutation {
  kind: (typeof redesigns)[number] | (typeof intruders)[number];
  at: number;
  to: number;
}

/** What a redesign does. */
const redesigns = [
  'shuffle',
  'drop-label',
  'rename-label',
  'drop-heading',
  'drop-mark',
  'double',
  'wrap',
  'unwrap',
  'strip-attributes',
] as const;
/** Whoever else comes onto a page. */
const intruders = [
  'other-card-after',
  'other-card-before',
  'other-card-inside',
  'other-hidden',
  'other-as-referrer',
  'other-in-table',
  'firm-footer',
  'firm-in-text',
  'decoy-inputs',
] as const;

const place = fc.nat(10_000);
const changeOf = <Kind extends PageMutation['kind']>(kinds: readonly Kind[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), at: place, to: place });

/** One intruder at most, and up to three changes of the layout. */
export const pageMutations: fc.Arbitrary<PageMutation[]> = fc
  .tuple(fc.array(changeOf(intruders), { maxLength: 1 }), fc.array(changeOf(redesigns), { maxLength: 3 }))
  .map(([intruder, redesign]) => [...intruder, ...redesign]);

/** The page of the record, changed in place. `other` is the same kind of page about somebody else. */
export function mutatePage(page: Document, other: Document, mutations: readonly PageMutation[]): void {
  for (const mutation of mutations) changes[mutation.kind](page, other, mutation);
}

type Change = (page: Document, other: Document, where: PageMutation) => void;

function pick(root: ParentNode, selector: string, at: number): HTMLElement | undefined {
  const all = root.querySelectorAll<HTMLElement>(selector);
  return all[at % Math.max(1, all.length)];
}

const blocks = 'article, section, main > *, .card, dl, form, fieldset, table, [itemscope]';
const labels = 'dt, label, th, strong, b, legend';
const marks = 'a[href^="mailto:"], a[href^="tel:"], [itemprop], input';

/** Somebody else's block, ready to be put into the page. */
function othersBlock(page: Document, other: Document, at: number): HTMLElement {
  const block = pick(other, 'article, main section, .card, dl, form', at) ?? other.body;
  const card = page.importNode(block, true);
  // A page has one heading of the first level, and it is the record's.
  for (const heading of card.querySelectorAll('h1')) {
    const lower = page.createElement('h3');
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  // Ids stay unique, as every page keeps them.
  for (const name of ['id', 'for', 'aria-labelledby']) {
    for (const element of card.querySelectorAll(`[${name}]`)) element.setAttribute(name, `other-${element.getAttribute(name)}`);
  }
  return card;
}

function aside(page: Document, html: string): HTMLElement {
  const parsed = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  return page.importNode(parsed as HTMLElement, true);
}

const emailOf = (page: Document) => page.querySelector('a[href^="mailto:"]')?.getAttribute('href')?.slice('mailto:'.length) ?? '';

const changes: Record<PageMutation['kind'], Change> = {
  shuffle(page, _other, { at, to }) {
    const block = pick(page, blocks, at);
    const children = [...(block?.children ?? [])];
    const turn = 1 + (to % Math.max(1, children.length));
    block?.append(...children.slice(turn), ...children.slice(0, turn).reverse());
  },
  'drop-label': (page, _other, { at }) => pick(page, labels, at)?.remove(),
  'rename-label'(page, _other, { at, to }) {
    const label = pick(page, labels, at);
    if (label) label.textContent = ['Reachable at', 'E-Mail-Adresse', 'Tel.', 'Info', ''][to % 5] ?? '';
  },
  'drop-heading': (page, _other, { at }) => pick(page, 'h1, h2, h3', at)?.remove(),
  'drop-mark': (page, _other, { at }) => pick(page, marks, at)?.remove(),
  double(page, _other, { at }) {
    const block = pick(page, blocks, at);
    block?.after(block.cloneNode(true));
  },
  wrap(page, _other, { at }) {
    const element = pick(page, `${blocks}, ${marks}`, at);
    const wrapper = page.createElement('div');
    element?.before(wrapper);
    if (element) wrapper.append(element);
  },
  unwrap(page, _other, { at }) {
    const block = pick(page, blocks, at);
    if (block && block.localName !== 'table') block.replaceWith(...block.childNodes);
  },
  'strip-attributes'(page, _other, { at }) {
    const element = pick(page, '[class], [itemprop], [autocomplete], [name]', at);
    for (const name of ['class', 'itemprop', 'autocomplete', 'name']) element?.removeAttribute(name);
  },
  'other-card-after': (page, other, { at, to }) => pick(page, blocks, at)?.after(othersBlock(page, other, to)),
  'other-card-before': (page, other, { at, to }) => pick(page, blocks, at)?.before(othersBlock(page, other, to)),
  'other-card-inside': (page, other, { at, to }) => pick(page, blocks, at)?.append(othersBlock(page, other, to)),
  'other-hidden'(page, other, { at, to }) {
    const block = othersBlock(page, other, to);
    if (to % 3 === 0) block.hidden = true;
    else if (to % 3 === 1) block.style.display = 'none';
    else block.setAttribute('aria-hidden', 'true');
    pick(page, blocks, at)?.before(block);
  },
  'other-as-referrer'(page, other, { at, to }) {
    const word = ['Referred by', 'Spouse', 'Assigned to', 'Account manager', 'Recently viewed', 'Emergency contact'][to % 6];
    const email = emailOf(other);
    pick(page, blocks, at)?.prepend(aside(page, `<section class="card"><h2>${word}</h2><a href="mailto:${email}">${email}</a></section>`));
  },
  'other-in-table'(page, other, { at }) {
    const row = (email: string) => `<tr><td>Somebody</td><td><a href="mailto:${email}">${email}</a></td></tr>`;
    const people = [emailOf(other), 'first@example.org', 'second@example.org'].map(row).join('');
    pick(page, blocks, at)?.after(aside(page, `<table><tr><th>Name</th><th>E-mail</th></tr>${people}</table>`));
  },
  'firm-footer': (page) =>
    page.body.append(
      aside(page, '<footer><a href="mailto:office@northwind.example.com">Write to us</a> <a href="tel:+12125550190">Call us</a></footer>'),
    ),
  'firm-in-text': (page, _other, { at }) =>
    pick(page, blocks, at)?.append(
      aside(page, '<p>Questions? <a href="mailto:help@northwind.example.com">help@northwind.example.com</a></p>'),
    ),
  'decoy-inputs'(page, other, { at }) {
    const email = emailOf(other);
    pick(page, blocks, at)?.before(
      aside(
        page,
        `<form><input type="hidden" name="email" value="${email}"><input type="email" name="owner" value="${email}" style="display:none"></form>`,
      ),
    );
  },
};
