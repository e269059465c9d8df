// Values, fields and tools for the tests of the sync's heart.
import fc from 'fast-check';
import numberPlans from 'libphonenumber-js/min/metadata';
import type { CustomValue } from '@/lib/domain/contact';
import type { Field, FieldType, Tools } from '@/lib/domain/mapping/field';
import { createToE164 } from '@/lib/domain/phone';
import type { CustomField } from '@/lib/domain/reference';

const fullToE164 = createToE164('US', numberPlans);
const known = new Map<string, string>();

export const tools: Tools = {
  toE164: (phone) => {
    const number = known.get(phone) ?? fullToE164(phone);
    known.set(phone, number);
    return number;
  },
  zone: 'America/New_York',
};

/** A custom field as a system describes it. */
export function aCustomField(fields: Partial<CustomField> = {}): CustomField {
  return { id: 'field-1', key: '', name: 'Budget', dataType: 'TEXT', options: [], placeholder: '', ...fields };
}

/** A field of a type; choices choose from "options". */
export function aField(type: FieldType, rest: Partial<Field> = {}): Field {
  return { ref: `custom:${type}`, label: 'Field', type, write: 'always', ...rest };
}

const phones = fc
  .tuple(fc.integer({ min: 201, max: 989 }), fc.integer({ min: 200, max: 999 }), fc.integer({ min: 0, max: 9999 }))
  .map(([a, b, c]) => {
    const end = String(c).padStart(4, '0');
    return [`(${a}) ${b}-${end}`, `+1${a}${b}${end}`, `${a}.${b}.${end}`];
  });

/** Texts that are written by people, and some that are not. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    'Yes',
    'no',
    '1,234.50',
    '1.234,5',
    '$ 20 000',
    '2026-11-21',
    '3/4/2026',
    '2026-11-21 17:30',
    'a; b',
    'Smith, Co',
    'New York',
    'Deutschland',
  ),
  fc.constantFrom(
    'ada@example.com',
    ' ADA@Example.COM ',
    'https://example.com/',
    '<p>One<br>Two &amp; three</p>',
    'שלום עולם',
    'محمد علي',
    '(15)',
    '1e21',
    ';',
    ',',
  ),
);

/** Options and places are never written in HTML. */
const plainWords = words.filter((text) => !text.includes('<'));

const moments = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });

/** Values as a server may hold them in a field of the type. */
export const valuesIn: Record<FieldType, fc.Arbitrary<CustomValue>> = {
  text: words,
  'long-text': fc.oneof(
    words,
    fc.array(words, { maxLength: 4 }).map((lines) => lines.join('\n')),
  ),
  email: fc.oneof(fc.emailAddress(), words),
  phone: fc.oneof(
    phones.chain((all) => fc.constantFrom(...all)),
    words,
  ),
  url: fc.oneof(fc.webUrl(), fc.domain(), words),
  number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), words),
  money: fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer(), words),
  date: fc.oneof(
    moments.map((at) => new Date(at).toISOString().slice(0, 10)),
    moments,
    moments.map((at) => new Date(at).toISOString()),
    words,
  ),
  'date-time': fc.oneof(
    moments,
    moments.map((at) => new Date(at).toISOString()),
    words,
  ),
  boolean: fc.oneof(fc.boolean(), fc.constantFrom('yes', 'No', 'true', '0', 'maybe')),
  choice: fc.oneof(fc.constantFrom('Yes', 'No', 'red', 'Blue', 'Smith, Co', '5'), plainWords),
  choices: fc.oneof(fc.subarray(['Yes', 'red', 'Blue', 'Smith, Co', '5']), fc.array(plainWords, { maxLength: 4 }), plainWords),
  country: fc.oneof(
    fc.constantFrom('US', 'us', 'USA', 'United States', 'DE', 'Germany', 'CI', 'Türkiye', 'Turkey', 'Freedonia'),
    plainWords,
  ),
  state: fc.oneof(fc.constantFrom('NY', 'New York', 'ny', 'QC', 'Quebec', 'Québec', 'Bavaria', 'WA'), plainWords),
  file: fc.constant({ 'file-1': { url: 'https://example.com/a.pdf' } }),
};
