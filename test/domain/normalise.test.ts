// One form for what is compared, and no two people brought to the same one.

import numberPlans from 'libphonenumber-js/min/metadata';
import { expect, it } from 'vitest';
import { blankContact } from '@/lib/domain/contact';
import { contactKeys, sightingKeys, sightingNameKeys } from '@/lib/domain/contact-keys';
import { compareNames, isSameCompany, type NameAgreement } from '@/lib/domain/match-names';
import { foldText, normaliseEmail, words } from '@/lib/domain/normalise';
import { createToE164 } from '@/lib/domain/phone';

it.each([
  [' Avery.Quill@Example.COM ', 'avery.quill@example.com'],
  ['avery+news@example.com', 'avery+news@example.com'],
  ['avery@example', ''],
  ['not an address', ''],
  ['a@b@example.com', ''],
  ['<avery@example.com>', ''],
  ['\u202aavery@example.com\u202c', 'avery@example.com'],
  ['', ''],
])('normaliseEmail(%j)', (text, expected) => expect(normaliseEmail(text)).toBe(expected));

it.each([
  ['Anne-Marie O’Neil', ['anne', 'marie', 'oneil']],
  ['José ŁÓDŹ Straße', ['jose', 'lodz', 'strasse']],
  ['Finn 🌱 Oakes 👩🏽‍🔧', ['finn', 'oakes']],
  ['ليلى النّور', ['ليلى', 'النور']],
  ['हिन्दी नाम', ['हिन्दी', 'नाम']],
  ['Ｆｕｌｌ ﬁne', ['full', 'fine']],
  ['  ', []],
])('words(%j)', (text, expected) => expect(words(text)).toEqual(expected));

it('folding twice changes nothing', () => {
  for (const text of ['İstanbul', 'ÀÉÎ', 'ẞ', '김민수', 'Åse']) expect(foldText(foldText(text))).toBe(foldText(text));
});

it.each([
  ['US', '(212) 555-0101', '+12125550101'],
  ['US', '1-212-555-0101 ext 5', '+12125550101'],
  ['US', '+44 20 7946 0018', '+442079460018'],
  ['GB', '020 7946 0018', '+442079460018'],
  ['', '212.555.0101', '+12125550101'],
  ['US', 'call the front desk', ''],
  ['US', '555-0101', ''],
  ['US', '212 555 0101 or 212 555 0102', ''],
  ['US', '', ''],
])('in %s %j is %j', (country, text, expected) => expect(createToE164(country, numberPlans)(text)).toBe(expected));

const names: [string, string, NameAgreement][] = [
  ['Avery Quill', 'avery  QUILL', 'same'],
  ['Quill, Avery', 'Avery Quill', 'same'],
  ['Dr. Avery Quill, PhD', 'Avery Quill', 'same'],
  ['José Núñez', 'Jose Nunez', 'same'],
  ['Anne-Marie Roy', 'Annemarie Roy', 'same'],
  ['Finn 🌱 Oakes', 'Finn Oakes 👩🏽‍🔧', 'same'],
  ['ليلى النور', 'النور ليلى', 'same'],
  ['김민수', '김민수', 'same'],
  ['A. Quill', 'Avery Quill', 'compatible'],
  ['Avery J Quill', 'Avery Quill', 'compatible'],
  ['Maria Garcia Lopez', 'Maria Garcia', 'compatible'],
  ['Sam Low Jr', 'Sam Low', 'compatible'],
  ['Cher', 'Cher', 'compatible'],
  ['Sam Low Jr', 'Sam Low Sr', 'different'],
  ['Bob Stone', 'Robert Stone', 'different'],
  ['Avery', 'Avery Quill', 'different'],
  ['A Q', 'Avery Quill', 'different'],
  ['Avery Quill', 'Briar Quill', 'different'],
  ['', 'Avery Quill', 'unknown'],
  ['Wireless Caller', 'Avery Quill', 'unknown'],
  ['avery@example.com', 'Avery Quill', 'unknown'],
  ['(212) 555-0101', 'Avery Quill', 'unknown'],
];
it.each(names)('%s and %s are %s', (one, other, expected) => {
  expect(compareNames(one, other)).toBe(expected);
  expect(compareNames(other, one)).toBe(expected);
});

it('companies differ by more than a legal form', () => {
  expect(isSameCompany('Quill & Hart, Inc.', 'The Quill and Hart Company')).toBe(true);
  expect(isSameCompany('Quill & Hart', 'Quill')).toBe(false);
  expect(isSameCompany('', '')).toBe(false);
});

it('a contact is found by every mark and word, each once', () => {
  const contact = {
    ...blankContact(),
    firstName: 'Avery',
    lastName: 'Quill',
    companyName: 'Quill & Hart',
    email: 'Avery.Q@example.com',
    phone: '2125550101',
  };
  const keys = contactKeys(
    { ...contact, additionalEmails: ['avery.q@example.com', 'b@example.com'], additionalPhones: ['(212) 555-0101'] },
    createToE164('US', numberPlans),
  );
  expect(keys).toEqual(['e:avery.q@example.com', 'e:b@example.com', 'p:+12125550101', 'w:avery', 'w:quill', 'w:hart', 'w:q']);
});

it('long texts do not flood the index, and no mark is lost to them', () => {
  const contact = {
    ...blankContact(),
    companyName: Array.from({ length: 50 }, (_, n) => `word${n}`).join(' '),
    additionalEmails: Array.from({ length: 20 }, (_, n) => `m${n}@example.com`),
  };
  const keys = contactKeys(contact, createToE164('US', numberPlans));
  expect(keys.filter((key) => key.startsWith('e:'))).toHaveLength(20);
  expect(keys.length).toBeLessThanOrEqual(26);
});

it('a page is looked up by its marks, and asked about by its name', () => {
  expect(sightingKeys({ emails: ['A@example.com', 'nonsense'], phones: ['2125550101', 'x'] }, createToE164('US', numberPlans))).toEqual([
    'e:a@example.com',
    'p:+12125550101',
  ]);
  expect(sightingNameKeys({ name: 'A. Quill' })).toEqual(['w:quill']);
});
