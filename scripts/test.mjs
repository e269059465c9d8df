// `npm test`: every check, cheapest first, stopping at the first that fails. The last line sums up the tests of all steps.
// `--no-e2e` leaves out what needs a browser.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const startedAt = Date.now();
const results = join(root, 'test-results');
let passed = 0;
let failed = 0;

/** Adds the counts of one Vitest run; one that could not even start counts as a failure. */
function count(file, ok) {
  let report = { numPassedTests: 0, numFailedTests: 0 };
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No report: the runner itself failed, which `ok` says.
  }
  passed += report.numPassedTests;
  failed += report.numFailedTests || (ok ? 0 : 1);
}

const vitest = (name, projects) => () => {
  const file = join(results, `${name}.json`);
  const args = ['run', ...projects.flatMap((project) => ['--project', project])];
  const { ok } = run('vitest', [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  count(file, ok);
  return ok;
};

const tool =
  (program, ...args) =>
  () => {
    const { ok } = run(program, args);
    if (!ok) failed += 1;
    return ok;
  };

const steps = [
  ['Format and lint', tool('biome', 'check', '--error-on-warnings')],
  ['Types', tool('tsc', '--noEmit')],
  ['Nothing unused', tool('knip')],
  ['Unit, component and sandbox tests', vitest('unit', ['unit', 'components'])],
  ['Build', tool('wxt', 'build')],
  ...(process.argv.includes('--no-e2e') ? [] : [['End to end, in a real Chromium', vitest('e2e', ['e2e'])]]),
];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let ok = true;
for (const [title, step] of steps) {
  console.log(`\n\u001b[1m━━ ${title} ${'━'.repeat(Math.max(0, 70 - title.length))}\u001b[0m`);
  const stepStartedAt = Date.now();
  ok = step();
  const seconds = ((Date.now() - stepStartedAt) / 1000).toFixed(1);
  console.log(ok ? `✓ ${title} (${seconds} s)` : `\n✗ FAILED: ${title} (${seconds} s)`);
  if (!ok) break;
}

console.log(`\n${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = ok ? 0 : 1;
