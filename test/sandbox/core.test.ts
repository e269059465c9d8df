import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../sandbox/core/limiter';
import {
  AVERY,
  BRIAR,
  CAMERON,
  createPeople,
  DREW,
  ELLIS,
  FINN,
  GRAY,
  LAYLA,
  MORGAN,
  NAMED_PEOPLE,
  ROBIN,
  SASHA,
  WREN,
} from '../../sandbox/core/people';
import { createRandom } from '../../sandbox/core/random';
import { computedMs } from '../computed-ms';

describe('random', () => {
  test('the same seed replays, another one does not', () => {
    const take = (seed: number) => {
      const random = createRandom(seed);
      return [random.next(), random.int(1, 6), random.pick(['a', 'b', 'c']), random.id(20), random.uuid()];
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  test('whole numbers reach both ends and nothing beyond', () => {
    const random = createRandom(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.int(2, 5)));
    expect([...seen].sort()).toEqual([2, 3, 4, 5]);
  });

  test('ids keep to their alphabet, UUIDs to their form, and nothing cannot be picked from', () => {
    const random = createRandom(1);
    expect(random.id(64, '01')).toMatch(/^[01]{64}$/);
    expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(() => random.pick([])).toThrow();
  });
});

describe('limiter', () => {
  test('a sliding window allows exactly its maximum, and one more as soon as the first one leaves it', () => {
    let now = 1000;
    const limiter = createLimiter({ now: () => now, max: 3, windowMs: 100 });
    expect([limiter.take('a').remaining, limiter.take('a').remaining]).toEqual([2, 1]);
    now = 1050;
    expect(limiter.take('a')).toEqual({ allowed: true, limit: 3, remaining: 0, retryAfterMs: 50 });
    expect(limiter.take('a')).toMatchObject({ allowed: false, retryAfterMs: 50 });
    now = 1099;
    expect(limiter.take('a').allowed).toBe(false);
    now = 1100;
    expect(limiter.take('a').allowed).toBe(true);
    expect(limiter.take('a').allowed).toBe(true);
    expect(limiter.take('a').allowed).toBe(false);
  });

  test('keys are counted apart, looking does not count, and refused requests do not count', () => {
    let now = 0;
    const limiter = createLimiter({ now: () => now, max: 1, windowMs: 100 });
    expect(limiter.peek('a')).toMatchObject({ allowed: true, remaining: 1 });
    expect(limiter.take('a').allowed).toBe(true);
    expect(limiter.take('b').allowed).toBe(true);
    for (let i = 0; i < 10; i++) expect(limiter.take('a').allowed).toBe(false);
    now = 100;
    expect(limiter.take('a').allowed).toBe(true);
    limiter.reset('a');
    expect(limiter.take('a').allowed).toBe(true);
  });

  test('a fixed window starts anew at each whole multiple', () => {
    let now = 950;
    const limiter = createLimiter({ now: () => now, max: 2, windowMs: 1000, window: 'fixed' });
    limiter.take('a');
    limiter.take('a');
    expect(limiter.take('a')).toEqual({ allowed: false, limit: 2, remaining: 0, retryAfterMs: 50 });
    now = 1000;
    expect(limiter.take('a')).toMatchObject({ allowed: true, remaining: 1 });
  });

  test('a changed maximum counts from the next request on', () => {
    const limiter = createLimiter({ now: () => 0, max: 1, windowMs: 100 });
    limiter.take('a');
    limiter.max = 2;
    expect(limiter.take('a').allowed).toBe(true);
    expect(limiter.take('a').allowed).toBe(false);
  });
});

describe('people', () => {
  test('the named people come first and are complete, however few are asked for', () => {
    for (const count of [0, 1, 60]) expect(createPeople(createRandom(1), count).slice(0, NAMED_PEOPLE.length)).toEqual(NAMED_PEOPLE);
  });

  test('as many as asked for live in HighLevel', () => {
    const people = createPeople(createRandom(1), 60);
    expect(people.filter(({ systems }) => systems.includes('highlevel'))).toHaveLength(60);
    expect(people.some(({ systems }) => systems.length === 3)).toBe(true);
  });

  test('each named person is the case that it is there for', () => {
    expect(CAMERON.phone).toBe(DREW.phone);
    expect(AVERY.company).toBe(BRIAR.company);
    expect(ELLIS.email).toBeNull();
    expect(LAYLA.firstName).toMatch(/\p{Script=Arabic}/u);
    expect(FINN.firstName).toMatch(/\p{Emoji_Presentation}/u);
    expect(GRAY.phone).toBe('call the front desk');
    expect(WREN.systems).toEqual(['bqe', 'localiq']);
    expect([MORGAN.email, MORGAN.phone]).toEqual([SASHA.email, ROBIN.phone]);
    expect(SASHA.systems).toEqual(ROBIN.systems);
  });

  test('everybody is fiction: reserved domains and numbers, and nobody shares them by chance', () => {
    const people = createPeople(createRandom(3), 5000).slice(NAMED_PEOPLE.length);
    for (const { email, phone } of people) {
      expect(email).toMatch(/@example\.(com|org|net)$/);
      expect(phone).toMatch(/^\+1\d{3}55501\d{2}$/);
    }
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length);
  });

  test('50,000 people are made in under two seconds', () => {
    const startedAt = computedMs();
    expect(createPeople(createRandom(1), 50_000).length).toBeGreaterThan(50_000);
    expect(computedMs() - startedAt).toBeLessThan(2000);
  });
});
