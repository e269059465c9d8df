// Text and pages that mean harm: nothing of it ever runs, loads or opens anything, and a page learns nothing and reaches nothing.
import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layouts } from '@/sandbox/bqe/pages/layouts';
import { AVERY, BRIAR, CAMERON, INDIGO } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { extensionId, extensionUrl, vendorHosts } from './fixtures/extension';
import { type Launched, launch } from './fixtures/launch';
import { show } from './fixtures/layouts';
import { clientAddress, connect, contactIdOf, nameOf } from './fixtures/work';
import { OptionsPage } from './pages/options-page';
import { PanelPage } from './pages/panel-page';

let launched: Launched;
let page: Page;
let panel: PanelPage;
const requested: string[] = [];

const remote = 'https://tracker.example.net/pixel.gif';
const payloads = [
  '<script>globalThis.__pwned = true</script>',
  `<img src="${remote}" onerror="globalThis.__pwned = true">`,
  '<svg onload="globalThis.__pwned = true"><animate onbegin="globalThis.__pwned = true" /></svg>',
  '<iframe srcdoc="<script>top.__pwned = true</script>"></iframe>',
  `<style>@import url(${remote}); body { background: url(${remote}) }</style>`,
  '<a href="javascript:globalThis.__pwned=true">a link</a>',
  '<form action="javascript:globalThis.__pwned=true"><button>Save</button></form>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.__pwned=true&gt;">',
  `<video poster="${remote}"><source src="${remote}" onerror="globalThis.__pwned = true"></video>`,
  `<link rel="stylesheet" href="${remote}"><base href="https://tracker.example.net/"><meta http-equiv="refresh" content="0;url=${remote}">`,
];
const hostilePage = layouts.find(({ view }) => view === 'hostile')!;
const isOurPanel = (one: Page) => one.url().startsWith(extensionUrl('sidepanel.html'));

beforeAll(async () => {
  launched = await launch();
  launched.context.on('request', (request) => requested.push(request.url()));
  const { state } = launched.sandbox.highlevel;
  const contactId = contactIdOf(state, INDIGO);
  for (const payload of payloads) {
    state.addNote({ contactId, title: payload, body: `<p>Before</p>${payload}<p>After</p>` });
    state.addTask({ contactId, title: `${payload}Call`, body: payload });
    state.addAppointment({ contactId, title: payload, address: payload, notes: payload, startsAt: Date.now() + 86_400_000 });
    state.tags.push({ id: state.newId(), locationId: state.location.id, name: payload });
  }
  state.editContact(contactId, { tags: payloads, source: payloads[1] ?? '', website: 'javascript:globalThis.__pwned=true' });
  const evil = (name: string) => `${name} ${payloads[1]}`;
  for (const list of [state.users, state.calendars, state.workflows, state.customFields]) {
    for (const one of list) {
      if ('name' in one) one.name = evil(one.name);
      else one.lastName = evil(one.lastName);
    }
  }
  state.location.name = evil('Studio');
  await connect(launched);
  page = await launched.context.newPage();
});

afterAll(() => launched.close());

/** Whether anything of the payloads ran, here or in a frame. */
async function expectInert(on: Page): Promise<void> {
  for (const frame of on.frames()) expect(await frame.evaluate(() => '__pwned' in globalThis), on.url()).toBe(false);
}

it('opens nothing for clicks that no user made, and hides nothing', async () => {
  await show(page, hostilePage, AVERY);
  await page.getByRole('button', { name: 'Open Lockstep' }).waitFor();
  const attempts = async () => Number(await page.evaluate(() => document.documentElement.dataset.attempts ?? 0));
  const before = await attempts();
  await eventually(async () => (await attempts()) > before + 1, { what: 'attacks on the launcher' });
  expect(await page.evaluate(() => document.documentElement.dataset.stolen)).toBe('Lockstep');
  expect(launched.context.pages().filter(isOurPanel)).toEqual([]);
  expect(await page.getByRole('button', { name: 'Open Lockstep' }).isVisible()).toBe(true);

  panel = new PanelPage(await launched.openPanel(page));
  await panel.untilShows(nameOf(AVERY));
});

it('opens nothing for a real click on a launcher that the page made itself', async () => {
  const before = launched.context.pages().filter(isOurPanel).length;
  await page.evaluate(() => {
    const fake = document.createElement('lockstep-launcher');
    fake.attachShadow({ mode: 'open' }).innerHTML =
      '<button aria-label="Open Lockstep, fake" style="position:fixed;inset:0 auto auto 0">Lockstep</button>';
    document.documentElement.append(fake);
  });
  const fake = page.getByRole('button', { name: 'Open Lockstep, fake' });
  await fake.click();
  await fake.evaluate((button) => (button.getRootNode() as ShadowRoot).host.remove());
  await panel.untilShows(nameOf(AVERY));
  expect(launched.context.pages().filter(isOurPanel)).toHaveLength(before);
});

it('shows hostile names, notes, tasks and appointments as text', async () => {
  await show(page, hostilePage, INDIGO);
  await panel.untilShows(nameOf(INDIGO));
  await panel.region('Notes').getByText('Before').first().waitFor();
  await panel.region('Tasks').getByText('javascript:', { exact: false }).first().waitFor();
  await panel.region('Appointments').getByText('<svg onload', { exact: false }).first().waitFor();
  for (const name of ['Add task', 'Add appointment']) await panel.page.getByRole('button', { name }).click();
  await panel.more('Start workflow');
  await panel.page.getByRole('dialog').waitFor();
  await panel.page.keyboard.press('Escape');
  await panel.search('Indigo');
  await panel.page.getByRole('region', { name: 'Search results' }).getByRole('button').first().waitFor();
  await panel.search('');

  await expectInert(panel.page);
  const targets = await panel.page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
  expect(targets.filter((protocol) => !['https:', 'http:', 'mailto:', 'tel:'].includes(protocol))).toEqual([]);
  const forbidden = 'iframe, object, embed, script:not([src]), video, audio, form[action], base, meta[http-equiv=refresh], img[src^=http]';
  expect(await panel.page.locator(forbidden).count()).toBe(0);
});

it('shows what a hostile page claims as text', async () => {
  await panel.more('Not this person');
  await panel.page.getByRole('heading', { name: /^No match in HighLevel|^Which contact is this/ }).waitFor();
  await expectInert(panel.page);
  await panel.undo();
  await panel.untilShows(nameOf(INDIGO));
  expect(await page.locator('lockstep-launcher').evaluate((host) => host.shadowRoot?.textContent)).toBe('Lockstep');
});

it('shows a hostile location and hostile refusals in Options as text', async () => {
  const options = new OptionsPage(await launched.openOptions());
  await options.untilSays(`Connected to ${launched.sandbox.highlevel.state.location.name}`);
  await expectInert(options.page);
  const { highlevel } = launched.sandbox;
  const answer = highlevel.fetch;
  highlevel.fetch = async () => Response.json({ statusCode: 403, message: payloads.join(' ') }, { status: 403 });
  await options.press('HighLevel', 'Test connection');
  await options.untilSays('Action needed');
  await expectInert(options.page);
  highlevel.fetch = answer;
  await options.press('HighLevel', 'Test connection');
  await options.untilSays('Connected to');
  await options.page.close();
});

it('reads a page to its end whose form answers with a field where its parent is asked for', async () => {
  await page.goto(clientAddress(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  await page.evaluate(() => {
    const form = document.createElement('form');
    for (const name of ['parentElement', 'parentNode', 'closest', 'localName']) {
      form.append(Object.assign(document.createElement('input'), { name, type: 'hidden' }));
    }
    form.append(...document.body.childNodes);
    document.body.append(form);
  });
  // Whoever walks in a circle never lets go of the page again.
  await page.waitForTimeout(400);
  expect(await page.evaluate(() => document.forms.length)).toBeGreaterThan(0);
  await panel.untilShows(nameOf(BRIAR));
});

it('tells whom a page shows that keeps the launcher from being made', async () => {
  const jealous = await launched.context.newPage();
  await jealous.addInitScript(() => {
    class Mine extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'closed' });
      }
    }
    customElements.define('lockstep-launcher', Mine);
  });
  await jealous.goto(clientAddress(CAMERON));
  await panel.untilShows(nameOf(CAMERON));
  expect(await jealous.locator('lockstep-launcher').count()).toBe(0);
  await jealous.close();
});

it('lets a page reach neither the extension nor its files', async () => {
  await page.goto(clientAddress(AVERY));
  await panel.untilShows(nameOf(AVERY));
  const reached = await page.evaluate(async (id) => {
    const { chrome } = globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } };
    for (const type of ['openPanel', 'disconnect', 'pageShows']) window.postMessage({ id: 1, type, data: 'highlevel', timestamp: 1 }, '*');
    const read = (path: string) =>
      fetch(`chrome-extension://${id}/${path}`).then(
        () => path,
        () => '',
      );
    const files = await Promise.all(['manifest.json', 'options.html', 'sidepanel.html', 'background.js'].map(read));
    return { canSend: typeof chrome?.runtime?.sendMessage === 'function', files: files.filter(Boolean) };
  }, extensionId);
  expect(reached).toEqual({ canSend: false, files: [] });
  await panel.untilShows(nameOf(AVERY));
  await panel.untilStatus('Up to date');
});

it('keeps storage, keys and the worker’s jobs from its own script in a page', async () => {
  const { session, contextId } = await contentScriptOf(page);
  const inScript = async (expression: string): Promise<unknown> => {
    const { result } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true });
    return result.value;
  };
  const refused = /not allowed|undefined/;
  for (const area of ['local', 'session']) {
    expect(await inScript(`chrome.storage.${area}.get().then(JSON.stringify, String)`)).toMatch(refused);
    expect(await inScript(`chrome.storage.${area}.set({ launcherShown: false }).then(() => 'written', String)`)).toMatch(refused);
  }
  // Its databases are the page's.
  expect(await inScript('indexedDB.databases().then((all) => all.length)')).toBe(0);
  const send = (type: string, data: unknown) =>
    inScript(
      `chrome.runtime.sendMessage(${JSON.stringify({ id: 1, type, data, timestamp: 1 })}).then((answer) => answer?.err ? 'refused' : 'answered', String)`,
    );
  expect(await send('launcherSettings', undefined)).toBe('answered');
  expect(await send('pageShows', { system: 'bqe', emails: 'x' })).toBe('refused');
  const sighting = { system: 'bqe', kind: 'client', recordId: '', name: '', company: '', emails: [AVERY.email], phones: [] };
  for (const [type, data] of [
    ['disconnect', 'highlevel'],
    ['checkConnection', 'highlevel'],
    ['signIn', 'highlevel'],
    ['lookUp', sighting],
    ['searchServer', 'a'],
    ['readContact', { remoteId: 'x' }],
    ['refreshMyDay', undefined],
    ['outboxChanged', undefined],
  ] as const) {
    expect(await send(type, data), type).toBe('refused');
  }
  await session.detach();
});

it('keeps the key out of everything that is stored in the clear', async () => {
  const options = new OptionsPage(await launched.openOptions());
  await options.untilSays('Connected to');
  const stored = await options.page.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { storage: Record<string, { get: () => Promise<object> }> } };
    const areas = await Promise.all(['local', 'session', 'sync'].map((area) => chrome.storage[area]?.get()));
    const texts = [JSON.stringify(areas)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      for (const table of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(table).objectStore(table).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        // Bytes as text, too.
        const asText = (_: string, value: unknown) =>
          value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value as ArrayBuffer) : value;
        texts.push(`${table} ${JSON.stringify(rows, asText)}`);
      }
      database.close();
    }
    return texts.join('\n');
  });
  expect(stored).toContain('connections [{');
  expect(stored).toContain('secrets [{');
  for (const token of launched.sandbox.highlevel.state.tokens.keys()) expect(stored).not.toContain(token);
  await options.page.close();
});

it('has asked no other host for anything, and left no policy report', async () => {
  await expectInert(page);
  await expectInert(panel.page);
  const known = vendorHosts.map((host) => new RegExp(`^${host.replaceAll('.', '\\.').replace('*', '.*')}$`));
  const strange = requested.filter((address) => {
    const { protocol, hostname } = new URL(address);
    return /^https?:$/.test(protocol) && !known.some((host) => host.test(hostname));
  });
  expect(requested.length).toBeGreaterThan(20);
  expect(strange).toEqual([]);
  expect(launched.cspReports).toEqual([]);
  expect(launched.consoleErrors.filter((line) => line.startsWith(extensionUrl('')))).toEqual([]);
});

it('could send nothing from a page of its own and make no text to HTML or script, even if a hostile one ran there', async () => {
  const options = await launched.openOptions();
  const tried = await options.evaluate(async () => {
    const outcome = (attempt: () => unknown) =>
      Promise.resolve()
        .then(attempt)
        .then(
          () => 'went through',
          (error: Error) => error.name,
        );
    const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } };
    return {
      toVendor: await outcome(() => fetch('https://services.leadconnectorhq.com/')),
      html: await outcome(() => {
        document.createElement('p').innerHTML = '<b>x</b>';
      }),
      script: await outcome(() => {
        document.createElement('script').text = '1';
      }),
      policy: await outcome(() => trustedTypes.createPolicy('mine', {})),
    };
  });
  expect(tried).toEqual({ toVendor: 'TypeError', html: 'TypeError', script: 'TypeError', policy: 'TypeError' });
  expect(launched.cspReports).not.toEqual([]);
  await options.close();
});

/** The world of the extension's script in this page. */
async function contentScriptOf(on: Page): Promise<{ session: CDPSession; contextId: number }> {
  const session = await on.context().newCDPSession(on);
  const contexts: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await session.send('Runtime.enable');
  const found = await eventually(() => contexts.find(({ origin }) => origin === `chrome-extension://${extensionId}`), {
    what: 'the script in the page',
  });
  return { session, contextId: found.id };
}
