// What was recorded by `npm run bench` stays true: counts that become worse by more than a tenth fail here, on every machine alike.
import { expect, it } from 'vitest';
import { isWorse, keepsBudget, type Row, readFigures, rowsById } from '../bench/figures';
import { countRuns } from '../bench/measures/counts';

const recorded = rowsById(readFigures());

it('asks and writes no more than recorded, and than the budget allows', async () => {
  const rows = await countRuns();
  expect(rows.map(({ id }) => id).filter((id) => !recorded.has(id))).toEqual([]);
  const held = [...recorded.values()].filter((row) => row.held === 'count').map(({ id }) => id);
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(held));
  expect(rows.filter((row) => isWorse(row, recorded.get(row.id)) || !keepsBudget(row))).toEqual([]);
}, 60_000);

const row = (value: number, rest: Partial<Row> = {}): Row => ({
  id: 'x',
  what: 'x',
  value,
  unit: '',
  better: 'less',
  held: 'count',
  ...rest,
});

it.each<[string, Row, Row | undefined, boolean]>([
  ['a tenth more is still good', row(110), row(100), false],
  ['more than that is worse', row(111), row(100), true],
  ['of what was nothing, one is worse', row(1), row(0), true],
  ['less of what is better less is good', row(50), row(100), false],
  [
    'a rate that falls by a tenth is still good',
    row(90, { better: 'more', held: 'rate' }),
    row(100, { better: 'more', held: 'rate' }),
    false,
  ],
  ['one that falls further is worse', row(89, { better: 'more', held: 'rate' }), row(100, { better: 'more', held: 'rate' }), true],
  ['what is only told is never worse', { id: 'x', what: 'x', value: 900, unit: 'ms', better: 'less' }, row(1), false],
  ['what was never recorded is not worse', row(900), undefined, false],
])('%s', (_title, now, before, expected) => expect(isWorse(now, before)).toBe(expected));
