import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinName, splitName } from '@/lib/domain/mapping/person-name';

describe('names of people', () => {
  it.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['Ada King Lovelace', 'Ada King', 'Lovelace'],
    ['Lovelace, Ada', 'Ada', 'Lovelace'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Martin Luther King Jr.', 'Martin Luther', 'King Jr.'],
    ['Sammy Davis, Jr.', 'Sammy', 'Davis Jr.'],
    ['King, Martin, Jr.', 'Martin', 'King Jr.'],
    ['Madonna', 'Madonna', ''],
    ['王小明', '王小明', ''],
    ['משה כהן', 'משה', 'כהן'],
    ['\u200fمحمد علي\u200e', 'محمد', 'علي'],
    ['  Jean-Luc   Picard ', 'Jean-Luc', 'Picard'],
    ['', '', ''],
  ])('%s', (text, firstName, lastName) => {
    expect(splitName(text)).toEqual({ firstName, lastName });
  });

  it('leaves the border where a person put it', () => {
    expect(splitName('Mary Jane Berg Smith', { firstName: 'Mary Ann', lastName: 'Berg Smith' })).toEqual({
      firstName: 'Mary Jane',
      lastName: 'Berg Smith',
    });
    expect(splitName('Mary Jones', { firstName: 'Mary Ann', lastName: 'Berg Smith' })).toEqual({ firstName: 'Mary', lastName: 'Jones' });
  });

  it('is stable in both directions', () => {
    const part = fc.array(
      fc.oneof(fc.constantFrom('Ada', 'van', 'der', 'Jr.', 'III', 'King,', ',', 'O’Neil', 'علي', 'PhD'), fc.string({ maxLength: 8 })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(part, part, (one, other) => {
        const joined = joinName({ firstName: one.join(' '), lastName: other.join(' ') });
        expect(joinName(splitName(joined))).toBe(joined);
        const split = splitName(one.join(' '));
        expect(splitName(joinName(split))).toEqual(split);
        expect(splitName(joinName(split), split)).toEqual(split);
      }),
      { numRuns: 3000 },
    );
  });
});
