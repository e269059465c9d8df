// JSON from servers: what parses and is harmless is read as it is, the rest is none.
import { describe, expect, it } from 'vitest';
import { parseJson, parseJsonLeniently } from '@/lib/http/json';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('reading JSON', () => {
  it.each(['null', '17', '"\\u003ctext\\u003e"', '[]', '{"a":[{"b":null}],"caf\\u00e9":1}', deep(50)])('%s is what it is', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '<html>', '{"a":', 'undefined', deep(1000), deep(100_000), `{"a":"__proto__","b":${deep(100_000)}}`])(
    '%.20s is none',
    (text) => {
      expect(() => parseJson(text)).toThrow();
      expect(parseJsonLeniently(text)).toBeUndefined();
    },
  );

  it.each(['{"a":{"__proto__":{"admin":true}}}', '{"a":{"\\u005f_proto__":{"admin":true}}}', '{"a":{"__\\u0070roto__":{"admin":true}}}'])(
    '%s: leaves out a key that would become a prototype',
    (text) => {
      const { a } = parseJson(text) as { a: object };
      expect(Object.getOwnPropertyNames(a)).toEqual([]);
      expect(Object.assign({}, a)).not.toHaveProperty('admin');
    },
  );

  it('keeps such a name where it is only a text', () => {
    expect(parseJson('{"title":"__proto__"}')).toEqual({ title: '__proto__' });
  });
});
