// api-identity.bqecore.com: OAuth 2.0 and OpenID Connect as an IdentityServer does them. BQE API Explorer, authentication and tokens.
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { World } from '../../core/service';
import type { BqeQuirks } from '../quirks';
import type { App, Grant } from '../sign-in';
import type { BqeState } from '../state';
import { type AuthorizeRequest, checkAuthorize } from './authorize-request';
import { consentPage, errorPage, loginPage } from './pages';
import { createSigner } from './signing';

/** Equals the issuer: no trailing slash. */
const ISSUER = 'https://api-identity.bqecore.com/idp';
/** Base address of the API, named by each token response. */
const ENDPOINT = 'https://api.bqecore.com/api';

const CODE_LIFETIME_MS = 5 * 60 * 1000;
const COOKIE = 'idsrv.session';

/** Creates the identity server. */
export function createIdentity(world: World, state: BqeState, quirks: BqeQuirks): Hono {
  const app = new Hono().basePath('/idp');
  const { signIn } = state;
  const signer = createSigner();

  app.get('/.well-known/openid-configuration', (context) =>
    context.json({
      issuer: ISSUER,
      jwks_uri: `${ISSUER}/.well-known/openid-configuration/jwks`,
      authorization_endpoint: `${ISSUER}/connect/authorize`,
      token_endpoint: `${ISSUER}/connect/token`,
      userinfo_endpoint: `${ISSUER}/connect/userinfo`,
      end_session_endpoint: `${ISSUER}/connect/endsession`,
      revocation_endpoint: `${ISSUER}/connect/revocation`,
      scopes_supported: ['read:core', 'readwrite:core', 'openid', 'profile', 'email', 'address', 'offline_access'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
    }),
  );
  app.get('/.well-known/openid-configuration/jwks', (context) => context.json(signer.jwks()));

  // --- Authorize, log-in, consent ---

  function signedIn(context: Context): string | undefined {
    return signIn.sessions.get(getCookie(context, COOKIE) ?? '');
  }

  /** The vendor's own error page: the redirect address never hears of it. */
  function refuse(context: Context, error: string, reason: string): Response {
    const errorId = world.random.id(32);
    signIn.errors.set(errorId, `${error} (${reason})`);
    return context.redirect(`/idp/home/error?errorId=${errorId}`);
  }

  function sendBack(context: Context, request: AuthorizeRequest, values: Record<string, string>): Response {
    const target = new URL(request.redirectUri);
    for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
    if (request.state !== null) target.searchParams.set('state', request.state);
    return context.redirect(target.href);
  }

  function sendCode(context: Context, request: AuthorizeRequest, sub: string, companyId: string): Response {
    const code = world.random.id(43);
    signIn.codes.set(code, {
      clientId: request.app.clientId,
      sub,
      companyId,
      scopes: request.scopes,
      redirectUri: request.redirectUri,
      challenge: request.challenge,
      nonce: request.nonce,
      expiresAt: world.now() + CODE_LIFETIME_MS,
    });
    signIn.consents.set(`${sub} ${request.app.clientId}`, companyId);
    return sendBack(context, request, { code, scope: request.scopes.join(' ') });
  }

  app.get('/connect/authorize', (context) => {
    const query = new URL(context.req.url).search;
    const checked = checkAuthorize(new URLSearchParams(query), signIn, quirks);
    if ('error' in checked) return refuse(context, checked.error, checked.reason);
    const { request } = checked;
    const first = signIn.users[0];
    if (signIn.autoApprove && first) return sendCode(context, request, first.sub, state.company.id);

    const sub = signedIn(context);
    if (request.prompt === 'none') {
      if (!sub) return sendBack(context, request, { error: 'login_required' });
      const companyId = signIn.consents.get(`${sub} ${request.app.clientId}`);
      return companyId ? sendCode(context, request, sub, companyId) : sendBack(context, request, { error: 'consent_required' });
    }
    if (!sub) return context.redirect(`/idp/Account/Login?ReturnUrl=${encodeURIComponent(`/idp/connect/authorize${query}`)}`);
    return context.html(consentPage(query, request.app.clientId, request.scopes, state.companies));
  });

  app.get('/Account/Login', (context) => context.html(loginPage(context.req.query('ReturnUrl') ?? '', false)));

  app.post('/Account/Login', async (context) => {
    const form = await context.req.formData();
    const returnUrl = String(form.get('ReturnUrl') ?? '');
    const user = signIn.users.find((candidate) => candidate.email === form.get('Email') && candidate.password === form.get('Password'));
    if (!user) return context.html(loginPage(returnUrl, true));
    const session = world.random.id(40);
    signIn.sessions.set(session, user.sub);
    setCookie(context, COOKIE, session, { path: '/', httpOnly: true, secure: true, sameSite: 'None' });
    return context.redirect(returnUrl.startsWith('/idp/connect/authorize') ? returnUrl : 'https://www.bqecore.com/webapp/', 303);
  });

  app.post('/consent', async (context) => {
    const form = await context.req.formData();
    const checked = checkAuthorize(new URLSearchParams(String(form.get('query') ?? '')), signIn, quirks);
    if ('error' in checked) return refuse(context, checked.error, checked.reason);
    const sub = signedIn(context);
    const company = state.companies.find((candidate) => candidate.id === form.get('company'));
    if (!sub || !company) return refuse(context, 'invalid_request', 'Not signed in');
    if (form.get('button') !== 'yes') return sendBack(context, checked.request, { error: 'access_denied' });
    return sendCode(context, checked.request, sub, company.id);
  });

  app.get('/home/error', (context) => {
    const errorId = context.req.query('errorId') ?? '';
    return context.html(errorPage(signIn.errors.get(errorId) ?? 'unknown', errorId));
  });

  app.get('/connect/endsession', (context) => {
    signIn.sessions.delete(getCookie(context, COOKIE) ?? '');
    return context.html(errorPage('You are now logged out', ''));
  });

  // --- Tokens ---

  const oauthError = (context: Context, error: string, status: 400 | 401 | 403 = 400) => {
    context.header('Cache-Control', 'no-store');
    return context.json({ error }, status);
  };

  app.post('/connect/token', async (context) => {
    const form = await readForm(context);
    if (!form) return oauthError(context, 'invalid_request');
    const client = authenticate(context, form);
    if (!client) return oauthError(context, 'invalid_client');
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return redeem(context, client, form);
      case 'refresh_token':
        return refresh(context, client, form);
      default:
        return oauthError(context, 'unsupported_grant_type');
    }
  });

  /** The app, if its secret (in the form, or by HTTP Basic) is right; an app without secret is known by its id alone. */
  function authenticate(context: Context, form: URLSearchParams): App | undefined {
    const basic = /^Basic (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1];
    const [id = '', secret = ''] = basic
      ? Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent)
      : [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
    const client = signIn.apps.find((candidate) => candidate.clientId === id);
    return client && (client.clientSecret === undefined || client.clientSecret === secret) ? client : undefined;
  }

  function redeem(context: Context, client: App, form: URLSearchParams): Response {
    const text = form.get('code') ?? '';
    const code = signIn.codes.get(text);
    signIn.codes.delete(text);
    if (!code || code.clientId !== client.clientId || code.expiresAt <= world.now()) return oauthError(context, 'invalid_grant');
    if (code.redirectUri !== form.get('redirect_uri')) return oauthError(context, 'invalid_grant');
    const verifier = form.get('code_verifier');
    const expected = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
    if (expected !== code.challenge) return oauthError(context, 'invalid_grant');
    const { clientId, sub, companyId, scopes } = code;
    return answerTokens(context, { clientId, sub, companyId, scopes }, { nonce: code.nonce, withEndpoint: true });
  }

  function refresh(context: Context, client: App, form: URLSearchParams): Response {
    const token = form.get('refresh_token') ?? '';
    const grant = signIn.refreshTokens.get(token);
    if (!grant || grant.clientId !== client.clientId) return oauthError(context, 'invalid_grant');
    if (quirks.rotates) signIn.refreshTokens.delete(token);
    return answerTokens(context, grant, { nonce: null, withEndpoint: quirks.endpointOnRefresh });
  }

  function answerTokens(context: Context, grant: Grant, extra: { nonce: string | null; withEndpoint: boolean }): Response {
    const { accessToken, refreshToken } = signIn.issueToken(grant);
    const seconds = Math.floor(world.now() / 1000);
    const idClaims = {
      iss: ISSUER,
      aud: grant.clientId,
      sub: grant.sub,
      companyId: grant.companyId,
      iat: seconds,
      nbf: seconds,
      exp: seconds + 300,
      ...nonceClaim(extra.nonce),
    };
    context.header('Cache-Control', 'no-store');
    return context.json({
      ...(grant.scopes.includes('openid') ? { id_token: signer.sign(idClaims) } : {}),
      access_token: accessToken,
      expires_in: signIn.lifetimeSeconds,
      token_type: 'Bearer',
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      scope: grant.scopes.join(' '),
      ...(extra.withEndpoint ? { endpoint: `${quirks.endpoint || ENDPOINT}${quirks.endpointSlash ? '/' : ''}` } : {}),
    });
  }

  function nonceClaim(asked: string | null): { nonce?: string } {
    if (asked === null || quirks.nonce === 'missing') return {};
    return { nonce: quirks.nonce === 'other' ? `${asked}-other` : asked };
  }

  app.post('/connect/revocation', async (context) => {
    const form = await readForm(context);
    if (!form) return context.body(null, 415);
    if (!authenticate(context, form)) return oauthError(context, 'invalid_client');
    const token = form.get('token') ?? '';
    signIn.accessTokens.delete(token);
    signIn.refreshTokens.delete(token);
    return context.body(null, 200);
  });

  app.on(['GET', 'POST'], '/connect/userinfo', (context) => {
    const token = /^Bearer (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1] ?? '';
    const grant = signIn.accessTokens.get(token);
    const user = signIn.users.find((candidate) => candidate.sub === grant?.sub);
    if (!grant || !user || grant.expiresAt <= world.now()) return oauthError(context, 'invalid_token', 401);
    if (!grant.scopes.includes('openid')) return oauthError(context, 'insufficient_scope', 403);
    return context.json({
      sub: user.sub,
      ...(grant.scopes.includes('email') ? { email: user.email } : {}),
      ...(grant.scopes.includes('profile')
        ? {
            name: `${user.firstName} ${user.lastName}`,
            given_name: user.firstName,
            family_name: user.lastName,
            phone_number: user.phone,
            locale: 'en-US',
            country: 'US',
          }
        : {}),
      company: state.companies.find((company) => company.id === grant.companyId)?.name,
      user_id: user.employeeIds[grant.companyId],
    });
  });

  return app;
}

async function readForm(context: Context): Promise<URLSearchParams | undefined> {
  if (!context.req.header('Content-Type')?.includes('application/x-www-form-urlencoded')) return undefined;
  return new URLSearchParams(await context.req.text());
}
