import { describe, expect, it } from 'vitest';
import type { CustomValue } from '@/lib/domain/contact';
import { convert, readTyped, sameFieldValue, typedText } from '@/lib/domain/mapping/convert';
import type { Field, FieldType } from '@/lib/domain/mapping/field';
import { aField, tools } from './arbitraries';

const carry = (value: CustomValue, from: FieldType, to: FieldType, rest: Partial<Field> = {}, current?: CustomValue) =>
  convert(value, aField(from), aField(to, rest), tools, current);

describe('converting a value', () => {
  it.each<[CustomValue, FieldType, FieldType, CustomValue, Partial<Field>?]>([
    ['(212) 555-0101', 'text', 'phone', '+12125550101'],
    [' Ada@Example.com ', 'text', 'email', 'Ada@Example.com'],
    ['1,234.50', 'text', 'number', 1234.5],
    ['1.234,50', 'text', 'number', 1234.5],
    ['$ 20 000', 'text', 'money', 20000],
    ['(15)', 'text', 'money', -15],
    [10.005, 'number', 'money', 10.01],
    ['11/21/2026', 'text', 'date', '2026-11-21'],
    ['21.11.2026', 'text', 'date', '2026-11-21'],
    [Date.parse('2026-11-21T00:00:00Z'), 'date', 'text', '2026-11-21'],
    ['2026-11-22T02:30:00Z', 'date-time', 'date', '2026-11-21'],
    ['2026-11-21', 'date', 'date-time', '2026-11-21T05:00:00.000Z'],
    [true, 'boolean', 'text', 'Yes'],
    [true, 'boolean', 'choice', 'true', { options: ['true', 'false'] }],
    ['TRUE', 'text', 'boolean', true],
    ['blue', 'text', 'choice', 'Blue', { options: ['Red', 'Blue'] }],
    [['Red', 'Blue'], 'choices', 'text', 'Red; Blue'],
    ['Red, blue', 'text', 'choices', ['Red', 'Blue'], { options: ['Red', 'Blue'] }],
    [['Smith, Co'], 'choices', 'text', 'Smith, Co;'],
    ['United States of America', 'text', 'country', 'US'],
    ['US', 'country', 'country', 'United States', { spelling: 'name' }],
    ['de', 'country', 'text', 'Germany'],
    ['new york', 'text', 'state', 'NY'],
    ['Québec', 'state', 'state', 'QC'],
    ['Bavaria', 'state', 'state', 'Bavaria'],
    ['One\nTwo', 'long-text', 'text', 'One Two'],
  ])('%j as %s becomes %s %j', (value, from, to, expected, rest) => {
    expect(carry(value, from, to, rest)).toEqual({ value: expected });
  });

  it.each<[CustomValue, FieldType, FieldType, string, Partial<Field>?]>([
    ['call the office', 'phone', 'phone', 'Field: “call the office” cannot be read as a phone number.'],
    ['Green', 'choice', 'choice', 'Field: “Green” is not one of its choices.', { options: ['Red', 'Blue'] }],
    [['Red', 'Blue'], 'choices', 'choice', 'Field: “Red; Blue” is not one of its choices.', { options: ['Red', 'Blue'] }],
    ['Freedonia', 'country', 'country', 'Field: “Freedonia” cannot be read as a country.'],
    ['2026-02-30', 'text', 'date', 'Field: “2026-02-30” cannot be read as a date.'],
    ['a'.repeat(56), 'text', 'text', 'Field takes 55 characters, this has 56.', { maxLength: 55 }],
  ])('%j as %s does not become %s', (value, from, to, reason, rest) => {
    expect(carry(value, from, to, rest)).toEqual({ refused: reason });
  });

  it('another day keeps the time of day that is there', () => {
    expect(carry('2026-11-22', 'date', 'date-time', {}, '2026-11-21T19:30:00.000Z').value).toBe('2026-11-22T19:30:00.000Z');
  });

  it('pairs of values go both ways, and a word that means something else there is not passed on', () => {
    const pairs = [
      ['Hot', 'Active'],
      ['Warm', 'Active'],
      ['Cold', 'Inactive'],
    ] as const;
    const paired = (value: string) => convert(value, aField('choice'), aField('text'), tools, undefined, pairs);
    expect(['hot', 'Warm', 'Cold', 'Lukewarm'].map((value) => paired(value).value)).toEqual(['Active', 'Active', 'Inactive', 'Lukewarm']);
    expect(paired('Active').refused).toBe('Field: no value is paired with “Active”.');
  });
});

describe('the same value in another spelling', () => {
  it.each<[FieldType, CustomValue, CustomValue, boolean]>([
    ['phone', '(212) 555-0101', '+12125550101', true],
    ['phone', '+12125550101', '+442125550101', false],
    ['email', 'ADA@example.com', 'ada@example.com ', true],
    ['text', 'One  Two', ' One Two', true],
    ['text', 'one', 'One', false],
    ['long-text', '<p>One &amp; two</p>', 'One & two', true],
    ['url', 'https://Example.com/', 'example.com', true],
    ['url', 'example.com/A', 'example.com/a', false],
    ['country', 'United States', 'us', true],
    ['state', 'New York', 'NY', true],
    ['choices', ['b', 'A'], ['a', 'B', 'b'], true],
    ['date', Date.parse('2026-11-21T00:00:00Z'), '2026-11-21', true],
    ['date-time', '2026-11-21T12:00:00-05:00', Date.parse('2026-11-21T17:00:00Z'), true],
    ['number', '1,000', 1000, true],
    ['boolean', true, 'yes', true],
    ['boolean', false, '', false],
  ])('%s: %j and %j', (type, one, other, expected) => {
    expect(sameFieldValue(one, other, aField(type), tools)).toBe(expected);
  });
});

describe('what an editor holds', () => {
  it.each<[FieldType, CustomValue, string, Partial<Field>?]>([
    ['phone', '(212) 555-0101', '+12125550101'],
    ['choices', ['Smith, Jones', 'Red'], 'Smith, Jones\nRed'],
    ['choices', ['Smith, Jones'], 'Smith, Jones'],
    ['boolean', true, 'yes'],
    ['boolean', false, ''],
    ['date-time', '2026-11-21T17:00:00.000Z', '2026-11-21T12:00'],
    ['long-text', 'One\nTwo', 'One\nTwo'],
  ])('%s: %j is edited as %j, and read back as it was', (type, value, text, rest) => {
    const field = aField(type, rest);
    expect(typedText(value, field, tools)).toBe(text);
    const read = readTyped(text, field, tools, value).value;
    expect(sameFieldValue(read, value, field, tools)).toBe(true);
  });

  it('nothing that the field cannot hold is taken', () => {
    expect(readTyped('', aField('text', { required: true }), tools)).toEqual({ refused: 'Field cannot be blank.' });
    expect(readTyped('  ', aField('choices'), tools)).toEqual({ value: [] });
    expect(readTyped('call the office', aField('phone'), tools).refused).toContain('cannot be read as a phone number');
  });
});
