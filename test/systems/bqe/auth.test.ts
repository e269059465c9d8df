// Signing in to BQE CORE with a Web app and with one without a secret; staying signed in; and what goes wrong on the way.
import { describe, expect, it } from 'vitest';
import { authorised } from '@/lib/auth/authorised';
import { getTokens, type Tokens } from '@/lib/auth/secrets';
import { adoptTokens, createSession } from '@/lib/auth/session';
import { createApi } from '@/lib/systems/bqe/api';
import { type BqeApp, createRefresh, revoke, signIn } from '@/lib/systems/bqe/auth';
import type { BqeQuirks } from '@/sandbox/bqe/quirks';
import { NATIVE_APP, WEB_APP } from '@/sandbox/bqe/sign-in';
import { createSandbox } from '@/sandbox/index';
import { memoryLocks, memoryVault } from '@/test/auth/fakes';
import { fetchOf, plainHttp, pull, now as start, timezone } from './connect';

const hour = 3_600_000;
const redirectUri = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/bqe`;
const web: BqeApp = { type: 'web', clientId: WEB_APP.clientId, clientSecret: WEB_APP.clientSecret, redirectUri };
const secretless: BqeApp = { type: 'secretless', clientId: NATIVE_APP.clientId, clientSecret: '', redirectUri };

/** A browser: it follows the identity server's pages and comes back, or shows an error page that the user closes. */
function setUp(app: BqeApp = web, quirks: Partial<BqeQuirks> = {}) {
  let time = start;
  const now = () => time;
  const sandbox = createSandbox({ now });
  const { state } = sandbox.bqe;
  Object.assign(sandbox.bqe.quirks, quirks);
  state.signIn.autoApprove = true;
  const http = plainHttp(sandbox, now);
  const opened: URL[] = [];
  const shown: string[] = [];
  const open = async (url: string) => {
    opened.push(new URL(url));
    const response = await sandbox.fetch(new Request(url, { redirect: 'manual' }));
    const target = response.headers.get('location') ?? '';
    if (target.startsWith(redirectUri)) return target;
    shown.push(target);
    return undefined;
  };
  const deps = { http, fetch: fetchOf(sandbox), now, launch: open };
  /** One browser's installation. */
  const browser = (launchSilently: (url: string) => Promise<string | undefined> = open) => {
    const vault = memoryVault();
    const locks = memoryLocks();
    const expected = async () => ({ userId: state.company.employees[0]!.id, companyId: state.company.id });
    const session = () =>
      createSession({
        system: 'bqe',
        vault,
        locks,
        now,
        renewsSilently: true,
        refresh: createRefresh(app, { ...deps, launchSilently, expected }),
      });
    const adopt = (tokens: Tokens) => adoptTokens({ system: 'bqe', vault, locks }, tokens);
    const endpoint = async () => (await getTokens(vault, 'bqe'))?.endpoint ?? '';
    const read = (own = session()) =>
      createApi(authorised(http, own), { endpoint, timezone, now }).list('todo', { page: 1, size: 1 }, pull);
    return { vault, adopt, session, read, stored: () => getTokens(vault, 'bqe') };
  };
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const tokenRequests = () => sandbox.bqe.requests.filter(({ path }) => path.endsWith('/connect/token'));
  return { sandbox, state, quirks: sandbox.bqe.quirks, deps, opened, shown, browser, pass, tokenRequests };
}

describe('signing in', () => {
  it('with a Web app asks for a refresh token, sends a nonce and no PKCE, and comes back with who and where', async () => {
    const { deps, opened, state, tokenRequests } = setUp();
    const signedIn = await signIn(web, deps);
    expect(opened[0]?.origin + (opened[0]?.pathname ?? '')).toBe('https://api-identity.bqecore.com/idp/connect/authorize');
    const asked = Object.fromEntries(opened[0]?.searchParams ?? []);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: web.clientId,
      redirect_uri: redirectUri,
      scope: 'read:core readwrite:core openid profile email offline_access',
      state: expect.stringMatching(/^[\w-]{20,}$/),
      nonce: expect.stringMatching(/^[\w-]{20,}$/),
    });
    expect(asked).not.toHaveProperty('code_challenge');
    expect(tokenRequests()[0]?.body).toMatchObject({ client_secret: web.clientSecret, redirect_uri: redirectUri });
    expect(signedIn).toMatchObject({
      endpoint: 'https://api.bqecore.com/api',
      userId: state.company.employees[0]!.id,
      userName: 'Tess Delgado',
      companyId: state.company.id,
      companyName: state.company.name,
      stateMissing: false,
      tokens: { refreshToken: expect.stringMatching(/./), endpoint: 'https://api.bqecore.com/api' },
    });
  });

  it('without a secret uses PKCE and gets no refresh token', async () => {
    const { deps, opened, tokenRequests } = setUp(secretless);
    const { tokens } = await signIn(secretless, deps);
    expect(opened[0]?.searchParams.get('code_challenge_method')).toBe('S256');
    expect(opened[0]?.searchParams.get('scope')).not.toContain('offline_access');
    expect(tokenRequests()[0]?.body).not.toHaveProperty('client_secret');
    expect(tokens.refreshToken).toBe('');
  });

  it('with a Web app may use PKCE where the server takes it', async () => {
    const { deps, opened } = setUp(web, { webRefusesPkce: false });
    await signIn({ ...web, pkce: true }, deps);
    expect(opened[0]?.searchParams.has('code_challenge')).toBe(true);
  });

  it.each([
    ['a refused scope', web, { offlineRefused: true }, 'offline_access'],
    ['PKCE that is refused', { ...web, pkce: true }, {}, 'its type is Web'],
    ['a redirect address that is not registered', { ...web, redirectUri: `${redirectUri}/` }, {}, `${redirectUri}/`],
    ['an app of another type', { ...web, clientId: NATIVE_APP.clientId }, {}, 'its type is Web'],
    ['an unknown app', { ...secretless, clientId: 'nobody' }, {}, 'Native or JavaScript'],
  ] as const)('leaves the vendor’s error page for %s; closing it says what to check', async (_what, app, quirks, advice) => {
    const { deps, shown } = setUp(app, quirks);
    const failed = await signIn(app, deps).catch((error: unknown) => error);
    expect(shown[0]).toMatch(/^\/idp\/home\/error\?errorId=/);
    expect(failed).toMatchObject({ name: 'AppError', code: 'cancelled', detail: expect.stringContaining(advice) });
    expect(failed).toMatchObject({ detail: expect.stringContaining('read:core, readwrite:core') });
  });

  it('is cancelled by closing the window and by saying no', async () => {
    const { deps } = setUp();
    await expect(signIn(web, { ...deps, launch: () => Promise.reject(new Error('closed')) })).rejects.toMatchObject({ code: 'cancelled' });
    const denied = async (url: string) => `${redirectUri}?error=access_denied&state=${new URL(url).searchParams.get('state')}`;
    await expect(signIn(web, { ...deps, launch: denied })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses an answer with another state or to another address, and tells where the state was dropped', async () => {
    const { deps } = setUp();
    for (const answer of [
      `${redirectUri}?code=x&state=other`,
      'https://evil.example.com/bqe?code=x',
      `${redirectUri}?error=server_error`,
    ]) {
      await expect(signIn(web, { ...deps, launch: async () => answer })).rejects.toMatchObject({ code: 'invalid' });
    }
    const drop = async (url: string) => {
      const target = new URL((await deps.launch(url)) ?? '');
      target.searchParams.delete('state');
      return target.href;
    };
    expect(await signIn(web, { ...deps, launch: drop })).toMatchObject({ stateMissing: true });
  });

  it('refuses an ID token with another nonce, and takes one without', async () => {
    const other = setUp(web, { nonce: 'other' });
    await expect(signIn(web, other.deps)).rejects.toMatchObject({ code: 'invalid' });
    expect(await signIn(web, setUp(web, { nonce: 'missing' }).deps)).toMatchObject({ stateMissing: false });
  });

  it('tells a wrong secret', async () => {
    const { deps } = setUp();
    await expect(signIn({ ...web, clientSecret: 'wrong' }, deps)).rejects.toMatchObject({ code: 'signed-out', detail: 'invalid_client' });
  });

  it('refuses an endpoint on a foreign host and sends nothing there', async () => {
    const { deps, sandbox } = setUp(web, { endpoint: 'https://services.leadconnectorhq.com/api' });
    await expect(signIn(web, deps)).rejects.toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('services.leadconnectorhq.com'),
    });
    expect(sandbox.highlevel.requests).toEqual([]);
  });

  it('strips the slash of the endpoint', async () => {
    expect(await signIn(web, setUp(web, { endpointSlash: true }).deps)).toMatchObject({ endpoint: 'https://api.bqecore.com/api' });
  });

  it.each([
    ['html', 'unreadable-answer'],
    ['truncated', 'unreadable-answer'],
    ['empty', 'unreadable-answer'],
    ['null-everywhere', 'unreadable-answer'],
    ['503', 'server-error'],
    ['drop-request', 'unreachable'],
  ] as const)('makes %s of the token address %s', async (kind, code) => {
    const { deps, sandbox } = setUp();
    sandbox.world.faults.arm({ kind, match: { path: /connect\/token$/ } });
    await expect(signIn(web, deps)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('knows the company from the tokens where openid was not granted', async () => {
    const { deps, sandbox, state } = setUp();
    const original = sandbox.bqe.fetch;
    sandbox.bqe.fetch = async (request) =>
      request.url.endsWith('/userinfo') ? Response.json({ error: 'insufficient_scope' }, { status: 403 }) : original(request);
    expect(await signIn(web, deps)).toMatchObject({ companyId: state.company.id, userId: '' });
  });

  it('sends no secret where the firm’s own server keeps it', async () => {
    const { deps, sandbox } = setUp();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).hostname !== 'tokens.firm.example.com') return sandbox.fetch(request);
      const body = new URLSearchParams(await request.text());
      expect(body.has('client_secret')).toBe(false);
      body.set('client_secret', web.clientSecret);
      return sandbox.fetch(new Request('https://api-identity.bqecore.com/idp/connect/token', { method: 'POST', body }));
    };
    const own = { ...web, clientSecret: '', tokenEndpoint: 'https://tokens.firm.example.com/bqe' };
    expect(await signIn(own, { ...deps, fetch })).toMatchObject({ stateMissing: false });
  });
});

describe('staying signed in with a Web app', () => {
  it('renews each hour with the new refresh token, and keeps the endpoint where the answer has none', async () => {
    const { deps, browser, pass, tokenRequests } = setUp(web, { endpointOnRefresh: false });
    const mine = browser();
    await mine.adopt((await signIn(web, deps)).tokens);
    for (let hours = 0; hours < 3; hours++) {
      pass(hour);
      expect((await mine.read()).rows).toHaveLength(1);
    }
    expect(tokenRequests()).toHaveLength(4);
    expect((await mine.stored())?.endpoint).toBe('https://api.bqecore.com/api');
  });

  it('keeps the refresh token that is not replaced', async () => {
    const { deps, browser, pass } = setUp(web, { rotates: false });
    const mine = browser();
    await mine.adopt((await signIn(web, deps)).tokens);
    pass(hour);
    await mine.read();
    pass(hour);
    await mine.read();
    expect((await mine.stored())?.refreshToken).toMatch(/./);
  });

  it('never lets a renewal move the endpoint off the vendor’s hosts', async () => {
    const { deps, browser, pass, quirks, sandbox } = setUp();
    const mine = browser();
    await mine.adopt((await signIn(web, deps)).tokens);
    quirks.endpoint = 'https://services.leadconnectorhq.com/api';
    pass(hour);
    await mine.read();
    expect((await mine.stored())?.endpoint).toBe('https://api.bqecore.com/api');
    quirks.endpoint = 'https://coreapi1-01.bqecore.com/api';
    pass(hour);
    // The sandbox does not answer for that host; what counts is what is stored.
    await mine.read().catch(() => undefined);
    expect((await mine.stored())?.endpoint).toBe('https://coreapi1-01.bqecore.com/api');
    expect(sandbox.highlevel.requests).toEqual([]);
  });

  it('asks once, whatever asks in how many contexts', async () => {
    const { deps, browser, state, tokenRequests } = setUp();
    const mine = browser();
    await mine.adopt((await signIn(web, deps)).tokens);
    state.signIn.expireTokens();
    await Promise.all([mine.read(mine.session()), mine.read(mine.session()), mine.read(mine.session())]);
    expect(tokenRequests()).toHaveLength(2);
  });

  it('in two browsers with the same token ends in the later one only, which says so and stops asking', async () => {
    const { deps, browser, pass, tokenRequests } = setUp();
    const { tokens } = await signIn(web, deps);
    const [first, second] = [browser(), browser()];
    await first.adopt(tokens);
    await second.adopt(tokens);
    pass(hour);
    await first.read();
    await expect(second.read()).rejects.toMatchObject({ code: 'signed-out' });
    const asked = tokenRequests().length;
    await expect(second.read()).rejects.toMatchObject({ code: 'signed-out' });
    expect(tokenRequests()).toHaveLength(asked);
    pass(hour);
    expect((await first.read()).rows).toHaveLength(1);
  });

  it('survives a token address that is down for a while', async () => {
    const { deps, browser, pass, sandbox } = setUp();
    const mine = browser();
    await mine.adopt((await signIn(web, deps)).tokens);
    pass(hour);
    sandbox.world.faults.arm({ kind: '503', match: { path: /connect\/token$/ } });
    await expect(mine.read()).rejects.toMatchObject({ code: 'server-error' });
    expect((await mine.read()).rows).toHaveLength(1);
  });
});

describe('staying signed in without a secret', () => {
  it('signs in silently each hour', async () => {
    const { deps, browser, pass, opened } = setUp(secretless);
    const mine = browser();
    await mine.adopt((await signIn(secretless, deps)).tokens);
    pass(hour);
    expect((await mine.read()).rows).toHaveLength(1);
    expect(opened.map(({ searchParams }) => searchParams.get('prompt'))).toEqual([null, 'none']);
    expect((await mine.stored())?.endpoint).toBe('https://api.bqecore.com/api');
  });

  it.each([
    [
      'the server wants the user',
      async (url: string) => `${redirectUri}?error=login_required&state=${new URL(url).searchParams.get('state')}`,
    ],
    ['the page needs a click', async () => undefined],
    ['the browser says no', () => Promise.reject(new Error('User interaction required.'))],
  ])('is over when %s', async (_why, launchSilently) => {
    const { deps, browser, pass } = setUp(secretless);
    const mine = browser(launchSilently);
    await mine.adopt((await signIn(secretless, deps)).tokens);
    pass(hour);
    await expect(mine.read()).rejects.toMatchObject({ code: 'signed-out' });
    expect((await mine.stored())?.refusedAt).toBeDefined();
  });

  it('is not over because the network is gone', async () => {
    const { deps, browser, pass, sandbox } = setUp(secretless);
    const mine = browser(() => Promise.reject(new Error('Authorization page could not be loaded.')));
    await mine.adopt((await signIn(secretless, deps)).tokens);
    pass(hour);
    sandbox.world.faults.arm({ kind: 'drop-request', times: Number.POSITIVE_INFINITY });
    await expect(mine.read()).rejects.toMatchObject({ code: 'unreachable' });
    expect((await mine.stored())?.refusedAt).toBeUndefined();
  });

  it('refuses another company or user of the same browser', async () => {
    const { deps, browser, pass, state } = setUp(secretless);
    const mine = browser();
    await mine.adopt((await signIn(secretless, deps)).tokens);
    pass(hour);
    const original = state.signIn.issueToken;
    state.signIn.issueToken = (grant) => original({ ...grant, companyId: state.companies[1]!.id });
    await expect(mine.read()).rejects.toMatchObject({ code: 'signed-out' });
  });
});

describe('disconnecting', () => {
  it('tells the server to forget the token, and does not fail where it cannot', async () => {
    const { deps, state, sandbox } = setUp();
    const { tokens } = await signIn(web, deps);
    await revoke(web, tokens, deps.http);
    expect(state.signIn.refreshTokens.size).toBe(0);
    sandbox.world.faults.arm({ kind: 'drop-request' });
    await revoke(web, tokens, deps.http);
  });
});
