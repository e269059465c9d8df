// The first reading of all contacts by the extension, against the sandbox with HighLevel's exact limit; beside it a plain loop with the official
// client in Node, and what the limit would allow to somebody who needs no time at all.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createSandbox } from '@/sandbox/index';
import { extensionUrl } from '../../e2e/fixtures/extension';
import { launch } from '../../e2e/fixtures/launch';
import { connect } from '../../e2e/fixtures/work';
import type { Measure } from '../bench-run';
import type { Row } from '../figures';
import type { PageBench } from '../page/main';
import { bringScript } from '../page-script';

declare const bench: PageBench;

const pageSize = 500;
/** Pages that HighLevel's limit lets through: so many at once, and so many in each further window. */
const burst = { pages: 100, windowMs: 10_000 };

interface LoopResult {
  contacts: number;
  refused: number;
  tookMs: number;
}

/** A loop in a program of its own, so that it does not share a thread with the sandbox. Throws where it fails. */
async function loopWithClient(port: number, token: string, locationId: string): Promise<LoopResult> {
  const loop = spawn(process.execPath, [join(import.meta.dirname, '../peers/api-client-loop.mjs'), String(port), token, locationId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  loop.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const status = await new Promise((resolve) => loop.once('close', resolve));
  if (status !== 0) throw new Error(`The loop with the official client ended with ${String(status)}.`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as LoopResult;
}

export const firstIndex: Measure = {
  name: 'first-index',
  title: 'The first index',
  needsBrowser: true,
  async run({ size, say, pageScript }) {
    const contacts = size(50_000, 5_000);
    const sandbox = createSandbox({ contacts });
    const { state } = sandbox.highlevel;
    const launched = await launch({ sandbox });
    try {
      const page = await launched.context.newPage();
      await page.goto(extensionUrl('manifest.json'));
      await bringScript(page, await pageScript());
      await connect(launched);
      const { done, tookMs } = await page.evaluate(() => bench.waitForCache());
      if (done < contacts) throw new Error(`The index ended with ${done} of ${contacts} contacts.`);
      const refused = state.tooManyRequests;
      say(`Lockstep: ${done} contacts in ${tookMs} ms, ${refused} refused`);
      const loop = await loopWithClient(launched.port, state.issueToken(), state.location.id);
      if (loop.contacts < contacts) throw new Error(`The loop ended with ${loop.contacts} of ${contacts} contacts.`);
      say(`official client: ${loop.contacts} contacts in ${loop.tookMs} ms, ${loop.refused} refused`);

      const rate = done / (tookMs / 1000);
      const limit = (burst.pages * pageSize) / (burst.windowMs / 1000);
      const clientName = '@gohighlevel/api-client 3.1.0';
      const rows: Row[] = [
        {
          id: 'index.rate',
          what: `First index of ${contacts.toLocaleString('en')} contacts`,
          value: rate,
          unit: 'contacts/s',
          better: 'more',
          budget: 3_000,
          knownMiss: 'raw IndexedDB hardly takes more rows with the same indexes (see the cache)',
          peers: { [clientName]: loop.contacts / (loop.tookMs / 1000), 'the limit, sustained': limit },
        },
        {
          id: 'index.share',
          what: 'First index, share of what the limit sustains',
          value: (rate / limit) * 100,
          unit: '%',
          better: 'more',
          held: 'rate',
        },
        {
          id: 'index.beside-client',
          what: 'First index, stored, beside the plain loop, which stores nothing',
          value: rate / (loop.contacts / (loop.tookMs / 1000)),
          unit: 'times',
          better: 'more',
          held: 'rate',
        },
        {
          id: 'index.refused',
          what: 'Replies with 429 during the first index',
          value: refused,
          unit: '',
          better: 'less',
          budget: 0,
          peers: { [clientName]: loop.refused },
        },
      ];
      return {
        rows,
        notes: [
          'Pages of 500 over HTTPS. The limit lets 100 requests through at once and 100 in each further ten seconds; the index leaves a tenth of it to ' +
            "the user's own clicks. The sandbox shares the machine, and its answers are most of the time that is measured.",
        ],
      };
    } finally {
      await launched.close();
    }
  },
};
