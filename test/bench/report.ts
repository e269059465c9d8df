// Turns what was recorded into the tables that people read: docs/bench.md with everything, and in the README what has a budget or peers and
// is no count.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../e2e/fixtures/extension';
import { type Figures, keepsBudget, type Measurement, quietLoad, type Row } from './figures';

/** `12,345`, `12.3`, `0.123`: three figures that count, and every one before the point. */
function spoken(value: number): string {
  const digits =
    value === 0 || Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

const withUnit = (value: number, unit: string) => (unit === '%' ? `${spoken(value)} %` : `${spoken(value)} ${unit}`.trim());

/** How many times better ours is than theirs. */
function ratioOf({ value, better }: Row, theirs: number): string {
  const ratio = better === 'more' ? value / theirs : theirs / value;
  return Number.isFinite(ratio) ? `${spoken(Number(ratio.toPrecision(2)))}×` : '–';
}

function budgetOf(row: Row, load: number): string {
  if (row.budget === undefined) return '';
  const said = `${row.better === 'more' ? '≥' : '≤'} ${withUnit(row.budget, row.unit)}`;
  if (keepsBudget(row)) return `✓ ${said}`;
  const why = row.knownMiss ?? (load > quietLoad ? `measured while others were at work, load ${spoken(load)}` : '');
  return `✗ ${said}${why && `: ${why}`}`;
}

function peersOf(row: Row): string {
  return Object.entries(row.peers ?? {})
    .map(([name, value]) => `${name} ${withUnit(value, row.unit)} (${ratioOf(row, value)})`)
    .join(' · ');
}

type Measured = Pick<Measurement, 'rows' | 'load'>;

/** Measurements as one Markdown table. */
export function tableOf(...measurements: readonly Measured[]): string {
  const lines = measurements.flatMap(({ rows, load }) =>
    rows.map((row) => {
      const title = `${row.what}${row.note ? ` (${row.note})` : ''}`;
      return `| ${title} | ${withUnit(row.value, row.unit)} | ${budgetOf(row, load)} | ${peersOf(row)} |`;
    }),
  );
  return ['| | Lockstep | Budget | Beside it (times better) |', '|---|---|---|---|', ...lines].join('\n');
}

function sectionOf({ title, rows, notes, on, machine, load, small }: Measurement): string {
  const circumstances = `${on}, ${machine}; load ${load} per processor when it began.${small ? ' **Small sizes.**' : ''}`;
  return [`## ${title}`, tableOf({ rows, load }), ...notes.map((note) => `- ${note}`), `_${circumstances}_`]
    .join('\n\n')
    .replaceAll('\n\n- ', '\n- ');
}

/** docs/bench.md as it should be. */
export function reportOf(figures: Figures): string {
  return `# Benchmarks

Written by \`npm run bench\` from \`test/bench/figures.json\`; changes by hand are lost. Everything runs in a real Chromium with the production
build and the sandbox on the same machine, peers in the same run. "Times better" above 1 means that Lockstep does better. A load above 1 says that
other programs were at work on the machine, and that the times are worse than those of a quiet one.

Counts and sizes are compared by \`npm test\`, rates by \`npm run bench\`: what is worse than recorded by more than a tenth fails.

${Object.values(figures).map(sectionOf).join('\n\n')}
`;
}

const begin = '<!-- written by npm run bench -->';
const end = '<!-- end of what npm run bench wrote -->';

/** The README with today's table between its marks. Throws where it has none. */
export function readmeWith(readme: string, figures: Figures): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('README.md has lost the marks between which the benchmarks stand.');
  const measured = Object.values(figures).map(({ rows, load }) => ({
    rows: rows.filter(({ budget, peers, held }) => held !== 'count' && (budget !== undefined || peers)),
    load,
  }));
  const machines = new Set(Object.values(figures).map(({ machine }) => machine));
  return `${before}${begin}\n\n${tableOf(...measured)}\n\n${[...machines].join('; ')}.\n\n${end}${after}`;
}

/** Writes both. */
export function writeReport(figures: Figures): void {
  writeFileSync(join(root, 'docs/bench.md'), reportOf(figures));
  const readme = join(root, 'README.md');
  writeFileSync(readme, readmeWith(readFileSync(readme, 'utf8'), figures));
}
