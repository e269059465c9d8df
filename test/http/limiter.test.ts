// The limiter against an exact sliding window on a virtual clock: full use, no refusal, the user first, a dead worker's counts kept.
import { describe, expect, it } from 'vitest';
import type { AppError } from '@/lib/errors';
import { createLimiter, type Lane, type LimiterState, type LimitRules } from '@/lib/http/limiter';
import { highlevelLimits } from '@/lib/systems/highlevel/limits';
import { createLimiter as createServerLimiter } from '@/sandbox/core/limiter';
import { createVirtualClock } from './virtual-clock';

function memoryState(saved?: unknown): LimiterState & { saved: unknown; saves: number } {
  const state = {
    saved,
    saves: 0,
    load: async () => structuredClone(state.saved),
    save: async (limits: unknown) => {
      state.saves++;
      state.saved = structuredClone(limits);
    },
  };
  return state;
}

function setUp({
  rules = highlevelLimits,
  state = memoryState(),
  latencyMs = 40,
}: {
  rules?: LimitRules;
  state?: ReturnType<typeof memoryState>;
  latencyMs?: number;
} = {}) {
  const clock = createVirtualClock();
  const limiter = createLimiter({ rules, state, now: clock.now, wait: clock.wait, random: () => 0.5 });
  const server = createServerLimiter({ now: clock.now, max: 100, windowMs: 10_000 });
  const log: { lane: Lane; name: string; at: number; allowed: boolean }[] = [];

  async function request(lane: Lane, name = '', signal?: AbortSignal): Promise<void> {
    const ticket = await limiter.take(lane, signal);
    await clock.wait(latencyMs / 2);
    const { allowed, remaining } = server.take('us');
    log.push({ lane, name, at: clock.now(), allowed });
    await clock.wait(latencyMs / 2);
    ticket.done({
      status: allowed ? 200 : 429,
      headers: new Headers({ 'x-ratelimit-remaining': String(remaining), 'x-ratelimit-interval-milliseconds': '10000' }),
    });
  }

  return { clock, limiter, server, log, request, state };
}

describe('the window', () => {
  it('uses at least 95 % of the limit for a day’s queue, without one refusal', async () => {
    const { clock, log, request } = setUp();
    const start = clock.now();
    let left = 1000;
    const worker = async () => {
      while (left-- > 0) await request('push');
    };
    const workers = Array.from({ length: 8 }, worker);
    await clock.runTo(start + 120_000);
    await Promise.all(workers);
    expect(log.filter(({ allowed }) => !allowed)).toHaveLength(0);
    const tookMs = (log.at(-1)?.at ?? 0) - start;
    expect(1000 / (tookMs / 10_000)).toBeGreaterThanOrEqual(95);
  });

  it.each([
    ['pull', 90],
    ['reconcile', 80],
  ] as const)('lets %s fill its own share and no more', async (lane, share) => {
    const { clock, log, request } = setUp();
    const all = Array.from({ length: 150 }, () => request(lane));
    await clock.runTo(clock.now() + 5_000);
    expect(log).toHaveLength(share);
    await clock.runTo(clock.now() + 20_000);
    await Promise.all(all);
  });

  it('keeps places for the user while the index runs', async () => {
    const { clock, log, request } = setUp();
    const index = Array.from({ length: 300 }, () => request('pull'));
    await clock.runTo(clock.now() + 3_000);
    const clickedAt = clock.now();
    const clicks = Array.from({ length: 8 }, () => request('interactive'));
    await clock.runTo(clickedAt + 200);
    expect(log.filter(({ lane }) => lane === 'interactive')).toHaveLength(8);
    await clock.runTo(clock.now() + 60_000);
    await Promise.all([...index, ...clicks]);
    expect(log.every(({ allowed }) => allowed)).toBe(true);
  });

  it('sends a user’s request before everything that was queued earlier', async () => {
    const { clock, log, request } = setUp({ rules: { windowMs: 10_000, max: 1 } });
    const all = [request('reconcile', 'a'), request('pull', 'b'), request('push', 'c')];
    await clock.runTo(clock.now() + 100);
    all.push(request('pull', 'd'), request('interactive', 'user'));
    await clock.runTo(clock.now() + 80_000);
    await Promise.all(all);
    expect(log.map(({ name }) => name)).toEqual(['a', 'user', 'c', 'b', 'd']);
  });

  it('takes a cancelled request out of the queue', async () => {
    const { clock, log, request } = setUp({ rules: { windowMs: 10_000, max: 1 } });
    const abort = new AbortController();
    const first = request('pull', 'first');
    const second = request('pull', 'second', abort.signal).catch((error: AppError) => error.code);
    const third = request('pull', 'third');
    await clock.runTo(clock.now() + 100);
    abort.abort();
    await clock.runTo(clock.now() + 30_000);
    await Promise.all([first, third]);
    expect(await second).toBe('cancelled');
    expect(log.map(({ name }) => name)).toEqual(['first', 'third']);
  });

  it('does not stay shut when the clock is set back by an hour', async () => {
    const { clock, limiter } = setUp({ rules: { windowMs: 10_000, max: 1 } });
    (await limiter.take('push')).done();
    clock.set(clock.now() - 3_600_000);
    const next = limiter.take('push');
    await clock.runTo(clock.now() + 10_001);
    await expect(next).resolves.toBeDefined();
  });
});

describe('a worker that died', () => {
  it('leaves its counts behind, those of requests under way included', async () => {
    const state = memoryState();
    const before = setUp({ state });
    for (let sent = 0; sent < 97; sent++) void before.limiter.take('push');
    await before.clock.runTo(before.clock.now() + 1);

    const clock = createVirtualClock(before.clock.now());
    const after = createLimiter({ rules: highlevelLimits, state, now: clock.now, wait: clock.wait });
    let granted = false;
    void after.take('push').then(() => {
      granted = true;
    });
    await clock.runTo(clock.now() + 9_000);
    expect(granted).toBe(false);
    await clock.runTo(clock.now() + 2_000);
    expect(granted).toBe(true);
  });

  it.each([undefined, null, 'x', { stamps: 'x' }])('starts anew where the stored counts are unreadable (%j)', async (saved) => {
    const { limiter, clock } = setUp({ state: memoryState(saved) });
    const ticket = limiter.take('pull');
    await clock.runTo(clock.now() + 1);
    await expect(ticket).resolves.toBeDefined();
  });

  it('lets requests out although storing fails', async () => {
    const clock = createVirtualClock();
    const failing = { load: () => Promise.reject(new Error('closed')), save: () => Promise.reject(new Error('full')) };
    const limiter = createLimiter({ rules: highlevelLimits, state: failing, now: clock.now, wait: clock.wait });
    await expect(limiter.take('interactive')).resolves.toBeDefined();
  });
});

describe('what the server says', () => {
  it('gives way to another device on the same limit', async () => {
    const { clock, log, request, server } = setUp();
    for (let theirs = 0; theirs < 60; theirs++) server.take('us');
    // The first answer tells of the other device's requests.
    const first = request('pull');
    await clock.runTo(clock.now() + 100);
    const all = [first, ...Array.from({ length: 60 }, () => request('pull'))];
    await clock.runTo(clock.now() + 5_000);
    expect(log.length).toBeLessThanOrEqual(40);
    await Promise.all([clock.runTo(clock.now() + 30_000), ...all]);
    expect(log.every(({ allowed }) => allowed)).toBe(true);
  });

  it('pauses after a refusal, comes back one at a time, and never storms', async () => {
    const { clock, log, request, server } = setUp();
    for (let theirs = 0; theirs < 100; theirs++) server.take('us');
    const start = clock.now();
    const all = Array.from({ length: 30 }, (_, index) => clock.wait(index * 100).then(() => request('push')));
    await clock.runTo(start + 60_000);
    await Promise.all(all);
    expect(log.filter(({ allowed }) => !allowed).length).toBeLessThanOrEqual(1);
    const second = log[1];
    expect(second && second.at - start).toBeGreaterThanOrEqual(10_000);
    expect(log.filter(({ allowed }) => allowed).length).toBe(29);
  });

  it('hands a long pause to the caller instead of sitting through it', async () => {
    const { clock, limiter } = setUp();
    const ticket = limiter.take('push');
    await clock.runTo(clock.now() + 1);
    const retryAt = clock.now() + 600_000;
    (await ticket).done({ status: 429, headers: new Headers(), retryAt });
    const refused = limiter.take('interactive').catch((error: AppError) => error);
    await clock.runTo(clock.now() + 1);
    expect(await refused).toMatchObject({ code: 'rate-limited', retryAt: expect.any(Number) });
  });

  it('pauses no longer because the clock was set back, also in a new worker', async () => {
    const { clock, limiter, state } = setUp();
    const ticket = limiter.take('push');
    await clock.runTo(clock.now() + 1);
    (await ticket).done({ status: 429, headers: new Headers() });
    clock.set(clock.now() - 2 * 3_600_000);
    const after = createLimiter({ rules: highlevelLimits, state, now: clock.now, wait: clock.wait });
    const next = [limiter.take('interactive'), after.take('interactive')];
    await clock.runTo(clock.now() + 13_000);
    await expect(Promise.all(next)).resolves.toHaveLength(2);
  });

  it('stops for the day when it is used up, tries again within the hour, and keeps a rest of the day for the user', async () => {
    const { clock, limiter } = setUp();
    const used = async (remaining: number) => {
      const ticket = limiter.take('interactive');
      await clock.runTo(clock.now() + 1);
      (await ticket).done({ status: 200, headers: new Headers({ 'x-ratelimit-daily-remaining': String(remaining) }) });
    };
    await used(15_000);
    const background = limiter.take('pull').catch((error: AppError) => error.code);
    await clock.runTo(clock.now() + 1);
    expect(await background).toBe('daily-limit');

    await used(0);
    const user = limiter.take('interactive').catch((error: AppError) => error);
    await clock.runTo(clock.now() + 1);
    expect(await user).toMatchObject({ code: 'daily-limit', retryAt: clock.now() + 3_600_000 - 1 });
  });
});
