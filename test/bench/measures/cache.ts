// The cache of contacts beside its peers, each running the same course in the same Chromium, one after the other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionUrl } from '../../e2e/fixtures/extension';
import { launch } from '../../e2e/fixtures/launch';
import type { Measure } from '../bench-run';
import type { Row } from '../figures';
import type { Times } from '../page/course';
import type { ContenderName, PageBench } from '../page/main';
import { bringScript } from '../page-script';
import { median, percentile } from '../statistics';

declare const bench: PageBench;

const peers: Partial<Record<ContenderName, string>> = {
  rawIndexedDb: 'raw IndexedDB',
  rxdb: `RxDB ${versionOf('rxdb')}`,
  pouchdb: `PouchDB ${versionOf('pouchdb-browser')}`,
};

function versionOf(name: string): string {
  const file = join(import.meta.dirname, '../peers/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> }).dependencies[name] ?? '';
}

type Figure = Pick<Row, 'id' | 'what' | 'unit' | 'better' | 'budget'> & { of: (times: Times) => number };

const figures = (contacts: number): Figure[] => {
  const many = contacts.toLocaleString('en');
  return [
    {
      id: 'cache.write',
      what: `Writing ${many} contacts`,
      unit: 'contacts/s',
      better: 'more',
      of: ({ write }) => contacts / (write / 1000),
    },
    { id: 'cache.read', what: `Reading ${many} contacts`, unit: 'contacts/s', better: 'more', of: ({ read }) => contacts / (read / 1000) },
    {
      id: 'cache.look-up.median',
      what: `Look-up by e-mail among ${many}, median`,
      unit: 'ms',
      better: 'less',
      budget: 0.5,
      of: ({ lookUps }) => median(lookUps),
    },
    {
      id: 'cache.look-up.p99',
      what: 'Look-up by e-mail, p99',
      unit: 'ms',
      better: 'less',
      budget: 3,
      of: ({ lookUps }) => percentile(lookUps, 0.99),
    },
    {
      id: 'cache.type-ahead.p95',
      what: `Type-ahead over ${many}, p95`,
      unit: 'ms',
      better: 'less',
      budget: 30,
      of: ({ typed }) => percentile(typed, 0.95),
    },
  ];
};

export const cache: Measure = {
  name: 'cache',
  title: 'The cache of contacts',
  needsBrowser: true,
  async run({ size, say, pageScript }) {
    const contacts = size(100_000, 4_000);
    const lookUps = size(600, 200);
    const launched = await launch();
    try {
      const page = await launched.context.newPage();
      await page.goto(extensionUrl('manifest.json'));
      await bringScript(page, await pageScript());
      const run = async (name: ContenderName) => {
        const times = await page.evaluate(([who, course]) => bench.runCourse(who, course), [name, { contacts, lookUps }] as const);
        say(`${peers[name] ?? 'Lockstep'}: written in ${(times.write / 1000).toFixed(1)} s`);
        return times;
      };
      const ours = await run('lockstep');
      const theirs: [name: string, times: Times][] = [];
      for (const [name, title] of Object.entries(peers)) theirs.push([title, await run(name as ContenderName)]);
      const rows = figures(contacts).map(
        ({ of, ...row }): Row => ({
          ...row,
          value: of(ours),
          peers: Object.fromEntries(theirs.map(([title, times]) => [title, of(times)])),
        }),
      );
      return {
        rows,
        notes: [
          'Pages of 500, each flushed to the disk where the store can be told to (Lockstep and raw IndexedDB: strict durability; RxDB and PouchDB ' +
            'leave it to Chromium, which then waits for no disk).',
          'Raw IndexedDB stores the same rows under the same indexes and checks nothing: it is the floor. Lockstep also looks for what is known and ' +
            'what waits to be sent, and tells who is to hear of news.',
          "Lockstep finds every word of names, company and e-mail, and phones; RxDB's free storage has no index over several values, so it searches " +
            'last names; PouchDB has the e-mail as its id, its fastest way.',
        ],
      };
    } finally {
      await launched.close();
    }
  },
};
