// What was taught on one record's page holds for every record of that kind, and for no other kind.
import { describe, expect, it } from 'vitest';
import { isOfKind, kindOfPage, kindTitle, widenKind } from '@/lib/domain/kind-of-page';
import { sampleShape } from '@/lib/domain/taught-rule';

const web = 'https://www.bqecore.com';
const guid = '0816697e-3c1f-4d5a-9b1e-aaaaaaaaaaaa';

describe('the kind of a page', () => {
  it.each([
    ['/webapp/FileCard/12345678', '/webapp/FileCard/*'],
    ['/webapp/FileCard/12345678/', '/webapp/FileCard/*'],
    ['/card/hkmdmchh', '/card/*'],
    [`/webapp/Client/Detail/${guid}`, '/webapp/Client/Detail/*'],
    [`/webapp/app#/clients/${guid}`, '/webapp/app#/clients/*'],
    ['/leads#/lead/77?tab=notes', '/leads#/lead/*'],
    ['/leads#!/lead/77', '/leads#!/lead/*'],
    ['/inbox', '/inbox'],
    ['/inbox#notes', '/inbox'],
    ['/', '/'],
    ['/v2/location/Abc123Def456/contacts', '/v2/location/*/contacts'],
    ['/index.php?module=Contacts&record=4412', '/index.php?module=Contacts'],
    ['/contact?campaign=771204&contact_id=58292155', '/contact'],
    ['/clients/avery-quill', '/clients/*'],
    ['/clients/avery-quill/edit', '/clients/*/edit'],
    ['/clients/edit', '/clients/edit'],
    ['/USA_123/inbox/A-77', '/*/inbox/*'],
    ['/crm/Avery%20Quill', '/crm/*'],
    ['/crm/ليلى', '/crm/*'],
    ['/crm/avery@example.com', '/crm/*'],
  ])('%s is %s', (path, kind) => {
    expect(kindOfPage(`${web}${path}`)).toBe(kind);
    expect(isOfKind(`${web}${path}`, kind)).toBe(true);
  });

  it('holds no word of what the page says', () => {
    expect(kindOfPage(`${web}/file/avery.quill`, 'avery.quill@example.com')).toBe('/file/avery.quill'.replace('avery.quill', '*'));
    expect(kindOfPage(`${web}/file/quill-avery`, 'Avery Quill')).toBe('/file/*');
  });
});

describe('pages of a kind', () => {
  it.each([
    ['/webapp/FileCard/*', '/webapp/FileCard/87654321', true],
    ['/webapp/FileCard/*', '/webapp/filecard/87654321?tab=2#top', true],
    ['/webapp/FileCard/*', '/webapp/FileCard', false],
    ['/webapp/FileCard/*', '/webapp/FileCard/1/notes', false],
    ['/webapp/FileCard/*', '/webapp/Client/1', false],
    ['/leads#/lead/*', '/leads#/lead/78', true],
    ['/leads#/lead/*', '/leads#/call/78', false],
    ['/leads', '/leads#/lead/78', false],
    ['/leads', '/leads#notes', true],
    ['/index.php?module=Contacts', '/index.php?record=1&module=contacts', true],
    ['/index.php?module=Contacts', '/index.php?module=ContactsOld', false],
    ['/index.php?module=Contacts', '/index.php', false],
    ['/a.b', '/axb', false],
  ])('%s and %s: %s', (kind, path, expected) => expect(isOfKind(`${web}${path}`, kind)).toBe(expected));
});

it.each([
  ['/card/avery', '/card/briar', '/card/*'],
  ['/card/*', '/card/briar', '/card/*'],
  ['/client/edit', '/client/view', undefined],
  ['/a/b', '/c/d', undefined],
  ['/a/b', '/a/b/c', undefined],
  ['/desk', '/board', undefined],
  ['/webapp/clients', '/webapp/leads', undefined],
])('taught on %s and %s widens to %s', (one, other, expected) => expect(widenKind(one, other)).toBe(expected));

it.each([
  ['/webapp/FileCard/*', 'File card'],
  ['/webapp/Client/Detail/*', 'Detail'],
  ['/leads#/lead/*', 'Lead'],
  ['/index.php?module=Contacts', 'Contacts'],
  ['/', 'Start page'],
])('%s is called %s at first', (kind, title) => expect(kindTitle(kind)).toBe(title));

it.each([
  ['avery.quill@example.com', 'x.x@x.x'],
  ['(212) 555-0101 x5', '(000) 000-0000 x0'],
  ['Avery Quill', 'Xx Xx'],
  ['ليلى النور', 'x x'],
])('%s has the shape %s', (value, shape) => expect(sampleShape(value)).toBe(shape));
