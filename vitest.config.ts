// Two ways to run a test: `*.test.ts` from the sources, `*.spec.ts` against the production build in `.output` (mostly in a real Chromium).
// Folders whose tests need a document get jsdom; a single file may ask for it with `// @vitest-environment jsdom`.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const needsDocument = ['test/components/**/*.test.{ts,tsx}', 'test/page/**/*.test.{ts,tsx}', 'test/entrypoints/**/*.test.{ts,tsx}'];

/** Files that take about a minute or more, longest first: the others run beside them. */
const longFiles = ['long-run', 'background-sync', 'worker-killed', 'accessibility', 'panel-tasks'];

class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longFiles.findIndex((name) => moduleId.endsWith(`/${name}.spec.ts`));
      return at < 0 ? longFiles.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

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
          // Left alone, Vitest keeps one core free.
          maxWorkers: '100%',
          isolate: false,
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...needsDocument],
          setupFiles: ['test/setup.ts'],
          restoreMocks: true,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'components',
          maxWorkers: '100%',
          isolate: false,
          environment: 'jsdom',
          include: needsDocument,
          setupFiles: ['test/setup.ts', 'test/setup-document.ts'],
          restoreMocks: true,
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
          testTimeout: 60_000,
          hookTimeout: 90_000,
          retry: 0,
        },
      },
      {
        // Takes minutes: by commands of its own, never by `npm test`.
        test: { name: 'proofs', environment: 'node', include: ['test/proofs/**/*.spec.ts'], retry: 0 },
      },
    ],
  },
});
