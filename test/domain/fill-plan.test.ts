// What would go into a form: the contact's own values in the field's own form, and nothing chosen where it could be somebody else's.
import { expect, it } from 'vitest';
import type { Contact } from '@/lib/domain/contact';
import { planFill } from '@/lib/domain/fill-plan';
import type { FormField, FormGroup } from '@/lib/domain/form-field';
import { aContact } from '../builders';

let count = 0;
const field = (kind: FormField['kind'], value = '', more: Partial<FormField> = {}): FormField => ({
  key: `f${++count}`,
  kind,
  use: 'plain',
  isRepeat: false,
  label: kind,
  value,
  type: 'text',
  ...more,
});
const group = (fields: FormField[], more: Partial<FormGroup> = {}): FormGroup => ({ title: '', purpose: 'main', fields, ...more });
const options = (...texts: string[]) => texts.map((text) => ({ value: text, text }));

/** `label: old > new`, with a dash in front of what is not chosen. */
function plan(groups: FormGroup[], contact: Partial<Contact> = {}) {
  const made = planFill(aContact(contact), groups);
  return made.groups.flatMap(({ rows }) =>
    rows.map((row) => `${row.chosen ? '' : '- '}${row.label}: ${row.old} > ${row.obstacle ? `! ${row.obstacle}` : row.new}`),
  );
}

it('fills blanks, replaces what differs, and leaves alone what is equal or blank in HighLevel', () => {
  const fields = [
    field('firstName', 'Ada'),
    field('lastName', 'Byron'),
    field('email', 'ADA@example.com'),
    field('city'),
    field('website', 'x.com'),
  ];
  expect(plan([group(fields)])).toEqual(['lastName: Byron > Lovelace', 'city:  > New York']);
  expect(planFill(aContact(), [group(fields)]).same).toBe(2);
});

it('joins the name, and writes an address in one field with its place', () => {
  expect(
    plan([group([field('fullName'), field('address', '', { type: 'textarea' })])], { address1: '12 Lane', postalCode: '10001' }),
  ).toEqual(['fullName:  > Ada Lovelace', 'address:  > 12 Lane\nNew York, NY 10001\nUnited States']);
  expect(plan([group([field('address'), field('city')])], { address1: '12 Lane' })).toEqual(['address:  > 12 Lane', 'city:  > New York']);
});

it.each<[string, Partial<FormField>, string, string]>([
  ['as it is', {}, '+12125550100', '+12125550100'],
  ['like the old one', { value: '(999) 111-2222' }, '+12125550100', '(212) 555-0100'],
  ['like the example', { placeholder: '___-___-____' }, '+12125550100', '212-555-0100'],
  ['as short as it must be', { maxLength: 10 }, '+12125550100', '2125550100'],
  ['as the pattern wants it', { pattern: '\\(\\d{3}\\) \\d{3}-\\d{4}' }, '+12125550100', '(212) 555-0100'],
  ['in digits', { type: 'number' }, '+12125550100', '2125550100'],
  ['of another country', { placeholder: '(000) 000-0000' }, '+442079460000', '+442079460000'],
  ['that cannot be', { maxLength: 5 }, '+12125550100', '! Too long for this field.'],
])('a phone %s', (_, more, phone, expected) => {
  expect(plan([group([field('phone', '', more)])], { phone }).map((row) => row.split(' > ')[1])).toEqual([expected]);
});

it.each<[FormField['kind'], string[], string, string]>([
  ['state', ['NY', 'CA'], 'New York', 'NY'],
  ['state', ['New York', 'California'], 'NY', 'New York'],
  ['state', ['NY - New York', 'CA - California'], 'NY', 'NY - New York'],
  ['state', ['US-NY', 'US-CA'], 'NY', 'US-NY'],
  ['state', ['Bavaria'], 'NY', '! The list has no such entry.'],
  ['country', ['United States', 'Canada'], 'US', 'United States'],
  ['country', ['USA', 'CAN'], 'US', 'USA'],
  ['country', ['us', 'ca'], 'US', 'us'],
  ['city', ['Albany', 'NEW YORK'], 'New York', 'NEW YORK'],
])('%s among %j for %s is %s', (kind, texts, wanted, expected) => {
  const rows = plan([group([field(kind, '', { options: options(...texts), type: 'select' })])], { [kind]: wanted });
  expect(rows.map((row) => row.split(' > ')[1])).toEqual([expected]);
});

it('an option that says the same already is left alone, as is a number written differently', () => {
  const fields = [
    field('state', 'US-NY', { options: [{ value: 'US-NY', text: 'New York' }], type: 'select' }),
    field('country', 'USA'),
    field('phone', '(212) 555-0100'),
    field('website', 'https://www.example.com/'),
  ];
  expect(plan([group(fields)], { website: 'example.com' })).toEqual([]);
});

it('takes one phone of several: the plain one, unless another holds the number already', () => {
  const phones = (value = '') => [
    field('phone', value, { use: 'home', label: 'Home' }),
    field('phone', '', { label: 'Phone' }),
    field('phone', '', { use: 'work', label: 'Work' }),
  ];
  expect(plan([group(phones())])).toEqual(['Phone:  > +12125550100']);
  expect(plan([group(phones('212 555 0100'))])).toEqual([]);
});

it('types an e-mail again where it is to be typed again', () => {
  expect(plan([group([field('email'), field('email', '', { isRepeat: true, label: 'again' })])])).toEqual([
    'email:  > ada@example.com',
    'again:  > ada@example.com',
  ]);
});

it('of two persons, the one who is the contact; the other is offered and not chosen', () => {
  const other = group([field('firstName', 'Grace'), field('email', 'grace@example.com'), field('city')], { title: 'Contact 1' });
  const own = group([field('firstName', ''), field('email', 'ada@example.com'), field('city')], { title: 'Contact 2' });
  expect(plan([other, own])).toEqual([
    'firstName:  > Ada',
    'city:  > New York',
    '- firstName: Grace > Ada',
    '- email: grace@example.com > ada@example.com',
    '- city:  > New York',
  ]);
});

it('of two persons of whom none is the contact, the first that is nobody’s; where there is none, nothing is chosen', () => {
  const taken = () => group([field('firstName', 'Grace'), field('email', 'grace@example.com')]);
  const free = () => group([field('firstName'), field('email')]);
  expect(plan([taken(), free(), free()]).filter((row) => !row.startsWith('-'))).toHaveLength(2);
  expect(plan([taken(), taken()]).filter((row) => !row.startsWith('-'))).toEqual([]);
});

it('says whom the form seems to be about, and chooses nothing by itself', () => {
  const fields = [field('firstName', 'Grace'), field('lastName', 'Hopper'), field('email', 'grace@example.com'), field('city')];
  expect(planFill(aContact(), [group(fields)]).about).toBe('Grace Hopper');
  expect(plan([group(fields)])).toEqual([
    '- firstName: Grace > Ada',
    '- lastName: Hopper > Lovelace',
    '- email: grace@example.com > ada@example.com',
    '- city:  > New York',
  ]);
  expect(planFill(aContact({ additionalEmails: ['GRACE@example.com'] }), [group(fields)]).about).toBe('');
});

it('chooses one address: the person’s, else the one for bills', () => {
  const person = group([field('fullName')]);
  const billing = group([field('city', '', { label: 'bill' })], { purpose: 'billing' });
  const shipping = group([field('city', '', { label: 'ship' })], { purpose: 'shipping' });
  expect(plan([person, shipping, billing])).toEqual(['fullName:  > Ada Lovelace', 'bill:  > New York', '- ship:  > New York']);
  expect(plan([group([field('fullName'), field('city')]), billing])).toEqual([
    'fullName:  > Ada Lovelace',
    'city:  > New York',
    '- bill:  > New York',
  ]);
});

it.each([
  ['MM/DD/YYYY', '12/10/1815'],
  ['dd.mm.yyyy', '10.12.1815'],
  ['YYYY-MM-DD', '1815-12-10'],
  ['', '! The page wants another form.'],
])('a birthday where the field says %s', (placeholder, expected) => {
  expect(plan([group([field('birthday', '', { placeholder })])], { dateOfBirth: '1815-12-10' })).toEqual([
    expected.startsWith('!') ? `- birthday:  > ${expected}` : `birthday:  > ${expected}`,
  ]);
});
