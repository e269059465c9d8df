// The token calls: code and refresh at /oauth/token, agency token to location token, and where an app is installed. Source: HighLevel OpenAPI oauth.json
import type { Hono } from 'hono';
import { badRequest, missing, Refusal, unprocessable } from './errors';
import type { OAuthApp } from './model';
import { addRoute, checkLocation, type Deps, json, V2021_07 } from './route';
import { ACCESS_TOKEN_SECONDS, invalidGrant, issuePair, redeemRefreshToken, type TokenPair } from './tokens';
import { validate } from './validate';

const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'];
const USER_TYPES = ['Company', 'Location'];
const AGENCY_SCOPES = ['oauth.readonly', 'oauth.write'];

export function addOAuthRoutes(app: Hono, deps: Deps): void {
  const { state, world, quirks } = deps;

  app.post('/oauth/token', async (context) => {
    try {
      // A form and nothing else; the v2 call has no Version header and no rate limit of its own.
      if (!context.req.header('content-type')?.includes('form-urlencoded')) throw unprocessable('client_id should not be empty');
      const form = new URLSearchParams(await context.req.text());
      return json(deps, 200, pairWire(exchange(deps, form)));
    } catch (error) {
      if (error instanceof Refusal) return json(deps, error.status, error.body);
      throw error;
    }
  });

  addRoute(
    app,
    deps,
    'post',
    '/oauth/locationToken',
    { version: V2021_07, scope: 'oauth.write', access: 'agency-oauth' },
    ({ token, body }) => {
      validate(body, { companyId: { kind: 'string', required: true }, locationId: { kind: 'string', required: true } });
      if (body.companyId !== token.companyId) throw badRequest('Company does not match the token');
      const locationId = checkLocation(deps, token, body.locationId);
      const owner = state.apps.find(({ clientId }) => clientId.startsWith(token.appId));
      if (!owner) throw missing('App', token.appId, quirks.missingStatus);
      const pair = issuePair(world, state, owner, {
        userType: 'Location',
        companyId: token.companyId,
        locationId,
        userId: token.userId,
        scopes: token.scopes.filter((scope) => !AGENCY_SCOPES.includes(scope)),
      });
      return {
        access_token: pair.accessToken,
        token_type: 'Bearer',
        expires_in: ACCESS_TOKEN_SECONDS,
        ...(quirks.locationTokenRefreshes ? { refresh_token: pair.refreshToken } : {}),
        scope: pair.grant.scopes.join(' '),
        userType: 'Location',
        companyId: token.companyId,
        locationId,
        planId: 'plan_sandbox',
        userId: token.userId,
        appId: token.appId,
        versionId: token.appId,
      };
    },
  );

  addRoute(
    app,
    deps,
    'get',
    '/oauth/installedLocations',
    { version: V2021_07, scope: 'oauth.readonly', access: 'agency-oauth' },
    ({ token, query }) => {
      const problems = ['companyId', 'appId'].filter((name) => !query.get(name)).map((name) => `${name} should not be empty`);
      if (problems.length > 0) throw unprocessable(...problems);
      if (query.get('companyId') !== token.companyId || query.get('appId') !== token.appId) throw badRequest('Invalid company or app');
      const locations = [...state.locations.values()].filter(({ companyId }) => companyId === token.companyId);
      return {
        locations: locations.map(({ id, name, address }) => ({ _id: id, name, address, isInstalled: true, versionId: token.appId })),
        count: locations.length,
        installToFutureLocations: true,
      };
    },
  );
}

function exchange(deps: Deps, form: URLSearchParams): TokenPair {
  const { state, world, quirks } = deps;
  const needed = ['client_id', 'client_secret', 'grant_type'].filter((name) => !form.get(name));
  if (needed.length > 0) throw unprocessable(...needed.map((name) => `${name} should not be empty`));
  const grantType = form.get('grant_type') ?? '';
  if (!GRANT_TYPES.includes(grantType)) throw unprocessable(`grant_type must be one of the following values: ${GRANT_TYPES.join(', ')}`);
  const userType = form.get('user_type');
  if (userType !== null && !USER_TYPES.includes(userType)) {
    throw unprocessable(`user_type must be one of the following values: ${USER_TYPES.join(', ')}`);
  }
  const app = state.apps.find(({ clientId }) => clientId === form.get('client_id'));
  if (!app || app.clientSecret !== form.get('client_secret')) {
    throw new Refusal(401, { message: 'Invalid client: client is invalid', error: 'Unauthorized' });
  }

  if (grantType === 'refresh_token') {
    if (quirks.refreshError !== '') throw badRequest(quirks.refreshError);
    return redeemRefreshToken(world, state, app, form.get('refresh_token') ?? '');
  }
  if (grantType === 'authorization_code') return redeemCode(deps, app, form, userType);
  throw badRequest('Unsupported grant type: client_credentials');
}

function redeemCode({ state, world, quirks }: Deps, app: OAuthApp, form: URLSearchParams, userType: string | null): TokenPair {
  const code = state.codes.get(form.get('code') ?? '');
  state.codes.delete(form.get('code') ?? '');
  if (!code || code.clientId !== app.clientId || code.expiresAt <= state.clock()) throw invalidGrant('authorization code is invalid');
  const redirectUri = form.get('redirect_uri');
  if (redirectUri !== null && redirectUri !== code.redirectUri) throw invalidGrant('redirect_uri does not match');
  const isAgency = userType === 'Company' || quirks.bulkInstall;
  return issuePair(world, state, app, {
    userType: isAgency ? 'Company' : 'Location',
    companyId: state.companyId,
    locationId: isAgency ? null : code.locationId,
    userId: state.users[0]?.id ?? '',
    scopes: isAgency ? [...code.scopes, ...AGENCY_SCOPES] : code.scopes,
  });
}

/** GetAccessCodeSuccessfulResponseDto; `locationId` on location tokens only. */
function pairWire({ accessToken, refreshToken, grant }: TokenPair): object {
  const isAgency = grant.userType === 'Company';
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refreshToken,
    scope: grant.scopes.join(' '),
    userType: grant.userType,
    companyId: grant.companyId,
    ...(isAgency
      ? { isBulkInstallation: true, installToFutureLocations: true, approveAllLocations: true }
      : { locationId: grant.locationId, isBulkInstallation: false }),
    userId: grant.userId,
    planId: 'plan_sandbox',
  };
}
