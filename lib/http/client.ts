// The one way to a server: limiter, timeout, strict reading and error mapping around the only ofetch of the project.
// Throws AppError and nothing else; ofetch's own errors never leave this file, since their text holds the whole address.
import '@/lib/zod';
import { ofetch } from 'ofetch';
import * as z from 'zod/mini';
import { AppError } from '@/lib/errors';
import { serverSkewMs } from './clock-skew';
import { errorFor, type ReadError, retryAfter } from './error-mapping';
import { parseJson, parseJsonLeniently } from './json';
import type { Lane, Limiter } from './limiter';
import { startPatience } from './patience';

export interface HttpRequest<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute, https, without a query. */
  url: string;
  /** Undefined values are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** A JSON body, or fields of a form; not both. */
  json?: unknown;
  form?: Record<string, string>;
  /** What a good answer must look like. An empty body is `undefined`. */
  schema: z.core.$ZodType<T>;
  lane: Lane;
  signal?: AbortSignal;
  /** Told by which id the server knows this request, where it says so. */
  onRequestId?: (id: string) => void;
}

interface HttpAnswer<T> {
  data: T;
  status: number;
  headers: Headers;
  /** Milliseconds to add to our clock to get the server's; undefined where it gave no date. */
  serverSkewMs?: number;
}

/** What an account's requests go through. */
export interface Http {
  /** Sends once, never by itself again. Throws AppError. */
  send<T>(request: HttpRequest<T>): Promise<HttpAnswer<T>>;
}

export interface HttpOptions {
  fetch: typeof globalThis.fetch;
  limiter: Limiter;
  /** Epoch ms. */
  now: () => number;
  /** For headers and body together. Default 20 s: a worker is ended when an answer takes over 30 s. */
  timeoutMs?: number;
  /** The system's own reading of its refusals. */
  readError?: ReadError;
  /** Told of each answer, good or bad: for counting reads and for the server's clock. The path has no query. */
  onAnswer?: (answer: { method: string; path: string; status: number; serverSkewMs?: number }) => void;
  /** Over once the account is left: then nothing more goes out, and no answer is taken any more. */
  life?: () => AbortSignal;
  /** False turns an unreachable server into `offline`. Default: unknown, which counts as online. */
  isOnline?: () => boolean;
}

/** Makes the way to the server for one account: its limiter, its system's reading of errors. */
export function createHttp({ fetch, limiter, now, timeoutMs = 20_000, readError, onAnswer, life, isOnline }: HttpOptions): Http {
  const request = ofetch.create(
    {
      retry: 0,
      responseType: 'text',
      ignoreResponseError: true,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    },
    { fetch },
  );

  return {
    async send({ method, url, query, headers, json, form, schema, lane, signal, onRequestId }) {
      const address = addressOf(url, query);
      const left = life?.();
      const ends = [signal, left].filter((one) => one !== undefined);
      const end = ends.length > 1 ? AbortSignal.any(ends) : ends[0];
      const ticket = await limiter.take(lane, end).catch((error: unknown) => {
        throw left?.aborted ? new AppError('not-connected') : error;
      });
      const patience = startPatience(timeoutMs, end);
      const sentAt = now();
      let response: Awaited<ReturnType<typeof request.raw<string, 'text'>>>;
      try {
        const answer = request.raw<string, 'text'>(address, {
          method,
          headers: { accept: 'application/json', ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
          ...(json !== undefined && { body: JSON.stringify(json) }),
          ...(form && { body: new URLSearchParams(form) }),
          signal: patience.signal,
        });
        response = await Promise.race([answer, patience.end]);
      } catch {
        ticket.done();
        if (signal?.aborted) throw new AppError('cancelled');
        // A write that went out may have been done.
        if (left?.aborted && method === 'GET') throw new AppError('not-connected');
        if (patience.signal.aborted) throw new AppError('timeout');
        throw new AppError(isOnline?.() === false ? 'offline' : 'unreachable');
      } finally {
        patience.stop();
      }

      const receivedAt = now();
      const { status } = response;
      const news = limiter.rules.readHeaders?.(response.headers);
      const asked = retryAfter(response.headers, receivedAt);
      const retryAt = asked ?? (status === 429 ? receivedAt + (news?.windowMs ?? limiter.rules.windowMs) : undefined);
      ticket.done({ status, headers: response.headers, ...(retryAt !== undefined && { retryAt }) });

      const skew = serverSkewMs(response.headers, sentAt, receivedAt);
      const clock = skew === undefined ? {} : { serverSkewMs: skew };
      onAnswer?.({ method, path: new URL(address).pathname, status, ...clock });

      const text = response._data ?? '';
      const requestId = onRequestId && requestIdOf(response.headers, text);
      if (requestId) onRequestId(requestId);
      if (status < 200 || status > 299) {
        if (status === 429 && news?.dailyRemaining === 0) throw new AppError('daily-limit', { status, retryAt: receivedAt + 3_600_000 });
        // A refusal's status counts, whatever its body.
        throw errorFor(status, parseJsonLeniently(text), readError, retryAt);
      }

      return { data: read(text, schema, status), status, headers: response.headers, ...clock };
    },
  };
}

function addressOf(url: string, query: HttpRequest<unknown>['query'] = {}): string {
  const address = new URL(url);
  if (address.protocol !== 'https:') throw new AppError('unexpected', { detail: 'Only https addresses are called.' });
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.append(name, String(value));
  }
  return address.href;
}

/** Strict: a page of HTML, half a JSON text, an empty body where the schema wants something, or another shape is an error. */
function read<T>(text: string, schema: z.core.$ZodType<T>, status: number): T {
  let value: unknown;
  try {
    value = text.trim() === '' ? undefined : parseJson(text);
  } catch {
    throw new AppError('unreadable-answer', { status, detail: 'The answer is not JSON.' });
  }
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  // The place of the surprise, never its value.
  const place = parsed.error.issues[0]?.path.join('.');
  throw new AppError('unreadable-answer', { status, detail: place ? `Unexpected shape at ${place}.` : 'Unexpected shape.' });
}

/** Support asks for it. HighLevel: `traceId` in the body (docs/oauth/Overview.md); BQE CORE: a header. Anything odd is left out. */
function requestIdOf(headers: Headers, text: string): string | undefined {
  const named = ['x-request-id', 'x-correlation-id', 'request-id', 'x-trace-id'].map((name) => headers.get(name)).find(Boolean);
  const id = named ?? /"traceId"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return id && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}
