// One refresh at a time in all contexts, the new pair stored before use, and a worker that may die in between.
import { describe, expect, it } from 'vitest';
import { authorised } from '@/lib/auth/authorised';
import { getTokens, putEntered, putTokens, type Tokens } from '@/lib/auth/secrets';
import { adoptTokens, createKeySession, createSession, forgetSecrets, type Refresh } from '@/lib/auth/session';
import { AppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { memoryLocks, memoryVault } from './fakes';

const start = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;

/** A server with single-use refresh tokens that repeats its answer for 30 s, as HighLevel does. */
function tokenServer(now: () => number) {
  const redeemed = new Map<string, { at: number; next: number }>();
  let count = 0;
  let live = 0;
  const pair = (number: number, at: number): Tokens => ({
    accessToken: `a${number}`,
    refreshToken: `r${number}`,
    expiresAt: at + 24 * hour,
  });
  const refresh: Refresh = async (stored) => {
    count++;
    await Promise.resolve();
    const used = redeemed.get(stored.refreshToken);
    if (used) return now() - used.at <= 30_000 ? pair(used.next, now()) : 'refused';
    if (stored.refreshToken !== `r${live}`) return 'refused';
    live++;
    redeemed.set(stored.refreshToken, { at: now(), next: live });
    return pair(live, now());
  };
  return { refresh, pair, requests: () => count };
}

async function setUp({ expiresIn = 24 * hour }: { expiresIn?: number } = {}) {
  let time = start;
  const now = () => time;
  const server = tokenServer(now);
  const vault = memoryVault();
  const locks = memoryLocks();
  await putTokens(vault, 'highlevel', { ...server.pair(0, time), expiresAt: time + expiresIn });
  const open = (refresh: Refresh = server.refresh, ownVault = vault) =>
    createSession({ system: 'highlevel', vault: ownVault, locks, refresh, now });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { server, vault, locks, open, now, pass };
}

describe('access token', () => {
  it('comes from the vault while it is fresh, without a request', async () => {
    const { open, server } = await setUp();
    expect(await open().accessToken()).toBe('a0');
    expect(server.requests()).toBe(0);
  });

  it('is renewed a minute ahead', async () => {
    const { open, vault } = await setUp({ expiresIn: 59_000 });
    expect(await open().accessToken()).toBe('a1');
    expect(await getTokens(vault, 'highlevel')).toMatchObject({ accessToken: 'a1', refreshToken: 'r1' });
  });

  it('is renewed once, however many ask in however many contexts', async () => {
    const { open, server } = await setUp({ expiresIn: -hour });
    const [worker, options] = [open(), open()];
    const tokens = await Promise.all([worker.accessToken(), worker.accessToken(), options.accessToken(), options.accessToken()]);
    expect(tokens).toEqual(['a1', 'a1', 'a1', 'a1']);
    expect(server.requests()).toBe(1);
  });

  it('goes on with the old one while that still counts and the server cannot be reached', async () => {
    const { open } = await setUp({ expiresIn: 30_000 });
    const session = open(async () => {
      throw new AppError('unreachable');
    });
    expect(await session.accessToken()).toBe('a0');
  });

  it('passes on why renewing failed, and stays signed in', async () => {
    const { open, vault } = await setUp({ expiresIn: -1 });
    const session = open(async () => {
      throw new AppError('server-error', { status: 503 });
    });
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'server-error' });
    expect((await getTokens(vault, 'highlevel'))?.refusedAt).toBeUndefined();
    expect(await open().accessToken()).toBe('a1');
  });

  it('is missing where nobody signed in', async () => {
    const { open, vault } = await setUp();
    await vault.clear();
    await expect(open().accessToken()).rejects.toMatchObject({ code: 'not-connected' });
  });
});

describe('after a refusal', () => {
  it('renews once for all whose token was refused', async () => {
    const { open, server } = await setUp();
    const [one, other] = [open(), open()];
    expect(await Promise.all([one.afterRefusal('a0'), other.afterRefusal('a0')])).toEqual(['a1', 'a1']);
    expect(server.requests()).toBe(1);
  });

  it('signs out when the server refuses for good, and asks it no more', async () => {
    const { open, server } = await setUp({ expiresIn: -1 });
    const dead = open(async () => 'refused');
    await expect(dead.accessToken()).rejects.toMatchObject({ code: 'signed-out' });
    await expect(open().accessToken()).rejects.toMatchObject({ code: 'signed-out' });
    expect(server.requests()).toBe(0);
  });

  it('does not sign out whoever signed in again meanwhile', async () => {
    const { open, vault } = await setUp({ expiresIn: -1 });
    const session = open(async () => {
      await putTokens(vault, 'highlevel', { accessToken: 'new', refreshToken: 'r', expiresAt: start + hour });
      return 'refused';
    });
    expect(await session.accessToken()).toBe('new');
    expect((await getTokens(vault, 'highlevel'))?.refusedAt).toBeUndefined();
  });

  it('is over when a new sign-in is adopted', async () => {
    const { open, vault, locks } = await setUp({ expiresIn: -1 });
    await open(async () => 'refused')
      .accessToken()
      .catch(() => {});
    await adoptTokens({ system: 'highlevel', vault, locks }, { accessToken: 'new', refreshToken: 'r', expiresAt: start + hour });
    expect(await open().accessToken()).toBe('new');
    expect(locks.held.size).toBe(0);
  });
});

it('forgets the secrets after a renewal that is under way, which would put its tokens back', async () => {
  const { server, vault, locks, open } = await setUp({ expiresIn: -hour });
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const token = open(async (...stored) => {
    asked.resolve();
    await answered.promise;
    return await server.refresh(...stored);
  }).accessToken();
  await asked.promise;
  const forgotten = forgetSecrets({ system: 'highlevel', vault, locks });
  answered.resolve();
  await Promise.all([token, forgotten]);
  expect(await getTokens(vault, 'highlevel')).toBeUndefined();
});

describe('a worker that dies between the answer and the write', () => {
  it('is succeeded by one that gets the same pair within the reuse window', async () => {
    const { open, vault, server, pass } = await setUp({ expiresIn: -1 });
    const dying = { ...vault, put: () => Promise.reject(new Error('worker ended')) };
    await expect(open(server.refresh, dying).accessToken()).rejects.toThrow();
    expect(await getTokens(vault, 'highlevel')).toMatchObject({ refreshToken: 'r0' });

    pass(20_000);
    expect(await open().accessToken()).toBe('a1');
    expect(await getTokens(vault, 'highlevel')).toMatchObject({ refreshToken: 'r1' });
    pass(25 * hour);
    expect(await open().accessToken()).toBe('a2');
  });

  it('is signed out where the next one comes too late, and says so', async () => {
    const { open, vault, server, pass } = await setUp({ expiresIn: -1 });
    const dying = { ...vault, put: () => Promise.reject(new Error('worker ended')) };
    await open(server.refresh, dying)
      .accessToken()
      .catch(() => {});
    pass(60_000);
    await expect(open().accessToken()).rejects.toMatchObject({ code: 'signed-out' });
  });
});

describe('authorised', () => {
  function httpThat(answer: (token: string | undefined) => AppError | undefined): Http & { tokens: (string | undefined)[] } {
    const tokens: (string | undefined)[] = [];
    return {
      tokens,
      async send(request) {
        const token = request.headers?.authorization;
        tokens.push(token);
        const error = answer(token);
        if (error) throw error;
        return { data: undefined as never, status: 200, headers: new Headers() };
      },
    };
  }
  const request = { method: 'GET', url: 'https://x.example.com', schema: undefined as never, lane: 'pull' } as const;

  it('renews after a 401 and sends once more', async () => {
    const { open } = await setUp();
    const http = httpThat((token) => (token === 'Bearer a0' ? new AppError('signed-out', { status: 401 }) : undefined));
    await authorised(http, open()).send(request);
    expect(http.tokens).toEqual(['Bearer a0', 'Bearer a1']);
  });

  it('gives up after the second 401', async () => {
    const { open } = await setUp();
    const http = httpThat(() => new AppError('signed-out', { status: 401 }));
    await expect(authorised(http, open()).send(request)).rejects.toMatchObject({ code: 'signed-out' });
    expect(http.tokens).toHaveLength(2);
  });

  it.each(['missing-scope', 'wrong-account', 'server-error'] as const)('does not renew after %s', async (code) => {
    const { open, server } = await setUp();
    const http = httpThat(() => new AppError(code));
    await expect(authorised(http, open()).send(request)).rejects.toMatchObject({ code });
    expect(server.requests()).toBe(0);
  });

  it('sends a pasted key, and has nothing to renew it with', async () => {
    const vault = memoryVault();
    const session = createKeySession({ system: 'highlevel', vault });
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'not-connected' });
    await putEntered(vault, 'highlevel', { method: 'token', token: 'pit-1' });
    const http = httpThat((token) => (token === 'Bearer pit-1' ? new AppError('signed-out', { status: 401 }) : undefined));
    await expect(authorised(http, session).send(request)).rejects.toMatchObject({ code: 'signed-out' });
    expect(http.tokens).toEqual(['Bearer pit-1']);
  });
});
