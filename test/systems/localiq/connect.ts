// The LocaliQ adapter connected to a fresh sandbox, in process.
import type { Session } from '@/lib/auth/session';
import type { Contact } from '@/lib/domain/contact';
import type { Lead } from '@/lib/domain/lead';
import { createHttp, type Http } from '@/lib/http/client';
import { createLocaliq } from '@/lib/systems/localiq';
import { type Api, createApi } from '@/lib/systems/localiq/api';
import { localiqAuthorised } from '@/lib/systems/localiq/authorised';
import { readLocaliqError } from '@/lib/systems/localiq/errors';
import { localiqLimits } from '@/lib/systems/localiq/limits';
import type { CallOptions, Page, Remote, System } from '@/lib/systems/system';
import { createSandbox, type Sandbox } from '@/sandbox/index';
import { GMAID } from '@/sandbox/localiq/seed';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { unlimited } from '@/test/http/unlimited';

export const now = Date.UTC(2026, 10, 21, 15, 4, 5);
export const day = 86_400_000;
export const pull: CallOptions = { lane: 'pull' };
/** Holds everybody in the sandbox. */
export const always: [number, number] = [now - 200 * day, now];

export interface Connected {
  sandbox: Sandbox;
  system: System;
  api: Api;
  http: Http;
  email: string;
}

/** `fetch` as the browser has it, answered by the sandbox, or before that by `answer`. */
export function fetchOf(sandbox: Sandbox, answer?: (request: Request) => Response | undefined): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    return answer?.(request) ?? sandbox.fetch(request);
  };
}

/** The way to the sandbox's LocaliQ, without a token. */
export function plainHttp(sandbox: Sandbox, clock: () => number = () => now, fetch = fetchOf(sandbox)): Http {
  return createHttp({ fetch, limiter: { ...unlimited(), rules: localiqLimits }, now: clock, readError: readLocaliqError });
}

/** A session that has one token and no other. */
function oneToken(token: string): Session {
  return { accessToken: async () => token, afterRefusal: async () => token };
}

interface Options {
  sandbox?: Sandbox;
  gmaid?: string;
  allowPersonalDetails?: boolean;
  timezone?: string;
  /** Answers in the sandbox's place where it gives something. */
  answer?: (request: Request) => Response | undefined;
}

export function connect({
  sandbox = createSandbox({ now: () => now }),
  gmaid = GMAID,
  allowPersonalDetails = true,
  timezone = 'America/New_York',
  answer,
}: Options = {}): Connected {
  const { signIn } = sandbox.localiq.state;
  // How often requests may come is the limiter's affair.
  sandbox.localiq.quirks.requestsPerSecond = 10_000;
  const email = signIn.users[0]?.email ?? '';
  const { accessToken } = signIn.issueToken({ clientId: LOCALIQ_APP.clientId, email });
  const http = localiqAuthorised(
    plainHttp(sandbox, () => now, fetchOf(sandbox, answer)),
    oneToken(accessToken),
  );
  const system = createLocaliq({ http, gmaid, allowPersonalDetails, timezone, now: () => now });
  return { sandbox, system, api: createApi(http), http, email };
}

/** Follows the cursors to the end; each goes through JSON, as when stored. */
async function everyPage<T>(next: (cursor: Page<T>['next']) => Promise<Page<T>>): Promise<Remote<T>[]> {
  const items: Remote<T>[] = [];
  let page = await next(null);
  items.push(...page.items);
  for (let count = 0; page.next !== null && count < 1000; count++) {
    page = await next(JSON.parse(JSON.stringify(page.next)));
    items.push(...page.items);
  }
  return items;
}

export function allContacts({ system }: Connected, createdBetween: [number, number] = always): Promise<Remote<Contact>[]> {
  return everyPage((cursor) => system.contacts.list({ size: 500, createdBetween, ...(cursor !== null && { cursor }) }, pull));
}

export function allLeads({ system }: Connected, createdBetween: [number, number] = always): Promise<Remote<Lead>[]> {
  return everyPage<Lead>(async (cursor) => {
    const page = await system.leads?.({ createdBetween, ...(cursor !== null && { cursor }) }, pull);
    if (!page) throw new Error('LocaliQ has leads');
    return page;
  });
}

/** A sandbox that answers one list with these pages, in order of `page`. */
export function pagesOf(pages: unknown[]): (request: Request) => Response | undefined {
  return (request) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith('/crm/')) return undefined;
    return Response.json(pages[Number(url.searchParams.get('page')) - 1] ?? { contacts: [] });
  };
}
