// The page on which a person picks a location and allows the app, and the redirect that follows. Source: highlevel-api-docs docs/oauth/Authorization.md
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Deps } from './route';

const CODE_MS = 10 * 60_000;
/** With and without `/v2`: the documents moved, older clients did not. */
const PATHS = ['/oauth/chooselocation', '/v2/oauth/chooselocation'];
const DECISION_PATH = '/oauth/chooselocation/decision';

interface Asked {
  clientId: string;
  redirectUri: string;
  scope: string;
  state: string | null;
}

export function addConsentRoutes(app: Hono, deps: Deps): void {
  const { state } = deps;

  for (const path of PATHS) {
    app.get(path, (context) => {
      const query = new URL(context.req.url).searchParams;
      const asked: Asked = {
        clientId: query.get('client_id') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
        scope: query.get('scope') ?? '',
        state: query.get('state'),
      };
      const problem = findProblem(deps, asked, query.get('response_type'));
      if (problem) return context.html(errorPage(problem), 400);
      if (state.autoApprove) return redirect(context, approve(deps, asked, state.autoApproveLocationId ?? state.location.id));
      return context.html(consentPage(deps, asked));
    });
  }

  app.post(DECISION_PATH, async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const asked: Asked = {
      clientId: form.get('client_id') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      scope: form.get('scope') ?? '',
      state: form.get('state'),
    };
    const problem = findProblem(deps, asked, 'code');
    if (problem) return context.html(errorPage(problem), 400);
    if (form.get('decision') !== 'allow') return redirect(context, deny(deps, asked));
    return redirect(context, approve(deps, asked, form.get('location') ?? state.location.id));
  });
}

function findProblem({ state }: Deps, asked: Asked, responseType: string | null): string | undefined {
  const app = state.apps.find(({ clientId }) => clientId === asked.clientId);
  if (!app) return `No integration found with the id: ${asked.clientId.split('-')[0]}`;
  if (responseType !== 'code') return 'response_type must be code';
  if (!app.redirectUris.some((pattern) => pattern.test(asked.redirectUri))) return 'The redirect address is not registered for this app';
  return undefined;
}

function approve({ state, world, quirks }: Deps, asked: Asked, locationId: string): string {
  const code = world.random.id(40);
  state.codes.set(code, {
    clientId: asked.clientId,
    redirectUri: asked.redirectUri,
    locationId,
    scopes: asked.scope.split(/\s+/).filter(Boolean),
    expiresAt: state.clock() + CODE_MS,
  });
  const url = new URL(asked.redirectUri);
  url.searchParams.set('code', code);
  if (asked.state !== null && !quirks.dropState) url.searchParams.set('state', asked.state);
  return url.href;
}

function deny({ quirks }: Deps, asked: Asked): string {
  const url = new URL(asked.redirectUri);
  url.searchParams.set('error', 'access_denied');
  if (asked.state !== null && !quirks.dropState) url.searchParams.set('state', asked.state);
  return url.href;
}

function redirect(context: Context, address: string): Response {
  return context.redirect(address, 302);
}

function consentPage({ state }: Deps, asked: Asked): ReturnType<typeof html> {
  const app = state.apps.find(({ clientId }) => clientId === asked.clientId);
  const locations = [...state.locations.values()];
  return page(
    'Choose a location',
    html`<h1>Allow ${app?.name} to use your account?</h1>
      <form method="post" action="${DECISION_PATH}">
        <input type="hidden" name="client_id" value="${asked.clientId}" />
        <input type="hidden" name="redirect_uri" value="${asked.redirectUri}" />
        <input type="hidden" name="scope" value="${asked.scope}" />
        ${asked.state === null ? '' : html`<input type="hidden" name="state" value="${asked.state}" />`}
        <fieldset>
          <legend>Location</legend>
          ${locations.map(
            ({ id, name }, index) =>
              html`<label><input type="radio" name="location" value="${id}" ${index === 0 ? 'checked' : ''} /> ${name}</label>`,
          )}
        </fieldset>
        <h2>It asks for</h2>
        <ul>
          ${asked.scope
            .split(/\s+/)
            .filter(Boolean)
            .map((scope) => html`<li>${scope}</li>`)}
        </ul>
        <button name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>`,
  );
}

function errorPage(problem: string): ReturnType<typeof html> {
  return page('Error', html`<h1>Something went wrong</h1><p role="alert">${problem}</p>`);
}

function page(title: string, content: ReturnType<typeof html>): ReturnType<typeof html> {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} – HighLevel (sandbox)</title>
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
          label { display: block; padding: 0.25rem 0; }
          button { font: inherit; padding: 0.5rem 1rem; margin-right: 0.5rem; }
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
}
