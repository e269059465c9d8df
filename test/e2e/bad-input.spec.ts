// What nobody expects: ten thousand tasks, a note of a megabyte, names of every script, a number that is none, a clock an hour off, and a page
// that turns to somebody else in the middle of saving.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AVERY, BRIAR, CAMERON, ELLIS, FINN, GRAY, LAYLA } from '@/sandbox/core/people';
import { axeViolations } from './fixtures/axe';
import { eventually } from './fixtures/eventually';
import { clientAddress, contactIdOf, nameOf, startWork, type Work } from './fixtures/work';
import { field, fill } from './pages/controls';

const hour = 3_600_000;
const many = 10_000;
const megabyte = `<p>${'All work and no play makes the drawing late. '.repeat(23_500)}</p>`;
let work: Work;

beforeAll(async () => {
  work = await startWork({
    prepare: ({ sandbox }) => {
      const { state, quirks } = sandbox.highlevel;
      quirks.clockSkewMs = hour;
      const cameron = contactIdOf(state, CAMERON);
      const day = 24 * hour;
      const due = (at: number) => Date.now() + (at % 2 === 0 ? -1 : 1) * (1 + (at % 400)) * day;
      for (let at = 0; at < many; at++) {
        state.addTask({ contactId: cameron, title: `Check sheet ${at}`, dueAt: due(at), completed: at % 5 === 0 });
      }
      state.addNote({ contactId: contactIdOf(state, ELLIS), body: megabyte });
      state.addTask({ contactId: contactIdOf(state, AVERY), title: 'Within the half hour', dueAt: Date.now() + hour / 2 });
    },
  });
});

afterAll(() => work?.close());

/** As a field for date and time takes it, in the zone of the tests, which is the browser's. */
const asTyped = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

const tasksOf = (person: typeof AVERY) => work.state.tasksOf(contactIdOf(work.state, person));
const show = async (person: typeof AVERY) => {
  await work.page.goto(clientAddress(person));
  await work.panel.untilShows(nameOf(person));
};

it("believes its own clock where the server's is an hour ahead: due times and late tasks stay right", async () => {
  const { panel, state } = work;
  const contactId = contactIdOf(state, AVERY);
  await panel.task('Within the half hour').waitFor();
  await panel.addNote('Said while the clocks differ');
  await eventually(() => state.notesOf(contactId).some(({ body }) => body.includes('while the clocks differ')));
  await panel.untilStatus('Up to date');
  expect(await panel.task('Within the half hour').locator('.task-late').count()).toBe(0);
});

it('shows and keeps names, tasks and notes of any script and direction', async () => {
  const { panel, state } = work;
  await show(LAYLA);
  const title = 'مكالمة بخصوص المخطط 👷🏽‍♀️ ‮drow‬ ﷽';
  await panel.addTask({ title });
  await panel.addNote('שלום, Zoë — 建筑 🏗️\u200b and e\u0301');
  await eventually(() => tasksOf(LAYLA).some((task) => task.title === title));
  await eventually(() =>
    state.notesOf(contactIdOf(state, LAYLA)).some(({ body }) => body.includes('שלום, Zoë — 建筑 🏗️\u200b and e\u0301')),
  );
  expect(await panel.heading.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  await show(FINN);
  await panel.region('Details').locator('.detail').filter({ hasText: 'City' }).getByRole('button').click();
  await panel.page.keyboard.type('Łódź 🌆');
  await panel.page.keyboard.press('Enter');
  await eventually(() => state.contacts.get(contactIdOf(state, FINN))?.city === 'Łódź 🌆');
  expect(state.contacts.get(contactIdOf(state, FINN))).toMatchObject({ firstName: FINN.firstName, lastName: FINN.lastName });
  await panel.untilStatus('Up to date');
});

it('keeps a number that is none as it is, and other edits beside it', async () => {
  const { panel, state } = work;
  await show(GRAY);
  await panel.page.getByText('call the front desk').first().waitFor();
  expect(await panel.page.locator('a[href^="tel:"]').count()).toBe(0);
  const details = panel.region('Details');
  await details.locator('.detail').filter({ hasText: 'Phone' }).getByRole('button').click();
  await field(details, 'Phone').fill('ask for “G.”, door 3');
  await panel.page.keyboard.press('Enter');
  await eventually(() => state.contacts.get(contactIdOf(state, GRAY))?.phone === 'ask for “G.”, door 3');
  await panel.untilStatus('Up to date');
});

it('takes what a colleague did afterwards for newer, whatever the clocks say', async () => {
  const { panel, state } = work;
  const note = state.notesOf(contactIdOf(state, AVERY)).find(({ body }) => body.includes('while the clocks differ'));
  state.editNote(note?.id ?? '', { body: '<p>Said later by a colleague</p>' });
  await show(AVERY);
  await panel.note('Said later by a colleague').waitFor({ timeout: 30_000 });
});

it('stays usable with a note of a megabyte', async () => {
  const { panel, state } = work;
  await show(ELLIS);
  const note = panel.note('All work and no play');
  await note.waitFor();
  expect((await note.textContent())?.length).toBeLessThan(10_000);
  await panel.addTask({ title: 'Still quick' });
  await eventually(() => tasksOf(ELLIS).some(({ title }) => title === 'Still quick'));
  await note.getByRole('button', { name: 'Edit note' }).click();
  const text = field(panel.region('Notes'), 'Note');
  expect((await text.inputValue()).length).toBeGreaterThan(1_000_000);
  await panel.page.keyboard.type('The end.');
  await panel.region('Notes').getByRole('button', { name: 'Save note' }).click();
  await eventually(() => state.notesOf(contactIdOf(state, ELLIS)).some(({ body }) => body.includes('The end.')), { timeoutMs: 20_000 });
  await panel.untilStatus('Up to date');
});

it('stays usable with ten thousand tasks on one contact', async () => {
  const { panel, state } = work;
  await show(CAMERON);
  await panel.task('Check sheet 399').first().waitFor({ timeout: 45_000 });
  expect(await panel.region('Tasks').getByRole('listitem').count()).toBeLessThanOrEqual(200);
  // Before all others that are not late yet, so that it is among those that are shown.
  await panel.addTask({ title: 'The ten thousand and first', due: asTyped(Date.now() + hour) });
  await eventually(() => tasksOf(CAMERON).some(({ title }) => title === 'The ten thousand and first'), { timeoutMs: 20_000 });
  const first = panel.region('Tasks').getByRole('checkbox').first();
  const name = await first.evaluate((box) => document.getElementById(box.getAttribute('aria-labelledby') ?? '')?.textContent ?? '');
  await first.click();
  await panel.region('Tasks').getByRole('checkbox', { name, exact: true }).waitFor({ state: 'hidden' });
  await eventually(() => tasksOf(CAMERON).find(({ title }) => title === name)?.completed, { timeoutMs: 20_000 });
  await panel.region('Tasks').getByRole('button', { name: 'Show more' }).first().click();
  await panel.search('briar');
  await panel.page
    .getByRole('region', { name: 'Search results' })
    .getByRole('button', { name: nameOf(BRIAR) })
    .click();
  await panel.untilShows(nameOf(BRIAR));
  await panel.page.getByRole('button', { name: 'Back' }).click();
  expect(tasksOf(CAMERON).length).toBe(state.tasksOf(contactIdOf(state, CAMERON)).length);
});

it('saves for the person for whom it was typed when the page turns to another one meanwhile', async () => {
  const { page, panel, sandbox, state } = work;
  await show(AVERY);
  sandbox.world.faults.arm({ kind: 'latency', ms: 1500, match: { method: 'POST', path: /\/notes$/ } });
  const notes = panel.region('Notes');
  await notes.getByRole('button', { name: 'Add note' }).click();
  await fill(notes, 'Note', 'Meant for Avery');
  await notes.getByRole('button', { name: 'Save note' }).click();
  await show(BRIAR);
  await panel.task('Return the signed contract').waitFor();
  await eventually(() => state.notesOf(contactIdOf(state, AVERY)).filter(({ body }) => body.includes('Meant for Avery')).length === 1);
  expect(state.notesOf(contactIdOf(state, BRIAR)).filter(({ body }) => body.includes('Meant for Avery'))).toEqual([]);

  // What is still being typed stays with its person as a draft, and is there again with the page.
  await notes.getByRole('button', { name: 'Add note' }).click();
  await fill(notes, 'Note', 'Half a thought about Briar');
  await page.goto(clientAddress(AVERY));
  await panel.untilShows(nameOf(AVERY));
  await panel.note('Meant for Avery').waitFor();
  expect(await field(notes, 'Note').count()).toBe(0);
  await show(BRIAR);
  await notes.getByText('Draft').waitFor();
  await notes.getByRole('button', { name: 'Add note' }).click();
  expect(await field(notes, 'Note').inputValue()).toBe('Half a thought about Briar');
});

it('has left no error in any console and is accessible', async () => {
  expect(work.consoleErrors).toEqual([]);
  expect(work.cspReports).toEqual([]);
  expect(await axeViolations(work.panel.page)).toEqual([]);
});
