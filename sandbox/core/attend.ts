// Puts the faults, the request log and the server's clock in front of a system, so that the system's own code knows of neither.
import type { RequestRecord, Service, World } from './service';

/** Replaces `service.fetch` by one that applies the world's faults and records each request and tells the time; returns the same service. */
export function attend<S extends Service<unknown, Record<string, boolean | number | string>>>(world: World, service: S): S {
  const answer = service.fetch;

  service.fetch = async (request) => {
    const record = await describe(request, world.now());
    service.requests.push(record);
    const response = await world.faults.apply(request, answer);
    record.status = response.status;
    // A system whose clock is wrong says so itself.
    if (!response.headers.has('Date')) response.headers.set('Date', new Date(world.now()).toUTCString());
    return response;
  };
  return service;
}

async function describe(request: Request, at: number): Promise<RequestRecord> {
  const url = new URL(request.url);
  const record: RequestRecord = {
    at,
    method: request.method,
    host: url.hostname,
    path: url.pathname,
    query: url.search.slice(1),
    status: 0,
  };
  const body = await readBody(request);
  return body === undefined ? record : { ...record, body };
}

async function readBody(request: Request): Promise<unknown> {
  if (!request.body) return undefined;
  const text = await request.clone().text();
  if (text === '') return undefined;
  if (request.headers.get('content-type')?.includes('form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
