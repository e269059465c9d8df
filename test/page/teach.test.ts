// Teaching: what is pointed at on one page is found on every other of its kind, nothing of any person gets into a rule, and where it is not
// found any more, nobody is recognised.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kindOfPage, kindPattern } from '@/lib/domain/kind-of-page';
import type { PageRules } from '@/lib/domain/page-rules';
import { sampleShape, type TaughtMark, type TaughtRule } from '@/lib/domain/taught-rule';
import { findRules } from '@/lib/page/find-rules';
import { makeSelectors } from '@/lib/page/make-selectors';
import { recognise } from '@/lib/page/recognise';
import { startTeaching } from '@/lib/page/teach';
import { allTargets, targetAt } from '@/lib/page/teach-target';
import { pageRules as bqe } from '@/lib/systems/bqe/pages';
import { pageRules as localiq } from '@/lib/systems/localiq/pages';
import { createBqe } from '@/sandbox/bqe';
import { layouts as bqeLayouts } from '@/sandbox/bqe/pages/layouts';
import { createFaults } from '@/sandbox/core/faults';
import { AVERY, NAMED_PEOPLE, type Person } from '@/sandbox/core/people';
import { createRandom } from '@/sandbox/core/random';
import type { World } from '@/sandbox/core/service';
import { createLocaliq } from '@/sandbox/localiq';
import { layouts as localiqLayouts } from '@/sandbox/localiq/pages/layouts';
import { installVisibility } from './visibility';

installVisibility();

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

function ruleFor(address: string, mark: TaughtMark, element: Element, rules: PageRules): TaughtRule {
  const target = targetAt(mark, element, rules);
  expect(target.refusal).toBe('');
  return {
    host: new URL(address).host,
    pathPattern: kindOfPage(address, target.value),
    mark,
    selectors: makeSelectors(target.element, target.value, rules),
    shape: sampleShape(target.value),
  };
}

const taughtBy = (rules: PageRules, made: TaughtRule[]): PageRules => ({
  ...rules,
  taught: made.map(({ pathPattern, mark, selectors }) => ({ page: kindPattern(pathPattern), mark, selectors })),
});

const leaf = (page: Document, text: string) =>
  [...page.querySelectorAll('body *')].find((element) => element.children.length === 0 && element.textContent?.trim() === text) as Element;

describe('the sandbox’s unknown layouts', () => {
  const world: World = { now: () => Date.UTC(2026, 10, 21), random: createRandom(1), people: [...NAMED_PEOPLE], faults: createFaults() };
  const cases = [
    { system: 'bqe' as const, service: createBqe(world), layout: bqeLayouts.find(({ name }) => name === 'file-card')!, rules: bqe },
    {
      system: 'localiq' as const,
      service: createLocaliq(world),
      layout: localiqLayouts.find(({ name }) => name === 'card-odd')!,
      rules: localiq,
    },
  ];
  const phoneOf = (page: Document) =>
    [...page.querySelectorAll('body *')].find((one) => one.children.length === 0 && /555-0101/.test(one.textContent ?? ''));

  it.each(cases)(
    '$system: taught on one record, every other is recognised, and never another person',
    async ({ system, service, layout, rules }) => {
      const see = async (person: Person) => parse(await (await service.fetch(new Request(layout.url(person)))).text());
      const address = layout.url(AVERY);
      const page = await see(AVERY);
      const made = [
        ruleFor(address, 'email', leaf(page, AVERY.email ?? ''), rules),
        ruleFor(address, 'phone', phoneOf(page) as Element, rules),
        ruleFor(address, 'name', leaf(page, 'Avery Quill'), rules),
        ruleFor(address, 'company', leaf(page, AVERY.company ?? ''), rules),
      ];
      const said = JSON.stringify(made).toLowerCase();
      for (const word of ['avery', 'quill', 'hart', 'architects', '555', '0101']) expect(said).not.toContain(word);

      const taught = taughtBy(rules, made);
      for (const person of NAMED_PEOPLE.filter((one) => one.systems.includes(system))) {
        const found = recognise(await see(person), layout.url(person), taught);
        const digits = (found?.phones ?? []).map((phone) => phone.replace(/ *x.*/, '').replace(/\D/g, '').slice(-10));
        const own = /\d{7}/.test(person.phone ?? '') ? [person.phone?.slice(-10)] : [];
        expect([person.firstName, found?.emails ?? [], digits]).toEqual([person.firstName, person.email ? [person.email] : [], own]);
        if (found && /^[\p{L} ]+$/u.test(person.firstName)) expect(found.name).toContain(person.firstName);
      }
      const list = layouts(system).find(({ shows }) => shows === 'many')!;
      expect(recognise(parse(await (await service.fetch(new Request(list.url(AVERY)))).text()), list.url(AVERY), taught)).toBeNull();
    },
  );

  const layouts = (system: 'bqe' | 'localiq') => (system === 'bqe' ? bqeLayouts : localiqLayouts);
});

describe('selectors', () => {
  const select = (html: string, text: string) => {
    const page = parse(`<body>${html}</body>`);
    const element = leaf(page, text) ?? page.querySelector(`[value="${text}"]`);
    return makeSelectors(element, text, bqe).map(({ css, label }) => (label ? `${css} after "${label}"` : css));
  };
  const mail = 'ada@example.com';
  it.each<[string, string, string]>([
    ['an attribute given by the author', `<div data-field="mail" class="x">${mail}</div>`, '[data-field="mail"]'],
    [
      'an attribute around it',
      `<section data-testid="person"><div><span>${mail}</span></div></section>`,
      '[data-testid="person"] > div > span',
    ],
    ['a class', `<div class="zA">${mail}</div><div class="zB">x</div>`, '.zA'],
    ['a class of an unknown style', `<div class="jsCellA">${mail}</div><div class="jsCellB">x</div>`, '.jsCellA'],
    ['the class of its block', `<div class="cell"><div>${mail}</div></div>`, '.cell > div'],
    ['the word before it', `<p><i>Correo</i><em>${mail}</em></p><p><i>Otro</i><em>x</em></p>`, 'em after "correo"'],
    ['its neighbour', `<div class="q1">Ada</div><div class="q2">${mail}</div><div class="q3"></div><div class="q2">x</div>`, '.q1 + .q2'],
    ['its place, where nothing has a name', `<div><p>Ada</p><p>${mail}</p></div>`, 'body > div > p:nth-of-type(2)'],
  ])('prefer %s', (_, html, expected) => expect(select(html, mail)[0]).toBe(expected));

  it.each([
    ['a record’s id', `<div id="client-4711"><span class="m">${mail}</span></div>`, '4711'],
    ['the value', `<div data-name="ada" class="ada-lovelace">${mail}</div>`, 'ada'],
    ['a word beside it that may be of the record', `<div><b>Ada Lovelace</b><span>${mail}</span></div>`, 'lovelace'],
    ['a class made by a tool', `<div class="css-1q2w3e4 sc-bdVaJa">${mail}</div>`, '1q2w'],
    ['a passing state', `<div class="active is-open">${mail}</div>`, 'active'],
  ])('never hold %s', (_, html, forbidden) => {
    const made = select(html, mail);
    expect(made.length).toBeGreaterThan(0);
    expect(made.join(' ').toLowerCase()).not.toContain(forbidden);
  });
});

describe('a taught page', () => {
  const address = 'https://www.bqecore.com/webapp/x/FileCard/1';
  const see = (html: string, selectors = [{ css: '.m' }], mark: TaughtMark = 'email') =>
    recognise(parse(`<body>${html}</body>`), address, { ...bqe, taught: [{ page: 'filecard', mark, selectors }] });

  it.each([
    ['the element is gone', '<div>ada@example.com</div>'],
    ['there are several', '<div class="m">ada@example.com</div><div class="m">bob@example.com</div>'],
    ['it says something else', '<div class="m">No e-mail</div>'],
    ['it says two', '<div class="m">ada@example.com, bob@example.com</div>'],
    ['it is hidden', '<div class="m" hidden>ada@example.com</div>'],
    ['another would be found without the rule', '<h1>Bob</h1><a href="mailto:bob@example.com">bob</a>'],
    ['it is the vendor’s own address', '<div class="m">help@bqe.com</div>'],
  ])('shows nobody where %s', (_, html) => expect(see(html)).toBeNull());

  it('reads a value with words around it, and one in a field', () => {
    expect(see('<div class="m">E-mail: <b>Ada@Example.com</b> (work)</div>')?.emails).toEqual(['ada@example.com']);
    expect(see('<input class="m" value="ada@example.com">')?.emails).toEqual(['ada@example.com']);
    expect(see('<div class="m">Call (212) 555-0101 now</div>', [{ css: '.m' }], 'phone')?.phones).toEqual(['(212) 555-0101']);
  });

  it('tries the next selector only where the first finds nothing at all', () => {
    const both = [{ css: '.m' }, { css: '.n' }];
    expect(see('<div class="n">ada@example.com</div>', both)?.emails).toEqual(['ada@example.com']);
    expect(see('<div class="m"></div><div class="n">bob@example.com</div>', both)).toBeNull();
  });

  it('with only a name taught keeps recognising the rest, under that name or none', () => {
    const page = '<h1>Wrong Name</h1><p class="right">Ada Lovelace</p><a href="mailto:ada@example.com">x</a>';
    expect(see(page, [{ css: '.right' }], 'name')).toMatchObject({ name: 'Ada Lovelace', emails: ['ada@example.com'] });
    expect(see(page, [{ css: '.gone' }], 'name')).toMatchObject({ name: '', emails: ['ada@example.com'] });
    expect(see(page.replace('Ada Lovelace', 'Client details'), [{ css: '.right' }], 'name')).toMatchObject({ name: '' });
  });

  it('does not concern pages of another kind', () => {
    const rules = { ...bqe, taught: [{ page: 'filecard', mark: 'email' as const, selectors: [{ css: '.m' }] }] };
    const found = recognise(parse('<h1>Bob</h1><a href="mailto:bob@example.com">x</a>'), 'https://www.bqecore.com/webapp/Client', rules);
    expect(found?.emails).toEqual(['bob@example.com']);
  });
});

describe('pointing', () => {
  const at = (html: string, mark: TaughtMark = 'email') => {
    const page = parse(`<body>${html}</body>`);
    const { element, value, refusal } = targetAt(
      mark,
      page.querySelector('.at') as Element,
      findRules('https://www.bqecore.com/', [bqe]) as PageRules,
    );
    return `${element.localName} ${refusal || value}`;
  };
  it.each<[string, TaughtMark, string]>([
    ['<div><p class="at">ada@example.com</p></div>', 'email', 'p ada@example.com'],
    ['<p>ada@example.com <i class="at">work</i></p>', 'email', 'p ada@example.com'],
    ['<p class="at">nothing</p>', 'email', 'p nothing'],
    ['<div>ada@example.com <p class="at">Ada</p></div>', 'email', 'p nothing'],
    ['<div>ada@example.com <svg class="at"></svg></div>', 'email', 'div ada@example.com'],
    ['<div class="at">Ada Lovelace, Analytical Engines, 12 Lane, New York <p>ada@example.com</p></div>', 'email', 'div nothing'],
    ['<header>ada <i class="at">ada@example.com</i></header>', 'email', 'i own'],
    ['<header><h1>Ada</h1><i class="at">ada@example.com</i></header>', 'email', 'i ada@example.com'],
    ['<p class="at">a@example.com b@example.com</p>', 'email', 'p several'],
    ['<nav><a class="at">ada@example.com</a></nav>', 'email', 'a chrome'],
    ['<footer><a class="at">ada@example.com</a></footer>', 'email', 'a own'],
    ['<iframe class="at"></iframe>', 'email', 'iframe frame'],
    ['<p class="at">(212) 555-0101</p>', 'phone', 'p (212) 555-0101'],
    ['<h2 class="at">Ada Lovelace</h2>', 'name', 'h2 Ada Lovelace'],
    ['<label class="at">Ada Lovelace</label>', 'name', 'label chrome'],
    ['<h2 class="at">Client details</h2>', 'name', 'h2 nothing'],
    ['<h2 class="at">First name</h2>', 'name', 'h2 nothing'],
  ])('%s as %s is %s', (html, mark, expected) => expect(at(html, mark)).toBe(expected));

  it('goes through what can be meant, in the order of the page', () => {
    const page = parse(
      '<nav>x@example.com</nav><p>a@example.com</p><p>none</p><div><b>b@example.com</b></div><input value="c@example.com">',
    );
    expect(allTargets(page, 'email', bqe).map(({ localName }) => localName)).toEqual(['p', 'b', 'input']);
  });
});

describe('a lesson', () => {
  const store = vi.fn(async (_rule: TaughtRule) => undefined);
  let life: ReturnType<typeof startTeaching>;
  const host = () => document.querySelector('lockstep-teach');

  beforeEach(() => {
    vi.stubGlobal('focus', () => undefined);
    Element.prototype.scrollIntoView = () => undefined;
    store.mockClear();
    document.body.innerHTML = '<div class="n">Ada Lovelace</div><div class="m">ada@example.com</div><div class="p">(212) 555-0101</div>';
    life = startTeaching({ view: window, rules: bqe, first: 'email', store });
  });
  afterEach(() => life.end());

  it('can be given by keys alone, goes on with the next mark, and ends with Escape', async () => {
    life.press('ArrowDown');
    life.press('Enter');
    await vi.waitFor(() => expect(store).toHaveBeenCalledTimes(1));
    expect(store.mock.calls[0]?.[0]).toMatchObject({ mark: 'email', selectors: [{ css: '.m' }], shape: 'x@x.x' });
    await Promise.resolve();
    life.press('ArrowUp');
    life.press('Enter');
    await vi.waitFor(() => expect(store).toHaveBeenCalledTimes(2));
    expect(store.mock.calls[1]?.[0]).toMatchObject({ mark: 'phone', selectors: [{ css: '.p' }] });
    life.press('Escape');
    await life.over;
    expect(host()).toBeNull();
  });

  it('keeps nothing where nothing was pointed at, and nothing of what a page only pretends', () => {
    life.press('Enter');
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(store).not.toHaveBeenCalled();
    expect(host()?.shadowRoot).toBeNull();
  });
});
