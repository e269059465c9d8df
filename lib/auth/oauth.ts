// The authorization-code protocol, through oauth4webapi: the address to open, the check of what comes back, code and refresh for tokens.
// What differs per system (addresses, scopes, extra parameters) is data in the system's auth.ts. Throws AppError and nothing else.
import * as oauth from 'oauth4webapi';
import { AppError, isAppError } from '@/lib/errors';
import { codeFor, retryAfter, safeDetail } from '@/lib/http/error-mapping';
import { parseJsonLeniently } from '@/lib/http/json';
import type { TokenPair } from './secrets';

/** A firm's own app at a system, and the system's addresses. */
export interface OAuthApp {
  /** Where the user signs in. */
  authorizeUrl: string;
  /** The system's token address, or the firm's own server in its place. */
  tokenEndpoint: string;
  /** The issuer's name where the system has OpenID Connect; default: the origin of `authorizeUrl`. */
  issuer?: string;
  clientId: string;
  /** '' for an app without one, or where the firm's own server adds it. Sent in the body (client_secret_post). */
  clientSecret: string;
  /** As registered with the app, character by character. */
  redirectUri: string;
  /** Empty where the server knows no scopes; then the parameter is left out. */
  scopes: readonly string[];
  /** Whether the server takes PKCE. */
  pkce: boolean;
  /** More parameters for the sign-in page. */
  authorizeParams?: Record<string, string>;
  /** More fields for both kinds of token request. */
  tokenParams?: Record<string, string>;
}

/** What must be kept between opening the sign-in page and its answer. */
export interface StartedSignIn {
  url: string;
  state: string;
  /** PKCE's secret half; '' without PKCE. */
  verifier: string;
  /** What the ID token must repeat; '' where no `openid` was asked for. */
  nonce: string;
}

/** A token answer: the pair, and all that the server said beside it. */
export interface TokenAnswer extends TokenPair {
  said: Record<string, unknown>;
}

export interface TokenCall {
  fetch: typeof globalThis.fetch;
  /** Epoch ms. */
  now: () => number;
  timeoutMs?: number;
}

/** Prepares the address of the sign-in page. */
export async function startSignIn(app: OAuthApp): Promise<StartedSignIn> {
  const state = oauth.generateRandomState();
  const verifier = app.pkce ? oauth.generateRandomCodeVerifier() : '';
  const nonce = app.scopes.includes('openid') ? oauth.generateRandomNonce() : '';
  const url = new URL(app.authorizeUrl);
  const parameters: Record<string, string> = {
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    ...(app.scopes.length > 0 && { scope: app.scopes.join(' ') }),
    state,
    ...(nonce && { nonce }),
    ...(verifier && { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }),
    ...app.authorizeParams,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, state, verifier, nonce };
}

/**
 * Checks the address that the sign-in ended on. A different state is refused (`invalid`); a server that drops the state leaves
 * `stateMissing`, and then the user confirms the account before it is used. A refusal by the user is `cancelled`.
 */
export function readRedirect(
  app: OAuthApp,
  started: StartedSignIn,
  redirectedTo: string,
): { parameters: URLSearchParams; stateMissing: boolean } {
  const url = new URL(redirectedTo);
  const expected = new URL(app.redirectUri);
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) {
    throw new AppError('invalid', { detail: 'The sign-in came back to another address.' });
  }
  const stateMissing = !url.searchParams.has('state');
  try {
    const parameters = oauth.validateAuthResponse(serverOf(app), clientOf(app), url, stateMissing ? oauth.skipStateCheck : started.state);
    if (!parameters.get('code')) throw new AppError('invalid', { detail: 'The sign-in came back without a code.' });
    return { parameters, stateMissing };
  } catch (error) {
    if (isAppError(error)) throw error;
    if (error instanceof oauth.AuthorizationResponseError) {
      if (error.error === 'access_denied') throw new AppError('cancelled');
      throw new AppError('invalid', { detail: safeDetail(error.error_description ?? error.error) });
    }
    throw new AppError('invalid', { detail: 'The answer does not belong to this sign-in.' });
  }
}

/** Redeems the code of a checked answer. Throws AppError `signed-out` with the server's words where it refuses code, id or secret. */
export async function exchangeCode(
  app: OAuthApp,
  started: StartedSignIn,
  parameters: URLSearchParams,
  call: TokenCall,
): Promise<TokenAnswer> {
  const as = serverOf(app);
  const client = clientOf(app, call.now);
  const verifier = started.verifier || oauth.nopkce;
  try {
    return await askForTokens(
      (options) => oauth.authorizationCodeGrantRequest(as, client, clientAuth(app), parameters, app.redirectUri, verifier, options),
      async (response) => oauth.processAuthorizationCodeResponse(as, client, response, await expectNonce(response, started.nonce)),
      app,
      call,
    );
  } catch (error) {
    throw error instanceof TokenRefusal ? error.toAppError() : error;
  }
}

/**
 * Renews the pair. A server that returns no new refresh token keeps the old one. 'refused' (RFC 6749 `invalid_grant`, or what
 * `isGrantRefused` says of the system's own wording) means that this refresh token will never be taken again.
 */
export async function refreshTokens(
  app: OAuthApp,
  refreshToken: string,
  call: TokenCall,
  isGrantRefused: (status: number, body: unknown) => boolean = () => false,
): Promise<TokenAnswer | 'refused'> {
  const as = serverOf(app);
  const client = clientOf(app, call.now);
  try {
    const answer = await askForTokens(
      (options) => oauth.refreshTokenGrantRequest(as, client, clientAuth(app), refreshToken, options),
      (response) => oauth.processRefreshTokenResponse(as, client, response),
      app,
      call,
    );
    return { ...answer, refreshToken: answer.refreshToken || refreshToken };
  } catch (error) {
    if (error instanceof TokenRefusal) {
      if (error.oauthCode === 'invalid_grant' || isGrantRefused(error.status, error.body)) return 'refused';
      throw error.toAppError();
    }
    throw error;
  }
}

/** A token endpoint's "no", before it is decided what it means. Never leaves this file. */
class TokenRefusal extends Error {
  readonly oauthCode: unknown;

  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly retryAt: number | undefined,
  ) {
    super(`token request refused (${status})`);
    this.oauthCode = property(body, 'error');
  }

  /** What the user entered is wrong or no longer counts: nothing that retrying would mend. */
  toAppError(): AppError {
    const { status, retryAt } = this;
    const text = property(this.body, 'error_description') ?? property(this.body, 'message') ?? this.oauthCode;
    const detail = safeDetail(Array.isArray(text) ? text.join('; ') : typeof text === 'string' ? text : '');
    const plain = codeFor(status);
    const code = plain === 'rate-limited' || plain === 'timeout' || plain === 'server-error' ? plain : 'signed-out';
    return new AppError(code, { status, ...(detail && { detail }), ...(retryAt !== undefined && { retryAt }) });
  }
}

async function askForTokens(
  ask: (options: oauth.TokenEndpointRequestOptions) => Promise<Response>,
  process: (response: Response) => Promise<oauth.TokenEndpointResponse>,
  app: OAuthApp,
  { fetch, now, timeoutMs = 20_000 }: TokenCall,
): Promise<TokenAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let response: Response | undefined;
  try {
    response = await ask({
      signal,
      ...(app.tokenParams && { additionalParameters: app.tokenParams }),
      [oauth.customFetch]: (url, init) =>
        fetch(url, { ...(init as RequestInit), redirect: 'error', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' }),
    });
    if (!response.ok)
      throw new TokenRefusal(response.status, parseJsonLeniently(await response.text()), retryAfter(response.headers, now()));
    const said = await process(response);
    return {
      accessToken: said.access_token,
      refreshToken: said.refresh_token ?? '',
      // Without a lifetime the token is used until it is refused.
      expiresAt: said.expires_in === undefined ? Number.MAX_SAFE_INTEGER : now() + said.expires_in * 1000,
      said: { ...said },
    };
  } catch (error) {
    if (error instanceof TokenRefusal || isAppError(error)) throw error;
    if (signal.aborted) throw new AppError('timeout');
    // An answer came, but not one of the protocol: a page of HTML, half a JSON text, a pair without a token.
    if (response) throw new AppError('unreadable-answer', { status: response.status });
    throw new AppError('unreachable');
  }
}

function serverOf(app: OAuthApp): oauth.AuthorizationServer {
  const issuer = app.issuer ?? new URL(app.authorizeUrl).origin;
  return { issuer, authorization_endpoint: app.authorizeUrl, token_endpoint: app.tokenEndpoint };
}

/** An ID token comes straight from the server over TLS: a clock that is wrong by hours must not keep the user out. */
function clientOf(app: OAuthApp, now: () => number = Date.now): oauth.Client {
  return { client_id: app.clientId, [oauth.clockSkew]: Math.round((now() - Date.now()) / 1000), [oauth.clockTolerance]: 86_400 };
}

/** An ID token that repeats another nonce belongs to another sign-in. One without any is left to `state` and PKCE. */
async function expectNonce(response: Response, nonce: string): Promise<{ expectedNonce?: string }> {
  const repeated = nonce && readClaims(property(parseJsonLeniently(await response.clone().text()), 'id_token')).nonce;
  if (!nonce || repeated === undefined) return {};
  if (repeated !== nonce) throw new AppError('invalid', { detail: 'The answer does not belong to this sign-in.' });
  return { expectedNonce: nonce };
}

/** The claims of a JWT that came straight from its issuer, unverified; empty where the text is none. */
export function readClaims(token: unknown): Record<string, unknown> {
  try {
    const payload = String(token).split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function clientAuth(app: OAuthApp): oauth.ClientAuth {
  return app.clientSecret ? oauth.ClientSecretPost(app.clientSecret) : oauth.None();
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
