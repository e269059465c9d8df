// How to sign in to BQE CORE with the firm's own app: a Web app with a secret and refresh tokens, or an app without a secret, which gets none and
// is renewed by a silent sign-in. Sources: BQE API Explorer (authentication, tokens), BQEDeveloper samples, hrenfort-web/JOT.
import {
  exchangeCode,
  type OAuthApp,
  readClaims,
  readRedirect,
  refreshTokens,
  type StartedSignIn,
  startSignIn,
  type TokenAnswer,
  type TokenCall,
} from '@/lib/auth/oauth';
import type { Tokens } from '@/lib/auth/secrets';
import type { Refresh } from '@/lib/auth/session';
import { AppError, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { createApi, identityHost } from './api';
import { acceptEndpoint, usualEndpoint } from './endpoint';
import { anySchema, textOf, type UserInfo } from './wire';

/** What the user enters in Options, and the build's own redirect address. */
export interface BqeApp {
  /** `web`: with a secret. `secretless`: Native or JavaScript in the developer portal. */
  type: 'web' | 'secretless';
  clientId: string;
  /** '' for an app without one, or where `tokenEndpoint` adds it. */
  clientSecret: string;
  redirectUri: string;
  /** The firm's own server in place of BQE CORE's token address; it keeps the secret. */
  tokenEndpoint?: string;
  /** Whether the server takes PKCE. Default: without a secret only, since Web apps were seen to be refused for it (hrenfort-web/JOT). */
  pkce?: boolean;
}

/** What a sign-in asks for; `offline_access` gives a refresh token and is refused to apps without a secret. */
const bqeScopes = ['read:core', 'readwrite:core', 'openid', 'profile', 'email'] as const;

/** The scopes for a type of app. */
function scopesFor(type: BqeApp['type']): readonly string[] {
  return type === 'web' ? [...bqeScopes, 'offline_access'] : bqeScopes;
}

export interface SignedIn {
  /** To be stored with `adoptTokens`; they carry the endpoint. */
  tokens: Tokens;
  endpoint: string;
  /** Employee id, or ''. */
  userId: string;
  userName: string;
  /** What the account is keyed by; the company's name where no id is told. */
  companyId: string;
  companyName: string;
  /** The server dropped `state`: show the account and let the user confirm it. */
  stateMissing: boolean;
}

export interface SignInDeps extends TokenCall {
  /** The way to BQE CORE without a token of its own. */
  http: Http;
  /** Opens the sign-in page and resolves to the address it ended on; `launchWebAuthFlow`. Rejects or undefined when closed. */
  launch: (url: string) => Promise<string | undefined>;
}

/**
 * Signs the user in. Throws AppError `cancelled` when the window was closed: a refused scope or redirect address never comes back but leaves
 * BQE CORE's error page in the window, so its detail says what to check. `signed-out` where id, secret or code are refused.
 */
export async function signIn(entered: BqeApp, deps: SignInDeps): Promise<SignedIn> {
  const app = appOf(entered);
  const started = await startSignIn(app);
  const redirectedTo = await deps.launch(started.url).catch(() => undefined);
  if (!redirectedTo) throw new AppError('cancelled', { detail: closedAdvice(entered) });
  const { answer, stateMissing } = await redeem(app, started, redirectedTo, deps);

  const named = textOf(answer.said.endpoint);
  const endpoint = named ? acceptEndpoint(named) : usualEndpoint;
  const who = await identify(answer, endpoint, deps);
  if (!who.companyId && !who.companyName) {
    throw new AppError('invalid', { detail: 'BQE CORE did not say which company this is. Add the scopes openid and profile to the app.' });
  }
  return {
    tokens: { ...pairOf(answer), endpoint },
    endpoint,
    userId: who.userId,
    userName: who.name || who.email,
    companyId: who.companyId || who.companyName,
    companyName: who.companyName,
    stateMissing,
  };
}

/** For a window that was closed: the user alone knows whether it showed an error. */
function closedAdvice({ type, redirectUri }: Pick<BqeApp, 'type' | 'redirectUri'>): string {
  const kind = type === 'web' ? 'Web' : 'Native or JavaScript';
  const offline =
    type === 'web'
      ? ' If offline_access is listed and still refused, BQE support must switch it on, or use an app without secret.'
      : ' An app without secret must not have offline_access.';
  return `If the window showed an error, check the app in BQE CORE’s developer portal: its type is ${kind}, it has the scopes ${scopesFor(type).join(', ')}, and its redirect address is exactly ${redirectUri}.${offline}`;
}

interface RefreshDeps extends TokenCall {
  http: Http;
  /** `launchWebAuthFlow` without interaction. Undefined or rejected where it needs the user. Given up after 20 s: others wait for the token. */
  launchSilently: (url: string) => Promise<string | undefined>;
  /** Who must come back from a silent sign-in: another user or company in the browser's session is not ours. */
  expected: () => Promise<{ userId: string; companyId: string }>;
}

/** How a session of BQE CORE renews its tokens: by refresh token, or silently where there is none. */
export function createRefresh(entered: BqeApp, deps: RefreshDeps): Refresh {
  return async (stored) => {
    const answer = stored.refreshToken
      ? await refreshTokens(appOf(entered), stored.refreshToken, deps, isGrantRefused)
      : await signInSilently(entered, stored, deps);
    if (answer === 'refused') return 'refused';
    return { ...stored, ...pairOf(answer), ...endpointOf(answer, stored) };
  };
}

/** Tells BQE CORE to forget a token: its answer changes nothing for us. A form, since JSON is answered with 415. */
export async function revoke(entered: BqeApp, { refreshToken, accessToken }: Tokens, http: Http): Promise<void> {
  const token = refreshToken || accessToken;
  const { clientId, clientSecret } = entered;
  const form = {
    token,
    token_type_hint: refreshToken ? 'refresh_token' : 'access_token',
    client_id: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
  };
  const url = `${identityHost}/connect/revocation`;
  try {
    await http.send({ method: 'POST', url, form, schema: anySchema, lane: 'interactive' });
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}

/** `prompt=none`: the browser's own session with BQE CORE answers, or nothing does. */
async function signInSilently(entered: BqeApp, stored: Tokens, deps: RefreshDeps): Promise<TokenAnswer | 'refused'> {
  const app = { ...appOf(entered), authorizeParams: { prompt: 'none' } };
  const started = await startSignIn(app);
  const redirectedTo = await withinPatience(deps.launchSilently(started.url)).catch(() => undefined);
  if (!redirectedTo || new URL(redirectedTo).searchParams.has('error')) {
    // A browser does not say whether the page wanted the user or could not be reached: without network nobody is signed out.
    await deps.http.send({
      method: 'GET',
      url: `${identityHost}/.well-known/openid-configuration`,
      schema: anySchema,
      lane: 'interactive',
    });
    return 'refused';
  }
  const { answer } = await redeem(app, started, redirectedTo, deps);
  const who = await identify(answer, stored.endpoint ?? usualEndpoint, deps);
  const expected = await deps.expected();
  const isSame =
    (!expected.userId || expected.userId === who.userId) &&
    (!expected.companyId || expected.companyId === (who.companyId || who.companyName));
  return isSame ? answer : 'refused';
}

function withinPatience<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), 20_000);
  });
  return Promise.race([answer, end]).finally(() => clearTimeout(timer));
}

async function redeem(
  app: OAuthApp,
  started: StartedSignIn,
  redirectedTo: string,
  deps: TokenCall,
): Promise<{ answer: TokenAnswer; stateMissing: boolean }> {
  const { parameters, stateMissing } = readRedirect(app, started, redirectedTo);
  return { answer: await exchangeCode(app, started, parameters, deps), stateMissing };
}

/** Who signed in to which company: userinfo, the claims of the tokens (a `companyId` in the MVC sample), and `/company`. */
async function identify(answer: TokenAnswer, endpoint: string, { http, now }: { http: Http; now: () => number }): Promise<UserInfo> {
  const authorization = `Bearer ${answer.accessToken}`;
  const own: Http = { send: (request) => http.send({ ...request, headers: { ...request.headers, authorization } }) };
  const api = createApi(own, { endpoint, timezone: 'UTC', now });
  const options = { lane: 'interactive' } as const;

  const claims = { ...readClaims(answer.accessToken), ...readClaims(answer.said.id_token) };
  const who = await api.userInfo(options).catch(unlessRefused);
  const known: UserInfo = {
    userId: who?.userId || textOf(claims.user_id),
    companyId: who?.companyId || textOf(claims.companyId) || textOf(claims.company_id),
    companyName: who?.companyName || textOf(claims.company),
    name: who?.name ?? textOf(claims.name),
    email: who?.email ?? textOf(claims.email),
  };
  if (known.companyId) return known;
  const list = await api.list('company', { page: 1, size: 2 }, options).catch(unlessRefused);
  const only = list?.rows.length === 1 ? list.rows[0] : undefined;
  return { ...known, companyId: only?.id ?? '', companyName: known.companyName || textOf(only?.name) };
}

function unlessRefused(error: unknown): undefined {
  const isRefused = isAppError(error) && ['missing-scope', 'forbidden', 'not-found', 'invalid', 'unsupported'].includes(error.code);
  if (!isRefused) throw error;
}

/** A renewal may leave the endpoint out, and must not move it off the vendor's hosts: then the one before stays. */
function endpointOf(answer: TokenAnswer, { endpoint }: Tokens): { endpoint?: string } {
  const named = textOf(answer.said.endpoint);
  try {
    return named ? { endpoint: acceptEndpoint(named) } : endpoint ? { endpoint } : {};
  } catch {
    return endpoint ? { endpoint } : {};
  }
}

function appOf({ type, clientId, clientSecret, redirectUri, tokenEndpoint, pkce = type === 'secretless' }: BqeApp): OAuthApp {
  return {
    authorizeUrl: `${identityHost}/connect/authorize`,
    tokenEndpoint: tokenEndpoint || `${identityHost}/connect/token`,
    issuer: identityHost,
    clientId,
    clientSecret: type === 'web' ? clientSecret : '',
    redirectUri,
    scopes: scopesFor(type),
    pkce,
  };
}

/** RFC 6749; IdentityServer answers 400 with `invalid_grant`, which the protocol part reads by itself. */
function isGrantRefused(status: number, body: unknown): boolean {
  return status === 400 && /invalid_grant/i.test(JSON.stringify(body ?? ''));
}

function pairOf({ accessToken, refreshToken, expiresAt }: TokenAnswer): Pick<Tokens, 'accessToken' | 'refreshToken' | 'expiresAt'> {
  return { accessToken, refreshToken, expiresAt };
}
