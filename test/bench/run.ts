// `npm run bench`: measures, prints the table, and writes it to docs/bench.md, README.md and figures.json. `-- --small` only tries whether the
// measures work and records nothing; `-- cache drain` takes some measures and keeps what is recorded of the others; `-- --accept` records even
// what has become worse. Ends with 1 where a figure is worse than recorded by more than a tenth, or a budget is missed on a quiet machine.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { ensureBuild } from '@/sandbox/tour/ensure-build';
import { findChromium } from '@/scripts/find-chromium.mjs';
import type { BenchRun, Measure } from './bench-run';
import { type Figures, isWorse, keepsBudget, type Measurement, quietLoad, readFigures, rowsById, writeFigures } from './figures';
import { cache } from './measures/cache';
import { counts } from './measures/counts';
import { drain } from './measures/drain';
import { firstIndex } from './measures/first-index';
import { panel } from './measures/panel';
import { recognition } from './measures/recognition';
import { sizes } from './measures/sizes';
import { worker } from './measures/worker';
import { buildPageScript } from './page-script';
import { ensurePeers } from './peers/ensure-peers';
import { tableOf, writeReport } from './report';

const measures: Measure[] = [panel, recognition, cache, firstIndex, drain, worker, counts, sizes];

const isSmall = process.argv.includes('--small');
const isAccepted = process.argv.includes('--accept');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));

/** Processor, memory, browser and Node, as the table says them. */
function machine(): string {
  const [first] = cpus();
  const browser = spawnSync(findChromium() ?? '', ['--version'], { encoding: 'utf8' }).stdout?.trim();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${first?.model ?? 'unknown processor'} × ${cpus().length}, ${gigabytes} GB, ${type()}, ${browser}, Node ${process.versions.node}`;
}

async function take({ name, title, run }: Measure, bench: BenchRun): Promise<Measurement> {
  console.log(`\n\u001b[1m▸ ${title}\u001b[0m`);
  const load = Number(((loadavg()[0] ?? 0) / cpus().length).toFixed(2));
  const startedAt = Date.now();
  const { rows, notes = [] } = await run(bench);
  console.log(`  ${name}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s, load ${load}\n`);
  const on = new Date().toISOString().slice(0, 10);
  const measurement = { title, rows, notes, on, machine: machine(), load, ...(isSmall && { small: true as const }) };
  console.log(tableOf(measurement));
  return measurement;
}

/** What is wrong with a measurement, one line each. A busy machine misses budgets of time without proving anything; it is told all the same. */
function complaints({ rows, load }: Measurement, recorded: Figures): { fail: string[]; tell: string[] } {
  const before = rowsById(recorded);
  const missed = rows
    .filter((row) => !keepsBudget(row) && !row.knownMiss)
    .map((row) => `${row.what}: the budget of ${row.budget} is missed.`);
  const worse = rows
    .filter((row) => isWorse(row, before.get(row.id)))
    .map((row) => `${row.what}: worse than the recorded ${before.get(row.id)?.value}.`);
  const isBusy = load > quietLoad;
  return {
    fail: [...worse, ...(isBusy ? [] : missed)],
    tell: isBusy ? missed.map((line) => `${line} Others were at work: load ${load}.`) : [],
  };
}

async function main(): Promise<boolean> {
  const chosen = named.length > 0 ? measures.filter(({ name }) => named.includes(name)) : measures;
  if (chosen.length < named.length) throw new Error(`There are: ${measures.map(({ name }) => name).join(', ')}.`);
  ensurePeers();
  ensureBuild();
  let script: Promise<string> | undefined;
  const bench: BenchRun = {
    size: (full, small) => (isSmall ? small : full),
    say: (text) => console.log(`  ${text}`),
    pageScript() {
      script ??= buildPageScript();
      return script;
    },
  };
  const recorded = readFigures();
  const figures = { ...recorded };
  const wrong: string[] = [];
  for (const measure of chosen) {
    const measurement = await take(measure, bench);
    const { fail, tell } = complaints(measurement, recorded);
    wrong.push(...fail);
    for (const line of tell) console.warn(`! ${line}`);
    figures[measure.name] = measurement;
    // What became worse is not taken for the new normal by itself.
    if (!isSmall && (isAccepted || !measurement.rows.some((row) => isWorse(row, rowsById(recorded).get(row.id))))) {
      const inOrder = Object.fromEntries(measures.flatMap(({ name }) => (figures[name] ? [[name, figures[name]]] : [])));
      writeFigures(inOrder);
      writeReport(inOrder);
    }
  }
  for (const line of wrong) console.error(`✗ ${line}`);
  return isSmall || wrong.length === 0;
}

const ok = await main();
console.log(ok ? '✓ Done.' : '✗ See above. `-- --accept` records it all the same.');
process.exit(ok ? 0 : 1);
