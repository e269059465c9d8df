// What an authorize request asks for, and whether the app may ask for it. What is refused never goes back to the redirect address.
import type { BqeQuirks } from '../quirks';
import type { App, SignIn } from '../sign-in';

export interface AuthorizeRequest {
  app: App;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  nonce: string | null;
  challenge: string | null;
  prompt: string | null;
}

export type Checked =
  | { request: AuthorizeRequest }
  | { error: 'unauthorized_client' | 'invalid_request' | 'invalid_scope'; reason: string };

const SCOPES = ['read:core', 'readwrite:core', 'offline_access', 'openid', 'profile', 'email', 'address'];

/** BQE API Explorer, authentication: scopes, app types, exact redirect address. */
export function checkAuthorize(params: URLSearchParams, signIn: SignIn, quirks: BqeQuirks): Checked {
  const refuse = (error: 'unauthorized_client' | 'invalid_request' | 'invalid_scope', reason: string): Checked => ({ error, reason });
  const app = signIn.apps.find((candidate) => candidate.clientId === params.get('client_id'));
  if (!app) return refuse('unauthorized_client', 'Unknown client');
  const redirectUri = params.get('redirect_uri') ?? '';
  if (!app.redirectUris.some((known) => (typeof known === 'string' ? known === redirectUri : known.test(redirectUri)))) {
    return refuse('unauthorized_client', 'Invalid redirect_uri');
  }
  if (params.get('response_type') !== 'code') return refuse('invalid_request', 'response_type must be code');

  const scopes = (params.get('scope') ?? '').split(' ').filter(Boolean);
  if (scopes.length === 0 || scopes.some((scope) => !SCOPES.includes(scope))) return refuse('invalid_scope', 'Invalid scope');
  // Support told integrators that native apps get no refresh token: asking for one is refused here, not at the token endpoint.
  if (scopes.includes('offline_access') && (app.type !== 'web' || quirks.offlineRefused)) {
    return refuse('unauthorized_client', 'offline_access is not allowed for this client');
  }

  const challenge = params.get('code_challenge');
  if (challenge && params.get('code_challenge_method') !== 'S256') return refuse('invalid_request', 'Transform algorithm not supported');
  if (challenge && app.type === 'web' && quirks.webRefusesPkce) return refuse('unauthorized_client', 'PKCE is not allowed for this client');
  if (!challenge && app.type === 'native') return refuse('invalid_request', 'code challenge required');
  return {
    request: { app, redirectUri, scopes, state: params.get('state'), nonce: params.get('nonce'), challenge, prompt: params.get('prompt') },
  };
}
