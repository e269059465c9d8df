// Which type can become which. One table; what it refuses, it refuses in words that a user understands.
import { type FieldType, fieldTypes } from './field';

/** same: as it is · converted: read anew, and sometimes not possible for a single value · refused: never, with the reason. */
export type TypePair = { kind: 'same' } | { kind: 'converted'; note: string } | { kind: 'refused'; reason: string };

const nouns: Record<FieldType, string> = {
  text: 'a text',
  'long-text': 'a long text',
  email: 'an e-mail address',
  phone: 'a phone number',
  url: 'a web address',
  number: 'a number',
  money: 'an amount of money',
  date: 'a date',
  'date-time': 'a date with time',
  boolean: 'a yes-or-no field',
  choice: 'a single choice',
  choices: 'a multiple choice',
  country: 'a country',
  state: 'a state',
  file: 'a file',
};

const notFiles = fieldTypes.filter((type) => type !== 'file');

/** What each type can become besides itself. Text can be read as anything, and anything can be written as text, except files. */
const becomes: Record<FieldType, readonly FieldType[]> = {
  text: notFiles,
  'long-text': notFiles,
  email: ['text', 'long-text'],
  phone: ['text', 'long-text'],
  url: ['text', 'long-text'],
  number: ['text', 'long-text', 'money', 'choice'],
  money: ['text', 'long-text', 'number', 'choice'],
  date: ['text', 'long-text', 'date-time'],
  'date-time': ['text', 'long-text', 'date'],
  boolean: ['text', 'long-text', 'choice'],
  choice: ['text', 'long-text', 'number', 'money', 'boolean', 'choices', 'country', 'state'],
  choices: ['text', 'long-text', 'choice'],
  country: ['text', 'long-text', 'choice'],
  state: ['text', 'long-text', 'choice'],
  file: [],
};

const notes: Partial<Record<`${FieldType}>${FieldType}`, string>> = {
  'long-text>text': 'Line breaks become spaces.',
  'date-time>date': 'The time of day stays on its own side.',
  'date>date-time': 'Another day keeps the time of day that is there.',
  'choices>choice': 'Only while a single one is chosen.',
  'number>money': 'Rounded to the cent.',
};

const reasons: Partial<Record<`${FieldType}>${FieldType}`, string>> = {
  'phone>number': 'A number field would lose the plus sign and the first zeros of a phone number.',
  'phone>money': 'A phone number is no amount of money.',
  'date>number': 'A date written as a number could not be read back.',
  'date-time>number': 'A date written as a number could not be read back.',
  'boolean>number': 'Yes and no are not numbers. Use a single choice with value pairs.',
  'number>boolean': 'A number says neither yes nor no. Use a single choice with value pairs.',
  'boolean>choices': 'Yes and no cannot be several choices at once.',
  'choices>boolean': 'Several choices cannot be one yes or no.',
};

/** What becomes of values that go from a field of one type into a field of the other. */
export function typePair(from: FieldType, to: FieldType): TypePair {
  if (from === 'file' || to === 'file') {
    const reason = 'Files stay where they are: the systems let no program copy them.';
    return { kind: 'refused', reason };
  }
  if (from === to) return { kind: 'same' };
  if (becomes[from].includes(to)) return { kind: 'converted', note: notes[`${from}>${to}`] ?? `Written as ${nouns[to]}.` };
  const [first = '', ...rest] = nouns[from];
  return { kind: 'refused', reason: reasons[`${from}>${to}`] ?? `${first.toUpperCase()}${rest.join('')} cannot become ${nouns[to]}.` };
}

/** What the type is called within a sentence: "a phone number". */
export function typeNoun(type: FieldType): string {
  return nouns[type];
}
