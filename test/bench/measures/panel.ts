// What a user waits for, with a full cache: the panel's first useful paint, warm and after the worker was killed, a page's person on screen, a
// write until the server has it. And what panel and worker keep in memory meanwhile.
import type { Page } from 'playwright';
import { AVERY, BRIAR, type Person } from '@/sandbox/core/people';
import { extensionUrl } from '../../e2e/fixtures/extension';
import { clientAddress, nameOf, startWork, type Work } from '../../e2e/fixtures/work';
import { PanelPage } from '../../e2e/pages/panel-page';
import type { BenchRun, Measure } from '../bench-run';
import type { Row } from '../figures';
import { heapBytes } from '../heap';
import type { PageBench } from '../page/main';
import { bringScript } from '../page-script';
import { median, percentile } from '../statistics';

declare const bench: PageBench;

/**
 * Notes in the page when its level-1 heading first said each text and was painted, in epoch ms. Runs in the page by its text, which is why nothing
 * in it has a name: tsx would mark a named function by a helper that no page has.
 */
function noteHeadings(): void {
  const seen: Record<string, number> = {};
  Object.assign(globalThis, { headings: seen });
  new MutationObserver(() => {
    const text = document.querySelector('h1')?.textContent ?? '';
    if (!text || seen[text]) return;
    seen[text] = performance.timeOrigin + performance.now();
    // A hidden panel paints nothing; then the moment at which it could have counts.
    requestAnimationFrame(() => setTimeout(() => Object.assign(seen, { [text]: performance.timeOrigin + performance.now() })));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

declare const headings: Record<string, number>;

/** Times of one start of the panel, in ms since its navigation began. */
interface Paint {
  /** When its scripts had run for the first time. */
  started: number;
  /** When the person was on screen. */
  painted: number;
}

/** Opens the panel of a tab. */
async function timeToPaint(work: Work, tab: number, name: string): Promise<Paint> {
  const page = await work.context.newPage();
  await page.addInitScript(noteHeadings);
  await page.goto(extensionUrl(`sidepanel.html?tab=${tab}`));
  await new PanelPage(page).untilShows(name);
  await page.waitForTimeout(50);
  const times = await page.evaluate((text) => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const started = navigation?.domContentLoadedEventStart ?? Number.NaN;
    return { started, painted: (headings[text] ?? Number.NaN) - performance.timeOrigin };
  }, name);
  await page.close();
  return times;
}

async function paints(work: Work, tab: number, { size }: BenchRun): Promise<Record<'warm' | 'cold', Paint[]>> {
  const times = { warm: [] as Paint[], cold: [] as Paint[] };
  const rounds = size(20, 4);
  await timeToPaint(work, tab, nameOf(AVERY));
  for (let round = 0; round < rounds; round++) times.warm.push(await timeToPaint(work, tab, nameOf(AVERY)));
  for (let round = 0; round < rounds; round++) {
    await work.killWorker();
    times.cold.push(await timeToPaint(work, tab, nameOf(AVERY)));
  }
  return times;
}

/** From the moment that the page is read until the panel beside it shows its person, in ms. */
async function timesToMatch(work: Work, { size }: BenchRun): Promise<number[]> {
  const times: number[] = [];
  const panel = work.panel.page;
  for (let round = 0; round < size(20, 4); round++) {
    const person = round % 2 === 0 ? BRIAR : AVERY;
    await panel.evaluate(noteHeadings);
    await work.page.goto(clientAddress(person));
    await work.panel.untilShows(nameOf(person));
    await panel.waitForTimeout(50);
    const readAt = await work.page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return performance.timeOrigin + (navigation?.domContentLoadedEventEnd ?? Number.NaN);
    });
    times.push((await panel.evaluate((text) => headings[text] ?? Number.NaN, nameOf(person))) - readAt);
  }
  return times;
}

/** From the click on a task's box until the server's answer has settled it, in ms. */
async function timesToVerify(work: Work, backstage: Page, { size }: BenchRun): Promise<number[]> {
  const times: number[] = [];
  await work.page.goto(clientAddress(AVERY));
  await work.panel.untilShows(nameOf(AVERY));
  const box = work.panel.region('Tasks').getByRole('checkbox', { name: 'Prepare the design review' });
  for (let round = 0; round < size(20, 4); round++) {
    const settled = backstage.evaluate(() => bench.timeNextWrite());
    await backstage.waitForTimeout(100);
    if (round % 2 === 0) await box.click();
    else await work.panel.reopenTask('Prepare the design review');
    times.push(await settled);
  }
  return times;
}

const budgets = { warm: 100, cold: 300, match: 200, write: 1_500 };

const warmMiss = 'on two processors without a graphics card half of it is gone before the page and its scripts have loaded';

function paintRow(id: string, what: string, samples: Paint[], budget: number): Row {
  const row = timeRow(
    id,
    what,
    samples.map(({ painted }) => painted),
    budget,
  );
  const loaded = median(samples.map(({ started }) => started));
  return { ...row, note: `${row.note}, ${loaded.toFixed(0)} ms of it until its scripts ran` };
}

function timeRow(id: string, what: string, samples: number[], budget: number): Row {
  return {
    id,
    what: `${what}, p95`,
    value: percentile(samples, 0.95),
    unit: 'ms',
    better: 'less',
    budget,
    note: `median ${median(samples).toFixed(0)} ms`,
  };
}

async function memoryRows(work: Work): Promise<Row[]> {
  const kept: [id: string, what: string, address: string][] = [
    ['memory.panel', 'Memory of the panel', extensionUrl('sidepanel.html')],
    ['memory.worker', 'Memory of the worker', extensionUrl('background.js')],
  ];
  const rows: Row[] = [];
  for (const [id, what, address] of kept) {
    rows.push({
      id,
      what,
      value: (await heapBytes(work.context, address)) / 1e6,
      unit: 'MB',
      better: 'less',
      note: 'script heap, after collecting',
    });
  }
  return rows;
}

export const panel: Measure = {
  name: 'panel',
  title: 'What a user waits for',
  needsBrowser: true,
  async run(run) {
    const contacts = run.size(100_000, 2_000);
    const work = await startWork({ person: AVERY as Person });
    try {
      const backstage = await work.context.newPage();
      await backstage.goto(extensionUrl('manifest.json'));
      await bringScript(backstage, await run.pageScript());
      await backstage.evaluate((count) => bench.fillCache(count), contacts);
      run.say(`the cache holds ${contacts} contacts`);
      await work.page.bringToFront();
      await work.page.goto(clientAddress(BRIAR));
      await work.panel.untilShows(nameOf(BRIAR));
      await work.page.goto(clientAddress(AVERY));
      await work.panel.untilShows(nameOf(AVERY));
      const writes = await timesToVerify(work, backstage, run);
      const matches = await timesToMatch(work, run);
      await work.page.goto(clientAddress(AVERY));
      await work.panel.untilShows(nameOf(AVERY));
      const tab = await work.tabId(work.page);
      const memory = await memoryRows(work);
      await work.offline(true);
      const { warm, cold } = await paints(work, tab, run);
      const many = contacts.toLocaleString('en');
      return {
        rows: [
          {
            ...paintRow('paint.warm', `Panel with ${many} contacts, network off: start to painted person`, warm, budgets.warm),
            knownMiss: warmMiss,
          },
          paintRow('paint.cold', 'The same after the worker was killed', cold, budgets.cold),
          timeRow('page.matched', 'Page read to its cached contact on screen', matches, budgets.match),
          timeRow('write.verified', "A user's write, click to verified by the server", writes, budgets.write),
          ...memory,
        ],
        notes: [
          'The panel is opened in a tab of its own, from the start of navigation to the frame after the name stood there; its page was visited before, ' +
            'and its worker is running or was killed just before. The page is read from its DOMContentLoaded on.',
        ],
      };
    } finally {
      await work.close();
    }
  },
};
