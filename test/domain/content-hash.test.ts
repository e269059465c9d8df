// The fingerprint by which a change is found where nobody tells of one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankContact } from '@/lib/domain/contact';
import { contentHash } from '@/lib/domain/content-hash';
import { aContact } from '@/test/builders';

describe('the fingerprint of a record', () => {
  it('is the same for the same content, whatever the order and the kind of blank', () => {
    const same = [
      { a: 'x', b: ['p', 'q'], c: 1 },
      { c: 1, b: ['q', 'p'], a: 'x' },
      { a: 'x', b: ['p', 'q'], c: 1, d: '', e: null, f: undefined, g: [], h: {}, i: '  ', j: { k: null } },
      { a: ' x\r\n', b: ['p', 'q'], c: 1 },
    ];
    expect(new Set(same.map((value) => contentHash(value))).size).toBe(1);
    expect(contentHash({ name: 'Zoe\u0308' })).toBe(contentHash({ name: 'Zo\u00eb' }));
  });

  it('differs for what differs', () => {
    const different = [
      {},
      { a: 'x' },
      { b: 'x' },
      { a: 'X' },
      { a: 'x y' },
      { a: '1' },
      { a: 1 },
      { a: true },
      { a: false },
      { a: 0 },
      { a: ['x', 'y'] },
      { a: ['xy'] },
      { a: ['x'], b: 'y' },
      { a: { b: 'x' } },
      { a: [{ b: 'x' }, { b: 'y' }] },
      { a: [{ b: 'y' }, { b: 'x' }] },
      { a: ['x', 'x'] },
      'x',
      ['x'],
    ];
    expect(new Set(different.map((value) => contentHash(value))).size).toBe(different.length);
  });

  it('of any contact changes with any of its fields', () => {
    const contact = aContact();
    const hashes = Object.entries(blankContact()).map(([field, blank]) => {
      const other =
        typeof blank === 'string' ? 'other' : typeof blank === 'number' ? 7 : typeof blank === 'boolean' ? !contact.dnd : ['other'];
      return contentHash({ ...contact, [field]: other });
    });
    expect(new Set([contentHash(contact), ...hashes]).size).toBe(hashes.length + 1);
  });

  it('leaves out what it is told to', () => {
    expect(contentHash(aContact({ updatedAt: 1 }), ['updatedAt'])).toBe(contentHash(aContact({ updatedAt: 2 }), ['updatedAt']));
    expect(contentHash(aContact({ updatedAt: 1 }))).not.toBe(contentHash(aContact({ updatedAt: 2 })));
  });

  it('does not change from one version to the next: stored ones would all count as changed', () => {
    expect(contentHash({ firstName: 'Ada', tags: ['b', 'a'], addedAt: 5, dnd: false })).toMatchInlineSnapshot(`"09dd1e0bb7d15c"`);
  });

  it('is 14 hex digits for anything, and stays the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(contentHash(value)).toMatch(/^[0-9a-f]{14}$/);
        expect(contentHash(JSON.parse(JSON.stringify(value)))).toBe(contentHash(value));
      }),
    );
  });

  it('does not collide among 200,000 texts that hardly differ', () => {
    const hashes = new Set(Array.from({ length: 200_000 }, (_, index) => contentHash(`contact ${index}`)));
    expect(hashes.size).toBe(200_000);
  });
});
