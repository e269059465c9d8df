import { beforeEach, describe, expect, test } from 'vitest';
import { HIGHLEVEL_APP, HIGHLEVEL_TOKEN } from '../../sandbox/highlevel';
import { type Caller, createCaller } from './highlevel-caller';

const REDIRECT = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/highlevel`;
const SCOPE = 'contacts.readonly contacts.write locations.readonly';

let caller: Caller;
beforeEach(() => {
  caller = createCaller();
});

function consentAddress(extra: Record<string, string> = {}, path = '/v2/oauth/chooselocation'): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: HIGHLEVEL_APP.clientId,
    redirect_uri: REDIRECT,
    scope: SCOPE,
    state: 'st4te',
    loginWindowOpenMode: 'self',
    ...extra,
  });
  return `https://marketplace.gohighlevel.com${path}?${query}`;
}

/** Signs in without a person; returns where the browser lands. */
async function approve(extra: Record<string, string> = {}): Promise<URL> {
  caller.state.autoApprove = true;
  const response = await caller.sandbox.fetch(new Request(consentAddress(extra)));
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

function token(form: Record<string, string>) {
  return caller.call('POST', '/oauth/token', {
    token: null,
    version: null,
    form: { client_id: HIGHLEVEL_APP.clientId, client_secret: HIGHLEVEL_APP.clientSecret, ...form },
  });
}

async function signIn(form: Record<string, string> = {}) {
  const landed = await approve();
  return token({ grant_type: 'authorization_code', code: landed.searchParams.get('code') ?? '', ...form });
}

const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
const read = (bearer: string | null, version?: string | null) =>
  caller.call('GET', `/locations/${caller.locationId}`, { token: bearer, ...(version === undefined ? {} : { version }) });

describe('Private Integration tokens', () => {
  test('work as they are, without running out', async () => {
    caller.pass(400 * 86_400_000);
    expect((await read(HIGHLEVEL_TOKEN)).status).toBe(200);
  });

  test('missing, unknown, revoked and rotated tokens answer 401 in the documented shape', async () => {
    const rotated = caller.state.issueToken({ expiresAt: caller.now() + 1000 });
    const revoked = caller.state.issueToken();
    caller.state.revoke(revoked);
    expect((await read(rotated)).status).toBe(200);
    caller.pass(1000);
    for (const bearer of [null, 'pit-unknown', rotated, revoked]) {
      const { status, body } = await read(bearer);
      expect([status, body]).toEqual([
        401,
        { statusCode: 401, message: expect.any(String), error: 'Unauthorized', traceId: expect.any(String) },
      ]);
    }
    expect((await read('unknown')).body.message).toBe('Invalid token: access token is invalid');
  });

  test('a missing scope answers 401 and says so', async () => {
    const bearer = caller.state.issueToken({ scopes: ['contacts.readonly'] });
    expect(await read(bearer)).toMatchObject({ status: 401, body: { message: 'The token is not authorized for this scope.' } });
  });

  test('another location answers 403', async () => {
    const second = [...caller.state.locations.values()][1];
    const bearer = caller.state.issueToken({ locationId: second?.id ?? '' });
    const wanted = { status: 403, body: { statusCode: 403, message: 'The token does not have access to this location.' } };
    expect(await read(bearer)).toMatchObject(wanted);
    expect(await caller.call('GET', '/contacts/')).toMatchObject(wanted);
    const contactId = [...caller.state.contacts.keys()][0];
    expect(await caller.call('GET', `/contacts/${contactId}`, { token: bearer })).toMatchObject(wanted);
  });

  test('the Version header is required, and each module has its own', async () => {
    expect(await read(HIGHLEVEL_TOKEN, null)).toMatchObject({ status: 401, body: { message: 'version header was not found.' } });
    expect(await read(HIGHLEVEL_TOKEN, '2021-04-15')).toMatchObject({ status: 401, body: { message: 'version header is invalid' } });
    caller.quirks.acceptsAnyVersion = true;
    expect((await read(HIGHLEVEL_TOKEN, '2023-02-21')).status).toBe(200);
    expect((await read(HIGHLEVEL_TOKEN, '2020-01-01')).status).toBe(401);
  });

  test('unknown paths, unreadable JSON and bodies that are no object are refused', async () => {
    expect(await caller.call('GET', '/nothing')).toMatchObject({ status: 404, body: { statusCode: 404, message: 'Cannot GET /nothing' } });
    const send = (body: string) =>
      caller.sandbox.fetch(
        new Request('https://services.leadconnectorhq.com/contacts/search', {
          method: 'POST',
          body,
          headers: { authorization: `Bearer ${HIGHLEVEL_TOKEN}`, version: '2021-07-28', 'content-type': 'application/json' },
        }),
      );
    expect((await send('{"locationId"')).status).toBe(400);
    expect((await send('[]')).status).toBe(422);
  });
});

describe('the consent page', () => {
  test.each(['/oauth/chooselocation', '/v2/oauth/chooselocation'])('%s lets a person choose a location, allow or deny', async (path) => {
    const response = await caller.sandbox.fetch(new Request(consentAddress({}, path)));
    const page = await response.text();
    expect(response.status).toBe(200);
    for (const { id, name } of caller.state.locations.values()) {
      expect(page).toContain(`value="${id}"`);
      expect(page).toContain(name.replace('&', '&amp;'));
    }
    expect(page).toMatch(/<button name="decision" value="allow">Allow<\/button>/);
    expect(page).toMatch(/<button name="decision" value="deny">Deny<\/button>/);
    expect(page).toContain('<html lang="en">');
  });

  test('Allow sends a code for the chosen location, Deny an error, both with the state', async () => {
    const second = [...caller.state.locations.values()][1];
    const decide = async (decision: string) => {
      const body = new URLSearchParams({
        client_id: HIGHLEVEL_APP.clientId,
        redirect_uri: REDIRECT,
        scope: SCOPE,
        state: 'st4te',
        location: second?.id ?? '',
        decision,
      });
      const address = 'https://marketplace.leadconnectorhq.com/oauth/chooselocation/decision';
      const response = await caller.sandbox.fetch(new Request(address, { method: 'POST', body }));
      return new URL(response.headers.get('location') ?? '');
    };
    const denied = await decide('deny');
    expect([denied.searchParams.get('error'), denied.searchParams.get('state')]).toEqual(['access_denied', 'st4te']);
    const allowed = await decide('allow');
    expect(allowed.searchParams.get('state')).toBe('st4te');
    const answer = await token({ grant_type: 'authorization_code', code: allowed.searchParams.get('code') ?? '' });
    expect(answer.body.locationId).toBe(second?.id);
  });

  test('autoApprove redirects at once, to the location that it names', async () => {
    const second = [...caller.state.locations.values()][1];
    caller.state.autoApproveLocationId = second?.id ?? null;
    const landed = await approve();
    expect(landed.href.startsWith(REDIRECT)).toBe(true);
    expect(landed.searchParams.get('state')).toBe('st4te');
    expect((await token({ grant_type: 'authorization_code', code: landed.searchParams.get('code') ?? '' })).body.locationId).toBe(
      second?.id,
    );
  });

  test('dropState: the state does not come back', async () => {
    caller.quirks.dropState = true;
    expect((await approve()).searchParams.get('state')).toBeNull();
  });

  test('unknown apps, foreign redirect addresses and other response types are refused on the page', async () => {
    const refused: Record<string, string>[] = [
      { client_id: 'nobody-app' },
      { redirect_uri: 'https://evil.example.com/' },
      { response_type: 'token' },
    ];
    for (const extra of refused) {
      const response = await caller.sandbox.fetch(new Request(consentAddress(extra)));
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('role="alert"');
    }
  });
});

describe('POST /oauth/token', () => {
  test('a code gives a location token in the documented shape', async () => {
    const { status, body } = await signIn({ user_type: 'Location', redirect_uri: REDIRECT });
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 86_399,
        refresh_token: expect.any(String),
        scope: SCOPE,
        userType: 'Location',
        companyId: caller.state.companyId,
        locationId: caller.locationId,
        isBulkInstallation: false,
        userId: caller.state.users[0]?.id,
        planId: expect.any(String),
        traceId: expect.any(String),
      },
    ]);
    expect((await read(body.access_token)).status).toBe(200);
    caller.pass(86_399_000 - 1);
    expect((await read(body.access_token)).status).toBe(200);
    caller.pass(1);
    expect(await read(body.access_token)).toMatchObject({ status: 401, body: { message: 'Invalid token: access token is invalid' } });
  });

  test('a code works once, for ten minutes, with its own redirect address', async () => {
    const code = async () => (await approve()).searchParams.get('code') ?? '';
    const redeem = (value: string, extra = {}) => token({ grant_type: 'authorization_code', code: value, ...extra });
    const first = await code();
    expect((await redeem(first)).status).toBe(200);
    expect(await redeem(first)).toMatchObject({ status: 400, body: { statusCode: 400, error: 'invalid_grant' } });
    expect((await redeem(await code(), { redirect_uri: 'https://other.example.com/' })).status).toBe(400);
    const late = await code();
    caller.pass(600_000);
    expect((await redeem(late)).status).toBe(400);
  });

  test('wrong secrets answer 401, incomplete forms and other bodies 422', async () => {
    const wrong = await token({ grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { statusCode: 401, message: 'Invalid client: client is invalid' } });
    expect(await token({ grant_type: '' })).toMatchObject({ status: 422, body: { message: ['grant_type should not be empty'] } });
    expect((await token({ grant_type: 'password' })).status).toBe(422);
    expect((await token({ grant_type: 'refresh_token', user_type: 'Person' })).status).toBe(422);
    expect((await token({ grant_type: 'client_credentials' })).status).toBe(400);
    expect((await caller.call('POST', '/oauth/token', { body: { grant_type: 'refresh_token' } })).status).toBe(422);
  });

  test('a refresh token is good for one new pair, and for the same pair within 30 seconds', async () => {
    const { body: first } = await signIn();
    const { status, body: second } = await refresh(first.refresh_token);
    expect(status).toBe(200);
    expect(second).toMatchObject({ userType: 'Location', locationId: caller.locationId, scope: SCOPE, userId: first.userId });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    caller.pass(30_000);
    const { body: again } = await refresh(first.refresh_token);
    expect([again.access_token, again.refresh_token]).toEqual([second.access_token, second.refresh_token]);
    caller.pass(1);
    expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  test('access tokens can be run out at once, and refresh tokens live on', async () => {
    const { body } = await signIn();
    caller.state.expireAccessTokens();
    expect((await read(body.access_token)).status).toBe(401);
    expect((await read(HIGHLEVEL_TOKEN)).status).toBe(200);
    const { body: next } = await refresh(body.refresh_token);
    expect((await read(next.access_token)).status).toBe(200);
  });

  test('a refresh token that is not used for a year is dead, and unknown ones are', async () => {
    const { body } = await signIn();
    caller.pass(365 * 86_400_000);
    expect((await refresh(body.refresh_token)).status).toBe(400);
    expect((await refresh('unknown')).status).toBe(400);
  });

  test('refreshError: an undocumented text (#249)', async () => {
    const { body } = await signIn();
    caller.quirks.refreshError = 'Location is not active';
    expect(await refresh(body.refresh_token)).toMatchObject({ status: 400, body: { statusCode: 400, message: 'Location is not active' } });
  });
});

describe('agency tokens', () => {
  test('bulkInstall (#294): the code gives one without a location, and it is exchanged for a location’s', async () => {
    caller.quirks.bulkInstall = true;
    const { body: agency } = await signIn();
    expect(agency).toMatchObject({ userType: 'Company', companyId: caller.state.companyId, isBulkInstallation: true });
    expect(agency).not.toHaveProperty('locationId');

    const appId = HIGHLEVEL_APP.clientId.split('-')[0];
    const installed = await caller.call('GET', `/oauth/installedLocations?companyId=${agency.companyId}&appId=${appId}`, {
      token: agency.access_token,
    });
    expect(installed).toMatchObject({ status: 200, body: { count: 2, installToFutureLocations: true } });
    expect(installed.body.locations[0]).toMatchObject({ _id: caller.locationId, name: caller.state.location.name, isInstalled: true });

    const exchanged = await caller.call('POST', '/oauth/locationToken', {
      token: agency.access_token,
      form: { companyId: agency.companyId, locationId: caller.locationId },
    });
    expect(exchanged).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 86_399, locationId: caller.locationId, userId: agency.userId, appId },
    });
    expect(exchanged.body.scope.split(' ')).not.toContain('oauth.write');
    expect((await read(exchanged.body.access_token)).status).toBe(200);
    expect((await refresh(exchanged.body.refresh_token)).body.locationId).toBe(caller.locationId);

    caller.quirks.locationTokenRefreshes = false;
    const without = await caller.call('POST', '/oauth/locationToken', {
      token: agency.access_token,
      form: { companyId: agency.companyId, locationId: caller.locationId },
    });
    expect(without.body).not.toHaveProperty('refresh_token');
  });

  test('may read a location and users, but no contacts', async () => {
    const { body: agency } = await signIn({ user_type: 'Company' });
    expect((await read(agency.access_token)).status).toBe(200);
    expect((await caller.call('GET', `/contacts/?locationId=${caller.locationId}`, { token: agency.access_token })).status).toBe(401);
  });

  test('the agency calls refuse location tokens, Private Integration tokens and incomplete requests', async () => {
    const form = { companyId: caller.state.companyId, locationId: caller.locationId };
    const pit = caller.state.issueToken({ userType: 'Company', locationId: null, scopes: ['oauth.write', 'oauth.readonly'] });
    expect((await caller.call('POST', '/oauth/locationToken', { form })).status).toBe(401);
    expect((await caller.call('POST', '/oauth/locationToken', { form, token: pit })).status).toBe(401);
    const { body: agency } = await signIn({ user_type: 'Company' });
    const incomplete = await caller.call('POST', '/oauth/locationToken', { form: { companyId: 'x' }, token: agency.access_token });
    expect(incomplete.status).toBe(422);
    const nobody = await caller.call('POST', '/oauth/locationToken', { form: { ...form, locationId: 'x' }, token: agency.access_token });
    expect(nobody.status).toBe(403);
    expect((await caller.call('GET', '/oauth/installedLocations', { token: agency.access_token })).status).toBe(422);
  });
});

describe('the web application', () => {
  test('a deep link shows the contact, its name inert, and 404 for others', async () => {
    const indigo = caller.state.contactByEmail('indigo.marsh@example.org');
    const open = (id: string) =>
      caller.sandbox.fetch(new Request(`https://app.gohighlevel.com/v2/location/${caller.locationId}/contacts/detail/${id}`));
    const page = await (await open(indigo?.id ?? '')).text();
    expect(page).toContain('<h1>&lt;script&gt;');
    expect(page).not.toContain('<script');
    expect((await open('nobody')).status).toBe(404);
  });
});
