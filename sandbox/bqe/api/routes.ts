// api.bqecore.com: bearer token, limit, permissions, and then the same few verbs for every resource of the table.
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { createLimiter, type Limiter } from '../../core/limiter';
import type { World } from '../../core/service';
import type { BqeQuirks } from '../quirks';
import type { AccessToken } from '../sign-in';
import type { BqeState, CompanyFile } from '../state';
import { ApiError, errorBody } from './errors';
import { answerList } from './lists';
import { type Resource, resources } from './resources';
import { zoneOf } from './times';
import { readProjection, toWire } from './wire';
import { createRecord, deleteRecord, updateRecord, type WriteContext } from './writes';

interface Caller {
  grant: AccessToken;
  company: CompanyFile;
  employeeId: string;
}

/** Creates the API. */
export function createApi(world: World, state: BqeState, quirks: BqeQuirks): Hono {
  const app = new Hono().basePath('/api');
  const limiter = createLimiter({ now: world.now, max: quirks.requestsPerMinute, windowMs: 60_000 });
  let requestCount = 0;

  function authenticate(context: Context): Caller {
    const token = /^Bearer (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1] ?? '';
    const grant = state.signIn.accessTokens.get(token);
    const company = state.companies.find((candidate) => candidate.id === grant?.companyId);
    const user = state.signIn.users.find((candidate) => candidate.sub === grant?.sub);
    if (!grant || !company || !user || grant.expiresAt <= world.now()) {
      context.header('WWW-Authenticate', 'Bearer error="invalid_token"');
      throw new ApiError(401, 'Unauthorized', 'The access token is missing, expired or revoked');
    }
    return { grant, company, employeeId: user.employeeIds[company.id] ?? '' };
  }

  function permit(resource: Resource, { grant }: Caller, isWrite: boolean): void {
    const scopes = isWrite ? ['readwrite:core'] : ['read:core', 'readwrite:core'];
    if (!scopes.some((scope) => grant.scopes.includes(scope))) throw new ApiError(403, 'insufficient_scope', 'The token lacks a scope');
    // The user's security profile: 409, not 403. Seen in public code.
    if (state.forbidden.has(resource.path)) throw new ApiError(409, 'MsgPermissions', 'You do not have permission for this');
  }

  function throttle(context: Context, { grant }: Caller): void {
    limiter.max = quirks.requestsPerMinute;
    countAgainst(limiter, `${grant.clientId} ${grant.sub}`, context, world.now());
  }

  /** Prospects may have a shape of their own. */
  function shapedFor(resource: Resource): BqeQuirks {
    if (resource.path !== 'crm/prospect' || quirks.prospectShape === '') return quirks;
    return { ...quirks, addressShape: quirks.prospectShape };
  }

  function writeContext(context: Context, resource: Resource, caller: Caller): WriteContext {
    return {
      world,
      state,
      quirks: shapedFor(resource),
      company: caller.company,
      byId: caller.employeeId,
      zone: zoneOf(context.req.header('X-UTC-OFFSET'), quirks),
    };
  }

  function enter(context: Context, resource: Resource, isWrite: boolean): WriteContext {
    const caller = authenticate(context);
    throttle(context, caller);
    permit(resource, caller, isWrite);
    return writeContext(context, resource, caller);
  }

  function item(context: Context, resource: Resource, id: string, where: WriteContext): Record<string, unknown> {
    const row = resource.rows(where.company).find((candidate) => candidate.id === id.toLowerCase());
    if (!row) throw new ApiError(404, 'NotFound', 'The record does not exist');
    const expand = context.req.query('expand');
    if (expand && !quirks.itemExpands) throw new ApiError(400, 'ExpandError', 'expand is for lists');
    const projection = readProjection(resource, context.req.query('fields'), expand, where.quirks);
    return toWire(row, resource, projection, where.company, where.zone, where.quirks);
  }

  async function readBody(context: Context): Promise<Record<string, unknown>> {
    if (!context.req.header('Content-Type')?.includes('application/json')) throw new ApiError(415, 'UnsupportedMediaType', 'JSON expected');
    const body: unknown = await context.req.json().catch(() => undefined);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new ApiError(400, 'InvalidBody', 'A JSON object is expected');
    return body as Record<string, unknown>;
  }

  app.use('*', async (context, next) => {
    requestCount += 1;
    if (quirks.redirectsTo) return context.redirect(quirks.redirectsTo);
    await next();
    context.header('x-correlation-id', `00000000-0000-4000-8000-${String(requestCount).padStart(12, '0')}`);
  });

  // Longer paths first, so that note/category is not taken for a note's id.
  for (const resource of [...resources].sort((a, b) => b.path.split('/').length - a.path.split('/').length)) {
    const path = `/${resource.path}`;
    app.get(path, (context) => {
      const where = enter(context, resource, false);
      if (resource.path === 'employee' && quirks.employeeListForbidden) throw new ApiError(403, 'Forbidden', 'Access denied');
      const answer = answerList(resource, new URL(context.req.url).searchParams, where.company, where.zone, where.quirks);
      if (answer.status === 204) return context.body(null, 204);
      return context.json(answer.body as never, answer.status as ContentfulStatusCode);
    });
    if (resource.path === 'deletedhistory') continue;
    app.get(`${path}/:id`, (context) => {
      const where = enter(context, resource, false);
      const id = context.req.param('id');
      if (resource.path === 'employee' && quirks.employeeListForbidden && id !== where.byId)
        throw new ApiError(403, 'Forbidden', 'Access denied');
      return context.json(item(context, resource, id, where));
    });
    app.post(path, async (context) => {
      const where = enter(context, resource, true);
      const row = createRecord(resource, await readBody(context), where);
      return context.json(item(context, resource, row.id, where), 201);
    });
    app.put(`${path}/:id`, async (context) => {
      const where = enter(context, resource, true);
      const row = updateRecord(resource, context.req.param('id'), await readBody(context), where);
      return context.json(item(context, resource, row.id, where));
    });
    app.delete(`${path}/:id`, (context) => {
      const where = enter(context, resource, true);
      deleteRecord(resource, context.req.param('id'), where);
      return context.body(null, 204);
    });
  }

  app.get('/company', (context) => {
    const caller = authenticate(context);
    throttle(context, caller);
    return context.json([{ id: caller.company.id, name: caller.company.name }]);
  });
  app.get('/version', (context) => context.json('2026.03.1.0'));
  app.get('/health', (context) => context.json('Healthy'));

  app.onError((error, context) => {
    if (error instanceof ApiError) return context.json(errorBody(error, quirks.errorShape) as never, error.status);
    return context.json(errorBody(new ApiError(400, 'GeneralException', 'An error occurred'), quirks.errorShape) as never, 500);
  });
  app.notFound((context) => context.json(errorBody(new ApiError(404, 'NotFound', 'No such resource'), quirks.errorShape) as never, 404));
  return app;
}

/** Counts the request and sets the headers; throws 429 where the minute is used up. BQE API Explorer, rate limits. */
function countAgainst(limiter: Limiter, key: string, context: Context, now: number): void {
  const answer = limiter.take(key);
  const resetSeconds = Math.ceil(answer.retryAfterMs / 1000);
  context.header('X-Rate-Limit-Limit', String(answer.limit));
  context.header('X-Rate-Limit-Remaining', String(answer.remaining));
  context.header('X-Rate-Limit-Reset', new Date(now + (answer.retryAfterMs || 60_000)).toISOString());
  if (answer.allowed) return;
  context.header('Retry-After', String(Math.max(1, resetSeconds)));
  throw new ApiError(429, 'TooManyRequests', 'API calls quota exceeded');
}
