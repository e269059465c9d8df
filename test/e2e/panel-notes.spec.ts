// Notes in the panel: each act judged by what HighLevel then holds, and nothing in a note may act on its reader.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INDIGO } from '@/sandbox/core/people';
import { axeViolations } from './fixtures/axe';
import { eventually } from './fixtures/eventually';
import { clientAddress, contactIdOf, nameOf, requestsTo, startWork, type Work } from './fixtures/work';
import { field } from './pages/controls';

let work: Work;

beforeAll(async () => {
  work = await startWork({ iAm: 'Harper Beacon' });
});

afterAll(() => work?.close());

const holding = (text: string) => work.state.notesOf(work.contactId).filter(({ body }) => body.includes(text));
const only = (text: string) => {
  const [note, ...others] = holding(text);
  return others.length === 0 ? note : undefined;
};

it('adds a note of several paragraphs in my name', async () => {
  const { panel, state } = work;
  await panel.region('Notes').getByRole('button', { name: 'Add note' }).click();
  await field(panel.region('Notes'), 'Note').fill('Likes brick & <glass>.\n\nAsk about the lift.');
  await panel.page.keyboard.press('Control+Enter');
  const note = await eventually(() => only('Ask about the lift.'));
  expect(state.users.find(({ id }) => id === note.userId)?.firstName).toBe('Harper');
  expect(
    note.body
      .replace(/<[^>]+>/g, '\n')
      .trim()
      .split(/\n+/),
  ).toEqual(['Likes brick &amp; &lt;glass&gt;.', 'Ask about the lift.']);
  await panel.note('Likes brick & <glass>.').getByText('Me', { exact: true }).waitFor();
});

it('changes a note', async () => {
  const { panel } = work;
  const before = only('Ask about the lift.');
  await panel.note('Ask about the lift.').getByRole('button', { name: 'Edit note' }).click();
  const text = field(panel.region('Notes'), 'Note');
  expect(await text.inputValue()).toBe('Likes brick & <glass>.\n\nAsk about the lift.');
  await text.fill('Likes brick & <glass>.\n\nThe lift is settled.');
  await panel.region('Notes').getByRole('button', { name: 'Save note' }).click();
  expect((await eventually(() => only('The lift is settled.'))).id).toBe(before?.id);
  expect(holding('Ask about the lift.')).toHaveLength(0);
});

it('warns before formatting is lost, and loses none where nothing is changed', async () => {
  const { panel } = work;
  const body = only('option B')?.body;
  await panel.note('option B').getByRole('button', { name: 'Edit note' }).click();
  await panel.region('Notes').getByText('loses the formatting').waitFor();
  await panel.region('Notes').getByRole('button', { name: 'Save note' }).click();
  await panel.note('option B').locator('strong').waitFor();
  await panel.untilStatus('Up to date');
  expect(only('option B')?.body).toBe(body);
});

it('pins a note, which then comes first, and unpins it', async () => {
  const { panel } = work;
  const first = panel.region('Notes').getByRole('listitem').first();
  await panel.note('Prefers e-mail').getByRole('button', { name: 'Unpin note' }).click();
  await eventually(() => only('Prefers e-mail')?.pinned === false);
  await panel.note('option B').getByRole('button', { name: 'Pin note', exact: true }).click();
  await eventually(() => only('option B')?.pinned);
  await first.filter({ hasText: 'option B' }).waitFor();
  await panel.note('option B').getByRole('button', { name: 'Unpin note' }).click();
  await eventually(() => only('option B')?.pinned === false);
});

it('deletes a note after a grace; undo within it leaves the server alone', async () => {
  const { panel } = work;
  const kept = only('The lift is settled.');
  const gone = only('Prefers e-mail');
  await panel.note('The lift is settled.').getByRole('button', { name: 'Delete note' }).click();
  await panel.note('The lift is settled.').waitFor({ state: 'hidden' });
  await panel.undo();
  await panel.note('The lift is settled.').waitFor();
  await panel.note('Prefers e-mail').getByRole('button', { name: 'Delete note' }).click();
  await panel.untilStatus('1 change waiting');
  await eventually(() => holding('Prefers e-mail').length === 0, { timeoutMs: 20_000 });
  await panel.untilStatus('Up to date');
  expect(requestsTo(work, 'DELETE').map(({ path }) => path.split('/').at(-1))).toEqual([gone?.id]);
  expect(only('The lift is settled.')?.id).toBe(kept?.id);
});

it('shows rich text as such, and makes hostile text inert: no script, no picture, no form, links only to the web', async () => {
  const { panel, page, state } = work;
  const body = `<p>Agreed <em>today</em></p>
    <img src="https://www.bqecore.com/tracked-by-picture.gif" alt="floor plan"><div style="background:url(https://www.bqecore.com/tracked-by-style.gif)">x</div>
    <link rel="stylesheet" href="https://www.bqecore.com/tracked-by-sheet.css"><form action="https://www.bqecore.com/stolen"><input name="pin"></form>
    <iframe src="https://www.bqecore.com/tracked-by-frame"></iframe><a href="https://www.example.com/plan">plan</a><a href="javascript:globalThis.__pwned=1">bad</a>
    <svg onload="globalThis.__pwned=1"></svg><b onmouseover="globalThis.__pwned=1">hover</b><video poster="https://www.bqecore.com/tracked-by-poster.gif"></video>`;
  state.addNote({ contactId: contactIdOf(state, INDIGO), body });
  await page.goto(clientAddress(INDIGO));
  await panel.untilShows(nameOf(INDIGO));
  await panel.note('Agreed').locator('em').waitFor();
  const note = panel.note('Agreed');
  await note.getByText('hover').hover();
  await note.getByText('Picture not loaded: floor plan').waitFor();
  expect(await note.locator('img, iframe, form, input, svg:not(.icon), video, link, style, [style*=url], [onmouseover]').count()).toBe(0);
  const links = await note.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual(['https://www.example.com/plan']);
  expect(await panel.page.evaluate(() => '__pwned' in globalThis)).toBe(false);
  const asked = work.sandbox.bqe.requests.map(({ path }) => path).filter((path) => /tracked|stolen/.test(path));
  expect(asked).toEqual([]);
  // Chromium reports an inline handler even where markup is only parsed, in a document that can run nothing.
  expect(work.cspReports.filter((report) => !/inline event handler|script-src-attr/.test(report))).toEqual([]);
  expect(work.consoleErrors).toEqual([]);
});

it('is accessible with all of this on screen', async () => {
  expect(await axeViolations(work.panel.page)).toEqual([]);
});
