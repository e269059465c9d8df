// Two ways to run a test: `*.test.ts` from the sources, `*.spec.ts` against the production build in `.output` (mostly in a real Chromium).
// Folders whose tests need a document get jsdom; a single file may ask for it with `// @vitest-environment jsdom`.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const needsDocument = ['test/components/**/*.test.{ts,tsx}', 'test/page/**/*.test.{ts,tsx}', 'test/entrypoints/**/*.test.{ts,tsx}'];

/** Files that take longest, longest first: the others run beside them. */
const longFiles = [
  ...['long-run.spec', 'background-sync.spec', 'connect-with-oauth.spec', 'worker-killed.spec', 'accessibility.spec'],
  ...['stories-first.test', 'stories-second.test', 'sync-work.test', 'bad-answers.test'],
  ...['sync-contacts.test', 'stamp-pairs.test', 'capture-leads.test'],
];

class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longFiles.findIndex((name) => moduleId.endsWith(`/${name}.ts`));
      return at < 0 ? longFiles.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** What runs from the sources. */
const fromSources = {
  // Left alone, Vitest keeps one core free.
  maxWorkers: '100%',
  // Starting a worker and loading its modules costs more than most files; test/setup.ts gives each file its own database, document and fakes.
  isolate: false,
  // Whole syncs take seconds where the machine has other work, too.
  testTimeout: 60_000,
  restoreMocks: true,
} as const;

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // Times of the tests are seldom those of the machine: a fixed zone that has summer time shows mistakes everywhere alike.
    env: { TZ: 'America/New_York' },
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          ...fromSources,
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...needsDocument],
          setupFiles: ['test/setup.ts'],
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'components',
          ...fromSources,
          environment: 'jsdom',
          include: needsDocument,
          setupFiles: ['test/setup.ts', 'test/setup-document.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/**/*.spec.ts'],
          exclude: [...configDefaults.exclude, 'test/proofs/**'],
          // Each file starts a browser and a sandbox of its own. They wait more than they work: four keep two cores busy.
          maxWorkers: 4,
          // A worker of its own for each file would load Playwright anew, which costs more than most files do.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 90_000,
          retry: 0,
        },
      },
      {
        // Takes minutes: by commands of its own, never by `npm test`. Three browsers at a time keep two cores busy.
        test: {
          name: 'proofs',
          environment: 'node',
          include: ['test/proofs/**/*.spec.ts'],
          maxWorkers: 1,
          maxConcurrency: 3,
          retry: 0,
        },
      },
    ],
  },
});
