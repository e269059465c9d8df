// How to sign in to HighLevel with the firm's own app. Its sign-in may answer for a whole company; then a location is chosen and the company's
// token exchanged for that location's. Source: highlevel-api-docs, docs/oauth/Authorization.md and apps/oauth.json. No PKCE.
import { exchangeCode, type OAuthApp, readRedirect, refreshTokens, startSignIn, type TokenAnswer, type TokenCall } from '@/lib/auth/oauth';
import type { TokenPair, Tokens } from '@/lib/auth/secrets';
import type { Refresh } from '@/lib/auth/session';
import { AppError, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { highlevelHost } from './api';
import { installedLocationsSchema, locationTokenSchema } from './wire';

/** All that the flows use. */
export const highlevelScopes = [
  'contacts.readonly',
  'contacts.write',
  'calendars.readonly',
  'calendars/events.readonly',
  'calendars/events.write',
  'locations.readonly',
  'locations/customFields.readonly',
  'locations/tags.readonly',
  'locations/tasks.readonly',
  'users.readonly',
  'workflows.readonly',
] as const;

/** Needed by company-wide sign-ins alone. Asked for only then: an app that does not have them would refuse everybody. */
export const companyScopes = ['oauth.readonly', 'oauth.write'] as const;

/** What the user enters in Options, and the build's own redirect address. */
export interface HighLevelApp {
  clientId: string;
  /** '' where `tokenEndpoint` adds it. */
  clientSecret: string;
  redirectUri: string;
  /** The firm's own server in place of HighLevel's token address; it keeps the secret. */
  tokenEndpoint?: string;
}

export interface SignedIn {
  /** To be stored with `adoptTokens`. Useless before a location was chosen, where there are `choices`. */
  tokens: Tokens;
  /** The user who installed the app, or ''. */
  userId: string;
  companyId: string;
  /** '' while one of `choices` must be chosen. */
  locationId: string;
  choices: { id: string; name: string }[];
  /** The server dropped `state`: show the account and let the user confirm it. */
  stateMissing: boolean;
}

interface SignInDeps extends TokenCall {
  /** The way to HighLevel without a token of its own. */
  http: Http;
  /** Opens the sign-in page and resolves to the address it ended on; `launchWebAuthFlow`. Rejects or undefined when closed. */
  launch: (url: string) => Promise<string | undefined>;
}

/**
 * Signs the user in; twice where a company-wide sign-in turns out to lack what narrowing it takes. Throws AppError `cancelled` when the
 * window was closed, `signed-out` where id, secret or code are refused.
 */
export async function signIn(entered: HighLevelApp, deps: SignInDeps): Promise<SignedIn> {
  const first = await authorise(appOf(entered), deps);
  const mayNarrow = (answer: TokenAnswer) => companyScopes.every((scope) => said(answer, 'scope').split(' ').includes(scope));
  const isEnough = said(first.answer, 'locationId') !== '' || mayNarrow(first.answer);
  const { answer, stateMissing } = isEnough
    ? first
    : await authorise({ ...appOf(entered), scopes: [...highlevelScopes, ...companyScopes] }, deps);

  const about = { userId: said(answer, 'userId'), companyId: said(answer, 'companyId'), stateMissing };
  const locationId = said(answer, 'locationId');
  if (locationId) return { ...about, tokens: pairOf(answer), locationId, choices: [] };

  // A company-wide token (highlevel-api-docs #294: bulk installs answer so even for one chosen location).
  const pending: Tokens = { accessToken: '', refreshToken: '', expiresAt: 0, parent: pairOf(answer) };
  const choices = await installedLocations(entered.clientId, about.companyId, answer.accessToken, deps.http);
  const only = choices.length === 1 ? choices[0] : undefined;
  if (!only) return { ...about, tokens: pending, locationId: '', choices };
  return { ...about, tokens: await narrow(pending, about.companyId, only.id, deps), locationId: only.id, choices: [] };
}

async function authorise(app: OAuthApp, deps: SignInDeps): Promise<{ answer: TokenAnswer; stateMissing: boolean }> {
  const started = await startSignIn(app);
  const redirectedTo = await deps.launch(started.url).catch(whyNoRedirect);
  if (!redirectedTo) throw new AppError('cancelled', { detail: closedAdvice(app) });
  const { parameters, stateMissing } = readRedirect(app, started, redirectedTo);
  return { answer: await exchangeCode(app, started, parameters, deps), stateMissing };
}

/** The browser gives no codes: its text alone tells a page that did not load (HighLevel knows no such app) from a window that was closed. */
/** A wrong address never comes back: HighLevel's own error page stays in the window until it is closed. */
function closedAdvice({ redirectUri }: OAuthApp): string {
  const app = `its redirect address is exactly ${redirectUri}, and its client ID is the one entered here`;
  return `If the window showed an error, check the app in HighLevel’s Marketplace: ${app}.`;
}

function whyNoRedirect(error: unknown): undefined {
  if (!/could not be loaded/i.test(String(error))) return undefined;
  const detail =
    'HighLevel’s sign-in page did not open. Check the Client ID, that the app has the Redirect address letter by letter, and your connection.';
  throw new AppError('invalid', { detail });
}

/** Exchanges a company-wide sign-in for one location's token. The result is to be stored with `adoptTokens`. */
export async function chooseLocation(
  entered: HighLevelApp,
  tokens: Tokens,
  place: { companyId: string; locationId: string },
  deps: TokenCall & { http: Http; keep: (halfway: Tokens) => Promise<void> },
): Promise<Tokens> {
  if (!tokens.parent) throw new AppError('not-connected');
  const renewed = await createRefresh(entered, deps)({ ...tokens, refreshToken: '', narrowedTo: place }, deps.keep);
  if (renewed === 'refused') throw new AppError('signed-out');
  return renewed;
}

/** How a session of HighLevel renews its tokens, a location's own or through the company's. */
export function createRefresh(entered: HighLevelApp, deps: TokenCall & { http: Http }): Refresh {
  const app = appOf(entered);
  return async (stored, keep) => {
    if (stored.refreshToken) {
      const answer = await refreshTokens(asking(app, 'Location'), stored.refreshToken, deps, isGrantRefused);
      if (answer !== 'refused') return { ...stored, ...pairOf(answer) };
      if (!stored.parent) return 'refused';
    }
    const { parent, narrowedTo } = stored;
    if (!parent) return 'refused';
    if (!narrowedTo) throw new AppError('not-connected', { detail: 'Choose a location first.' });

    const narrowed = (company: Tokens) => narrow(company, narrowedTo.companyId, narrowedTo.locationId, deps);
    if (parent.expiresAt - deps.now() >= 60_000) {
      try {
        return await narrowed(stored);
      } catch (error) {
        // The company's token ended before its time; its refresh token may live on.
        if (!isAppError(error) || error.code !== 'signed-out') throw error;
      }
    }
    const answer = await refreshTokens(asking(app, 'Company'), parent.refreshToken, deps, isGrantRefused);
    if (answer === 'refused') return 'refused';
    const company = { ...stored, parent: pairOf(answer) };
    await keep(company);
    return narrowed(company);
  };
}

function appOf({ clientId, clientSecret, redirectUri, tokenEndpoint }: HighLevelApp): OAuthApp {
  return {
    authorizeUrl: 'https://marketplace.gohighlevel.com/v2/oauth/chooselocation',
    tokenEndpoint: tokenEndpoint || `${highlevelHost}/oauth/token`,
    clientId,
    clientSecret,
    redirectUri,
    scopes: highlevelScopes,
    pkce: false,
    // Otherwise the sign-in opens a further tab, which the extension's window never sees the end of.
    authorizeParams: { loginWindowOpenMode: 'self' },
  };
}

/** `user_type` says whose token is meant (GetAccessCodebodyDto). The code exchange leaves it to what the user chose. */
function asking(app: OAuthApp, userType: 'Company' | 'Location'): OAuthApp {
  return { ...app, tokenParams: { user_type: userType } };
}

/** No list of the texts exists (highlevel-api-docs #249): only one that speaks of the refresh token itself ends the sign-in. */
function isGrantRefused(status: number, body: unknown): boolean {
  if (status !== 400 && status !== 401 && status !== 422) return false;
  const words = JSON.stringify(body ?? '');
  return /invalid[_ ]grant/i.test(words) || (/refresh[_ ]?token/i.test(words) && /invalid|expired|revoked|not found|used/i.test(words));
}

/** `GET /oauth/installedLocations`: where the app is installed. Its id is the client id's part before the dash. */
async function installedLocations(clientId: string, companyId: string, token: string, http: Http): Promise<{ id: string; name: string }[]> {
  const found = new Map<string, { id: string; name: string }>();
  const limit = 100;
  for (let skip = 0; skip < 2000; skip += limit) {
    const { data } = await http.send({
      method: 'GET',
      url: `${highlevelHost}/oauth/installedLocations`,
      query: { companyId, appId: clientId.split('-')[0], isInstalled: true, skip, limit },
      headers: { authorization: `Bearer ${token}`, version: '2021-07-28' },
      schema: installedLocationsSchema,
      lane: 'interactive',
    });
    const before = found.size;
    for (const location of data) found.set(location.id, location);
    if (data.length < limit || found.size === before) break;
  }
  return [...found.values()];
}

/** `POST /oauth/locationToken`: a location's token for a company's. Without a refresh token of its own it is derived again each day. */
async function narrow(stored: Tokens, companyId: string, locationId: string, deps: { http: Http; now: () => number }): Promise<Tokens> {
  if (!stored.parent) throw new AppError('not-connected');
  const { data } = await deps.http.send({
    method: 'POST',
    url: `${highlevelHost}/oauth/locationToken`,
    form: { companyId, locationId },
    headers: { authorization: `Bearer ${stored.parent.accessToken}`, version: '2021-07-28' },
    schema: locationTokenSchema,
    lane: 'interactive',
  });
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token,
    expiresAt: deps.now() + (data.expires_in ?? 3600) * 1000,
    parent: stored.parent,
    narrowedTo: { companyId, locationId },
  };
}

function pairOf({ accessToken, refreshToken, expiresAt }: TokenAnswer): TokenPair {
  return { accessToken, refreshToken, expiresAt };
}

function said(answer: TokenAnswer, name: string): string {
  const value = answer.said[name];
  return typeof value === 'string' ? value : '';
}
