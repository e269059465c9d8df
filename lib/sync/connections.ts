// Connecting: from what the user entered to a system that is signed in. The row in the store always says how far it has come.

import { authorised } from '@/lib/auth/authorised';
import { getEntered, getTokens, putTokens, removeSecrets } from '@/lib/auth/secrets';
import { adoptTokens, createKeySession, createSession, type Locks, type Session } from '@/lib/auth/session';
import type { Vault } from '@/lib/auth/vault';
import { accountId, type SystemName } from '@/lib/domain/account';
import { AppError, advice, type Problem, toProblem } from '@/lib/errors';
import { createHttp, type Http } from '@/lib/http/client';
import { createLimiter, type LimiterState } from '@/lib/http/limiter';
import type { Store } from '@/lib/store/records';
import type { ConnectionRow } from '@/lib/store/rows';
import { createHighLevel } from '@/lib/systems/highlevel';
import { chooseLocation, createRefresh, type HighLevelApp, signIn } from '@/lib/systems/highlevel/auth';
import { readHighLevelError } from '@/lib/systems/highlevel/errors';
import { highlevelLimits } from '@/lib/systems/highlevel/limits';
import { testConnection } from '@/lib/systems/highlevel/test-connection';
import type { System } from '@/lib/systems/system';
import { clearAlerts } from './alerts';

export interface ConnectionDeps {
  store: Store;
  vault: Vault;
  locks: Locks;
  fetch: typeof globalThis.fetch;
  isOnline: () => boolean;
  wait: (milliseconds: number) => Promise<void>;
  /** Where a system's limiter keeps its count while the worker sleeps. */
  limiterState: (system: SystemName) => LimiterState;
  /** The address that a system's sign-in returns to. */
  redirectAddress: (system: SystemName) => string;
  /** Opens the sign-in page; resolves to the address it ended on. */
  launch: (url: string) => Promise<string | undefined>;
}

export interface Connections {
  /** The system behind a working connection. */
  open(connection: ConnectionRow): System;
  /** Tries what was entered, and writes into the row what it found. Never throws. */
  check(system: SystemName): Promise<void>;
  /**
   * Ends what was left half done by a worker that died, or by a network that was away: a key is tried again, a sign-in has to be started
   * anew. True where a key was tried.
   */
  resume(): Promise<boolean>;
  /** Signs in with the firm's own app, in a window. */
  signIn(system: SystemName): Promise<{ problem?: Problem }>;
  /** Narrows a company-wide sign-in to one location. */
  chooseLocation(system: SystemName, locationId: string): Promise<{ problem?: Problem }>;
  /** Forgets the secrets. What waits in the outbox stays, for when the account is connected again. */
  disconnect(system: SystemName): Promise<void>;
}

/** Makes the connections. One limiter per system, whatever asks. */
export function createConnections(deps: ConnectionDeps): Connections {
  const { store, vault, locks, fetch, launch } = deps;
  const { db, now } = store;
  const http = createHttp({
    fetch,
    limiter: createLimiter({ rules: highlevelLimits, state: deps.limiterState('highlevel'), now, wait: deps.wait }),
    now,
    readError: readHighLevelError,
    isOnline: deps.isOnline,
  });
  const call = { fetch, now, http };

  async function rowOf(system: SystemName): Promise<ConnectionRow> {
    const row = await db.connections.get(system);
    if (!row) throw new AppError('not-connected');
    return row;
  }

  async function appOf(row: ConnectionRow): Promise<HighLevelApp> {
    const entered = await getEntered(vault, row.system);
    if (entered?.method !== 'oauth' || !row.clientId) throw new AppError('not-connected');
    const redirectUri = deps.redirectAddress(row.system);
    return {
      clientId: row.clientId,
      clientSecret: entered.clientSecret,
      redirectUri,
      ...(row.tokenEndpoint && { tokenEndpoint: row.tokenEndpoint }),
    };
  }

  function sessionOf(row: ConnectionRow): Session {
    if (row.method === 'token') return createKeySession({ system: row.system, vault });
    const refresh: Parameters<typeof createSession>[0]['refresh'] = async (stored, keep) =>
      createRefresh(await appOf(row), call)(stored, keep);
    return createSession({ system: row.system, vault, locks, refresh, now });
  }

  function signedIn(row: ConnectionRow): Http {
    return authorised(http, sessionOf(row));
  }

  /** The steps under way in this worker, by system. */
  const underWay: SystemName[] = [];

  /** Runs one step of connecting; what goes wrong is written into the row and answered. */
  async function step(system: SystemName, work: (row: ConnectionRow) => Promise<void>): Promise<{ problem?: Problem }> {
    underWay.push(system);
    try {
      await work(await rowOf(system));
      return {};
    } catch (error) {
      const problem = toProblem(error, now());
      if (problem.code === 'unexpected') console.error('Connecting failed.', error);
      await db.connections.update(system, { state: 'action-needed', problem });
      return { problem };
    } finally {
      underWay.splice(underWay.indexOf(system), 1);
    }
  }

  async function tryOut(row: ConnectionRow): Promise<void> {
    const test = await testConnection(signedIn(row), row.locationId);
    const { checks, missingScopes, location } = test;
    await db.connections.update(row.system, { checks, missingScopes, testedAt: now() });
    if (test.problem) throw test.problem;
    const account = accountId(row.system, row.locationId);
    await db.connections.where({ system: row.system }).modify((kept) => {
      Object.assign(kept, { state: 'connected', account });
      if (location) Object.assign(kept, { companyId: location.companyId, locationName: location.name, timezone: location.timezone });
      delete kept.problem;
      delete kept.unconfirmed;
      delete kept.choices;
    });
    await clearAlerts(store, account);
  }

  return {
    open(row) {
      const { locationId, companyId, timezone, missingScopes = [] } = row;
      return createHighLevel({ http: signedIn(row), locationId, companyId, timezone, missingScopes });
    },

    async check(system) {
      await step(system, tryOut);
    },

    async resume() {
      const isWaiting = ({ state, problem }: ConnectionRow) =>
        state === 'action-needed' && problem !== undefined && advice[problem.code].then === 'retry';
      const rows = await db.connections
        .filter((row) => (row.state === 'checking' || isWaiting(row)) && !underWay.includes(row.system))
        .toArray();
      const canTry = (row: ConnectionRow) => row.method === 'token' || isWaiting(row);
      for (const row of rows) {
        if (canTry(row)) await step(row.system, tryOut);
        else await db.connections.update(row.system, { state: 'action-needed', problem: { code: 'cancelled', at: now() } });
      }
      return rows.some(canTry);
    },

    signIn: (system) =>
      step(system, async (row) => {
        const answer = await signIn(await appOf(row), { ...call, launch });
        await adoptTokens({ system, vault, locks }, answer.tokens);
        const { userId, companyId, locationId, choices } = answer;
        const found = { userId, companyId, locationId, choices, ...(answer.stateMissing && { unconfirmed: true }) };
        await db.connections.update(system, found);
        if (locationId && !answer.stateMissing) await tryOut({ ...row, ...found });
        else await db.connections.update(system, { state: 'action-needed' });
      }),

    chooseLocation: (system, locationId) =>
      step(system, async (row) => {
        const stored = await getTokens(vault, system);
        if (!stored) throw new AppError('signed-out');
        const place = { companyId: row.companyId, locationId };
        const keep = (halfway: typeof stored) => putTokens(vault, system, halfway);
        await adoptTokens({ system, vault, locks }, await chooseLocation(await appOf(row), stored, place, { ...call, keep }));
        await db.connections.update(system, { locationId, choices: [] });
        if (!row.unconfirmed) await tryOut({ ...row, locationId });
      }),

    async disconnect(system) {
      // HighLevel publishes no way to revoke a key or token by API: forgetting it here is all that can be done.
      await removeSecrets(vault, system);
      await db.connections.delete(system);
    },
  };
}
