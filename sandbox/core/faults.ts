// Faults that can be armed for the next requests: slowness, lost requests and replies, refusals, and answers that are broken, old or odd.
// They work the same in process (a drop rejects like a failed fetch) and over HTTPS (a drop ends the connection).

export type FaultKind =
  /** The answer comes after `ms` milliseconds. May be combined with another fault. */
  | 'latency'
  /** Waits for `until`: before the system has seen the request, or with `acts` after it acted and before it replies. */
  | 'hold'
  /** The connection ends before the system has seen the request. */
  | 'drop-request'
  /** The system acts, then the connection ends without a reply. */
  | 'drop-reply'
  /** Refused with the status; `acts: true` lets the system act first, `retryAfter` sends the header. */
  | '429'
  | '500'
  | '503'
  /** Status 200 with an HTML error page, half of the JSON, or nothing; the system has acted. */
  | 'html'
  | 'truncated'
  | 'empty'
  /** What the last but one identical GET said, or the last one; waits for a GET that was asked before. */
  | 'stale'
  /** Each list of the answer holds its first item twice. */
  | 'duplicate'
  /** Every value of the answer is null; lists and objects keep their shape. */
  | 'null-everywhere'
  /** Every object of the answer has keys that nobody documented. */
  | 'unknown-fields';

interface FaultMatch {
  host?: string | RegExp;
  method?: string;
  /** Tested against the path without the query. */
  path?: RegExp;
}

export interface Fault {
  /** Which requests; all of them when left out. */
  match?: FaultMatch;
  kind: FaultKind;
  /** How many matching requests it hits (default 1; Infinity until cleared). */
  times?: number;
  /** How many matching requests pass before it starts (default 0). */
  after?: number;
  /** For `latency`: milliseconds. */
  ms?: number;
  /** For `hold`: called with each request that is held; it goes on once this is settled. */
  until?: (request: Request) => Promise<unknown>;
  /** For `429` and `503`: seconds in the `Retry-After` header; none when left out. */
  retryAfter?: number;
  /** For `429`, `500`, `503` and `hold`: whether the system does what was asked before (default false). */
  acts?: boolean;
}

export interface Faults {
  /** Arms one fault; returns how to take it back. */
  arm: (fault: Fault) => () => void;
  clear: () => void;
  /** What is still armed. */
  armed: () => readonly Fault[];
  /** Runs one request through the armed faults; `act` is the system's own answer. Rejects with `DroppedConnection` for drops. */
  apply: (request: Request, act: (request: Request) => Promise<Response>) => Promise<Response>;
}

/** What a lost connection looks like to `fetch`: a TypeError. The HTTPS server ends the connection within the answer's head. */
export class DroppedConnection extends TypeError {
  constructor() {
    super('network');
  }
}

interface ArmedFault {
  fault: Fault;
  toSkip: number;
  left: number;
}

interface RememberedAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

const REMEMBERED_GETS = 1000;

/** Creates an empty list of faults. `sleep` is for tests on a virtual clock. */
export function createFaults({ sleep = realSleep }: { sleep?: (ms: number) => Promise<void> } = {}): Faults {
  let list: ArmedFault[] = [];
  /** The last two answers per GET, newest last; the oldest addresses are forgotten. */
  const remembered = new Map<string, RememberedAnswer[]>();

  function arm(fault: Fault): () => void {
    const entry: ArmedFault = { fault, toSkip: fault.after ?? 0, left: fault.times ?? 1 };
    list.push(entry);
    return () => {
      list = list.filter((other) => other !== entry);
    };
  }

  /** The faults that hit this request: any latencies, and the first of the others. Counts them. */
  function take(request: Request): Fault[] {
    const url = new URL(request.url);
    const hits: Fault[] = [];
    for (const entry of list) {
      const { fault } = entry;
      if (!matches(fault.match, request, url)) continue;
      if (fault.kind === 'stale' && !remembered.has(staleKey(request))) continue;
      if (entry.toSkip > 0) {
        entry.toSkip--;
        continue;
      }
      if (fault.kind !== 'latency' && hits.some((hit) => hit.kind !== 'latency')) continue;
      entry.left--;
      hits.push(fault);
    }
    list = list.filter((entry) => entry.left > 0);
    return hits;
  }

  async function remember(request: Request, response: Response): Promise<Response> {
    const answer = { status: response.status, headers: [...response.headers], body: await response.text() };
    const key = staleKey(request);
    const earlier = remembered.get(key) ?? [];
    remembered.delete(key);
    remembered.set(key, [...earlier.slice(-1), answer]);
    if (remembered.size > REMEMBERED_GETS) remembered.delete(remembered.keys().next().value as string);
    return revive(answer);
  }

  async function apply(request: Request, act: (request: Request) => Promise<Response>): Promise<Response> {
    const hits = take(request);
    for (const hit of hits) if (hit.kind === 'latency') await Promise.race([sleep(hit.ms ?? 1000), rejectOnAbort(request.signal)]);
    const fault = hits.find((hit) => hit.kind !== 'latency');
    if (!fault) return isRememberable(request) ? remember(request, await act(request)) : act(request);

    switch (fault.kind) {
      case 'hold': {
        if (!fault.acts) await Promise.race([fault.until?.(request), rejectOnAbort(request.signal)]);
        const response = await act(request);
        if (fault.acts) await fault.until?.(request);
        return response;
      }
      case 'drop-request':
        throw new DroppedConnection();
      case 'drop-reply':
        await act(request);
        throw new DroppedConnection();
      case '429':
      case '500':
      case '503':
        if (fault.acts) await act(request);
        return refusal(Number(fault.kind), fault.retryAfter);
      case 'html': {
        await act(request);
        const page = '<!doctype html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>';
        return new Response(page, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
      }
      case 'truncated': {
        const response = await act(request);
        const text = await response.text();
        return new Response(text.slice(0, Math.max(1, Math.floor(text.length / 2))), { status: 200, headers: bodyHeaders(response) });
      }
      case 'empty': {
        const response = await act(request);
        return new Response('', { status: 200, headers: bodyHeaders(response) });
      }
      case 'stale': {
        const answer = remembered.get(staleKey(request))?.[0];
        return answer ? revive(answer) : act(request);
      }
      case 'duplicate':
        return rewriteJson(await act(request), doubleLists);
      case 'null-everywhere':
        return rewriteJson(await act(request), blank);
      case 'unknown-fields':
        return rewriteJson(await act(request), addUnknownFields);
      case 'latency':
        return act(request);
    }
  }

  return {
    arm,
    clear() {
      list = [];
    },
    armed: () => list.map((entry) => entry.fault),
    apply,
  };
}

function realSleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A caller that gives up stops waiting, as it would for a real server. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function matches(match: FaultMatch | undefined, request: Request, url: URL): boolean {
  if (!match) return true;
  if (!isHostOf(match.host, url.hostname)) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== request.method.toUpperCase()) return false;
  // A global or sticky pattern remembers where it stopped: start anew each time.
  if (match.path) match.path.lastIndex = 0;
  return match.path === undefined || match.path.test(url.pathname);
}

function isHostOf(host: FaultMatch['host'], name: string): boolean {
  return host instanceof RegExp ? host.test(name) : host === undefined || host === name;
}

function isRememberable(request: Request): boolean {
  return request.method === 'GET';
}

function staleKey(request: Request): string {
  return `${request.method} ${request.url}`;
}

function revive(answer: RememberedAnswer): Response {
  const hasBody = answer.status !== 204 && answer.status !== 304;
  return new Response(hasBody ? answer.body : null, { status: answer.status, headers: answer.headers });
}

function refusal(status: number, retryAfter: number | undefined): Response {
  const messages: Record<number, string> = { 429: 'Too Many Requests', 500: 'Internal server error', 503: 'Service Unavailable' };
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify({ statusCode: status, message: messages[status] }), { status, headers });
}

/** The answer's headers without those that describe the body's bytes. */
function bodyHeaders(response: Response): Headers {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return headers;
}

async function rewriteJson(response: Response, rewrite: (value: unknown) => unknown): Promise<Response> {
  const text = await response.text();
  let body = text;
  try {
    body = JSON.stringify(rewrite(JSON.parse(text)));
  } catch {
    // Not JSON: nothing to rewrite.
  }
  return new Response(body, { status: response.status, headers: bodyHeaders(response) });
}

function doubleLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [value[0], ...value] : value;
  if (isRecord(value)) {
    // Only the lists right under the envelope: those are the pages of items.
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? doubleLists(item) : item]));
  }
  return value;
}

function blank(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blank);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blank(item)]));
  return null;
}

function addUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addUnknownFields);
  if (!isRecord(value)) return value;
  const known = Object.entries(value).map(([key, item]) => [key, addUnknownFields(item)]);
  return { ...Object.fromEntries(known), __v: 7, undocumentedField: { nested: ['surprise'], enabled: true } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
