// Sizes of the build stay what `npm run bench` recorded: a tenth more fails.
import { expect, it } from 'vitest';
import { isWorse, readFigures, rowsById } from '../bench/figures';
import { weighBuild } from '../bench/measures/sizes';

it('is not larger than recorded', () => {
  const recorded = rowsById(readFigures());
  const rows = weighBuild();
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.filter(({ id }) => !recorded.has(id))).toEqual([]);
  expect(rows.filter((row) => isWorse(row, recorded.get(row.id)))).toEqual([]);
});
