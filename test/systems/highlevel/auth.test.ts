// Signing in to HighLevel with the firm's own app: the sandbox's consent page, its tokens, company-wide sign-ins, and what goes wrong.
import { describe, expect, it } from 'vitest';
import { authorised } from '@/lib/auth/authorised';
import { getTokens, putTokens } from '@/lib/auth/secrets';
import { adoptTokens, createSession } from '@/lib/auth/session';
import { createApi } from '@/lib/systems/highlevel/api';
import { chooseLocation, createRefresh, type HighLevelApp, signIn } from '@/lib/systems/highlevel/auth';
import { HIGHLEVEL_APP } from '@/sandbox/highlevel';
import { createSandbox } from '@/sandbox/index';
import { memoryLocks, memoryVault } from '@/test/auth/fakes';
import { fetchOf, plainHttp, pull, now as start } from './connect';

const day = 86_400_000;
const app: HighLevelApp = {
  clientId: HIGHLEVEL_APP.clientId,
  clientSecret: HIGHLEVEL_APP.clientSecret,
  redirectUri: `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/leadconnector`,
};

function setUp() {
  let time = start;
  const now = () => time;
  const sandbox = createSandbox({ now });
  const { state, quirks } = sandbox.highlevel;
  state.autoApprove = true;
  const http = plainHttp(sandbox, now);
  const opened: URL[] = [];
  const launch = async (url: string) => {
    opened.push(new URL(url));
    const response = await sandbox.fetch(new Request(url, { redirect: 'manual' }));
    return response.headers.get('location') ?? undefined;
  };
  const deps = { http, fetch: fetchOf(sandbox), now, launch };
  const vault = memoryVault();
  const locks = memoryLocks();
  const session = createSession({ system: 'highlevel', vault, locks, now, refresh: createRefresh(app, deps) });
  const api = createApi(authorised(http, session));
  const adopt = (tokens: Parameters<typeof adoptTokens>[1]) => adoptTokens({ system: 'highlevel', vault, locks }, tokens);
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { sandbox, state, quirks, deps, opened, vault, adopt, api, session, pass };
}

describe('signing in', () => {
  it('opens the documented page in the same window and comes back with a location', async () => {
    const { deps, state, opened, adopt, api } = setUp();
    const signedIn = await signIn(app, deps);
    expect(opened[0]?.href).toMatch(/^https:\/\/marketplace\.gohighlevel\.com\/v2\/oauth\/chooselocation\?/);
    expect(Object.fromEntries(opened[0]?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      loginWindowOpenMode: 'self',
      scope: expect.stringContaining('contacts.readonly contacts.write'),
      state: expect.stringMatching(/.{20}/),
    });
    expect(signedIn).toMatchObject({
      locationId: state.location.id,
      companyId: state.companyId,
      userId: state.users[0]?.id,
      choices: [],
      stateMissing: false,
    });
    await adopt(signedIn.tokens);
    expect((await api.readLocation(state.location.id, pull)).location.id).toBe(state.location.id);
  });

  it('says when the server dropped the state, so that the account is confirmed', async () => {
    const { deps, quirks } = setUp();
    quirks.dropState = true;
    expect(await signIn(app, deps)).toMatchObject({ stateMissing: true });
  });

  it('refuses an answer with another state, to another address, or without a code', async () => {
    const { deps } = setUp();
    for (const answer of [
      `${app.redirectUri}?code=x&state=other`,
      'https://evil.example.com/highlevel?code=x',
      `${app.redirectUri}?state=other`,
      `${app.redirectUri}?error=server_error`,
    ]) {
      await expect(signIn(app, { ...deps, launch: async () => answer })).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  it('is cancelled by closing the window and by saying no', async () => {
    const { deps } = setUp();
    await expect(signIn(app, { ...deps, launch: () => Promise.reject(new Error('closed')) })).rejects.toMatchObject({ code: 'cancelled' });
    const denied = async (url: string) => `${app.redirectUri}?error=access_denied&state=${new URL(url).searchParams.get('state')}`;
    await expect(signIn(app, { ...deps, launch: denied })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says what to check where a wrong redirect address left HighLevel’s error page in the window', async () => {
    const { deps } = setUp();
    const wrong = { ...app, redirectUri: 'https://wrong.example.com/x' };
    await expect(signIn(wrong, deps)).rejects.toMatchObject({
      code: 'cancelled',
      detail: expect.stringContaining('redirect address is exactly https://wrong.example.com/x'),
    });
  });

  it('tells a wrong secret', async () => {
    const { deps } = setUp();
    const failed = signIn({ ...app, clientSecret: 'wrong' }, deps);
    await expect(failed).rejects.toMatchObject({ code: 'signed-out', detail: expect.stringContaining('client is invalid') });
  });

  it.each([
    ['html', 'unreadable-answer'],
    ['truncated', 'unreadable-answer'],
    ['empty', 'unreadable-answer'],
    ['null-everywhere', 'unreadable-answer'],
    ['503', 'server-error'],
    ['429', 'rate-limited'],
    ['drop-request', 'unreachable'],
  ] as const)('makes %s of the token address %s', async (kind, code) => {
    const { deps, sandbox } = setUp();
    sandbox.world.faults.arm({ kind, match: { path: /oauth\/token$/ } });
    await expect(signIn(app, deps)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('sends no secret where the firm’s own server keeps it', async () => {
    const { deps, sandbox } = setUp();
    const bodies: URLSearchParams[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).hostname !== 'tokens.firm.example.com') return sandbox.fetch(request);
      const body = new URLSearchParams(await request.text());
      bodies.push(new URLSearchParams(body));
      body.set('client_secret', HIGHLEVEL_APP.clientSecret);
      return sandbox.fetch(new Request('https://services.leadconnectorhq.com/oauth/token', { method: 'POST', body }));
    };
    const own = { ...app, clientSecret: '', tokenEndpoint: 'https://tokens.firm.example.com/highlevel' };
    expect(await signIn(own, { ...deps, fetch })).toMatchObject({ choices: [] });
    expect(bodies[0]?.has('client_secret')).toBe(false);
    expect(bodies[0]?.get('client_id')).toBe(app.clientId);
  });
});

describe('staying signed in', () => {
  it('renews each day with the new refresh token', async () => {
    const { deps, adopt, api, state, pass } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    for (let days = 0; days < 3; days++) {
      pass(day);
      expect((await api.readLocation(state.location.id, pull)).location.id).toBe(state.location.id);
    }
  });

  it('renews once when a token is refused early', async () => {
    const { deps, adopt, api, state, sandbox } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    state.expireAccessTokens();
    const asked = () => sandbox.highlevel.requests.filter(({ path }) => path === '/oauth/token').length;
    const before = asked();
    await Promise.all([
      api.listTags(state.location.id, pull),
      api.listCalendars(state.location.id, pull),
      api.listWorkflows(state.location.id, pull),
    ]);
    expect(asked() - before).toBe(1);
  });

  it('is over when the refresh token is dead, and only then', async () => {
    const { deps, adopt, api, state, quirks, pass, vault } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    pass(day);
    quirks.refreshError = 'Location is not active';
    const read = () => api.readLocation(state.location.id, pull);
    await expect(read()).rejects.toMatchObject({ code: 'signed-out', detail: 'Location is not active' });
    expect((await getTokens(vault, 'highlevel'))?.refusedAt).toBeUndefined();
    quirks.refreshError = '';
    await read();

    state.refreshGrants.clear();
    pass(day);
    await expect(read()).rejects.toMatchObject({ code: 'signed-out' });
    expect((await getTokens(vault, 'highlevel'))?.refusedAt).toBeDefined();
  });
});

describe('two browsers with the same sign-in', () => {
  async function setUpTwo() {
    const { deps, adopt, api, state, pass, sandbox, vault } = setUp();
    const { tokens } = await signIn(app, deps);
    await adopt(tokens);
    const other = memoryVault();
    await putTokens(other, 'highlevel', tokens);
    const refresh = createRefresh(app, deps);
    const session = createSession({ system: 'highlevel', vault: other, locks: memoryLocks(), now: deps.now, refresh });
    const read = () => api.readLocation(state.location.id, pull);
    const readThere = () => createApi(authorised(plainHttp(sandbox, deps.now), session)).readLocation(state.location.id, pull);
    return { pass, vault, other, read, readThere };
  }

  it('that renew within half a minute get the same pair, and both go on', async () => {
    const { pass, vault, other, read, readThere } = await setUpTwo();
    pass(day);
    await Promise.all([read(), readThere()]);
    expect(await getTokens(other, 'highlevel')).toMatchObject({ refreshToken: (await getTokens(vault, 'highlevel'))?.refreshToken });
  });

  it('end the one that comes later, which says so; the first one goes on', async () => {
    const { pass, other, read, readThere } = await setUpTwo();
    pass(day);
    await read();
    pass(60_000);
    await expect(readThere()).rejects.toMatchObject({ code: 'signed-out' });
    expect((await getTokens(other, 'highlevel'))?.refusedAt).toBeDefined();
    pass(day);
    await read();
  });
});

describe('a company-wide sign-in', () => {
  it('asks which location, then works there and renews', async () => {
    const { deps, quirks, state, adopt, vault, api, pass } = setUp();
    quirks.bulkInstall = true;
    const signedIn = await signIn(app, deps);
    expect(signedIn.locationId).toBe('');
    expect(signedIn.choices).toHaveLength(2);
    await adopt(signedIn.tokens);
    await expect(api.readLocation(state.location.id, pull)).rejects.toMatchObject({ code: 'not-connected' });

    const place = { companyId: signedIn.companyId, locationId: state.location.id };
    const stored = await getTokens(vault, 'highlevel');
    await adopt(await chooseLocation(app, stored ?? signedIn.tokens, place, { ...deps, keep: adopt }));
    expect((await api.readLocation(state.location.id, pull)).location.id).toBe(state.location.id);
    pass(day);
    expect((await api.listTags(state.location.id, pull)).tags.length).toBeGreaterThan(0);
  });

  it('derives the location’s token again where that has no refresh token of its own', async () => {
    const { deps, quirks, state, adopt, api, pass, vault } = setUp();
    quirks.bulkInstall = true;
    quirks.locationTokenRefreshes = false;
    const { tokens, companyId } = await signIn(app, deps);
    await adopt(await chooseLocation(app, tokens, { companyId, locationId: state.location.id }, { ...deps, keep: adopt }));
    const before = await getTokens(vault, 'highlevel');
    for (let days = 0; days < 2; days++) {
      pass(day);
      await api.readLocation(state.location.id, pull);
    }
    const after = await getTokens(vault, 'highlevel');
    expect(after?.parent?.refreshToken).not.toBe(before?.parent?.refreshToken);
  });

  it('asks for the scopes of narrowing only when they are needed, and then once more', async () => {
    const { deps, quirks, sandbox, opened } = setUp();
    quirks.bulkInstall = true;
    let exchanges = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await sandbox.fetch(new Request(input, init));
      if (exchanges++ > 0) return response;
      return Response.json({ ...(await response.json()), scope: 'contacts.readonly' });
    };
    expect((await signIn(app, { ...deps, fetch })).choices).toHaveLength(2);
    expect(opened.map(({ searchParams }) => searchParams.get('scope')?.includes('oauth.write'))).toEqual([false, true]);
  });

  it('chooses by itself where there is only one', async () => {
    const { deps, quirks, state } = setUp();
    quirks.bulkInstall = true;
    const [, second = ''] = [...state.locations.keys()];
    state.locations.delete(second);
    expect(await signIn(app, deps)).toMatchObject({ locationId: state.location.id, choices: [] });
  });
});
