// The adapter connected to a fresh sandbox, in process, with the profile that the connection test finds there.
import { authorised } from '@/lib/auth/authorised';
import type { Session } from '@/lib/auth/session';
import { createHttp, type Http } from '@/lib/http/client';
import { readBqeError } from '@/lib/systems/bqe/errors';
import { createBqe } from '@/lib/systems/bqe/index';
import { bqeLimits } from '@/lib/systems/bqe/limits';
import { type BqeProfile, readProfile } from '@/lib/systems/bqe/profile';
import { type ConnectionTest, testConnection } from '@/lib/systems/bqe/test-connection';
import type { CallOptions, System } from '@/lib/systems/system';
import type { BqeQuirks } from '@/sandbox/bqe/quirks';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { createSandbox, type Sandbox } from '@/sandbox/index';
import { unlimited } from '@/test/http/unlimited';

export const now = Date.UTC(2026, 10, 21, 12);
export const pull: CallOptions = { lane: 'pull' };
export const timezone = 'America/New_York';
export const endpoint = 'https://api.bqecore.com/api';
const scopes = ['readwrite:core', 'openid', 'profile', 'email', 'offline_access'];

export interface Connected {
  sandbox: Sandbox;
  system: System;
  http: Http;
  test: ConnectionTest;
  profile: BqeProfile;
}

/** `fetch` as the browser has it: redirects are followed or refused as asked. */
export function fetchOf(sandbox: Sandbox): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await sandbox.fetch(new Request(input, init));
    const target = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !target) return response;
    if (init?.redirect === 'error') throw new TypeError('Failed to fetch');
    return sandbox.fetch(new Request(target, init));
  };
}

/** The way to the sandbox's BQE CORE, without a token. */
export function plainHttp(sandbox: Sandbox, clock: () => number = () => now): Http {
  return createHttp({
    fetch: fetchOf(sandbox),
    limiter: { ...unlimited(), rules: bqeLimits },
    now: clock,
    readError: readBqeError,
  });
}

export function keySession(token: string): Session {
  return { accessToken: async () => token, afterRefusal: async () => token };
}

/** A token of the first user in the first company. */
export function tokenFor(sandbox: Sandbox, granted = scopes): string {
  const { signIn, company } = sandbox.bqe.state;
  return signIn.issueToken({ clientId: WEB_APP.clientId, sub: signIn.users[0]!.sub, companyId: company.id, scopes: granted }).accessToken;
}

export function newSandbox(quirks: Partial<BqeQuirks> = {}): Sandbox {
  const sandbox = createSandbox({ now: () => now, contacts: 60 });
  Object.assign(sandbox.bqe.quirks, { requestsPerMinute: 100_000 }, quirks);
  return sandbox;
}

interface ConnectOptions {
  sandbox?: Sandbox;
  quirks?: Partial<BqeQuirks>;
  granted?: string[];
  /** Quirks that appear only once the connection was made. */
  later?: Partial<BqeQuirks>;
}

export async function connect({
  quirks = {},
  sandbox = newSandbox(quirks),
  granted = scopes,
  later = {},
}: ConnectOptions = {}): Promise<Connected> {
  const http = authorised(plainHttp(sandbox), keySession(tokenFor(sandbox, granted)));
  const test = await testConnection({ http, endpoint, timezone, now: () => now });
  // As it is stored.
  const profile = readProfile(JSON.parse(JSON.stringify(test.profile ?? null)));
  const system = createBqe({
    http,
    endpoint,
    profile,
    userId: test.user?.userId ?? '',
    companyId: sandbox.bqe.state.company.id,
    timezone,
    missing: test.missing,
    now: () => now,
  });
  Object.assign(sandbox.bqe.quirks, later);
  sandbox.bqe.requests.length = 0;
  return { sandbox, system, http, test, profile };
}

/** The bodies of what was sent by PUT, oldest first. */
export function putBodies({ sandbox }: Connected): Record<string, unknown>[] {
  return sandbox.bqe.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body as Record<string, unknown>);
}
