// Signing in to LocaliQ in a window or with a password, staying signed in with tokens that are good once, and what goes wrong.
import { describe, expect, it } from 'vitest';
import { getTokens, putTokens } from '@/lib/auth/secrets';
import { adoptTokens, createSession } from '@/lib/auth/session';
import { createApi } from '@/lib/systems/localiq/api';
import { createRefresh, type LocaliqApp, signIn, signInWithPassword } from '@/lib/systems/localiq/auth';
import { localiqAuthorised } from '@/lib/systems/localiq/authorised';
import { createSandbox } from '@/sandbox/index';
import { GMAID, HIPAA_GMAID, INACTIVE_GMAID } from '@/sandbox/localiq/seed';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { memoryLocks, memoryVault } from '@/test/auth/fakes';
import { fetchOf, plainHttp, pull, now as start } from './connect';

const hour = 3_600_000;
const query = { global_master_advertiser_id: GMAID, created_after_date: '2026-11-01', created_before_date: '2026-12-01', page: 1 };

function setUp({ answer }: { answer?: (request: Request) => Response | undefined } = {}) {
  let time = start;
  const now = () => time;
  const sandbox = createSandbox({ now });
  const { state, quirks } = sandbox.localiq;
  state.signIn.autoApprove = true;
  quirks.requestsPerSecond = 10_000;
  const user = state.signIn.users[0];
  if (!user) throw new Error('The sandbox has a user');
  const app: LocaliqApp = {
    clientId: LOCALIQ_APP.clientId,
    clientSecret: LOCALIQ_APP.clientSecret,
    redirectUri: `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/localiq`,
    accountEmail: user.email,
  };
  const http = plainHttp(sandbox, now, fetchOf(sandbox, answer));
  const opened: URL[] = [];
  const launch = async (url: string) => {
    opened.push(new URL(url));
    const response = await sandbox.fetch(new Request(url, { redirect: 'manual' }));
    return response.headers.get('location') ?? undefined;
  };
  const deps = { http, now, launch };
  const vault = memoryVault();
  const locks = memoryLocks();
  /** What one context of one browser makes of the vault. */
  const open = (ownVault = vault, ownLocks = locks) => {
    const session = createSession({ system: 'localiq', vault: ownVault, locks: ownLocks, now, refresh: createRefresh(app, deps) });
    return createApi(localiqAuthorised(http, session));
  };
  const adopt = (tokens: Parameters<typeof adoptTokens>[1]) => adoptTokens({ system: 'localiq', vault, locks }, tokens);
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const tokenRequests = () => sandbox.localiq.requests.filter(({ path }) => path === '/oauth/token');
  return { sandbox, state, quirks, user, app, deps, opened, vault, adopt, open, pass, tokenRequests };
}

describe('signing in with LocaliQ', () => {
  it('opens the documented page without a scope, sends credentials as JSON, and lists the advertisers', async () => {
    const { app, deps, opened, adopt, open, tokenRequests } = setUp();
    const signedIn = await signIn(app, deps);
    expect(opened[0]?.origin).toBe('https://api.localiqservices.com');
    expect(opened[0]?.pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(opened[0]?.searchParams ?? [])).toEqual({
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      state: expect.stringMatching(/.{20}/),
    });
    expect(tokenRequests()).toMatchObject([
      {
        body: {
          grant_type: 'authorization_code',
          client_id: app.clientId,
          client_secret: app.clientSecret,
          redirect_uri: app.redirectUri,
          code: expect.any(String),
        },
      },
    ]);
    expect(signedIn).toMatchObject({
      stateMissing: false,
      tokens: { expiresAt: start + 2 * hour },
      choices: [
        { gmaid: GMAID, name: 'Hearthside Home Services', hipaa: false, state: 'active' },
        { gmaid: HIPAA_GMAID, hipaa: true, state: 'active' },
        { gmaid: INACTIVE_GMAID, state: 'inactive' },
      ],
    });
    await adopt(signedIn.tokens);
    expect((await open().listContacts(query, pull)).contacts.length).toBeGreaterThan(0);
  });

  it('says when the server dropped the state, so that the account is confirmed', async () => {
    const { app, deps, quirks } = setUp();
    quirks.dropsState = true;
    expect(await signIn(app, deps)).toMatchObject({ stateMissing: true });
  });

  it('refuses an answer with another state, to another address, or without a code', async () => {
    const { app, deps, tokenRequests } = setUp();
    for (const answer of [
      `${app.redirectUri}?code=x&state=other`,
      'https://evil.example.com/localiq?code=x',
      `${app.redirectUri}/other?code=x`,
      `${app.redirectUri}?state=other`,
      app.redirectUri,
    ]) {
      await expect(signIn(app, { ...deps, launch: async () => answer })).rejects.toMatchObject({ code: 'invalid' });
    }
    expect(tokenRequests()).toEqual([]);
  });

  it('is cancelled by closing the window, and by a redirect address that LocaliQ does not know', async () => {
    const { app, deps } = setUp();
    await expect(signIn(app, { ...deps, launch: () => Promise.reject(new Error('closed')) })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(signIn({ ...app, redirectUri: 'https://wrong.example.com/x' }, deps)).rejects.toMatchObject({
      code: 'cancelled',
      detail: expect.stringContaining('ask your LocaliQ team whether the redirect address https://wrong.example.com/x'),
    });
  });

  it('tells a wrong secret, and a code that was used', async () => {
    const { app, deps, opened } = setUp();
    const wrong = signIn({ ...app, clientSecret: 'wrong' }, deps);
    await expect(wrong).rejects.toMatchObject({ code: 'signed-out', status: 401, detail: expect.stringContaining('unknown client') });
    let answer: string | undefined;
    const launch = async (url: string) => {
      answer ??= await deps.launch(url);
      const again = new URL(answer ?? '');
      again.searchParams.set('state', new URL(url).searchParams.get('state') ?? '');
      return again.href;
    };
    await signIn(app, { ...deps, launch });
    await expect(signIn(app, { ...deps, launch })).rejects.toMatchObject({ code: 'signed-out', status: 400 });
    expect(opened).toHaveLength(2);
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
    const { app, deps, sandbox } = setUp();
    sandbox.world.faults.arm({ kind, match: { path: /oauth\/token$/ } });
    await expect(signIn(app, deps)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('reads an answer with 201 and camelCase', async () => {
    const answer = ({ url }: Request) =>
      url.endsWith('/oauth/token') ? Response.json({ accessToken: 'a', refreshToken: 'r', expiresIn: '60' }, { status: 201 }) : undefined;
    const { app, deps } = setUp({ answer });
    const { tokens, choices, problem } = await signIn(app, deps);
    expect(tokens).toEqual({ accessToken: 'a', refreshToken: 'r', expiresAt: start + 60_000 });
    // The sandbox does not know this token: the pair must survive that.
    expect({ choices, problem }).toMatchObject({ choices: [], problem: { code: 'signed-out' } });
  });

  it('keeps the tokens where the advertisers cannot be listed', async () => {
    const { app, deps } = setUp();
    for (const accountEmail of ['somebody@example.com', '']) {
      const { tokens, choices, problem } = await signIn({ ...app, accountEmail }, deps);
      expect(tokens.refreshToken).not.toBe('');
      expect({ choices, code: problem?.code }).toEqual({ choices: [], code: accountEmail ? 'forbidden' : 'invalid' });
    }
  });

  it('sends no secret where the firm’s own server keeps it', async () => {
    const seen: Request[] = [];
    const answer = (request: Request) => {
      if (new URL(request.url).hostname !== 'tokens.firm.example.com') return undefined;
      seen.push(request.clone());
      return Response.json({ access_token: 'a' });
    };
    const { app, deps } = setUp({ answer });
    const own = { ...app, clientSecret: '', tokenEndpoint: 'https://tokens.firm.example.com/localiq' };
    expect((await signIn(own, deps)).tokens).toEqual({ accessToken: 'a', refreshToken: '', expiresAt: start + 2 * hour });
    expect(await seen[0]?.json()).not.toHaveProperty('client_secret');
  });
});

describe('signing in with a password', () => {
  it('sends it once and keeps it nowhere', async () => {
    const { app, deps, user, adopt, vault, open, pass, tokenRequests } = setUp();
    const signedIn = await signInWithPassword(app, user.password, deps);
    expect(signedIn.choices).toHaveLength(3);
    expect(JSON.stringify(signedIn)).not.toContain(user.password);
    await adopt(signedIn.tokens);
    expect(JSON.stringify(await getTokens(vault, 'localiq'))).not.toContain(user.password);
    pass(3 * hour);
    await open().listContacts(query, pull);
    expect(tokenRequests().map(({ body }) => (body as { grant_type: string }).grant_type)).toEqual(['password', 'refresh_token']);
  });

  it('tells a wrong one without repeating it', async () => {
    const { app, deps } = setUp();
    const error = await signInWithPassword(app, 'not-the-password', deps).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'signed-out', status: 400 });
    expect(JSON.stringify(error) + String(error)).not.toContain('not-the-password');
  });
});

describe('staying signed in', () => {
  it('renews with each new refresh token, hour after hour', async () => {
    const { app, deps, adopt, open, pass, tokenRequests } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    for (let times = 0; times < 4; times++) {
      pass(2 * hour);
      await open().listContacts(query, pull);
    }
    const used = tokenRequests()
      .slice(1)
      .map(({ body }) => (body as { refresh_token: string }).refresh_token);
    expect(new Set(used).size).toBe(4);
  });

  it('renews once for many requests in several contexts of one browser', async () => {
    const { app, deps, adopt, open, pass, tokenRequests } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    pass(2 * hour);
    await Promise.all([open(), open(), open()].flatMap((api) => [api.listContacts(query, pull), api.listInteractions(query, pull)]));
    expect(tokenRequests()).toHaveLength(2);
  });

  it('is over for the second of two browsers that hold the same token, and the first one stays', async () => {
    const { app, deps, adopt, open, pass, vault } = setUp();
    const { tokens } = await signIn(app, deps);
    await adopt(tokens);
    const copy = memoryVault();
    await putTokens(copy, 'localiq', tokens);
    pass(2 * hour);
    const second = open(copy, memoryLocks());
    await open().listContacts(query, pull);
    await expect(second.listContacts(query, pull)).rejects.toMatchObject({ code: 'signed-out' });
    expect((await getTokens(copy, 'localiq'))?.refusedAt).toBeDefined();
    expect((await getTokens(vault, 'localiq'))?.refusedAt).toBeUndefined();
  });

  it('is not over for a wrong secret, a fault of the server or a lost request', async () => {
    const { app, deps, adopt, open, pass, sandbox, vault, state } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    pass(2 * hour);
    const match = { path: /oauth\/token$/ };
    for (const kind of ['503', '500', 'drop-request', '429'] as const) {
      sandbox.world.faults.arm({ kind, match });
      await expect(open().listContacts(query, pull)).rejects.toMatchObject({ name: 'AppError' });
    }
    const [known] = state.signIn.apps;
    if (known) known.clientSecret = 'changed';
    await expect(open().listContacts(query, pull)).rejects.toMatchObject({ code: 'signed-out', status: 401 });
    expect((await getTokens(vault, 'localiq'))?.refusedAt).toBeUndefined();
    if (known) known.clientSecret = app.clientSecret;
    expect((await open().listContacts(query, pull)).contacts.length).toBeGreaterThan(0);
  });

  it('is over where the answer to a refresh was lost, since the token was good once', async () => {
    const { app, deps, adopt, open, pass, sandbox, vault } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    pass(2 * hour);
    sandbox.world.faults.arm({ kind: 'drop-reply', match: { path: /oauth\/token$/ } });
    await expect(open().listContacts(query, pull)).rejects.toMatchObject({ code: 'unreachable' });
    await expect(open().listContacts(query, pull)).rejects.toMatchObject({ code: 'signed-out' });
    expect((await getTokens(vault, 'localiq'))?.refusedAt).toBeDefined();
  });
});

describe('the header', () => {
  it.each(['bearer', 'bare'] as const)('is found out where the server takes %s only', async (form) => {
    const { app, deps, adopt, open, quirks, sandbox, tokenRequests } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    quirks.authorization = form;
    const api = open();
    const before = sandbox.localiq.requests.length;
    await api.listContacts(query, pull);
    await api.listContacts(query, pull);
    // The refused form is tried once only, and no token is spent on it.
    expect(sandbox.localiq.requests.length - before).toBe(form === 'bare' ? 3 : 2);
    expect(tokenRequests()).toHaveLength(1);
  });

  it('is not to blame for a token that was taken back: then it is renewed once', async () => {
    const { app, deps, adopt, open, state, sandbox, tokenRequests } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    state.signIn.expireTokens();
    const before = sandbox.localiq.requests.length;
    await open().listContacts(query, pull);
    expect(tokenRequests()).toHaveLength(2);
    expect(sandbox.localiq.requests.slice(before).map(({ status }) => status)).toEqual([401, 401, 200, 200]);
  });

  it('is not tried otherwise for a refusal that is no 401', async () => {
    const { app, deps, adopt, open, sandbox } = setUp();
    await adopt((await signIn(app, deps)).tokens);
    const before = sandbox.localiq.requests.length;
    await expect(open().listContacts({ ...query, global_master_advertiser_id: 'USA_1' }, pull)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(sandbox.localiq.requests.length - before).toBe(1);
  });
});
