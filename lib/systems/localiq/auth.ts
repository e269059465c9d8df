// How to sign in to LocaliQ with the client id and secret that its account team sends the customer: in a window, or once with the password of
// the login, which is sent and forgotten. Refresh tokens are good once and each refresh brings the next.
// Source: LocaliQ API docs, authentication (GannettDigital/api-docs). No scope, no PKCE; `state` is in no example and may be dropped.
import { type OAuthApp, readRedirect, startSignIn } from '@/lib/auth/oauth';
import type { Tokens } from '@/lib/auth/secrets';
import type { Refresh } from '@/lib/auth/session';
import { AppError, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { type Advertiser, listAdvertisers } from './advertisers';
import { askForToken, createApi, localiqHost } from './api';
import { localiqAuthorised } from './authorised';
import type { TokenBody } from './wire';

/** What the user enters in Options, and the build's own redirect address. */
export interface LocaliqApp {
  clientId: string;
  /** '' where `tokenEndpoint` adds it. */
  clientSecret: string;
  redirectUri: string;
  /** E-mail of the LocaliQ login: the list of its advertisers cannot be asked for without. */
  accountEmail: string;
  /** The firm's own server in place of LocaliQ's token address; it keeps the secret. */
  tokenEndpoint?: string;
}

export interface SignedIn {
  /** To be stored with `adoptTokens` before anything else: the refresh token is good once. */
  tokens: Tokens;
  /** The advertisers that the login may see, to choose from; empty where they could not be listed. */
  choices: Advertiser[];
  /** Why there are no choices; the GMAID can still be entered by hand. */
  problem?: AppError;
  /** The server dropped `state`: show the account and let the user confirm it. */
  stateMissing: boolean;
}

export interface SignInDeps {
  /** The way to LocaliQ without a token. */
  http: Http;
  /** Epoch ms. */
  now: () => number;
}

/** Documented; for an answer that does not say. */
const usualLifetimeSeconds = 7200;

/** Signs in with LocaliQ's own page. `launch` opens it and resolves to the address it ended on; it rejects or gives nothing when closed.
 * Throws AppError `cancelled` when the window was closed, `invalid` for an answer that is not ours, `signed-out` where it is refused. */
export async function signIn(
  entered: LocaliqApp,
  deps: SignInDeps & { launch: (url: string) => Promise<string | undefined> },
): Promise<SignedIn> {
  const app: OAuthApp = {
    authorizeUrl: `${localiqHost}/oauth/authorize`,
    tokenEndpoint: tokenEndpointOf(entered),
    clientId: entered.clientId,
    clientSecret: entered.clientSecret,
    redirectUri: entered.redirectUri,
    scopes: [],
    pkce: false,
  };
  const started = await startSignIn(app);
  const redirectedTo = await deps.launch(started.url).catch(() => undefined);
  if (!redirectedTo) throw new AppError('cancelled', { detail: closedAdvice(entered) });
  const { parameters, stateMissing } = readRedirect(app, started, redirectedTo);
  const tokens = await redeem(
    entered,
    { grant_type: 'authorization_code', code: parameters.get('code') ?? '', redirect_uri: entered.redirectUri },
    deps,
  );
  return { tokens, stateMissing, ...(await choicesOf(entered, tokens, deps)) };
}

/** A wrong address never comes back: LocaliQ's own error page stays in the window until it is closed. */
function closedAdvice({ redirectUri }: LocaliqApp): string {
  const question = `whether the redirect address ${redirectUri} is registered with your client ID, character by character`;
  return `If the window showed an error, ask your LocaliQ team ${question}. “Sign in with password” works without it.`;
}

/** Signs in once with the login's password, which is sent to the token address and kept nowhere. Throws AppError `signed-out` if wrong. */
export async function signInWithPassword(entered: LocaliqApp, password: string, deps: SignInDeps): Promise<SignedIn> {
  const tokens = await redeem(entered, { grant_type: 'password', username: entered.accountEmail.trim(), password }, deps);
  return { tokens, stateMissing: false, ...(await choicesOf(entered, tokens, deps)) };
}

/** How a session of LocaliQ renews its tokens. */
export function createRefresh(entered: LocaliqApp, deps: SignInDeps): Refresh {
  return async (stored) => {
    try {
      const tokens = await redeem(entered, { grant_type: 'refresh_token', refresh_token: stored.refreshToken }, deps);
      return { ...stored, ...tokens, refreshToken: tokens.refreshToken || stored.refreshToken };
    } catch (error) {
      // The one 400 that is "signed out" (errors.ts): used already, or expired. A wrong secret is a 401, and may be corrected.
      if (isAppError(error) && error.code === 'signed-out' && error.status === 400) return 'refused';
      throw error;
    }
  };
}

type Grant<T = TokenBody> = T extends TokenBody ? Omit<T, 'client_id' | 'client_secret'> : never;

async function redeem(entered: LocaliqApp, grant: Grant, { http, now }: SignInDeps): Promise<Tokens> {
  const { clientId, clientSecret } = entered;
  const body = { client_id: clientId, ...(clientSecret && { client_secret: clientSecret }), ...grant } as TokenBody;
  const answer = await askForToken(http, tokenEndpointOf(entered), body);
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: now() + (answer.expires_in ?? usualLifetimeSeconds) * 1000,
  };
}

function tokenEndpointOf({ tokenEndpoint }: LocaliqApp): string {
  return tokenEndpoint || `${localiqHost}/oauth/token`;
}

/** Never throws: the tokens are good once, and must not be lost because something after them failed. */
async function choicesOf(entered: LocaliqApp, tokens: Tokens, { http }: SignInDeps): Promise<Pick<SignedIn, 'choices' | 'problem'>> {
  const session = {
    accessToken: async () => tokens.accessToken,
    afterRefusal: async () => {
      throw new AppError('signed-out', { status: 401 });
    },
  };
  try {
    const api = createApi(localiqAuthorised(http, session));
    return { choices: await listAdvertisers(api, entered.accountEmail, { lane: 'interactive' }) };
  } catch (error) {
    return { choices: [], problem: isAppError(error) ? error : new AppError('unexpected', { cause: error }) };
  }
}
