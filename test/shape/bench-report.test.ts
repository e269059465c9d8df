// The README's table is the one that `npm run bench` wrote, and the tables say what was measured.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Measurement, type Row, readFigures } from '../bench/figures';
import { readmeWith, reportOf, tableOf } from '../bench/report';
import { root } from './source-files';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const row = (rest: Partial<Row>): Row => ({ id: 'x', what: 'Walking', value: 4, unit: 'km/h', better: 'more', ...rest });

describe('what was recorded', () => {
  it('is what docs/bench.md and the README show', () => {
    const figures = readFigures();
    expect(Object.keys(figures).length).toBeGreaterThan(1);
    expect(read('docs/bench.md')).toBe(reportOf(figures));
    expect(read('README.md')).toBe(readmeWith(read('README.md'), figures));
  });

  it('was measured with full sizes', () => {
    const small = Object.values(readFigures()).filter((one: Measurement) => one.small);
    expect(small).toEqual([]);
  });
});

describe('a line of the table', () => {
  it.each<[string, Partial<Row>, string]>([
    [
      'a rate beside others: more is better',
      { peers: { Snail: 2, Car: 80 } },
      '| Walking | 4 km/h |  | Snail 2 km/h (2×) · Car 80 km/h (0.05×) |',
    ],
    ['a time beside others: less is better', { unit: 's', better: 'less', peers: { Snail: 8 } }, '| Walking | 4 s |  | Snail 8 s (2×) |'],
    ['a budget that is kept', { budget: 4 }, '| Walking | 4 km/h | ✓ ≥ 4 km/h |  |'],
    ['a budget that is missed', { budget: 3, better: 'less' }, '| Walking | 4 km/h | ✗ ≤ 3 km/h |  |'],
    ['one that is known to be', { budget: 5, knownMiss: 'it rains' }, '| Walking | 4 km/h | ✗ ≥ 5 km/h: it rains |  |'],
    ['nothing beside nothing', { value: 0, unit: '', peers: { Snail: 0 } }, '| Walking | 0 |  | Snail 0 (–) |'],
    ['large and small numbers', { value: 12345.6, note: 'far' }, '| Walking (far) | 12,346 km/h |  |  |'],
  ])('%s', (_title, rest, expected) => expect(tableOf({ rows: [row(rest)], load: 0.5 }).split('\n')[2]).toBe(expected));

  it('a budget that is missed on a busy machine says so', () => {
    expect(tableOf({ rows: [row({ budget: 5 })], load: 3 })).toContain('✗ ≥ 5 km/h: measured while others were at work, load 3');
  });
});
