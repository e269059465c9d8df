// Every state of the panel and of Options in a real browser, where colours and sizes count: WCAG 2.2 AA, light and dark, 320 pixels wide.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AVERY, MORGAN, type Person, WREN } from '@/sandbox/core/people';
import { createQuirks } from '@/sandbox/highlevel/quirks';
import { HIGHLEVEL_APP } from '@/sandbox/highlevel/seed';
import { axeViolations } from './fixtures/axe';
import { type Launched, launch } from './fixtures/launch';
import { clientAddress, nameOf, nobodysAddress } from './fixtures/work';
import { OptionsPage } from './pages/options-page';
import { PanelPage } from './pages/panel-page';

let launched: Launched;
let options: OptionsPage;
let panel: PanelPage;
let page: Page;

const narrow = { width: 320, height: 720 };
const button = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).first();
const heading = (name: string) => panel.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

beforeAll(async () => {
  launched = await launch();
  page = await launched.context.newPage();
  await page.goto(nobodysAddress);
  panel = new PanelPage(await launched.popOut(await launched.tabId(page), narrow));
  options = new OptionsPage(await launched.openOptions());
  await options.page.setViewportSize(narrow);
});

afterAll(() => launched.close());

/** Nothing to complain of in either colour scheme, and nothing to scroll sideways. */
async function expectAccessible(on: Page, state: string, within?: string): Promise<void> {
  const part = within ? { within } : {};
  await on.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await axeViolations(on, { ...part, only: ['color-contrast'] }), `${state}, dark`).toEqual([]);
  await on.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await axeViolations(on, part), `${state}, light`).toEqual([]);
  expect(await on.evaluate(() => document.documentElement.scrollWidth), `${state}: width`).toBeLessThanOrEqual(narrow.width);
}

async function showPerson(person: Person, title: string): Promise<void> {
  await page.goto(clientAddress(person));
  await heading(title);
}

it('Options before anything is connected: both ways to sign in, and what is missing', async () => {
  const region = options.connection('HighLevel');
  await expectAccessible(options.page, 'token');
  await options.press('HighLevel', 'Connect');
  await region.getByText('Paste the Location ID').first().waitFor();
  await expectAccessible(options.page, 'token with errors');
  await options.choose('HighLevel', 'OAuth app');
  for (const guide of await region.locator('summary').all()) await guide.click();
  await expectAccessible(options.page, 'app with its guide open');
});

it('Options with questions: which location, which account', async () => {
  const { state, quirks } = launched.sandbox.highlevel;
  const region = options.connection('HighLevel');
  state.autoApprove = true;
  Object.assign(quirks, { bulkInstall: true, dropState: true });
  await options.fill('HighLevel', { 'Client ID': HIGHLEVEL_APP.clientId, 'Client secret': HIGHLEVEL_APP.clientSecret });
  await options.press('HighLevel', 'Connect');
  await options.untilSays('Action needed: choose a location');
  await expectAccessible(options.page, 'choose a location');
  await region.getByRole('radio', { name: state.location.name }).check();
  await button(options.page, 'Use this location').click();
  await options.untilSays('Action needed: confirm the account');
  await expectAccessible(options.page, 'confirm the account');
  Object.assign(quirks, createQuirks());
  await options.press('HighLevel', 'Disconnect');
  await options.untilSays('Not connected');
});

it('the panel before anything is connected', async () => {
  await heading('Connect HighLevel');
  await expectAccessible(panel.page, 'not connected');
});

it('Options refused, and connected with permissions missing, and connected', async () => {
  const { state } = launched.sandbox.highlevel;
  await options.choose('HighLevel', 'Private Integration token');
  await options.fill('HighLevel', { 'Private Integration token': 'pit-wrong', 'Location ID': state.location.id });
  await options.press('HighLevel', 'Connect');
  await options.untilSays('Action needed');
  await expectAccessible(options.page, 'refused');

  const key = state.issueToken();
  const token = state.tokens.get(key)!;
  state.tokens.set(key, { ...token, scopes: token.scopes.filter((scope) => !scope.startsWith('calendars')) });
  await options.connectWithToken(key, state.location.id);
  expect((await options.failedChecks()).length).toBeGreaterThan(0);
  await expectAccessible(options.page, 'permissions missing');
  state.tokens.set(key, token);
  await options.press('HighLevel', 'Test connection');
  await options.connection('HighLevel').getByText('Everything works').waitFor();
  await expectAccessible(options.page, 'connected');
});

it('Options › Privacy, asking before it forgets everything', async () => {
  await options.open('Privacy');
  await button(options.page, 'Forget everything').click();
  await expectAccessible(options.page, 'forget everything?');
  await button(options.page, 'Cancel').click();
});

it('My day, and search', async () => {
  await heading('My day');
  await panel.page.getByRole('checkbox').first().waitFor();
  await expectAccessible(panel.page, 'My day');
  await panel.search('a');
  await panel.page.getByRole('region', { name: 'Search results' }).getByRole('button').first().waitFor();
  await expectAccessible(panel.page, 'search');
  await panel.search('nobody of this name');
  await panel.page.getByText('No match in HighLevel for this search').waitFor();
  await expectAccessible(panel.page, 'search without hits');
  await panel.search('');
});

it('a contact, its menu, forms and dialogs', async () => {
  await showPerson(AVERY, nameOf(AVERY));
  for (const name of ['Tasks', 'Notes', 'Appointments'] as const) await panel.region(name).getByRole('listitem').first().waitFor();
  await expectAccessible(panel.page, 'contact');

  for (const name of ['Add task', 'Add note', 'Add appointment']) await button(panel.page, name).click();
  await expectAccessible(panel.page, 'open forms');
  for (const name of ['Add task', 'Add note', 'Add appointment']) await expectClosed(name);

  await button(panel.page, 'More').click();
  await panel.page.getByRole('menu').waitFor();
  await expectAccessible(panel.page, 'menu', '[role=menu]');
  await panel.page.keyboard.press('Escape');
  for (const name of ['Delete contact', 'Start workflow'] as const) {
    await panel.more(name);
    await panel.page.getByRole('dialog').waitFor();
    await expectAccessible(panel.page, name, 'dialog, [role=dialog]');
    await panel.page.keyboard.press('Escape');
    await panel.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

/** Closes an open form by Escape and finds its button again. */
async function expectClosed(name: string): Promise<void> {
  const save = name.replace('Add', 'Save');
  await panel.page
    .getByRole('form')
    .or(panel.page.locator('form'))
    .filter({ has: button(panel.page, save) })
    .first()
    .locator('input, textarea')
    .first()
    .focus();
  await panel.page.keyboard.press('Escape');
  await button(panel.page, name).waitFor();
}

it('nobody in HighLevel, with the form to create the contact', async () => {
  await showPerson(WREN, 'No match in HighLevel');
  await expectAccessible(panel.page, 'no match');
  await panel.createInHighLevel();
  await expectAccessible(panel.page, 'create');
});

it('several people', async () => {
  await showPerson(MORGAN, 'Which contact is this?');
  await expectAccessible(panel.page, 'several');
});

it('offline, with work that waits', async () => {
  await showPerson(AVERY, nameOf(AVERY));
  await launched.offline(true);
  await panel.addTask({ title: 'Waits for the network' });
  await panel.untilStatus('Offline');
  await button(panel.page, 'Show what waits').click();
  await expectAccessible(panel.page, 'offline');
  await launched.offline(false);
});
