// Gives out OAuth token pairs and turns a redeemed refresh token into the next pair. Source: highlevel-api-docs docs/oauth/Authorization.md
import type { World } from '../core/service';
import { Refusal } from './errors';
import type { OAuthApp } from './model';
import type { HighLevelState, RefreshGrant } from './state';

/** One day less a second, as the documents' example says. */
export const ACCESS_TOKEN_SECONDS = 86_399;
/** A refresh token that is never used lives a year. */
const REFRESH_TOKEN_MS = 365 * 86_400_000;
/** Within this time a redeemed refresh token gives the same pair again. Source: the HighLevel API changelog. */
const REUSE_WINDOW_MS = 30_000;

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  grant: RefreshGrant;
}

export type GrantOwner = Pick<RefreshGrant, 'userType' | 'companyId' | 'locationId' | 'userId' | 'scopes'>;

export function issuePair(world: World, state: HighLevelState, app: OAuthApp, owner: GrantOwner): TokenPair {
  const appId = app.clientId.split('-')[0] ?? app.clientId;
  const accessToken = `access-${world.random.id(48)}`;
  const refreshToken = `refresh-${world.random.id(48)}`;
  const grant: RefreshGrant = {
    ...owner,
    appId,
    clientId: app.clientId,
    expiresAt: state.clock() + REFRESH_TOKEN_MS,
    redeemed: null,
  };
  state.tokens.set(accessToken, {
    ...owner,
    value: accessToken,
    kind: 'oauth',
    appId,
    expiresAt: state.clock() + ACCESS_TOKEN_SECONDS * 1000,
    isRevoked: false,
  });
  state.refreshGrants.set(refreshToken, grant);
  return { accessToken, refreshToken, grant };
}

/** Single use: the next pair, or within 30 seconds the same one again; afterwards the token is dead. */
export function redeemRefreshToken(world: World, state: HighLevelState, app: OAuthApp, refreshToken: string): TokenPair {
  const grant = state.refreshGrants.get(refreshToken);
  if (!grant || grant.clientId !== app.clientId || grant.expiresAt <= state.clock()) throw invalidGrant('refresh token is invalid');
  if (grant.redeemed) {
    const next = state.refreshGrants.get(grant.redeemed.refreshToken);
    if (!next || state.clock() - grant.redeemed.at > REUSE_WINDOW_MS) throw invalidGrant('refresh token is invalid');
    return { accessToken: grant.redeemed.accessToken, refreshToken: grant.redeemed.refreshToken, grant: next };
  }
  const { userType, companyId, locationId, userId, scopes } = grant;
  const pair = issuePair(world, state, app, { userType, companyId, locationId, userId, scopes });
  grant.redeemed = { at: state.clock(), accessToken: pair.accessToken, refreshToken: pair.refreshToken };
  return pair;
}

/** The documented 400 body with the fields of the OAuth standard beside it; no list of texts exists (highlevel-api-docs #249). */
export function invalidGrant(reason: string): Refusal {
  const message = `Invalid grant: ${reason}`;
  return new Refusal(400, { message, error: 'invalid_grant', error_description: message });
}
