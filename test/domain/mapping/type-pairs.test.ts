// Every type into every other: allowed, converted or refused with a reason; and what was converted stays as it is there and back again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, sameFieldValue } from '@/lib/domain/mapping/convert';
import { type Field, type FieldType, fieldTypes } from '@/lib/domain/mapping/field';
import { typePair } from '@/lib/domain/mapping/type-pairs';
import { ambiguousPair } from '@/lib/domain/mapping/value-pairs';
import { aField, tools, valuesIn } from './arbitraries';

const all = fieldTypes.flatMap((from) => fieldTypes.map((to): [FieldType, FieldType] => [from, to]));
const options = ['Yes', 'No', 'red', 'Blue', 'Smith, Co', '5', 'United States', 'NY'];

/** Fields of a type as systems have them: with and without a list, with codes and with names. */
function fieldsOf(type: FieldType): Field[] {
  if (type === 'choice' || type === 'choices')
    return [aField(type), aField(type, { options }), aField(type, { options: ['true', 'false', 'Rot'] })];
  if (type === 'country' || type === 'state') return [aField(type), aField(type, { spelling: 'name' })];
  return [aField(type)];
}

describe('the matrix of types', () => {
  // One row per type a value comes from; s same, c converted, . refused. In the order of fieldTypes.
  const matrix: Record<FieldType, string> = {
    text: 'sccccccccccccc.',
    'long-text': 'cscccccccccccc.',
    email: 'ccs............',
    phone: 'cc.s...........',
    url: 'cc..s..........',
    number: 'cc...sc...c....',
    money: 'cc...cs...c....',
    date: 'cc.....sc......',
    'date-time': 'cc.....cs......',
    boolean: 'cc.......sc....',
    choice: 'cc...cc..csccc.',
    choices: 'cc........cs...',
    country: 'cc........c.s..',
    state: 'cc........c..s.',
    file: '...............',
  };

  it.each(fieldTypes.map((type) => [type]))('%s', (from) => {
    const row = fieldTypes.map((to) => ({ same: 's', converted: 'c', refused: '.' })[typePair(from, to).kind]).join('');
    expect(row).toBe(matrix[from]);
  });

  it('says why in a whole sentence', () => {
    for (const [from, to] of all) {
      const pair = typePair(from, to);
      if (pair.kind === 'refused') expect(pair.reason).toMatch(/^[A-Z].{15,}\.$/);
      if (pair.kind === 'converted') expect(pair.note).toMatch(/^[A-Z].{5,}\.$/);
    }
    expect(typePair('email', 'phone')).toEqual({ kind: 'refused', reason: 'An e-mail address cannot become a phone number.' });
    expect(typePair('phone', 'number')).toMatchObject({ reason: expect.stringContaining('plus sign') });
  });

  it('refuses in convert what it refuses in the table', () => {
    for (const [from, to] of all) {
      if (typePair(from, to).kind !== 'refused') continue;
      expect(convert('x', aField(from), aField(to), tools).refused).toMatch(/\.$/);
    }
  });
});

describe('there, back and there again is the same as there', () => {
  const allowed = all.filter(([from, to]) => typePair(from, to).kind !== 'refused');

  it.each(allowed)('%s → %s', (fromType, toType) => {
    for (const from of fieldsOf(fromType)) {
      for (const to of fieldsOf(toType)) {
        if (typePair(toType, fromType).kind === 'refused') continue;
        fc.assert(
          fc.property(valuesIn[fromType], (held) => {
            // A list holds what is on it.
            const value = from.options ? convert(held, from, from, tools).value : held;
            const there = value === undefined ? { refused: '' } : convert(value, from, to, tools);
            if (there.value === undefined) return;
            const back = convert(there.value, to, from, tools);
            if (back.value === undefined) return;
            const again = convert(back.value, from, to, tools);
            expect(sameFieldValue(again.value, there.value, to, tools), JSON.stringify([from, to, there, back, again])).toBe(true);
          }),
          { numRuns: 40 },
        );
      }
    }
  });

  it('holds with pairs of values, whatever they are', () => {
    const word = fc.constantFrom('A', 'B', 'C', 'D', 'x', 'Y', 'Z');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 6 }), word, (pairs, value) => {
        fc.pre(!ambiguousPair(pairs));
        const turned = pairs.map(([one, other]) => [other, one] as const);
        const [left, right] = [aField('choice'), aField('text')];
        const there = convert(value, left, right, tools, undefined, pairs);
        if (there.value === undefined) return;
        const back = convert(there.value, right, left, tools, undefined, turned);
        if (back.value === undefined) return;
        expect(convert(back.value, left, right, tools, undefined, pairs)).toEqual(there);
      }),
      { numRuns: 2000 },
    );
  });

  it('blank stays blank and nothing becomes blank', () => {
    for (const [from, to] of allowed) {
      for (const blank of ['', '  ', []]) expect(convert(blank, aField(from), aField(to), tools).value).toEqual(to === 'choices' ? [] : '');
    }
  });
});
