// The one way to a server: what it sends, how strictly it reads, and which error each failure becomes.
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { AppError } from '@/lib/errors';
import { createHttp, type HttpOptions, type HttpRequest } from '@/lib/http/client';
import { createLimiter } from '@/lib/http/limiter';
import { unlimited } from './unlimited';

const now = Date.UTC(2026, 10, 21, 12);
const schema = z.object({ name: z.string() });
const good = () => Response.json({ name: 'ok' });

function setUp(answer: (request: Request) => Response | Promise<Response>, more: Partial<HttpOptions> = {}) {
  const sent: Request[] = [];
  const limiter = unlimited();
  const http = createHttp({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(request.clone());
      return answer(request);
    },
    limiter,
    now: () => now,
    ...more,
  });
  const send = (request: Partial<HttpRequest<{ name: string }>> = {}) =>
    http.send({ method: 'GET', url: 'https://api.example.com/things', schema, lane: 'pull', ...request });
  const failure = (request?: Partial<HttpRequest<{ name: string }>>) =>
    send(request).then(
      () => expect.fail('should have failed'),
      (error: AppError) => error,
    );
  return { send, failure, sent, limiter };
}

describe('sending', () => {
  it('escapes what is in the query, a plus sign included, and leaves out what is undefined', async () => {
    const { send, sent } = setUp(good);
    await send({ query: { email: 'a+b@example.com', limit: 5, gone: undefined } });
    expect(sent[0]?.url).toBe('https://api.example.com/things?email=a%2Bb%40example.com&limit=5');
  });

  it('follows no redirect, sends no cookies and keeps nothing in the cache', async () => {
    const { send, sent } = setUp(good);
    await send({ headers: { authorization: 'Bearer x' } });
    expect(sent[0]).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' });
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)('sends JSON with %s', async (method) => {
    const { send, sent } = setUp(good);
    await send({ method, json: { tags: ['a'] } });
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
    expect(await sent[0]?.json()).toEqual({ tags: ['a'] });
  });

  it('sends a form as a form', async () => {
    const { send, sent } = setUp(good);
    await send({ method: 'POST', form: { companyId: 'c&d' } });
    expect(sent[0]?.headers.get('content-type')).toContain('application/x-www-form-urlencoded');
    expect(await sent[0]?.text()).toBe('companyId=c%26d');
  });

  it('refuses an address that is not https before anything is sent', async () => {
    const { failure, sent, limiter } = setUp(good);
    expect((await failure({ url: 'http://api.example.com' })).code).toBe('unexpected');
    expect([...sent, ...limiter.taken]).toHaveLength(0);
  });

  it.each([429, 500, 503, 409])('never sends again by itself after %i, a GET neither', async (status) => {
    const { failure, sent } = setUp(() => new Response('', { status }));
    await failure();
    expect(sent).toHaveLength(1);
  });

  it('tells the limiter of each outcome', async () => {
    const { send, limiter } = setUp(good);
    await send();
    expect(limiter.told).toEqual([200]);
    const failing = setUp(() => Promise.reject(new TypeError('network')));
    await failing.failure();
    expect(failing.limiter.told).toEqual([0]);
  });
});

it('reports each answer without its query', async () => {
  const told: unknown[] = [];
  const { send } = setUp(good, { onAnswer: (answer) => told.push(answer) });
  await send({ query: { email: 'someone@example.com' } });
  expect(told).toEqual([{ method: 'GET', path: '/things', status: 200 }]);
});

describe('reading', () => {
  it.each([
    ['a page of HTML', '<!doctype html><html><body>Sign in to Wi-Fi</body></html>'],
    ['half a JSON text', '{"name":"o'],
    ['an empty body', ''],
    ['another shape', '{"title":"ok"}'],
    ['null', 'null'],
  ])('calls %s with status 200 unreadable', async (_what, body) => {
    const { failure } = setUp(() => new Response(body, { headers: { 'content-type': 'application/json' } }));
    expect(await failure()).toMatchObject({ code: 'unreadable-answer', status: 200 });
  });

  it('takes an empty body where nothing is wanted', async () => {
    const { send } = setUp(() => new Response(null, { status: 204 }));
    await expect(send({ schema: z.optional(z.unknown()) as never })).resolves.toMatchObject({ status: 204, data: undefined });
  });

  it('names the place of a surprise and not its value', async () => {
    const { failure } = setUp(() => Response.json({ name: 4711 }));
    const { detail } = await failure();
    expect(detail).toContain('name');
    expect(detail).not.toContain('4711');
  });

  it('lets unknown keys pass', async () => {
    const { send } = setUp(() => Response.json({ name: 'ok', more: { deep: [1] } }));
    await expect(send()).resolves.toMatchObject({ data: { name: 'ok' } });
  });

  it.each([
    ['an hour behind', 3_600_000],
    ['an hour ahead', -3_600_000],
  ])('says when our clock is %s', async (_what, skew) => {
    const { send } = setUp(() => Response.json({ name: 'ok' }, { headers: { date: new Date(now + skew).toUTCString() } }));
    const { serverSkewMs } = await send();
    expect(Math.abs((serverSkewMs ?? 0) - skew)).toBeLessThanOrEqual(1000);
  });
});

describe('failing', () => {
  it.each([
    [400, 'invalid'],
    [401, 'signed-out'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'outdated'],
    [410, 'not-found'],
    [418, 'invalid'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [502, 'server-error'],
    [504, 'server-error'],
    [304, 'unreadable-answer'],
  ])('maps %i to %s, whatever the body is', async (status, code) => {
    for (const body of [null, ...(status === 304 ? [] : ['<html>', '{"message":"no"}'])]) {
      const { failure } = setUp(() => new Response(body, { status }));
      expect(await failure()).toMatchObject({ code, status });
    }
  });

  it('tells an unreachable server from being offline', async () => {
    const broken = () => Promise.reject(new TypeError('Failed to fetch'));
    expect((await setUp(broken).failure()).code).toBe('unreachable');
    expect((await setUp(broken, { isOnline: () => false }).failure()).code).toBe('offline');
  });

  it('calls a connection that breaks in the middle of the body unreachable', async () => {
    const { failure } = setUp(() => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"na'));
          controller.error(new TypeError('terminated'));
        },
      });
      return new Response(body);
    });
    expect((await failure()).code).toBe('unreachable');
  });

  it('gives up on a body that never ends, not only on headers', async () => {
    const { failure } = setUp(
      ({ signal }) =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode('{"na'));
              signal.addEventListener('abort', () => controller.error(signal.reason));
            },
          }),
        ),
      { timeoutMs: 30 },
    );
    expect((await failure()).code).toBe('timeout');
  });

  it('stops when the caller does', async () => {
    const abort = new AbortController();
    const { failure } = setUp(
      ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const failed = failure({ signal: abort.signal });
    setTimeout(() => abort.abort(), 5);
    expect((await failed).code).toBe('cancelled');
  });

  it('takes no answer once the account is left, and sends nothing that waits', async () => {
    const account = new AbortController();
    const { failure, sent } = setUp(() => new Promise(() => undefined), { life: () => account.signal });
    const [written, read] = [failure({ method: 'POST', json: {} }), failure()];
    setTimeout(() => account.abort(), 5);
    expect((await written).code).toBe('timeout');
    expect((await read).code).toBe('not-connected');

    const limiter = createLimiter({
      rules: { windowMs: 10_000, max: 1 },
      state: { load: async () => undefined, save: async () => undefined },
      now: () => now,
      wait: () => new Promise(() => undefined),
    });
    const left = new AbortController();
    const waiting = setUp(good, { limiter, life: () => left.signal });
    await waiting.send();
    const later = waiting.failure();
    setTimeout(() => left.abort(), 5);
    expect((await later).code).toBe('not-connected');
    expect(waiting.sent).toHaveLength(1);
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['30', now + 30_000],
    [new Date(now + 90_000).toUTCString(), now + 90_000],
    ['soon', now + 10_000],
    [undefined, now + 10_000],
  ])('waits after 429 with Retry-After %s', async (header, retryAt) => {
    const { failure } = setUp(() => new Response('', { status: 429, headers: header ? { 'retry-after': header } : {} }));
    expect(await failure()).toMatchObject({ code: 'rate-limited', retryAt });
  });

  it('reads the date of Retry-After by the server’s own clock', async () => {
    const theirs = now + 3_600_000;
    const headers = { date: new Date(theirs).toUTCString(), 'retry-after': new Date(theirs + 20_000).toUTCString() };
    const { failure } = setUp(() => new Response('', { status: 503, headers }));
    expect((await failure()).retryAt).toBe(now + 20_000);
  });

  it('shows what the server said without tokens, address queries and mark-up, and not much of it', async () => {
    const said = `<b>No</b>: Bearer abc.def pit-11111111-2222 eyJhbGciOi.eyJzdWIi.c2ln access_token=s3cret&x=1
      https://x.example.com/a?email=someone@example.com ${'long '.repeat(200)}`;
    const { failure } = setUp(() => Response.json({}, { status: 400 }), { readError: () => ({ detail: said }) });
    const error = await failure();
    for (const secret of ['abc.def', '1111', 'eyJ', 's3cret', 'someone@', '<b>']) expect(error.detail).not.toContain(secret);
    expect(error.detail?.length).toBeLessThanOrEqual(300);
    expect(`${error.message} ${error.stack}`).not.toContain('example.com/things');
  });
});
