// OAuth at the API's own host: a log-in page that sends a code back, and tokens for JSON bodies. LocaliQ API docs, authentication.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { World } from '../../core/service';
import { type Html, renderDocument } from '../pages/shell';
import type { LocaliqQuirks } from '../quirks';
import type { App, Grant } from '../sign-in';
import type { LocaliqState } from '../state';

const CODE_LIFETIME_MS = 10 * 60 * 1000;

/** Creates the routes below /oauth. */
export function createOauth(world: World, state: LocaliqState, quirks: LocaliqQuirks): Hono {
  const app = new Hono();
  const { signIn } = state;

  function requestedApp(params: URLSearchParams): App | undefined {
    const redirectUri = params.get('redirect_uri') ?? '';
    const found = signIn.apps.find((candidate) => candidate.clientId === params.get('client_id'));
    const isKnown = found?.redirectUris.some((known) => (typeof known === 'string' ? known === redirectUri : known.test(redirectUri)));
    return isKnown && params.get('response_type') === 'code' ? found : undefined;
  }

  function sendCode(context: Context, params: URLSearchParams, client: App, email: string): Response {
    const redirectUri = params.get('redirect_uri') ?? '';
    const code = world.random.id(43);
    signIn.codes.set(code, { clientId: client.clientId, email, redirectUri, expiresAt: world.now() + CODE_LIFETIME_MS });
    const target = new URL(redirectUri);
    target.searchParams.set('code', code);
    const stateText = params.get('state');
    if (stateText !== null && !quirks.dropsState) target.searchParams.set('state', stateText);
    return context.redirect(target.href, 302);
  }

  app.get('/oauth/authorize', (context) => {
    const params = new URL(context.req.url).searchParams;
    const client = requestedApp(params);
    if (!client) return context.html(refusedPage(), 401);
    const first = signIn.users[0];
    if (signIn.autoApprove && first) return sendCode(context, params, client, first.email);
    return context.html(loginPage(params.toString(), false));
  });

  app.post('/oauth/authorize', async (context) => {
    const form = await context.req.formData();
    const params = new URLSearchParams(String(form.get('query') ?? ''));
    const client = requestedApp(params);
    if (!client) return context.html(refusedPage(), 401);
    const user = signIn.users.find((candidate) => candidate.email === form.get('email') && candidate.password === form.get('password'));
    return user ? sendCode(context, params, client, user.email) : context.html(loginPage(params.toString(), true));
  });

  app.post('/oauth/token', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    if (typeof body !== 'object' || body === null) return oauthError(context, 'invalid_request');
    const values = body as Record<string, unknown>;
    const client = signIn.apps.find((app) => app.clientId === values.client_id && app.clientSecret === values.client_secret);
    if (!client) return oauthError(context, 'invalid_client', 401);
    if (!['authorization_code', 'password', 'refresh_token'].includes(String(values.grant_type))) {
      return oauthError(context, 'unsupported_grant_type');
    }
    const grant = redeem(client, values);
    if (!grant) return oauthError(context, 'invalid_grant');
    const { accessToken, refreshToken } = signIn.issueToken(grant);
    context.header('Cache-Control', 'no-store');
    const [expiresIn, createdAt] = [signIn.lifetimeSeconds, Math.floor(world.now() / 1000)];
    if (quirks.tokenAnswer === 'created-camel-case') {
      return context.json({ accessToken, tokenType: 'bearer', expiresIn, refreshToken, createdAt }, 201);
    }
    return context.json({
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: expiresIn,
      refresh_token: refreshToken,
      created_at: createdAt,
    });
  });

  /** Whom the code, the password or the refresh token stands for. Codes and refresh tokens are good once. */
  function redeem(client: App, values: Record<string, unknown>): Grant | undefined {
    const { clientId } = client;
    if (values.grant_type === 'password') {
      const user = signIn.users.find((candidate) => candidate.email === values.username && candidate.password === values.password);
      return user && { clientId, email: user.email };
    }
    if (values.grant_type === 'refresh_token') {
      const token = String(values.refresh_token ?? '');
      const grant = signIn.refreshTokens.get(token);
      if (grant?.clientId !== clientId) return undefined;
      signIn.refreshTokens.delete(token);
      return grant;
    }
    const text = String(values.code ?? '');
    const code = signIn.codes.get(text);
    signIn.codes.delete(text);
    if (!code || code.clientId !== clientId || code.redirectUri !== values.redirect_uri || code.expiresAt <= world.now()) return undefined;
    return { clientId, email: code.email };
  }

  return app;
}

const DESCRIPTIONS: Record<string, string> = {
  invalid_grant: 'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI, or was already used.',
  invalid_client: 'Client authentication failed due to unknown client, or unsupported authentication method.',
  invalid_request: 'The request is missing a required parameter or is otherwise malformed.',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
};

function oauthError(context: Context, error: string, status: 400 | 401 = 400): Response {
  return context.json({ error, error_description: DESCRIPTIONS[error] ?? '' }, status);
}

const WORD = html`<div class="word"><i aria-hidden="true"></i>LocaliQ</div>`;

function loginPage(query: string, failed: boolean): Html {
  return renderDocument(
    'Sign in | LocaliQ',
    html`<main class="sign">${WORD}<form class="card" method="post" action="/oauth/authorize"><h1>Sign in</h1>
      ${failed ? html`<p role="alert" class="pill hot">Wrong email or password</p>` : ''}
      <input type="hidden" name="query" value="${query}">
      <div class="field"><label for="email">Email</label><input id="email" name="email" type="email" autocomplete="username" required></div>
      <div class="field"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
      <button class="button main-one" type="submit">Sign in</button></form></main>`,
  );
}

function refusedPage(): Html {
  return renderDocument(
    'Error | LocaliQ',
    html`<main class="sign">${WORD}<div class="card"><h1>An error has occurred</h1><p>The client or the redirect address is not known.</p></div></main>`,
  );
}
