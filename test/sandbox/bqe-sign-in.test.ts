// BQE CORE's identity server: log-in, consent, codes, PKCE, rotation and what it refuses.
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBqe, IDP, issue, NATIVE_APP, post, REDIRECT, WEB_APP } from './bqe-world';

let { bqe, clock, user, state, quirks } = createTestBqe();
beforeEach(() => {
  ({ bqe, clock, user, state, quirks } = createTestBqe());
});

const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-long';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

function authorize(extra: Record<string, string>, cookie = ''): Promise<Response> {
  const query = new URLSearchParams({ response_type: 'code', redirect_uri: REDIRECT, state: 'st-1', ...extra });
  return bqe.fetch(new Request(`${IDP}/connect/authorize?${query}`, { headers: { cookie } }));
}

async function codeFor(extra: Record<string, string>): Promise<string> {
  state.signIn.autoApprove = true;
  const target = new URL((await authorize(extra)).headers.get('location')!);
  expect(target.searchParams.get('state')).toBe('st-1');
  return target.searchParams.get('code')!;
}

const web = { client_id: WEB_APP.clientId, client_secret: WEB_APP.clientSecret };
const webRequest = { client_id: WEB_APP.clientId, scope: 'read:core readwrite:core openid offline_access' };

async function connect(): Promise<Record<string, string>> {
  const code = await codeFor(webRequest);
  return (await post(bqe, `${IDP}/connect/token`, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...web })).json();
}

async function errorOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: string }).error;
}

describe('BQE CORE sign-in', () => {
  it('leads from log-in and the choice of a company to a code', async () => {
    const login = await authorize(webRequest);
    expect(login.headers.get('location')).toMatch(/^\/idp\/Account\/Login\?ReturnUrl=/);
    const returnUrl = new URL(login.headers.get('location')!, IDP).searchParams.get('ReturnUrl')!;

    const wrong = await post(bqe, `${IDP}/Account/Login`, { Email: user.email, Password: 'nope', ReturnUrl: returnUrl });
    expect(await wrong.text()).toContain('Invalid e-mail or password');
    const right = await post(bqe, `${IDP}/Account/Login`, { Email: user.email, Password: user.password, ReturnUrl: returnUrl });
    const cookie = right.headers.get('set-cookie')!.split(';')[0]!;

    const consent = await bqe.fetch(
      new Request(`https://api-identity.bqecore.com${right.headers.get('location')}`, { headers: { cookie } }),
    );
    const page = await consent.text();
    for (const company of state.companies) expect(page).toContain(company.id);

    const query = returnUrl.slice(returnUrl.indexOf('?'));
    const second = state.companies[1]!;
    const allowed = await post(bqe, `${IDP}/consent`, { query, company: second.id, button: 'yes' }, { cookie });
    const code = new URL(allowed.headers.get('location')!).searchParams.get('code')!;
    expect(state.signIn.codes.get(code)?.companyId).toBe(second.id);

    const silent = await authorize({ ...webRequest, prompt: 'none' }, cookie);
    expect(silent.headers.get('location')).toContain('code=');
    const denied = await post(bqe, `${IDP}/consent`, { query, company: second.id, button: 'no' }, { cookie });
    expect(denied.headers.get('location')).toContain('error=access_denied');
  });

  it('answers prompt=none without a session by login_required', async () => {
    expect((await authorize({ ...webRequest, prompt: 'none' })).headers.get('location')).toContain('error=login_required');
  });

  it('names the endpoint, one hour and the scopes with the tokens', async () => {
    const tokens = await connect();
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      endpoint: 'https://api.bqecore.com/api',
      scope: webRequest.scope,
    });
    expect(tokens.access_token!.length).toBeGreaterThan(1000);
    expect(tokens.refresh_token).toBeTruthy();
  });

  it('signs id tokens with the key it publishes', async () => {
    const { id_token: idToken = '' } = await connect();
    const [head = '', payload = '', signature = ''] = idToken.split('.');
    const { keys } = (await (await bqe.fetch(new Request(`${IDP}/.well-known/openid-configuration/jwks`))).json()) as {
      keys: JsonWebKey[];
    };
    const key = createPublicKey({ key: keys[0]! as never, format: 'jwk' });
    expect(createVerify('RSA-SHA256').update(`${head}.${payload}`).verify(key, signature, 'base64url')).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: IDP,
      aud: WEB_APP.clientId,
      companyId: state.company.id,
    });
  });

  it('repeats the nonce in the id token, or another or none, and names another endpoint, where the switch says so', async () => {
    const nonceOf = async () => {
      const code = await codeFor({ ...webRequest, nonce: 'n-1' });
      const response = await post(bqe, `${IDP}/connect/token`, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...web });
      const tokens = (await response.json()) as Record<string, string>;
      return [JSON.parse(Buffer.from(tokens.id_token!.split('.')[1]!, 'base64url').toString()).nonce, tokens.endpoint];
    };
    expect(await nonceOf()).toEqual(['n-1', 'https://api.bqecore.com/api']);
    Object.assign(quirks, { nonce: 'other', endpoint: 'https://evil.example.com/api', endpointSlash: true });
    expect(await nonceOf()).toEqual(['n-1-other', 'https://evil.example.com/api/']);
    quirks.nonce = 'missing';
    expect((await nonceOf())[0]).toBeUndefined();
  });

  it('rotates refresh tokens: the old one is dead at once', async () => {
    const first = await connect();
    const refresh = (token: string) => post(bqe, `${IDP}/connect/token`, { grant_type: 'refresh_token', refresh_token: token, ...web });
    const second = (await (await refresh(first.refresh_token!)).json()) as Record<string, string>;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const reused = await refresh(first.refresh_token!);
    expect(reused.status).toBe(400);
    expect(await errorOf(reused)).toBe('invalid_grant');
    expect((await refresh(second.refresh_token!)).status).toBe(200);
  });

  it('takes a code once, in time, with its redirect address and the right secret', async () => {
    const redeem = (code: string, extra: Record<string, string> = {}) =>
      post(bqe, `${IDP}/connect/token`, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...web, ...extra });
    expect(await errorOf(await redeem(await codeFor(webRequest), { client_secret: 'wrong' }))).toBe('invalid_client');
    expect(await errorOf(await redeem(await codeFor(webRequest), { redirect_uri: `${REDIRECT}/` }))).toBe('invalid_grant');
    const code = await codeFor(webRequest);
    expect((await redeem(code)).status).toBe(200);
    expect(await errorOf(await redeem(code))).toBe('invalid_grant');
    const late = await codeFor(webRequest);
    clock.now += 301_000;
    expect(await errorOf(await redeem(late))).toBe('invalid_grant');
  });

  it('takes the secret by HTTP Basic too', async () => {
    const basic = Buffer.from(`${WEB_APP.clientId}:${WEB_APP.clientSecret}`).toString('base64');
    const fields = { grant_type: 'authorization_code', code: await codeFor(webRequest), redirect_uri: REDIRECT };
    expect((await post(bqe, `${IDP}/connect/token`, fields, { Authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it('wants PKCE from an app without a secret, and gives it no refresh token', async () => {
    const native = { client_id: NATIVE_APP.clientId, scope: 'readwrite:core openid' };
    expect((await authorize(native)).headers.get('location')).toMatch(/^\/idp\/home\/error\?errorId=/);
    const code = await codeFor({ ...native, code_challenge: CHALLENGE, code_challenge_method: 'S256' });
    const redeem = (text: string, verifier: string) =>
      post(bqe, `${IDP}/connect/token`, {
        grant_type: 'authorization_code',
        client_id: NATIVE_APP.clientId,
        code: text,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
      });
    const tokens = (await (await redeem(code, VERIFIER)).json()) as Record<string, string>;
    expect(tokens.access_token).toBeTruthy();
    expect(tokens.refresh_token).toBeUndefined();
    const other = await codeFor({ ...native, code_challenge: CHALLENGE, code_challenge_method: 'S256' });
    expect(await errorOf(await redeem(other, `${VERIFIER}x`))).toBe('invalid_grant');
  });

  it.each([
    [
      'offline_access of a native app',
      { client_id: NATIVE_APP.clientId, scope: 'read:core offline_access', code_challenge: CHALLENGE, code_challenge_method: 'S256' },
    ],
    ['PKCE of a Web app', { ...webRequest, code_challenge: CHALLENGE, code_challenge_method: 'S256' }],
    ['an unknown app', { ...webRequest, client_id: 'nobody.apps.bqe.com' }],
    ['another redirect address', { ...webRequest, redirect_uri: `${REDIRECT}/` }],
    ['an unknown scope', { ...webRequest, scope: 'write:everything' }],
  ])('refuses %s on a page of its own, without a redirect to the app', async (_what, extra) => {
    state.signIn.autoApprove = true;
    const location = (await authorize(extra)).headers.get('location')!;
    expect(location).toMatch(/^\/idp\/home\/error\?errorId=/);
    expect(await (await bqe.fetch(new Request(`https://api-identity.bqecore.com${location}`))).text()).toMatch(
      /unauthorized_client|invalid_scope/,
    );
  });

  it('lets a Web app use PKCE where the switch says so', async () => {
    quirks.webRefusesPkce = false;
    expect(await codeFor({ ...webRequest, code_challenge: CHALLENGE, code_challenge_method: 'S256' })).toBeTruthy();
  });

  it('tells who is signed in, and 403 without openid', async () => {
    const ask = (token: string) => bqe.fetch(new Request(`${IDP}/connect/userinfo`, { headers: { Authorization: `Bearer ${token}` } }));
    expect(await (await ask(issue(bqe, ['read:core', 'openid', 'profile', 'email']))).json()).toMatchObject({
      email: user.email,
      company: state.company.name,
      user_id: state.company.employees[0]!.id,
    });
    const refused = await ask(issue(bqe, ['read:core']));
    expect(refused.status).toBe(403);
    expect(await errorOf(refused)).toBe('insufficient_scope');
  });

  it('revokes by form and answers 415 to JSON', async () => {
    const tokens = await connect();
    const json = new Request(`${IDP}/connect/revocation`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    expect((await bqe.fetch(json)).status).toBe(415);
    expect((await post(bqe, `${IDP}/connect/revocation`, { token: tokens.refresh_token!, ...web })).status).toBe(200);
    const refreshed = await post(bqe, `${IDP}/connect/token`, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token!,
      ...web,
    });
    expect(await errorOf(refreshed)).toBe('invalid_grant');
  });
});
