// What every API route has in common: token, limits, version, scope and location are checked here, and every answer leaves through here.
import type { Context, Hono } from 'hono';
import type { World } from '../core/service';
import { invalidToken, missingScope, Refusal, unprocessable, wrongLocation } from './errors';
import type { Limits } from './limits';
import type { Token } from './model';
import type { HighLevelQuirks } from './quirks';
import type { HighLevelState } from './state';

/** What all routes are made with. */
export interface Deps {
  world: World;
  state: HighLevelState;
  quirks: HighLevelQuirks;
  limits: Limits;
  /** A fresh id for an answer's `traceId`. */
  traceId: () => string;
}

/** One authorised request. */
export interface Call {
  token: Token;
  /** A segment of the path. */
  param: (name: string) => string;
  query: URLSearchParams;
  /** The JSON or form body; empty where there was none. */
  body: Record<string, unknown>;
}

export interface RouteRules {
  /** The only value of the `Version` header that the module's OpenAPI file allows. */
  version: string;
  scope: string;
  /** Who may call: location tokens (the spec's `bearer`), also agency tokens, or agency OAuth tokens only. Default `location`. */
  access?: 'location' | 'location-or-agency' | 'agency-oauth';
}

/** An answer with a status other than 200. */
export class Reply {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    this.status = status;
    this.body = body;
  }
}

type Method = 'get' | 'post' | 'put' | 'delete';
type Answer = object | Reply;

/** Contacts, locations, users, workflows and the OAuth calls below `/oauth/token`. */
export const V2021_07 = '2021-07-28';
/** Calendars and their events. */
export const V2021_04 = '2021-04-15';
/** Accepted by the live server for every module, as reported; the OpenAPI files name one each. */
const KNOWN_VERSIONS = ['2021-07-28', '2021-04-15', '2023-02-21', 'v3'];

/** Adds one API route to `app`. What it returns is the JSON body; what it throws as `Refusal` is the refusal. */
export function addRoute(
  app: Hono,
  deps: Deps,
  method: Method,
  path: string,
  rules: RouteRules,
  answer: (call: Call) => Answer | Promise<Answer>,
): void {
  // The router ignores a slash at the end of a request's path, as long as the route's own has none.
  app.on(method.toUpperCase(), path.replace(/\/$/, ''), async (context: Context) => {
    const headers = new Headers();
    try {
      const token = authenticate(deps, context.req.header('authorization'));
      deps.limits.take(token, headers);
      checkVersion(deps, context.req.header('version'), rules.version);
      checkAccess(token, rules);
      const query = new URL(context.req.url).searchParams;
      const body = await readBody(context.req.raw);
      const result = await answer({ token, param: (name) => context.req.param(name) ?? '', query, body });
      return result instanceof Reply ? json(deps, result.status, result.body, headers) : json(deps, 200, result, headers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 429) deps.state.tooManyRequests++;
      return json(deps, error.status, error.body, headers);
    }
  });
}

/** A JSON answer as every one leaves the server: with its trace id and the server's idea of the time. */
export function json(deps: Deps, status: number, body: object, headers = new Headers()): Response {
  headers.set('content-type', 'application/json; charset=utf-8');
  headers.set('date', serverDate(deps));
  const extra = deps.quirks.extraFields && status < 400 ? { undocumented: { since: '2026-10', values: [1, null, 'x'] } } : {};
  return new Response(JSON.stringify({ ...body, ...extra, traceId: deps.traceId() }), { status, headers });
}

function serverDate(deps: Deps): string {
  return new Date(deps.state.clock()).toUTCString();
}

/** Throws the 403 unless the token is for this location; agency tokens pass for every location of their company. */
export function checkLocation(deps: Deps, token: Token, locationId: unknown): string {
  if (typeof locationId !== 'string' || locationId === '') throw wrongLocation();
  const location = deps.state.locations.get(locationId);
  const isOurs = token.locationId === null ? location?.companyId === token.companyId : token.locationId === locationId;
  if (!location || !isOurs) throw wrongLocation();
  return locationId;
}

function authenticate({ state }: Deps, header: string | undefined): Token {
  const value = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
  const token = value === undefined ? undefined : state.tokens.get(value);
  if (!value || !token || token.isRevoked) {
    throw invalidToken(value?.startsWith('pit-') ? 'Invalid Private Integration token' : value === undefined ? 'Invalid JWT' : undefined);
  }
  if (token.expiresAt <= state.clock()) throw invalidToken(token.kind === 'oauth' ? undefined : 'Invalid Private Integration token');
  return token;
}

/** Texts as several integrations report them; a missing header reads like an expired token and is none. */
function checkVersion({ quirks }: Deps, version: string | undefined, wanted: string): void {
  if (version === undefined) throw new Refusal(401, { message: 'version header was not found.' });
  const accepted = quirks.acceptsAnyVersion ? KNOWN_VERSIONS : [wanted];
  if (!accepted.includes(version)) throw new Refusal(401, { message: 'version header is invalid' });
}

function checkAccess(token: Token, { scope, access = 'location' }: RouteRules): void {
  const isAgency = token.userType === 'Company';
  if (access === 'location' && isAgency) throw new Refusal(401, { message: 'This authClass type is not allowed to access this scope.' });
  if (access === 'agency-oauth' && (!isAgency || token.kind !== 'oauth')) {
    throw new Refusal(401, { message: 'This authClass type is not allowed to access this scope.' });
  }
  if (!token.scopes.includes(scope)) throw missingScope();
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return {};
  const text = await request.text();
  if (text === '') return {};
  if (request.headers.get('content-type')?.includes('form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, { message: 'Unexpected token in JSON', error: 'Bad Request' });
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unprocessable('body must be an object');
  return body as Record<string, unknown>;
}
