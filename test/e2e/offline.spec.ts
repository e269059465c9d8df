// Without a network everything goes on: acts are kept, shown and counted, survive a reload and a dead worker, and arrive once, in order.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BRIAR, CAMERON, WREN } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { nextYear } from './fixtures/next-year';
import { clientAddress, contactIdOf, nameOf, requestsTo, startWork, type Work } from './fixtures/work';
import { fill } from './pages/controls';
import { PanelPage } from './pages/panel-page';

let work: Work;

beforeAll(async () => {
  work = await startWork();
  // Cameron's tasks are to be in the cache, too.
  await work.page.goto(clientAddress(CAMERON));
  await work.panel.task('Ask for the load calculations').waitFor();
  await work.page.goto(clientAddress(BRIAR));
  await work.panel.task('Return the signed contract').waitFor();
  await work.panel.region('Appointments').getByText('No appointments yet.').waitFor();
  work.contactId = contactIdOf(work.state, BRIAR);
});

afterAll(() => work?.close());

const notes = () => work.state.notesOf(work.contactId).map(({ body }) => body.replace(/<[^>]+>/g, ''));
const tasks = () => work.state.tasksOf(work.contactId);
/** Writes that reached HighLevel since `index`, without searches. */
const writesSince = (index: number) =>
  work.sandbox.highlevel.requests.slice(index).filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'));
let wentOfflineAt = 0;
const made = 14;

it('keeps every kind of act while there is no network, shows it at once, and says what waits', async () => {
  const { panel, state } = work;
  await work.offline(true);
  wentOfflineAt = work.sandbox.highlevel.requests.length;
  await panel.untilStatus('Offline');
  await panel.page.getByText('You are offline.').waitFor();

  // 1 add, 2 change, 3 complete and 4 reopen a task that the server does not know yet; 5 complete and 6 change one that it knows.
  await panel.addTask({ title: 'Measure the hall', due: `${nextYear}-03-01T09:00` });
  await panel.editTask('Measure the hall', { Title: 'Measure both halls' });
  await panel.completeTask('Measure both halls');
  await panel.reopenTask('Measure both halls');
  await panel.editTask('Return the signed contract', { Details: 'By courier.' });
  await panel.completeTask('Return the signed contract');
  // 7, 8 two notes of the same text on purpose; 9 pins one that is there already.
  await panel.addNote('Was not at home.');
  await panel.page.getByRole('region', { name: 'Notes' }).getByText('Was not at home.').waitFor();
  await panel.addNote('Was not at home.');
  await panel.note('Met at the trade fair.').getByRole('button', { name: 'Pin note', exact: true }).click();
  // 10 books an appointment and 11 moves it.
  await panel.addAppointment({ Title: 'Handover', Start: `${nextYear}-04-01T10:00` });
  await panel.appointment('Handover').getByRole('button', { name: 'Reschedule' }).click();
  await fill(panel.region('Appointments'), 'Start', `${nextYear}-04-02T11:00`);
  await panel.region('Appointments').getByRole('button', { name: 'Save new time' }).click();
  // 12 changes a detail, 13 adds and 14 removes a tag.
  const details = panel.region('Details');
  await details.locator('.detail').filter({ hasText: 'City' }).getByRole('button').click();
  await panel.page.keyboard.type('Albany');
  await panel.page.keyboard.press('Enter');
  await details.getByText('Albany').waitFor();
  await details.getByRole('combobox', { name: 'Add tag' }).fill('heritage');
  await panel.page.keyboard.press('Enter');
  await details.getByRole('button', { name: 'Remove tag newsletter' }).click();
  await details.getByRole('button', { name: 'Remove tag newsletter' }).waitFor({ state: 'hidden' });

  await panel.untilStatus('Offline');
  await panel.page.getByText(`${made} changes waiting`).waitFor();
  expect(writesSince(wentOfflineAt)).toEqual([]);
  expect(state.contacts.get(work.contactId)?.city).toBe(BRIAR.city);
});

it('lists what waits by name', async () => {
  const { panel } = work;
  await panel.page.getByRole('button', { name: 'Show what waits' }).click();
  await panel.page.getByText('Add task “Measure the hall”').waitFor();
  await panel.page.getByText('Book appointment “Handover”').waitFor();
  await panel.page.getByRole('button', { name: 'Hide what waits' }).click();
});

it('shows all of it again after a reload of the panel, and in a panel opened cold after the worker was stopped', async () => {
  const { panel, page } = work;
  const isAllThere = async (one: PanelPage) => {
    await one.untilShows(nameOf(BRIAR));
    await one.task('Measure both halls').waitFor();
    await one.region('Tasks').getByRole('button', { name: 'Done' }).waitFor();
    expect(await one.note('Was not at home.').count()).toBe(2);
    await one.appointment('Handover').getByText('11:00 AM').waitFor();
    await one.region('Details').getByText('Albany').waitFor();
    await one.page.getByText(`${made} changes waiting`).waitFor();
    await one.untilStatus('Offline');
  };
  await panel.page.reload();
  await isAllThere(panel);
  const tab = await work.tabId(page);
  await work.killWorker();
  const begun = Date.now();
  const cold = new PanelPage(await work.popOut(tab));
  await cold.untilShows(nameOf(BRIAR));
  // The budget is 300 ms on a quiet machine; this guards against waiting for a network that is not there.
  expect(Date.now() - begun).toBeLessThan(5000);
  await isAllThere(cold);
  await cold.page.close();
});

it('finds people in the cache meanwhile, and does not say that others do not exist', async () => {
  const { panel } = work;
  await panel.untilShows(nameOf(BRIAR));
  await panel.search('cameron');
  await panel.page
    .getByRole('region', { name: 'Search results' })
    .getByRole('button', { name: nameOf(CAMERON) })
    .click();
  await panel.untilShows(nameOf(CAMERON));
  await panel.task('Ask for the load calculations').waitFor();
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await panel.untilShows(nameOf(BRIAR));
  await panel.search('somebody else');
  await panel.page.getByText('Not in the cache: HighLevel could not be asked.').waitFor();
  await panel.search('');
});

it('sends everything once and in order when the network is back', async () => {
  const { panel, state } = work;
  await work.offline(false);
  await panel.untilStatus('Up to date', 15_000);

  const [contract, halls] = ['Return the signed contract', 'Measure both halls'].map((title) =>
    tasks().filter((one) => one.title === title),
  );
  expect(contract).toMatchObject([{ completed: true, body: 'By courier.' }]);
  expect(halls).toMatchObject([{ completed: false, dueAt: Date.parse(`${nextYear}-03-01T14:00:00Z`) }]);
  expect(tasks().filter(({ title }) => title === 'Measure the hall')).toEqual([]);
  expect(notes().filter((text) => text === 'Was not at home.')).toHaveLength(2);
  expect(state.notesOf(work.contactId).find(({ body }) => body.startsWith('Met at'))?.pinned).toBe(true);
  expect(state.appointmentsOf(work.contactId)).toMatchObject([{ title: 'Handover', startsAt: Date.parse(`${nextYear}-04-02T15:00:00Z`) }]);
  expect(state.notifications.filter(({ contactId, toNotify }) => contactId === work.contactId && toNotify)).toEqual([]);
  expect(state.contacts.get(work.contactId)).toMatchObject({ city: 'Albany', tags: expect.arrayContaining(['heritage']) });
  expect(state.contacts.get(work.contactId)?.tags).not.toContain('newsletter');

  const sent = writesSince(wentOfflineAt);
  expect(sent).toHaveLength(made);
  const about = (id: string | undefined) => sent.filter(({ path }) => path.includes(`/tasks/${id}`)).map(({ body }) => body);
  expect(about(halls?.[0]?.id)).toEqual([{ title: 'Measure both halls' }, { completed: true }, { completed: false }]);
  expect(about(contract?.[0]?.id)).toEqual([{ body: 'By courier.' }, { completed: true }]);
  expect(requestsTo(work, 'POST', /\/tasks$/).at(-1)?.body).toMatchObject({ title: 'Measure the hall' });
  await eventually(async () => !(await panel.page.getByText('changes waiting').isVisible()));
});

it('creates a contact for a page that was opened before the network went, and what is made for it follows', async () => {
  const { panel, page, state } = work;

  await page.goto(clientAddress(WREN));
  await panel.heading.filter({ hasText: 'No match in HighLevel' }).waitFor();
  await work.offline(true);
  await panel.untilStatus('Offline');
  await panel.createInHighLevel();
  await panel.page.getByRole('button', { name: 'Save', exact: true }).click();
  await panel.untilShows(nameOf(WREN));
  await panel.addTask({ title: 'Say hello' });
  await panel.page.getByText('2 changes waiting').waitFor();
  await work.offline(false);
  await panel.untilStatus('Up to date', 15_000);
  const created = state.contactsByEmail(WREN.email ?? '');
  expect(created).toMatchObject([{ firstName: WREN.firstName, lastName: WREN.lastName, phone: WREN.phone }]);
  expect(state.tasksOf(created[0]?.id ?? '').map(({ title }) => title)).toEqual(['Say hello']);
});
