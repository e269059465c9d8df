// The real side panel beside LocaliQ: the right person in every layout, and the launcher that opens it, which tells a page nothing.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AVERY, BRIAR, CAMERON, KIT, type Person } from '@/sandbox/core/people';
import { layouts } from '@/sandbox/localiq/pages/layouts';
import { type Launched, launch } from './fixtures/launch';
import { recordHeadings, show } from './fixtures/layouts';
import { connect, nameOf } from './fixtures/work';
import { OptionsPage } from './pages/options-page';
import { PanelPage } from './pages/panel-page';

let launched: Launched;
let page: Page;
let panel: PanelPage;
let headings: () => Promise<string[]>;

const layout = (name: string) => layouts.find((one) => one.name === name)!;
const untilSays = (heading: string) => panel.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
const launcher = () => page.getByRole('button', { name: 'Open Lockstep' });
const question = 'Which contact is this?';
const inbox = 'https://dash.localiq.com/reports';

beforeAll(async () => {
  launched = await launch();
  await connect(launched);
  page = await launched.context.newPage();
});

afterAll(() => launched.close());

it('opens the real side panel by a click on the launcher, which holds no personal data', async () => {
  await show(page, layout('contact-path'), AVERY);
  await launcher().waitFor();
  const shown = await page.evaluate(() => {
    const host = document.querySelector('lockstep-launcher');
    return { isOpen: host?.shadowRoot?.mode === 'open', outer: host?.outerHTML ?? '', inner: host?.shadowRoot?.innerHTML ?? '' };
  });
  expect(shown.isOpen).toBe(true);
  for (const text of [AVERY.firstName, AVERY.lastName, AVERY.email, AVERY.phone, AVERY.company, '555']) {
    expect(shown.inner + shown.outer).not.toContain(text);
  }
  panel = new PanelPage(await launched.openPanel(page));
  await untilSays(nameOf(AVERY));
  headings = await recordHeadings(panel.page);
});

it.each(layouts.map((one, index) => ({ ...one, layout: one, person: index % 2 ? AVERY : BRIAR })))(
  '$name: $tests',
  async ({ layout: shown, person }) => {
    await show(page, shown, person);
    if (shown.view === 'call') {
      // A number alone is no person: whoever rang may use a colleague's phone.
      await untilSays(question);
      await panel.candidate(nameOf(person)).filter({ hasText: 'Same phone' }).waitFor();
    } else await untilSays(shown.shows === 'one' ? nameOf(person) : 'My day');
  },
);

it('has never shown anybody else meanwhile, nor claimed that there is no match', async () => {
  expect(new Set(await headings())).toEqual(new Set([nameOf(AVERY), nameOf(BRIAR), 'My day', question]));
});

it('follows navigation within a page, back and forward, and never falls back to the person before', async () => {
  await show(page, layout('contact-push'), AVERY);
  await untilSays(nameOf(AVERY));
  headings = await recordHeadings(panel.page);
  const picker = (person: Person) => page.getByRole('link', { name: nameOf(person), exact: true });
  await picker(BRIAR).click();
  await untilSays(nameOf(BRIAR));
  await picker(CAMERON).click();
  await untilSays(nameOf(CAMERON));
  await page.goBack();
  await untilSays(nameOf(BRIAR));
  await page.goForward();
  await untilSays(nameOf(CAMERON));
  const people = [AVERY, BRIAR, CAMERON].map(nameOf);
  const seen = (await headings()).filter((text) => people.includes(text));
  expect(seen).toEqual([AVERY, BRIAR, CAMERON, BRIAR, CAMERON].map(nameOf));
});

it('says that a fresh lead is nobody in HighLevel, and remembers a link made by hand', async () => {
  // The page names its record long before the e-mail is there: the answer is to the e-mail, not to the record.
  await show(page, layout('contact-late'), KIT);
  await untilSays('No match in HighLevel');
  const asked = launched.sandbox.highlevel.requests.filter((one) => JSON.stringify(one).includes(KIT.email ?? ''));
  expect(asked).not.toEqual([]);
  await panel.search('Hart');
  await panel.page.getByRole('button', { name: nameOf(BRIAR) }).click();
  await untilSays(nameOf(BRIAR));
  await panel.page.getByRole('button', { name: 'Link to this page' }).click();
  await panel.page.locator('.chip').filter({ hasText: 'Linked' }).waitFor();
  await page.goto(inbox);
  await untilSays('My day');
  // Another layout of the same contact.
  await show(page, layout('contact-query'), KIT);
  await untilSays(nameOf(BRIAR));
});

it('shows the launcher on recognised pages only, and never on the vendor’s other sites', async () => {
  const helper = await launched.context.newPage();
  for (const address of ['https://www.localiq.com/', 'https://help.localiq.com/article']) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The script would be there by now: it is, in a tab that was loaded later.
    await show(helper, layout('contact-path'), AVERY);
    await helper.getByRole('button', { name: 'Open Lockstep' }).waitFor();
    expect(await page.locator('lockstep-launcher').count()).toBe(0);
  }
  await helper.close();
  await page.bringToFront();
  await show(page, layout('contact-path'), BRIAR);
  await launcher().waitFor();
  await page.goto(inbox);
  await launcher().waitFor({ state: 'detached' });
});

it('stays one launcher and one voice however often the script is put in', async () => {
  await show(page, layout('contact-path'), BRIAR);
  await launcher().waitFor();
  const tabId = await launched.tabId(page);
  const options = await launched.openOptions();
  for (let times = 0; times < 3; times += 1) {
    await options.evaluate(async (id) => {
      const { chrome } = globalThis as unknown as { chrome: ScriptingApi };
      const [script] = chrome.runtime.getManifest().content_scripts;
      await chrome.scripting.executeScript({ target: { tabId: id }, files: script?.js ?? [] });
    }, tabId);
  }
  await page.bringToFront();
  await launcher().waitFor();
  expect(await page.locator('lockstep-launcher').count()).toBe(1);
  await untilSays(nameOf(BRIAR));
  await options.close();
});

it('can be turned off in Options, and on again', async () => {
  const options = new OptionsPage(await launched.openOptions());
  await options.open('Privacy');
  const toggle = options.page.getByRole('checkbox', { name: 'Show the launcher on recognised pages' });
  await toggle.uncheck();
  await page.bringToFront();
  await show(page, layout('contact-push'), AVERY);
  // The page is recognised all the same, and the panel goes on.
  await untilSays(nameOf(AVERY));
  await page.getByRole('link', { name: nameOf(BRIAR), exact: true }).click();
  await untilSays(nameOf(BRIAR));
  expect(await page.locator('lockstep-launcher').count()).toBe(0);

  await toggle.check();
  await page.reload();
  await launcher().waitFor();
  await options.page.close();
});

it('leaves neither an error nor a policy report behind', () => {
  expect(launched.consoleErrors).toEqual([]);
  expect(launched.cspReports).toEqual([]);
});

interface ScriptingApi {
  runtime: { getManifest: () => { content_scripts: { js: string[] }[] } };
  scripting: { executeScript: (injection: { target: { tabId: number }; files: string[] }) => Promise<unknown> };
}
