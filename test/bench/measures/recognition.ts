// What recognising costs the page that is looked at: the content script's own look, in the sandbox's pages of both systems.
import { layouts as bqe } from '@/sandbox/bqe/pages/layouts';
import { AVERY } from '@/sandbox/core/people';
import { layouts as localiq } from '@/sandbox/localiq/pages/layouts';
import { launch } from '../../e2e/fixtures/launch';
import type { Measure } from '../bench-run';
import type { PageBench } from '../page/main';
import { bringScript } from '../page-script';
import { median, percentile } from '../statistics';

declare const bench: PageBench;

export const recognition: Measure = {
  name: 'recognition',
  title: 'Recognising a page',
  needsBrowser: true,
  async run({ size, say, pageScript }) {
    const launched = await launch();
    try {
      const page = launched.context.pages()[0] ?? (await launched.context.newPage());
      const first: number[] = [];
      const all: number[] = [];
      // Pages that are whole once they have loaded, under an address of their own.
      const simple = [...bqe, ...localiq].filter(({ frame, shows }) => frame === 'page' && shows === 'one');
      for (const layout of simple) {
        await page.goto(layout.url(AVERY));
        await bringScript(page, await pageScript());
        const { isSeen, samples } = await page.evaluate((times) => bench.timeRecognition(times), size(50, 5));
        if (!isSeen) throw new Error(`Nobody was recognised on ${layout.name}.`);
        first.push(samples[0] ?? Number.NaN);
        all.push(...samples);
      }
      say(`${simple.length} layouts, ${all.length} looks`);
      return {
        rows: [
          {
            id: 'recognise.first',
            what: 'The first look at a page, the slowest layout',
            value: Math.max(...first),
            unit: 'ms',
            better: 'less',
            budget: 5,
            note: `median ${median(first).toFixed(1)} ms`,
          },
          {
            id: 'recognise.p95',
            what: 'Any look at a page, p95',
            value: percentile(all, 0.95),
            unit: 'ms',
            better: 'less',
            budget: 5,
          },
        ],
        notes: [`${simple.length} layouts of the sandbox's BQE CORE and LocaliQ pages.`],
      };
    } finally {
      await launched.close();
    }
  },
};
