// A day's changes, made offline, on their way when the network is back: how much of the limit the queue uses, and that nothing is lost or doubled.
import { API_HOST } from '@/sandbox/highlevel/index';
import { eventually } from '../../e2e/fixtures/eventually';
import { extensionUrl } from '../../e2e/fixtures/extension';
import { requestsTo, startWork, type Work } from '../../e2e/fixtures/work';
import type { Measure } from '../bench-run';
import type { PageBench } from '../page/main';
import { bringScript } from '../page-script';

declare const bench: PageBench;

const limit = { requests: 100, windowMs: 10_000 };

/** The share of the limit that was used in the whole windows since the first request, in percent. What is left over at the end is no full window. */
function shareOfLimit(sentAt: readonly number[]): number {
  const [first = 0] = sentAt;
  const windows = Math.max(1, Math.floor(((sentAt.at(-1) ?? first) - first) / limit.windowMs));
  const within = sentAt.filter((at) => at < first + windows * limit.windowMs).length;
  return (within / (windows * limit.requests)) * 100;
}

const writes = (work: Work) => requestsTo(work, 'PUT', /^\/contacts\/[^/]+$/);

export const drain: Measure = {
  name: 'drain',
  title: 'The queue after a day offline',
  needsBrowser: true,
  async run({ size, say, pageScript }) {
    const changes = size(1_000, 150);
    const work = await startWork({ contacts: changes + 20, untilRead: false });
    const { state } = work;
    try {
      const page = await work.context.newPage();
      await page.goto(extensionUrl('manifest.json'));
      await bringScript(page, await pageScript());
      await page.evaluate(() => bench.waitForCache());
      await work.page.bringToFront();
      await work.offline(true);
      await page.evaluate((count) => bench.queueEdits(count), changes);
      say(`${changes} changes wait`);
      // What was asked for while connecting has left the window by then.
      await new Promise((resolve) => setTimeout(resolve, limit.windowMs));
      await work.offline(false);
      const arrived = () => [...state.contacts.values()].filter(({ city }) => city?.startsWith('Town ')).length;
      await eventually(() => arrived() === changes, { timeoutMs: 240_000, everyMs: 250, what: 'the last change' });
      await page.evaluate(() => bench.untilQueueIsEmpty());
      const sent = writes(work);
      const took = ((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / 1000;
      say(`sent within ${took.toFixed(1)} s`);
      return {
        rows: [
          {
            id: 'drain.share',
            what: `${changes.toLocaleString('en')} changes made offline, sent: share of the limit in use`,
            value: shareOfLimit(sent.map(({ at }) => at)),
            unit: '%',
            better: 'more',
            budget: 95,
            held: 'rate',
            note: `${took.toFixed(0)} s in all`,
          },
          {
            id: 'drain.doubled',
            what: 'Of these, sent more than once',
            value: sent.length - new Set(sent.map(({ path }) => path)).size,
            unit: '',
            better: 'less',
            budget: 0,
          },
          { id: 'drain.lost', what: 'Of these, lost', value: changes - arrived(), unit: '', better: 'less', budget: 0 },
          {
            id: 'drain.refused',
            what: 'Replies with 429 meanwhile',
            value: requestsTo(work, 'PUT').filter(({ status, host }) => status === 429 && host === API_HOST).length,
            unit: '',
            better: 'less',
            budget: 0,
          },
        ],
        notes: [
          "Changes of as many contacts, made by the product's own command without a network. The limit: 100 requests in any ten seconds.",
        ],
      };
    } finally {
      await work.close();
    }
  },
};
