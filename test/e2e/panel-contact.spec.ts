// The contact itself in the panel: details, tags, company, the menu and the search, each act judged by what HighLevel then holds.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AVERY, BRIAR, DREW, ELLIS, GRAY } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { nextYear } from './fixtures/next-year';
import { clientAddress, contactIdOf, nameOf, requestsTo, startWork, type Work } from './fixtures/work';
import { PanelPage } from './pages/panel-page';

let work: Work;

beforeAll(async () => {
  work = await startWork({
    prepare: ({ sandbox }) => {
      sandbox.highlevel.quirks.searchLagMs = 500;
    },
  });
});

afterAll(() => work?.close());

const avery = () => work.state.contacts.get(work.contactId);
const customValue = (name: string) => {
  const field = work.state.customFields.find((one) => one.name === name);
  return avery()?.customFields.find(({ id }) => id === field?.id)?.value;
};
const details = () => work.panel.region('Details');
/** Opens a field in place, fills or picks, and saves it with Enter or its button. */
async function edit(label: string, value: string): Promise<void> {
  await details().locator('.detail').filter({ hasText: label }).first().getByRole('button').click();
  const control = details().getByLabel(label, { exact: true }).and(details().locator('input, select, textarea'));
  if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption({ label: value });
  else await control.fill(value);
  await details().getByRole('button', { name: 'Save' }).click();
  await control.waitFor({ state: 'hidden' });
}

it('changes a detail in place and sends nothing but that', async () => {
  await edit('City', 'Albany');
  await eventually(() => avery()?.city === 'Albany');
  const sent = requestsTo(work, 'PUT').at(-1);
  expect(sent?.body).toEqual({ city: 'Albany' });
  await work.panel.untilStatus('Up to date');
});

it('puts the old value back with Escape, and by Undo after it was sent', async () => {
  const { panel } = work;
  await details().locator('.detail').filter({ hasText: 'City' }).getByRole('button').click();
  await panel.page.keyboard.type('Nowhere');
  await panel.page.keyboard.press('Escape');
  await details().getByText('Albany').waitFor();
  await panel.undo();
  await eventually(() => avery()?.city === AVERY.city);
  expect(requestsTo(work, 'PUT', /^\/contacts\/[^/]+$/)).toHaveLength(2);
});

it("changes the location's own fields of every kind, one at a time, and leaves the others as they are", async () => {
  await edit('Project type', 'Renovation');
  await edit('Budget', '950000');
  await edit('Kick-off date', `${nextYear}-02-01`);
  await edit('Site notes', 'Ring twice.\nThen wait.');
  await eventually(() => customValue('Site notes') === 'Ring twice.\nThen wait.');
  expect(customValue('Project type')).toBe('Renovation');
  expect(Number(customValue('Budget'))).toBe(950_000);
  expect(String(customValue('Kick-off date'))).toContain(`${nextYear}-02-01`);
  expect(customValue('Interests')).toEqual(['Sustainability', 'Heritage']);

  await details().locator('.detail').filter({ hasText: 'Interests' }).getByRole('button').click();
  await details().getByRole('checkbox', { name: 'Heritage' }).uncheck();
  await details().getByRole('checkbox', { name: 'Landscape' }).check();
  await details().getByRole('button', { name: 'Save' }).click();
  await eventually(() => JSON.stringify(customValue('Interests')) === '["Sustainability","Landscape"]');

  await details().getByRole('button', { name: 'Show empty fields' }).click();
  await edit('BQE Client ID', 'Q-17');
  await eventually(() => customValue('BQE Client ID') === 'Q-17');
  await work.panel.untilStatus('Up to date');
});

it('adds and removes tags without touching the others', async () => {
  const { panel } = work;
  await details().getByRole('combobox', { name: 'Add tag' }).fill('heritage, prospect');
  await panel.page.keyboard.press('Enter');
  await eventually(() => avery()?.tags.includes('prospect'));
  expect(avery()?.tags).toEqual(['client', 'vip', 'heritage', 'prospect']);
  await details().getByRole('button', { name: 'Remove tag vip' }).click();
  await eventually(() => !avery()?.tags.includes('vip'));
  expect(avery()?.tags).toEqual(['client', 'heritage', 'prospect']);
  await panel.undo();
  await eventually(() => avery()?.tags.includes('vip'));
});

it('shows the others at the company, opens one, and comes back', async () => {
  const { panel } = work;
  await panel
    .region('Company')
    .getByRole('button', { name: nameOf(BRIAR) })
    .click();
  await panel.untilShows(nameOf(BRIAR));
  await panel.page.getByRole('button', { name: 'Link to this page' }).waitFor();
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await panel.untilShows(nameOf(AVERY));
});

it('searches the cache at once and then HighLevel; what only the server knows is found, too', async () => {
  const { panel, state, sandbox } = work;
  const fresh = state.addContact({ firstName: 'Zephyr', lastName: 'Lindqvist', email: 'zephyr@example.com' });
  // The routine may search, too.
  const search = { method: 'POST', path: /^\/contacts\/search$/ };
  const answered = Promise.withResolvers<void>();
  sandbox.world.faults.arm({ kind: 'hold', times: Number.POSITIVE_INFINITY, until: () => answered.promise, match: search });
  await panel.search('fairw');
  const hit = (name: string) => panel.page.getByRole('region', { name: 'Search results' }).getByRole('button', { name });
  await hit(nameOf(ELLIS)).waitFor();
  await panel.page.getByText('Looking in HighLevel for more…').waitFor();
  answered.resolve();
  await panel.page.getByText('1 person').waitFor();
  sandbox.world.faults.clear();

  await eventually(async () => {
    await panel.search('');
    await panel.search('zephyr lind');
    await hit('Zephyr Lindqvist').waitFor({ timeout: 2000 });
    return true;
  });
  await panel.page.keyboard.press('Enter');
  await panel.untilShows('Zephyr Lindqvist');
  await panel.addTask({ title: 'Welcome Zephyr' });
  await eventually(() => state.tasksOf(fresh.id).length === 1);

  await panel.search('nobody of this name');
  await panel.page.getByText('No match in HighLevel for this search.').waitFor();
  await panel.search('');
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await panel.untilShows(nameOf(AVERY));
});

it('opens the contact in HighLevel in a new tab', async () => {
  const { panel, context, page } = work;
  const opened = context.waitForEvent('page');
  await panel.more('Open in HighLevel');
  const tab = await opened;
  await tab.getByRole('heading', { name: nameOf(AVERY) }).waitFor();
  expect(tab.url()).toBe(`https://app.gohighlevel.com/v2/location/${work.state.location.id}/contacts/detail/${work.contactId}`);
  await tab.close();
  await page.bringToFront();
  await panel.untilShows(nameOf(AVERY));
});

it('keeps a workflow back for a grace, in which undo takes it out of the queue', async () => {
  const { panel, state } = work;
  const start = async (name: string) => {
    await panel.more('Start workflow');
    const dialog = panel.page.getByRole('dialog', { name: 'Start workflow' });
    expect(await dialog.getByRole('option', { name: 'Ask for a review' }).count()).toBe(0);
    await dialog.getByLabel('Workflow').selectOption({ label: name });
    await dialog.getByRole('button', { name: 'Start workflow' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  await start('Project kick-off');
  await panel.undo();
  await panel.untilStatus('Up to date');
  await start('Welcome series');
  await panel.untilStatus('1 change waiting');
  expect(state.workflowStarts).toEqual([]);
});

it('pops out: a window of its own follows the same tab and works', async () => {
  const { panel, context, state } = work;
  const opened = context.waitForEvent('page');
  await panel.more('Pop out');
  const out = new PanelPage(await opened);
  await out.untilShows(nameOf(AVERY));
  await out.addTask({ title: 'From the window' });
  await eventually(() => state.tasksOf(work.contactId).some(({ title }) => title === 'From the window'));
  await panel.task('From the window').waitFor();
  await out.page.close();
});

it('asks for the name before it deletes a contact; undo within the grace leaves the server alone', async () => {
  const { page, panel, state } = work;
  const drew = contactIdOf(state, DREW);
  await page.goto(clientAddress(DREW));
  await panel.untilShows(nameOf(DREW));
  await panel.more('Delete contact');
  const dialog = panel.page.getByRole('dialog', { name: 'Delete contact' });
  const confirm = dialog.getByRole('button', { name: 'Delete contact' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Drew');
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill(nameOf(DREW));
  await confirm.click();
  await panel.page.getByRole('heading', { level: 1, name: nameOf(DREW) }).waitFor({ state: 'hidden' });
  await panel.undo();
  await panel.untilShows(nameOf(DREW));
  expect(state.contacts.has(drew)).toBe(true);
  expect(requestsTo(work, 'DELETE', new RegExp(`^/contacts/${drew}$`))).toEqual([]);
});

it('deletes after the grace; a later undo creates the contact again with its tags, tasks and notes', async () => {
  const { page, panel, state } = work;
  const old = contactIdOf(state, BRIAR);
  // Search shows the deleted contact for a while: it must not come back beside the new one.
  work.sandbox.highlevel.quirks.searchLagMs = 3000;
  const tags = [...(state.contacts.get(old)?.tags ?? [])];
  const titles = state.tasksOf(old).map(({ title }) => title);
  const notes = state.notesOf(old).map(({ body }) => body);
  expect(titles.length + notes.length).toBeGreaterThan(1);
  await page.goto(clientAddress(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  await panel.task(titles[0] ?? '').waitFor();
  await panel.more('Delete contact');
  const dialog = panel.page.getByRole('dialog', { name: 'Delete contact' });
  await dialog.getByRole('textbox').fill(nameOf(BRIAR));
  await dialog.getByRole('button', { name: 'Delete contact' }).click();
  // Within the grace as well as after it: HighLevel still has the contact, so "no match" would be untrue.
  await panel.heading.filter({ hasText: 'Contact deleted' }).waitFor();
  const undo = panel.page.getByRole('button', { name: 'Undo', exact: true });
  await undo.focus();
  await eventually(() => !state.contacts.has(old), { timeoutMs: 20_000 });
  await panel.untilStatus('Up to date');
  await undo.click();
  await panel.untilShows(nameOf(BRIAR));
  const again = () => state.contactsByEmail(BRIAR.email ?? '').map(({ id }) => id);
  await eventually(() => again().length === 1 && state.notesOf(again()[0] ?? '').length === notes.length);
  await panel.untilStatus('Up to date');
  const [id = ''] = again();
  expect(again()).toHaveLength(1);
  expect(state.contacts.get(id)).toMatchObject({
    firstName: BRIAR.firstName,
    phone: BRIAR.phone,
    city: BRIAR.city,
    companyName: BRIAR.company,
  });
  expect(state.contacts.get(id)?.tags).toEqual(tags);
  expect(state.tasksOf(id).map(({ title }) => title)).toEqual(titles);
  expect(state.notesOf(id).map(({ body }) => body)).toEqual(notes);
});

it('remembers `Not this person` for the page, and takes it back', async () => {
  const { page, panel } = work;
  await page.goto(clientAddress(GRAY));
  await panel.heading.filter({ hasText: nameOf(GRAY) }).waitFor();
  await panel.more('Not this person');
  await panel.page.getByRole('heading', { level: 1, name: nameOf(GRAY) }).waitFor({ state: 'hidden' });
  await page.goto(clientAddress(AVERY));
  await panel.untilShows(nameOf(AVERY));
  await page.goto(clientAddress(GRAY));
  await panel.heading.filter({ hasText: 'No match in HighLevel' }).waitFor();
  await panel.undo();
  await panel.untilShows(nameOf(GRAY));
});

it('has meanwhile started the one workflow, once', () => {
  const { state, contactId } = work;
  const welcome = state.workflows.find(({ name }) => name === 'Welcome series');
  expect(state.workflowStarts).toMatchObject([{ contactId, workflowId: welcome?.id }]);
  expect(requestsTo(work, 'POST', /\/workflow\//)).toHaveLength(1);
});

it('has left no error in any console', () => {
  expect(work.consoleErrors).toEqual([]);
  expect(work.cspReports).toEqual([]);
});
