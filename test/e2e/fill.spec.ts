// "Fill this page" in a real Chromium: the preview first, then the form on the page, nothing sent, and one undo. The edit forms of both systems
// in the sandbox, and every other form that the finder knows, with its traps as a browser lays them out.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '@/sandbox/bqe/ids';
import { layouts as bqeLayouts } from '@/sandbox/bqe/pages/layouts';
import { AVERY, BRIAR, type Person } from '@/sandbox/core/people';
import { contactIdOf as localiqIdOf } from '@/sandbox/localiq/ids';
import { layouts as localiqLayouts } from '@/sandbox/localiq/pages/layouts';
import { formVariants } from '../page/form-variants';
import { eventually } from './fixtures/eventually';
import { contactIdOf, nameOf, startWork, type Work } from './fixtures/work';
import { startsWith } from './pages/controls';

let work: Work;

const addressOf = (all: readonly { name: string; url: (person: Person) => string }[], name: string, person: Person) =>
  all.find((one) => one.name === name)?.url(person) ?? '';
const dialog = () => work.panel.page.getByRole('dialog', { name: 'Fill this page' });
const row = (label: string): Locator =>
  dialog()
    .getByRole('listitem')
    .filter({ has: work.panel.page.getByRole('checkbox', { name: label, exact: true }) });
const openPreview = async () => {
  await work.panel.page.getByRole('button', { name: 'More', exact: true }).click();
  await work.panel.page.getByRole('menuitem', { name: 'Fill this page' }).click();
  await dialog().waitFor();
};
const fill = async () => {
  await dialog()
    .getByRole('button', { name: startsWith('Fill') })
    .click();
  await dialog().waitFor({ state: 'hidden' });
};
const fieldValue = (label: string) => work.page.getByLabel(label, { exact: true }).inputValue();
const formValues = () =>
  work.page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('input,select,textarea')].map(({ name, id, value }) => `${name || id}=${value}`),
  );
const posts = () =>
  [...work.sandbox.bqe.requests, ...work.sandbox.localiq.requests].filter(
    ({ method, host }) => method !== 'GET' && /bqecore|localiq|reachlocal/.test(host) && !host.startsWith('api.'),
  );

beforeAll(async () => {
  work = await startWork({
    prepare: ({ sandbox }) => {
      const { state } = sandbox.highlevel;
      const contact = state.contacts.get(contactIdOf(state, AVERY));
      if (contact) Object.assign(contact, { city: 'Albany', postalCode: '12207', address1: '8 Capitol Hill' });
    },
  });
});

afterAll(() => work?.close());

describe.each([
  {
    system: 'BQE CORE',
    address: addressOf(bqeLayouts, 'edit-form', AVERY),
    names: { street: 'Street', zip: 'Zip' },
    record: () => JSON.stringify(work.sandbox.bqe.state.clientById(idOf(AVERY))),
  },
  {
    system: 'BQE CORE, by labels alone beside hidden inputs',
    address: addressOf(bqeLayouts, 'edit-form-hidden', AVERY),
    names: { street: 'Street', zip: 'Zip' },
    record: () => JSON.stringify(work.sandbox.bqe.state.clientById(idOf(AVERY))),
  },
  {
    system: 'LocaliQ',
    address: addressOf(localiqLayouts, 'contact-form', AVERY),
    names: { street: 'Address', zip: 'Postal code' },
    record: () => JSON.stringify(work.sandbox.localiq.state.contactById(localiqIdOf(AVERY))),
  },
])('$system', ({ address, names, record }) => {
  let before: string[];
  let stored: string;

  it('shows what differs, old and new, before anything is written', async () => {
    const { page, panel } = work;
    await page.goto(address);
    await panel.untilShows(nameOf(AVERY));
    before = await formValues();
    stored = record();
    await openPreview();
    await row('City').waitFor();
    expect(await dialog().getByRole('checkbox').count()).toBe(3);
    expect(((await row('City').textContent()) ?? '').replace(/\s+/g, ' ')).toContain(`${AVERY.city}`);
    expect(await row('City').textContent()).toContain('Albany');
    expect(await row(names.zip).textContent()).toContain('12207');
    expect(await formValues()).toEqual(before);
  });

  it('fills what was chosen, marks it, and sends nothing', async () => {
    const { page, panel } = work;
    await row(names.street).getByRole('checkbox').uncheck();
    await fill();
    await panel.page.getByText('2 fields filled and marked.').waitFor();
    expect(await fieldValue('City')).toBe('Albany');
    expect(await fieldValue(names.zip)).toBe('12207');
    expect(await fieldValue(names.street)).toBe(AVERY.street);
    expect(await page.getByLabel('City', { exact: true }).getAttribute('title')).toContain('Filled by Lockstep');
    const changed = (await formValues()).filter((value, at) => value !== before[at]);
    expect(changed).toHaveLength(2);
    expect(page.url()).toBe(address);
    expect(posts()).toEqual([]);
    expect(record()).toBe(stored);
  });

  it('puts everything back with one undo', async () => {
    const { page, panel } = work;
    await panel.page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await panel.page.getByText('2 fields put back as before.').waitFor();
    expect(await formValues()).toEqual(before);
    expect(await page.getByLabel('City', { exact: true }).getAttribute('title')).toBeNull();
    expect(posts()).toEqual([]);
  });
});

it('says so where the page has no form, and where the form is about somebody else', async () => {
  const { page, panel } = work;
  await page.goto(addressOf(bqeLayouts, 'detail-path', AVERY));
  await panel.untilShows(nameOf(AVERY));
  await openPreview();
  await dialog().getByText('There is no form here').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();

  await page.goto(addressOf(bqeLayouts, 'edit-form', BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  await panel.search('avery quill');
  await panel.page
    .getByRole('region', { name: 'Search results' })
    .getByRole('button', { name: nameOf(AVERY) })
    .click();
  await panel.untilShows(nameOf(AVERY));
  await openPreview();
  await dialog().getByText('This form seems to be about').waitFor();
  expect(await dialog().getByRole('checkbox', { checked: true }).count()).toBe(0);
  expect(
    await dialog()
      .getByRole('button', { name: startsWith('Fill') })
      .isDisabled(),
  ).toBe(true);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
});

interface Scripting {
  chrome: { scripting: { executeScript: (injection: object) => Promise<{ result: unknown }[]> } };
}

/** What the injected script finds, fills or puts back on a page with this markup, at an address where Lockstep may run. */
async function onPage(markup: string): Promise<{ page: Page; tab: number }> {
  const page = await work.context.newPage();
  await page.route('https://www.bqecore.com/webapp/form-under-test', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><title>Form</title><body>${markup}</body></html>` }),
  );
  await page.goto('https://www.bqecore.com/webapp/form-under-test');
  return { page, tab: await work.tabId(page) };
}
const inPage = (tab: number, act: 'find' | 'fill' | 'undo', values: unknown[] = []) =>
  work.panel.page.evaluate(
    async ([tabId, name, chosen]) => {
      const { scripting } = (globalThis as unknown as Scripting).chrome;
      await scripting.executeScript({ target: { tabId }, files: ['/fill.js'] });
      const [answer] = await scripting.executeScript({
        target: { tabId },
        args: [name, chosen],
        func: (what: string, given: unknown[]) =>
          (globalThis as unknown as { lockstepFiller: Record<string, (values: unknown[]) => unknown> }).lockstepFiller[what]?.(given),
      });
      return answer?.result;
    },
    [tab, act, values] as const,
  );
interface FoundGroup {
  title: string;
  purpose: string;
  fields: { key: string; kind: string; label: string }[];
}
const found = async (tab: number) => (await inPage(tab, 'find')) as FoundGroup[];

it('finds in a laid-out page what it finds in the markup, form by form', async () => {
  const { page, tab } = await onPage('');
  const wrong: unknown[] = [];
  for (const { name, html, expected } of formVariants) {
    await page.evaluate((markup) => {
      document.body.innerHTML = markup;
    }, html);
    const groups = await found(tab);
    const seen = groups.map(({ title, purpose, fields }) => `${`${purpose} ${title}`.trim()}: ${fields.map(({ kind }) => kind).join(' ')}`);
    if (JSON.stringify(seen) !== JSON.stringify(expected)) wrong.push({ name, expected, seen });
  }
  expect(wrong).toEqual([]);
  await page.close();
});

it('leaves alone what nobody sees', async () => {
  const trap = (style: string, wrap = '') => `<div style="${wrap}"><label>City <input name="trap" style="${style}"></label></div>`;
  const traps = [
    trap('display:none'),
    trap('visibility:hidden'),
    trap('opacity:0'),
    trap('opacity:.05'),
    trap('position:absolute;left:-9999px'),
    trap('position:absolute;top:-5000px'),
    trap('width:1px;height:1px;padding:0;border:0'),
    trap('clip-path:inset(50%);position:absolute'),
    trap('position:absolute;clip:rect(0,0,0,0)'),
    trap('', 'height:0;overflow:hidden'),
    trap('', 'opacity:0'),
    trap('', 'display:none'),
    '<details><summary>More</summary><label>City <input name="trap"></label></details>',
  ];
  const { page, tab } = await onPage(`<form><label>Name <input></label><label>Email <input></label>${traps.join('')}</form>`);
  expect((await found(tab)).flatMap(({ fields }) => fields.map(({ label }) => label))).toEqual(['Name', 'Email']);
  await page.close();
});

it('reaches the state of controlled inputs, and the page’s script cannot reach the filler', async () => {
  const { page, tab } =
    await onPage(`<form><label>First name <input name="first"></label><label>Email <input name="mail"></label><label>State <select name="state"><option></option><option>NY</option></select></label></form>
    <script>
      window.state = { first: 'Old', mail: '', state: '' };
      const draw = () => { for (const name in state) { const input = document.forms[0].elements[name]; if (input.value !== state[name]) input.value = state[name]; } };
      for (const input of document.forms[0].elements) {
        const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value');
        let tracked = input.value;
        Object.defineProperty(input, 'value', { configurable: true, get() { return own.get.call(this); }, set(value) { tracked = String(value); own.set.call(this, value); } });
        const heard = () => { const now = own.get.call(input); if (now === tracked) return; tracked = now; state[input.name] = now; Promise.resolve().then(draw); };
        input.addEventListener('input', heard);
        input.addEventListener('change', heard);
      }
      document.forms[0].addEventListener('submit', (event) => { event.preventDefault(); window.sent = true; });
      draw();
    </script>`);
  const fields = (await found(tab)).flatMap((group) => group.fields);
  const values = ['Ada', 'ada@example.com', 'NY'].map((value, at) => ({ key: fields[at]?.key, value }));
  const state = () => page.evaluate(() => (globalThis as unknown as { state: object }).state);
  expect(await inPage(tab, 'fill', values)).toEqual({ done: 3, failed: [] });
  expect(await state()).toEqual({ first: 'Ada', mail: 'ada@example.com', state: 'NY' });
  expect(await page.evaluate(() => ['lockstepFiller' in globalThis, 'sent' in globalThis])).toEqual([false, false]);
  expect(await inPage(tab, 'undo')).toEqual({ done: 3, failed: [] });
  await eventually(async () => JSON.stringify(await state()) === JSON.stringify({ first: 'Old', mail: '', state: '' }));
  await page.close();
});

it('has left no error in any console', () => {
  expect(work.consoleErrors).toEqual([]);
  expect(work.cspReports).toEqual([]);
});
