// The real side panel beside BQE CORE: the right person in every layout, nobody where nobody is sure, and what the user decides is kept.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layouts } from '@/sandbox/bqe/pages/layouts';
import { AVERY, BRIAR, CAMERON, LANE, MORGAN, type Person, ROBIN, SASHA, WREN } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { recordHeadings, show } from './fixtures/layouts';
import { nameOf, nobodysAddress, requestsTo, startWork, type Work } from './fixtures/work';

let work: Work;

const layout = (name: string) => layouts.find((one) => one.name === name)!;
const untilSays = (heading: string) => work.panel.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
const openPage = (name: string, person: Person) => show(work.page, layout(name), person);
const chip = (text: string) => work.panel.page.locator('.chip').filter({ hasText: text }).first();

let headings: () => Promise<string[]>;

beforeAll(async () => {
  work = await startWork();
  headings = await recordHeadings(work.panel.page);
});

afterAll(() => work.close());

it.each(layouts.map((one, index) => ({ ...one, layout: one, person: index % 2 ? AVERY : BRIAR })))(
  '$name: $tests',
  async ({ layout: shown, person }) => {
    await show(work.page, shown, person);
    await untilSays(shown.shows === 'one' ? nameOf(person) : 'My day');
  },
);

it('has never shown anybody else meanwhile, nor claimed that there is no match', async () => {
  expect(new Set(await headings())).toEqual(new Set([nameOf(AVERY), nameOf(BRIAR), 'My day']));
});

it('follows navigation within a page, back and forward, and never falls back to the person before', async () => {
  await openPage('workspace-push', AVERY);
  await untilSays(nameOf(AVERY));
  headings = await recordHeadings(work.panel.page);
  const picker = (person: Person) => work.page.getByRole('link', { name: nameOf(person), exact: true });
  await picker(BRIAR).click();
  await untilSays(nameOf(BRIAR));
  await picker(CAMERON).click();
  await untilSays(nameOf(CAMERON));
  await work.page.goBack();
  await untilSays(nameOf(BRIAR));
  await work.page.goForward();
  await untilSays(nameOf(CAMERON));
  const people = [AVERY, BRIAR, CAMERON].map(nameOf);
  const seen = (await headings()).filter((text) => people.includes(text));
  expect(seen).toEqual([AVERY, BRIAR, CAMERON, BRIAR, CAMERON].map(nameOf));
});

it('goes back to nobody where the page does, under the same address', async () => {
  await openPage('browse-no-id', AVERY);
  await untilSays(nameOf(AVERY));
  await work.page.goBack();
  await untilSays('My day');
});

it('says "No match" only after HighLevel has answered', async () => {
  await work.page.goto(nobodysAddress);
  await untilSays('My day');
  headings = await recordHeadings(work.panel.page);
  // The routine may search, too.
  const search = { method: 'POST', path: /^\/contacts\/search$/ };
  const answered = Promise.withResolvers<void>();
  work.sandbox.world.faults.arm({ kind: 'hold', times: Number.POSITIVE_INFINITY, until: () => answered.promise, match: search });
  const asked = requestsTo(work, 'POST', /^\/contacts\/search$/).length;
  await openPage('detail-path', WREN);
  await untilSays('Looking in HighLevel…');
  answered.resolve();
  await untilSays('No match in HighLevel');
  expect(requestsTo(work, 'POST', /^\/contacts\/search$/).length).toBeGreaterThan(asked);
  expect(await headings()).toEqual(['My day', 'Looking in HighLevel…', 'No match in HighLevel']);
  await work.panel.page.getByText('wren.castellan@example.com').waitFor();
  work.sandbox.world.faults.clear();
});

it('says offline that the person is not in the cache, asks when the network is back, and creates the contact there', async () => {
  const other = await work.context.newPage();
  await other.goto(nobodysAddress);
  await openPage('detail-path', LANE);
  await other.bringToFront();
  await untilSays('My day');
  await work.offline(true);
  headings = await recordHeadings(work.panel.page);
  await work.page.bringToFront();
  await untilSays('Not in the cache');
  expect(await headings()).not.toContain('No match in HighLevel');

  await work.offline(false);
  await untilSays('No match in HighLevel');
  await work.panel.untilStatus('Up to date');
  await other.close();

  await work.panel.createInHighLevel();
  await work.panel.page.getByRole('button', { name: 'Save', exact: true }).click();
  await untilSays(nameOf(LANE));
  await chip('Linked').waitFor();
  const created = await eventually(() => work.state.contactByEmail(LANE.email ?? ''), { what: 'the new contact' });
  expect(created).toMatchObject({ firstName: LANE.firstName, lastName: LANE.lastName, phone: LANE.phone, companyName: LANE.company });
  await work.panel.untilStatus('Up to date');
  await work.page.reload();
  await untilSays(nameOf(LANE));
  expect(work.state.contactsByEmail(LANE.email ?? '')).toHaveLength(1);
});

it('asks where e-mail and phone point at two people, keeps the pick in every layout, and takes it back', async () => {
  const { panel } = work;
  await openPage('detail-path', MORGAN);
  await untilSays('Which contact is this?');
  expect(await panel.candidate(nameOf(SASHA)).textContent()).toMatch(/Same e-mail/);
  expect(await panel.candidate(nameOf(ROBIN)).textContent()).toMatch(/Same phone/);

  await panel.link(nameOf(SASHA));
  await untilSays(nameOf(SASHA));
  await chip('Linked').waitFor();
  await panel.undo();
  await untilSays('Which contact is this?');

  await panel.link(nameOf(ROBIN));
  await untilSays(nameOf(ROBIN));
  await work.page.reload();
  await untilSays(nameOf(ROBIN));
  // Another layout of the same record, and one whose marks alone would be a question.
  for (const name of ['view-query', 'app-hash', 'contacts-pair']) {
    await work.page.goto(nobodysAddress);
    await untilSays('My day');
    await openPage(name, MORGAN);
    await untilSays(nameOf(ROBIN));
  }

  // What is clicked while the panel still shows another page's record is about that one.
  await work.page.goto(nobodysAddress);
  await untilSays('My day');
  await openPage('detail-path', MORGAN);
  await untilSays(nameOf(ROBIN));
  await panel.more('Not this person');
  // With Robin ruled out, the exact e-mail points at one contact only.
  await untilSays(nameOf(SASHA));
  await chip('Same e-mail').waitFor();
  await panel.undo();
  await untilSays(nameOf(ROBIN));
});

it('sets a person aside whose e-mail matched, and takes that back', async () => {
  await openPage('detail-path', AVERY);
  await untilSays(nameOf(AVERY));
  await chip('Same e-mail').waitFor();
  await work.panel.more('Not this person');
  await untilSays('No match in HighLevel');
  await work.panel.undo();
  await untilSays(nameOf(AVERY));
});

it('leaves neither an error nor a policy report behind', () => {
  expect(work.consoleErrors).toEqual([]);
  expect(work.cspReports).toEqual([]);
});
