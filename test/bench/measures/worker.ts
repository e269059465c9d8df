// What the worker takes of the processor every few minutes while nothing changes: a run with all three systems connected and both syncs approved.
import type { Page } from 'playwright';
import { routineMinutes } from '@/lib/sync/rhythm';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { eventually } from '../../e2e/fixtures/eventually';
import { extensionUrl } from '../../e2e/fixtures/extension';
import { type Launched, launch } from '../../e2e/fixtures/launch';
import { connect } from '../../e2e/fixtures/work';
import { OptionsPage } from '../../e2e/pages/options-page';
import type { Measure } from '../bench-run';
import type { Row } from '../figures';
import type { PageBench } from '../page/main';
import { bringScript } from '../page-script';
import { median, percentile } from '../statistics';
import { workerTime } from '../thread-time';

declare const bench: PageBench;

/** What the page's own API knows of alarms. */
interface Alarms {
  alarms: { create: (name: string, when: object) => Promise<void>; get: (name: string) => Promise<object | undefined> };
}
declare const chrome: Alarms;

const requestsSoFar = ({ sandbox: { highlevel, bqe, localiq } }: Launched) =>
  highlevel.requests.length + bqe.requests.length + localiq.requests.length;

/** Connects all three systems through Options and approves both first syncs. */
async function keepInStep(launched: Launched): Promise<void> {
  const { bqe, localiq } = launched.sandbox;
  bqe.state.signIn.autoApprove = true;
  localiq.state.signIn.autoApprove = true;
  await connect(launched);
  const options = new OptionsPage(await launched.openOptions());
  await options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret);
  await options.connectLocaliqInWindow(LOCALIQ_APP, localiq.state.advertisers[0]?.gmaid ?? '');
  for (const partner of ['BQE CORE', 'LocaliQ'] as const) {
    await options.syncNow(partner);
    await options.page.getByRole('heading', { name: 'First sync plan' }).waitFor({ timeout: 180_000 });
    await options.approveFirstSync();
  }
  await options.page.close();
}

/** Waits until the worker has done what it was woken for: the alarm is gone that is armed while it works. */
async function untilAtRest(page: Page): Promise<void> {
  const isWorking = () => page.evaluate(async () => (await chrome.alarms.get('working')) !== undefined);
  await eventually(
    async () => {
      if (await isWorking()) return false;
      await page.waitForTimeout(500);
      return !(await isWorking());
    },
    { timeoutMs: 120_000 },
  );
}

/** Has the alarm of the routine go off, and waits until the run has ended. */
async function runOnce(launched: Launched, page: Page): Promise<void> {
  const before = requestsSoFar(launched);
  await page.evaluate(async (minutes) => {
    await bench.fallDue();
    await chrome.alarms.create('routine', { when: Date.now(), periodInMinutes: minutes });
  }, routineMinutes);
  await eventually(() => requestsSoFar(launched) > before, { timeoutMs: 30_000, what: 'the first request of a run' });
  await untilAtRest(page);
}

/** Processor time of each run in ms, and how many requests it sent. */
async function timeRuns(launched: Launched, page: Page, times: number, before: () => Promise<void> = async () => {}) {
  const took: number[] = [];
  const requests: number[] = [];
  for (let run = 0; run < times; run++) {
    await before();
    const sent = requestsSoFar(launched);
    took.push(await workerTime(launched.context, () => runOnce(launched, page)));
    requests.push(requestsSoFar(launched) - sent);
  }
  return { took, requests };
}

export const worker: Measure = {
  name: 'worker',
  title: 'The worker while nothing changes',
  needsBrowser: true,
  async run({ size, say, pageScript }) {
    // Half of them are clients, too, and a first plan reads those by id.
    const contacts = size(600, 100);
    const times = size(12, 3);
    const launched = await launch({ contacts });
    try {
      const page = await launched.context.newPage();
      await page.goto(extensionUrl('manifest.json'));
      await bringScript(page, await pageScript());
      const startedAt = Date.now();
      await keepInStep(launched);
      say(`connected and approved within ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
      // The first runs after an approval still read what nobody had looked at.
      for (let run = 0; run < 4; run++) await runOnce(launched, page);
      const running = await timeRuns(launched, page, times);
      const woken = await timeRuns(launched, page, times, () => launched.killWorker(page));
      say(`${median(running.requests)} requests in a run`);
      const row = (id: string, what: string, { took }: { took: number[] }, rest: Partial<Row> = {}): Row => ({
        id,
        what: `${what}, median`,
        value: median(took),
        unit: 'ms',
        better: 'less',
        note: `p95 ${percentile(took, 0.95).toFixed(0)} ms`,
        ...rest,
      });
      return {
        rows: [
          row('worker.run', 'Processor time of the worker in a run without news', running, { budget: 100 }),
          row('worker.woken', 'The same in a worker that starts for it', woken),
        ],
        notes: [
          `HighLevel with ${contacts} contacts, half of them linked, BQE CORE and LocaliQ connected, both syncs approved; ${median(running.requests)} ` +
            "requests in a run. All tasks of the worker's thread count, from the alarm until it is at rest, by the browser's trace. Chromium ends an " +
            'idle worker, so that most runs begin with reading its script.',
        ],
      };
    } finally {
      await launched.close();
    }
  },
};
