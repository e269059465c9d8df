// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { initialsOf } from '@/components/Avatar';
import { splitName } from '@/components/CreateContactForm';

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Ada King Lovelace', 'AL'],
    ['Ada', 'A'],
    ['(Ada) Lovelace', 'AL'],
    ['Åsa Ölund', 'ÅÖ'],
    ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
    ['عميل مهم', 'عم'],
    ['- -', ''],
    ['', ''],
  ])('of %j are %j', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('a name from the page', () => {
  it.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['Ada King Lovelace', 'Ada King', 'Lovelace'],
    ['Lovelace, Ada', 'Ada', 'Lovelace'],
    ['Ada', 'Ada', ''],
    ['', '', ''],
  ])('%j is %j and %j', (name, firstName, lastName) => expect(splitName(name)).toEqual({ firstName, lastName }));
});
