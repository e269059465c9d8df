// Recognition on small pages, one idea each: the right person, or nobody.
import { describe, expect, it } from 'vitest';
import type { PageRules } from '@/lib/domain/page-rules';
import { findRules } from '@/lib/page/find-rules';
import { readAddress } from '@/lib/page/read-address';
import { recognise } from '@/lib/page/recognise';
import { pageRules as bqe } from '@/lib/systems/bqe/pages';
import { pageRules as localiq } from '@/lib/systems/localiq/pages';
import { clobber } from './clobber';
import { installVisibility } from './visibility';

installVisibility();

const guid = '0816697e-3c1f-4d5a-9b1e-aaaaaaaaaaaa';
const other = 'a4ac2ef8-3c1f-4d5a-9b1e-bbbbbbbbbbbb';
const withId = `https://www.bqecore.com/webapp/Client/Detail/${guid}`;
const withoutId = 'https://www.bqecore.com/webapp/Client/Browse';

const mail = (name: string) => `<a href="mailto:${name}@example.com">${name}@example.com</a>`;
const tel = (end: string) => `<a href="tel:+121255501${end}">(212) 555-01${end}</a>`;

function see(body: string, address = withoutId, rules: PageRules = bqe) {
  const page = new DOMParser().parseFromString(`<body>${body}</body>`, 'text/html');
  clobber(page);
  const found = recognise(page, address, rules);
  return found && [found.name, found.company, ...found.emails, ...found.phones].filter(Boolean).join(' | ');
}

describe('one person', () => {
  it.each<[string, string, string]>([
    [
      'heading and links',
      `<main><h1>Avery Quill</h1>${mail('avery')} ${tel('01')}</main>`,
      'Avery Quill | avery@example.com | +12125550101',
    ],
    [
      'a link with a subject',
      '<h1>Avery Quill</h1><a href="MAILTO:Avery%40Example.com?subject=Hi">Write</a>',
      'Avery Quill | avery@example.com',
    ],
    [
      'dt and dd, no links',
      '<dl><dt>First name</dt><dd>Avery</dd><dt>Last name</dt><dd>Quill</dd><dt>E-mail:</dt><dd>a@example.com</dd></dl>',
      'Avery Quill | a@example.com',
    ],
    [
      'th and td',
      '<table><tr><th>Name</th><td>Avery Quill</td></tr><tr><th>Mobile</th><td>(212) 555-0101</td></tr></table>',
      'Avery Quill | (212) 555-0101',
    ],
    [
      'labelled divs',
      '<div><span class="lbl-label">Email</span><span>a@example.com</span></div><div><span class="label">Company</span><span>Hart</span></div>',
      'Hart | a@example.com',
    ],
    [
      'text after a bold label',
      '<p><b>E-mail:</b> a@example.com</p><p><b>Phone:</b> 212-555-0101 x5</p>',
      'a@example.com | 212-555-0101 x5',
    ],
    [
      'inputs by autocomplete',
      '<form><input autocomplete="given-name" value="Avery"><input autocomplete="family-name" value="Quill"><input autocomplete="email" value="a@example.com"></form>',
      'Avery Quill | a@example.com',
    ],
    [
      'inputs by label',
      '<label for="m">E-mail</label><input id="m" value="a@example.com"><label>Phone <input value="2125550101"></label>',
      'a@example.com | 2125550101',
    ],
    ['inputs by aria-label', '<input aria-label="Email address" value="a@example.com">', 'a@example.com'],
    ['a kind before the name', `<h1>Client: Avery Quill</h1>${mail('avery')}`, 'Avery Quill | avery@example.com'],
    ['a heading that is only a kind of page', `<h1>Client details</h1>${mail('avery')}`, 'avery@example.com'],
    [
      'two labelled e-mails of one record',
      '<h1>Avery Quill</h1><dl><dt>E-mail</dt><dd>a@example.com</dd><dt>E-mail 2</dt><dd>b@example.com</dd></dl>',
      'Avery Quill | a@example.com | b@example.com',
    ],
    [
      'a list of ways to reach one person',
      `<h1>Avery Quill</h1><ul><li>E-mail: ${mail('avery')}</li><li>Mobile: ${tel('01')}</li><li>Work: ${tel('02')}</li></ul>`,
      'Avery Quill | avery@example.com | +12125550101 | +12125550102',
    ],
    [
      'microdata',
      '<div itemscope itemtype="https://schema.org/Person"><b itemprop="name">Avery Quill</b><i itemprop="email">a@example.com</i><p itemprop="worksFor" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Hart</b><i itemprop="telephone">2125550199</i></p></div>',
      'Avery Quill | Hart | a@example.com',
    ],
  ])('%s', (_title, body, expected) => expect(see(body)).toBe(expected));
});

describe('what is not the record is left out', () => {
  const record = `<main><h1>Avery Quill</h1>${mail('avery')}</main>`;
  const expected = 'Avery Quill | avery@example.com';
  it.each([
    ['the signed-in user', `<header><div>${mail('me')}</div></header>${record}`],
    ['a footer inside the content', `<div class="main">${record}<footer>${mail('help')} ${tel('99')}</footer></div>`],
    ['navigation', `<nav>${mail('briar')}${mail('drew')}</nav>${record}`],
    ['recent people beside it', `${record}<aside>${mail('briar')}</aside>`],
    ['a chat', `${record}<section><h2>Chat transcript</h2><p>${mail('briar')}</p></section>`],
    ['notes', `${record}<div class="client-notes"><p>${mail('briar')} ${tel('02')}</p></div>`],
    ['the account manager', `<main><h1>Avery Quill</h1>${mail('avery')}<section><h3>Account manager</h3>${mail('briar')}</section></main>`],
    ['a manager in a line', `<main><h1>Avery Quill</h1><div>${mail('avery')}</div><p>Assigned to: ${mail('briar')}</p></main>`],
    [
      'a manager in a definition list',
      `<main><h1>Avery Quill</h1><dl><dt>E-mail</dt><dd>${mail('avery')}</dd><dt>Manager</dt><dd>${mail('briar')}</dd></dl></main>`,
    ],
    ['hidden inputs', `<main><h1>Avery Quill</h1>${mail('avery')}<input type="hidden" name="email" value="x@example.com"></main>`],
    [
      'what nobody sees',
      `${record}<div style="display:none">${mail('briar')}</div><p hidden>${mail('drew')}</p><p aria-hidden="true">${mail('drew')}</p>`,
    ],
    ["the vendor's own addresses", `${record}<p><a href="mailto:hello@bqe.com">Write</a></p>`],
    ['a link to many', `${record}<a href="mailto:a@example.com,b@example.com">All</a>`],
  ])('%s', (_title, body) => expect(see(body)).toBe(expected));
});

describe('nobody, where there is no telling', () => {
  const card = (name: string) => `<div class="card"><h3>${name} Person</h3>${mail(name)}</div>`;
  const row = (name: string) => `<tr><td>${name}</td><td>${mail(name)}</td></tr>`;
  const item = (name: string) => `<li><a href="/x">${name} Person</a> ${mail(name)}</li>`;
  it.each([
    ['a table of people', `<h1>Clients</h1><table><thead><tr><th>Name</th><th>E-mail</th></tr></thead>${row('a')}${row('b')}</table>`],
    ['a table with one hit', `<h1>Clients</h1><table><thead><tr><th>Name</th><th>E-mail</th></tr></thead>${row('a')}</table>`],
    ['a list of people', `<h1>Clients</h1><ul>${item('a')}${item('b')}</ul>`],
    ['people of whom one has a phone only', `<ul>${item('a')}<li>Briar Hart ${tel('02')}</li></ul>`],
    ['cards of people', `<h1>Team results</h1><div>${card('a')}${card('b')}${card('c')}</div>`],
    ['two people anywhere', `<div><p>${mail('a')}</p></div><section>${mail('b')}</section>`],
    ['a very long list', `<h1>Avery Quill</h1>${Array.from({ length: 500 }, (_, n) => `<p>${mail(`p${n}`)}</p>`).join('')}`],
    ['a sign-in form', '<form><input type="email" autocomplete="email" value="me@example.com"><input type="password"></form>'],
    ['an empty form', '<h1>New client</h1><form><input autocomplete="email"><input autocomplete="tel"></form>'],
    ['text that only looks like marks', '<h1>Avery Quill</h1><dl><dt>E-mail</dt><dd>none</dd><dt>Phone</dt><dd>call the desk</dd></dl>'],
    ['an empty page', ''],
  ])('%s', (_title, body) => expect(see(body)).toBeNull());

  it('beside a list, the record under its own heading is told', () => {
    const contacts = `<section><h2>Contacts</h2><ul>${item('a')}${item('b')}</ul></section>`;
    expect(see(`<main><div><h1>Avery Quill</h1>${mail('avery')}</div>${contacts}</main>`)).toBe('Avery Quill | avery@example.com');
    expect(see(`<main><h1>Avery Quill</h1>${mail('avery')}${contacts}</main>`, withId)).toBe('Avery Quill | avery@example.com');
  });

  it('two people alike under an id leave the id alone', () => {
    const found = recognise(new DOMParser().parseFromString(`<h1>Contacts</h1>${card('a')}${card('b')}`, 'text/html'), withId, bqe);
    expect(found).toMatchObject({ recordId: guid, kind: 'client', name: '', emails: [], phones: [] });
  });
});

describe('a page that is not on our side', () => {
  it('yields plain text, and no more than is sane', () => {
    const found = see(
      `<h1>&lt;img src=x onerror=alert(1)&gt; ${'x'.repeat(5000)}</h1><a href="mailto:a@example.com">x</a><a href="tel:${'1'.repeat(500)}">y</a>`,
    );
    expect(found?.length).toBeLessThan(200);
  });

  it('is read without failing, whatever its attributes say', () => {
    const body =
      '<h1>A</h1><a href="mailto:%E0%A4%A">x</a><a href="tel:">y</a><i itemprop="constructor __proto__ email">a@example.com</i><label for="">E-mail</label>';
    expect(see(body)).toBe('A | a@example.com');
  });
});

describe('a form whose fields are called like what every element has', () => {
  const form = (...names: string[]) =>
    `<form>${names.map((name) => `<input type="hidden" name="${name}">`).join('')}<main><h1>Avery Quill</h1>${mail('avery')}</main></form>`;

  it.each([[['parentElement', 'parentNode', 'localName', 'closest', 'querySelector']], [['id', 'name', 'title', 'elements', 'length']]])(
    '%s: is read to its end, and the person is found',
    (names) => expect(see(form(...names))).toBe('Avery Quill | avery@example.com'),
  );

  it.each(['matches', 'children'])('%s: fails at once', (name) => {
    expect(() => see(form(name))).toThrow(TypeError);
  });
});

describe('addresses', () => {
  const web = 'https://www.bqecore.com/webapp';
  it.each<[string, string, PageRules]>([
    [`${web}/Client/Detail/${guid}`, `client ${guid}`, bqe],
    [`${web}/client/view?id=${guid}`, `client ${guid}`, bqe],
    [`${web}/View?tab=1&clientId={${guid}}`, `client ${guid}`, bqe],
    [`${web}/app#/clients/${guid.toUpperCase()}/notes`, `client ${guid}`, bqe],
    [`${web}/#!/crm/prospects?id=${guid}`, `prospect ${guid}`, bqe],
    [`${web}/client/contacts/${guid}`, `client ${guid}`, bqe],
    [`${web}/client/${other}/contacts/${guid}`, `contact ${guid}`, bqe],
    [`${web}/${other}/Client/List`, 'unknown ', bqe],
    [`${web}/Project/Detail/${guid}`, 'none', bqe],
    [`${web}/client/${other}/projects/${guid}`, 'none', bqe],
    [`${web}/Account/Login?ReturnUrl=/webapp/`, 'none', bqe],
    ['https://dash.localiq.com/contacts/58292155', 'contact 58292155', localiq],
    ['https://dash.localiq.com/contacts/58292155/profile', 'contact 58292155', localiq],
    ['https://dash.localiq.com/USA_123/leads/9007199254740993', 'lead 9007199254740993', localiq],
    ['https://dash.localiq.com/inbox?lead=77&contact_id=58292155', 'contact 58292155', localiq],
    ['https://dash.localiq.com/contact?campaign=771204', 'unknown ', localiq],
    ['https://dash.localiq.com/settings/users', 'none', localiq],
  ])('%s is %s', (address, expected, rules) => {
    const found = readAddress(address, rules);
    expect(found ? `${found.kind} ${found.recordId}` : 'none').toBe(expected);
  });

  it.each([
    ['https://www.bqecore.com/webapp/', 'bqe'],
    ['https://dash.localiq.com/inbox', 'localiq'],
    ['https://reachedge.reachlocal.com/leads', 'localiq'],
    ['https://www.localiq.com/', undefined],
    ['https://localiq.com/login/', undefined],
    ['https://help.localiq.com/en/', undefined],
    ['https://doc.api.localiq.com/', undefined],
    ['https://api.bqecore.com/api/client', undefined],
    ['https://evil.example/?https://www.bqecore.com/', undefined],
    ['https://evillocaliq.com/', undefined],
  ])('%s belongs to %s', (address, system) => expect(findRules(address, [bqe, localiq])?.system).toBe(system));
});

it('what the user pointed at wins', () => {
  const taught: PageRules = {
    ...bqe,
    taught: [
      { page: '/webapp/', mark: 'email', selectors: [{ css: '.jsCellA' }] },
      { page: '/webapp/', mark: 'name', selectors: [{ css: '.vx1' }] },
    ],
  };
  expect(see(`<div class="vx1">Avery Quill</div><div class="jsCellA">a@example.com</div>${mail('briar')}`, withoutId, taught)).toBe(
    'Avery Quill | a@example.com',
  );
});
