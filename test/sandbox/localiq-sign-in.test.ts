// LocaliQ's OAuth: credentials in JSON, three grants, refresh tokens that are good once.
import { beforeEach, describe, expect, it } from 'vitest';
import { API, APP, createTestLocaliq, REDIRECT, token } from './localiq-world';

let { localiq, clock, user, state, quirks } = createTestLocaliq();
beforeEach(() => {
  ({ localiq, clock, user, state, quirks } = createTestLocaliq());
});

const params = { client_id: APP.client_id, response_type: 'code', redirect_uri: REDIRECT, state: 'st-2' };

function authorize(extra: Record<string, string> = {}): Promise<Response> {
  return localiq.fetch(new Request(`${API}/oauth/authorize?${new URLSearchParams({ ...params, ...extra })}`));
}

function logIn(password: string): Promise<Response> {
  const body = new URLSearchParams({ query: new URLSearchParams(params).toString(), email: user.email, password });
  return localiq.fetch(new Request(`${API}/oauth/authorize`, { method: 'POST', body }));
}

async function approvedCode(): Promise<string> {
  state.signIn.autoApprove = true;
  return new URL((await authorize()).headers.get('location')!).searchParams.get('code')!;
}

describe('LocaliQ sign-in', () => {
  it('leads from the log-in page to a code', async () => {
    expect(await (await authorize()).text()).toContain('type="password"');
    expect(await (await logIn('nope')).text()).toContain('Wrong email or password');
    const target = new URL((await logIn(user.password)).headers.get('location')!);
    expect(target.searchParams.get('state')).toBe('st-2');
    const { status, body } = await token(localiq, {
      grant_type: 'authorization_code',
      code: target.searchParams.get('code')!,
      redirect_uri: REDIRECT,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7200, created_at: Math.floor(clock.now / 1000) });
  });

  it('drops the state where the switch says so', async () => {
    quirks.dropsState = true;
    expect((await logIn(user.password)).headers.get('location')).not.toContain('state=');
  });

  it('refuses unknown apps and redirect addresses on the page itself', async () => {
    const wrong: Record<string, string>[] = [{ client_id: 'nobody' }, { redirect_uri: `${REDIRECT}/other` }];
    for (const extra of wrong) {
      const response = await authorize(extra);
      expect(response.status).toBe(401);
      expect(response.headers.get('location')).toBeNull();
    }
  });

  it('takes a code once and within ten minutes', async () => {
    const redeem = (code: string) => token(localiq, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
    const code = await approvedCode();
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const late = await approvedCode();
    clock.now += 600_000;
    expect((await redeem(late)).status).toBe(400);
  });

  it('takes a password, if it is right', async () => {
    const grant = { grant_type: 'password', username: user.email };
    expect((await token(localiq, { ...grant, password: user.password })).status).toBe(200);
    expect(await token(localiq, { ...grant, password: 'nope' })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('gives a new refresh token with each refresh and takes each once', async () => {
    const first = await token(localiq, { grant_type: 'password', username: user.email, password: user.password });
    const refresh = (text: string) => token(localiq, { grant_type: 'refresh_token', refresh_token: text });
    const second = await refresh(first.body.refresh_token);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    expect(await refresh(first.body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await refresh(second.body.refresh_token)).status).toBe(200);
  });

  it('answers with 201 and camelCase where the switch says so', async () => {
    quirks.tokenAnswer = 'created-camel-case';
    const { status, body } = await token(localiq, { grant_type: 'password', username: user.email, password: user.password });
    expect({ status, keys: Object.keys(body) }).toMatchObject({
      status: 201,
      keys: expect.arrayContaining(['accessToken', 'refreshToken']),
    });
  });

  it('wants the secret in the body', async () => {
    const wrong = await token(localiq, { grant_type: 'password', client_secret: 'nope', username: user.email, password: user.password });
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect((await token(localiq, { grant_type: 'client_credentials' })).body.error).toBe('unsupported_grant_type');
  });
});
