// The adapter connected to a fresh sandbox, in process.
import { authorised } from '@/lib/auth/authorised';
import type { Session } from '@/lib/auth/session';
import { createHttp, type Http } from '@/lib/http/client';
import { type Api, createApi } from '@/lib/systems/highlevel/api';
import { readHighLevelError } from '@/lib/systems/highlevel/errors';
import { createHighLevel } from '@/lib/systems/highlevel/index';
import { highlevelLimits } from '@/lib/systems/highlevel/limits';
import type { CallOptions, System } from '@/lib/systems/system';
import { HIGHLEVEL_TOKEN } from '@/sandbox/highlevel';
import { createSandbox, type Sandbox } from '@/sandbox/index';
import { unlimited } from '@/test/http/unlimited';

export const now = Date.UTC(2026, 10, 21, 12);
export const pull: CallOptions = { lane: 'pull' };

export interface Connected {
  sandbox: Sandbox;
  system: System;
  api: Api;
  /** With the token on every request. */
  http: Http;
  locationId: string;
}

/** `fetch` as the browser has it, answered by the sandbox. */
export function fetchOf(sandbox: Sandbox): typeof globalThis.fetch {
  return (input, init) => sandbox.fetch(new Request(input, init));
}

/** The way to the sandbox's HighLevel, without a token. */
export function plainHttp(sandbox: Sandbox, clock: () => number = () => now): Http {
  return createHttp({
    fetch: fetchOf(sandbox),
    limiter: { ...unlimited(), rules: highlevelLimits },
    now: clock,
    readError: readHighLevelError,
  });
}

export function keySession(token: string): Session {
  return {
    accessToken: async () => token,
    afterRefusal: async () => token,
  };
}

export function connect({
  contacts = 60,
  token = HIGHLEVEL_TOKEN,
  session = keySession(token),
  sandbox = createSandbox({ now: () => now, contacts }),
} = {}): Connected {
  sandbox.highlevel.quirks.searchLagMs = 0;
  const http = authorised(plainHttp(sandbox), session);
  const { id: locationId, timezone } = sandbox.highlevel.state.location;
  const system = createHighLevel({ http, locationId, companyId: '', timezone });
  return { sandbox, system, api: createApi(http), http, locationId };
}
