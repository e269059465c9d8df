// "Teach this page" in a real Chromium: an unknown layout is taught by pointing, then recognised after a reload and for every other record;
// what was taught is listed in Options, and gone when it is removed there.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layouts as bqeLayouts } from '@/sandbox/bqe/pages/layouts';
import { AVERY, BRIAR, ELLIS, type Person, WREN } from '@/sandbox/core/people';
import { layouts as localiqLayouts } from '@/sandbox/localiq/pages/layouts';
import { eventually } from './fixtures/eventually';
import { clientAddress, nameOf, startWork, type Work } from './fixtures/work';
import { OptionsPage } from './pages/options-page';

let work: Work;

const addressOf = (all: readonly { name: string; url: (person: Person) => string }[], name: string, person: Person) =>
  all.find((one) => one.name === name)?.url(person) ?? '';
const fileCard = (person: Person) => addressOf(bqeLayouts, 'file-card', person);
const oddCard = (person: Person) => addressOf(localiqLayouts, 'card-odd', person);

/** A click where a text stands, through whatever lies above it. */
async function clickAt(page: Page, text: string): Promise<void> {
  const box = await page.getByText(text, { exact: true }).first().boundingBox();
  if (!box) throw new Error(`${text} is not on the page.`);
  await page.mouse.move(box.x + 8, box.y + box.height / 2);
  await page.mouse.click(box.x + 8, box.y + box.height / 2);
}

const lesson = () => work.page.locator('lockstep-teach');
const startLesson = async () => {
  await work.panel.page.getByRole('button', { name: 'Teach this page' }).click();
  await lesson().waitFor({ state: 'attached' });
};
/** The rules in the extension's database. */
const rules = () =>
  work.panel.page.evaluate(
    () =>
      new Promise<{ mark: string; pathPattern: string }[]>((resolve, reject) => {
        const opening = indexedDB.open('lockstep');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('taught').objectStore('taught').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
  );

beforeAll(async () => {
  work = await startWork();
});

afterAll(() => work?.close());

it('offers to teach a page of an unknown layout, and ends with Escape without a trace', async () => {
  const { page, panel } = work;
  await page.goto(fileCard(AVERY));
  await panel.untilShows('My day');
  await startLesson();
  await panel.page.getByText('Point at the e-mail, phone or name on the page.').waitFor();
  await page.keyboard.press('Escape');
  await lesson().waitFor({ state: 'detached' });
  await panel.page.getByRole('button', { name: 'Teach this page' }).waitFor();
  expect(await rules()).toEqual([]);
});

it('keeps the page’s own clicks away, and says no to what is no e-mail', async () => {
  const { page } = work;
  await startLesson();
  await page.evaluate(() => {
    document.body.addEventListener('click', () => {
      document.body.dataset.clicked = 'yes';
    });
  });
  await clickAt(page, nameOf(AVERY));
  expect(await page.evaluate(() => document.body.dataset.clicked)).toBeUndefined();
  expect(await rules()).toEqual([]);
});

it('recognises the person at once when the e-mail was pointed at, and goes on with phone and name', async () => {
  const { page, panel } = work;
  await clickAt(page, AVERY.email ?? '');
  await panel.untilShows(nameOf(AVERY));
  await eventually(async () => (await rules()).length === 1);
  await clickAt(page, '(212) 555-0101');
  await eventually(async () => (await rules()).length === 2);
  await clickAt(page, nameOf(AVERY));
  await eventually(async () => (await rules()).length === 3);
  await page.keyboard.press('Escape');
  await lesson().waitFor({ state: 'detached' });
  const kept = JSON.stringify(await rules()).toLowerCase();
  for (const word of ['avery', 'quill', 'example.com', '0101']) expect(kept).not.toContain(word);
});

it('recognises after a reload, and other records of the same layout, each as itself', async () => {
  const { page, panel } = work;
  await page.reload();
  await panel.untilShows(nameOf(AVERY));
  await page.goto(fileCard(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  // No e-mail there: found by phone and name.
  await page.goto(fileCard(ELLIS));
  await panel.untilShows(nameOf(ELLIS));
  // Known to BQE CORE only: the page's claim, and nobody else.
  await page.goto(fileCard(WREN));
  await panel.untilShows('No match in HighLevel');
  await panel.page
    .getByText(WREN.email ?? '')
    .first()
    .waitFor();
});

it('leaves the other layouts of the host as they are', async () => {
  const { page, panel } = work;
  await page.goto(clientAddress(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
});

it('can be taught by keyboard alone, on another system’s page', async () => {
  const { page, panel } = work;
  await page.goto(oddCard(AVERY));
  await panel.untilShows('My day');
  await startLesson();
  await page.bringToFront();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await panel.untilShows(nameOf(AVERY));
  await page.keyboard.press('Escape');
  await page.goto(oddCard(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
});

it('lists what was taught in Options, where it gets a name and goes away; then the page shows nobody again', async () => {
  const { page, panel } = work;
  await page.goto(fileCard(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  const options = new OptionsPage(await work.openOptions());
  await options.page.getByRole('link', { name: 'Taught pages' }).click();
  const section = options.page.getByRole('region', { name: 'Taught pages' });
  await section.getByText('www.bqecore.com/webapp/FileCard/…').waitFor();
  const name = section.getByLabel('Kind of page').last();
  expect(await name.inputValue()).toBe('File card');
  await name.fill('Client card');
  await name.press('Enter');
  await section.getByRole('list', { name: 'Marks on Client card' }).waitFor();
  await options.page.reload();
  await eventually(async () => (await section.getByLabel('Kind of page').last().inputValue()) === 'Client card');
  await section.getByRole('button', { name: 'Forget Client card', exact: true }).click();
  await section.getByText('www.bqecore.com/webapp/FileCard/…').waitFor({ state: 'hidden' });
  await options.page.close();
  await page.bringToFront();
  await panel.untilShows('My day');
});

it('has left no error in any console', () => {
  expect(work.consoleErrors).toEqual([]);
  expect(work.cspReports).toEqual([]);
});
