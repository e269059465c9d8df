// Connecting: from what the user entered to a system that is signed in. The row in the store always says how far it has come. What differs
// between the systems is in connectors/.
import type { AuditLog } from '@/lib/audit/audit-log';
import { adoptTokens, createSession, forgetSecrets, type Locks, type Refresh } from '@/lib/auth/session';
import type { Vault } from '@/lib/auth/vault';
import { accountId, type SystemName } from '@/lib/domain/account';
import { AppError, advice, type Problem, toProblem } from '@/lib/errors';
import { createHttp } from '@/lib/http/client';
import { createLimiter, type LimiterState } from '@/lib/http/limiter';
import type { Store } from '@/lib/store/records';
import type { ConnectionRow } from '@/lib/store/rows';
import { sameEntry } from '@/lib/store/same-entry';
import type { System } from '@/lib/systems/system';
import { clearAlerts } from './alerts';
import { bqeConnector } from './connectors/bqe';
import type { Connector } from './connectors/connector';
import { highlevelConnector } from './connectors/highlevel';
import { localiqConnector } from './connectors/localiq';

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
  /** The same without showing anything; rejects where the user would be needed. */
  launchSilently: (url: string) => Promise<string | undefined>;
  /** Where sign-ins, renewals, refusals and reads are put on record. */
  audit: Pick<AuditLog, 'note' | 'answered'>;
  /** In [0, 1); the browser's own chance where it is left out. */
  random?: () => number;
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
  /** Signs in, in a window or with what was entered once. */
  signIn(system: SystemName): Promise<{ problem?: Problem }>;
  /** Narrows a sign-in that covers several locations or advertisers to one. */
  chooseLocation(system: SystemName, locationId: string): Promise<{ problem?: Problem }>;
  /**
   * Ends what is under way, forgets the secrets, and has the server forget them where it can. What waits stays, for when the account is
   * connected again.
   */
  disconnect(system: SystemName): Promise<void>;
}

const connectors: Record<SystemName, Connector> = { highlevel: highlevelConnector, bqe: bqeConnector, localiq: localiqConnector };

/** Makes the connections. One limiter per system, whatever asks. */
export function createConnections(deps: ConnectionDeps): Connections {
  const { store, vault, locks, fetch, launch, launchSilently, audit } = deps;
  const { db, now } = store;

  /** What is under way for a system ends when it is disconnected. */
  const lives: Record<SystemName, AbortController> = {
    highlevel: new AbortController(),
    bqe: new AbortController(),
    localiq: new AbortController(),
  };

  const acts = { highlevel: actsOf('highlevel'), bqe: actsOf('bqe'), localiq: actsOf('localiq') };

  function actsOf(system: SystemName) {
    const { limits, readError, create } = connectors[system];
    const limiter = createLimiter({
      rules: limits,
      state: deps.limiterState(system),
      now,
      wait: deps.wait,
      ...(deps.random && { random: deps.random }),
    });
    const onAnswer: Parameters<typeof createHttp>[0]['onAnswer'] = (answer) => {
      store.clocks?.heard(system, answer.serverSkewMs);
      audit.answered(system, answer);
    };
    return create({
      vault,
      now,
      fetch,
      http: createHttp({ fetch, limiter, now, readError, isOnline: deps.isOnline, onAnswer, life: () => lives[system].signal }),
      redirectUri: deps.redirectAddress(system),
      launch,
      launchSilently,
      session: (refresh, options) => createSession({ system, vault, locks, refresh: onRecord(system, refresh), now, ...options }),
      timezone: async () => (await db.connections.get('highlevel'))?.timezone || new Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  }

  /** Each renewal is put on record; not waited for, since the new tokens must be stored before anything else. */
  function onRecord(system: SystemName, refresh: Refresh): Refresh {
    const note = (problem?: Problem) => noteSignIn('token-refresh', system, problem);
    return async (stored, keep) => {
      try {
        const answer = await refresh(stored, keep);
        note(answer === 'refused' ? { code: 'signed-out', at: now() } : undefined);
        return answer;
      } catch (error) {
        note(toProblem(error, now()));
        throw error;
      }
    };
  }

  function noteSignIn(what: 'sign-in' | 'token-refresh' | 'sign-out', system: SystemName, problem?: Problem): void {
    const { code, status } = problem ?? {};
    const outcome = problem ? 'refused' : 'done';
    audit.note({ system, kind: 'sign-in', what, outcome, ...(code && { code }), ...(status && { status }) });
  }

  /** Writes into the row what a step found. False where something else was entered meanwhile, which it says nothing about. */
  async function change(row: ConnectionRow, found: Partial<ConnectionRow>, settled: (keyof ConnectionRow)[] = []): Promise<boolean> {
    const changed = await sameEntry(db, row).modify((kept) => {
      Object.assign(kept, found);
      for (const name of settled) delete kept[name];
    });
    return changed > 0;
  }

  /** Throws `cancelled` where something else was entered meanwhile: its secrets must not be replaced. */
  async function ensureCurrent(row: ConnectionRow): Promise<void> {
    if ((await sameEntry(db, row).count()) === 0) throw new AppError('cancelled');
  }

  /** Ends what `disconnect` began, unless something else was entered since. */
  async function leave(row: ConnectionRow): Promise<void> {
    const { system } = row;
    // What the server says to it changes nothing: the secrets go in any case.
    await acts[system].revoke?.(row).catch(() => undefined);
    if ((await sameEntry(db, row).count()) === 0) return;
    await forgetSecrets({ system, vault, locks });
    await sameEntry(db, row).delete();
  }

  /** Disconnected by a worker that died before the secrets were forgotten. */
  const isLeft = ({ state, problem }: ConnectionRow) => state === 'action-needed' && problem?.code === 'not-connected';

  /** The steps under way in this worker, by system. */
  const underWay: SystemName[] = [];

  /** Runs one step of connecting; what goes wrong is written into the row and answered. */
  async function step(system: SystemName, work: (row: ConnectionRow) => Promise<void>): Promise<{ problem?: Problem }> {
    underWay.push(system);
    let row: ConnectionRow | undefined;
    try {
      row = await db.connections.get(system);
      if (!row) throw new AppError('not-connected');
      await work(row);
      return {};
    } catch (error) {
      const problem = toProblem(error, now());
      if (problem.code === 'unexpected') console.error('Connecting failed.', error);
      if (row) await change(row, { state: 'action-needed', problem });
      return { problem };
    } finally {
      underWay.splice(underWay.indexOf(system), 1);
    }
  }

  async function tryOut(row: ConnectionRow): Promise<void> {
    const { system } = row;
    const { checks, problem, found } = await acts[system].tryOut(row);
    await change(row, { checks, testedAt: now(), missingScopes: found.missingScopes ?? [] });
    // A key signs in by its first test that holds; an app did in its window.
    const isFirst = row.method === 'token' && (row.testedAt ?? 0) < row.keySetAt;
    if (isFirst) noteSignIn('sign-in', system, problem && toProblem(problem, now()));
    if (problem) throw problem;
    const account = accountId(system, row.locationId);
    const isCurrent = await change(row, { ...found, state: 'connected', account }, ['problem', 'unconfirmed', 'choices']);
    if (isCurrent) await clearAlerts(store, account);
  }

  return {
    open: (row) => acts[row.system].open(row),

    async check(system) {
      await step(system, tryOut);
    },

    async resume() {
      const isWaiting = ({ state, problem }: ConnectionRow) =>
        state === 'action-needed' && problem !== undefined && advice[problem.code].then === 'retry';
      const rows = await db.connections
        .filter((row) => (row.state === 'checking' || isWaiting(row) || isLeft(row)) && !underWay.includes(row.system))
        .toArray();
      const canTry = (row: ConnectionRow) => !isLeft(row) && (row.method === 'token' || isWaiting(row));
      for (const row of rows) {
        if (isLeft(row)) await leave(row);
        else if (canTry(row)) await step(row.system, tryOut);
        else await change(row, { state: 'action-needed', problem: { code: 'cancelled', at: now() } });
      }
      return rows.some(canTry);
    },

    signIn: (system) =>
      step(system, async (row) => {
        const { signIn } = acts[system];
        if (!signIn) throw new AppError('unsupported');
        const { tokens, found, stateMissing } = await signIn(row).catch((error: unknown) => {
          noteSignIn('sign-in', system, toProblem(error, now()));
          throw error;
        });
        await ensureCurrent(row);
        await adoptTokens({ system, vault, locks }, tokens);
        noteSignIn('sign-in', system);
        const changes = { ...found, ...(stateMissing && { unconfirmed: true }) };
        await change(row, changes);
        const place = changes.locationId ?? row.locationId;
        if (place && !stateMissing) await tryOut({ ...row, ...changes });
        else await change(row, { state: 'action-needed' }, ['problem']);
      }),

    chooseLocation: (system, locationId) =>
      step(system, async (row) => {
        const { choose } = acts[system];
        if (!choose) throw new AppError('unsupported');
        const { tokens, found } = await choose(row, locationId);
        await ensureCurrent(row);
        if (tokens) await adoptTokens({ system, vault, locks }, tokens);
        await change(row, { ...found, choices: [] });
        if (!row.unconfirmed) await tryOut({ ...row, ...found });
      }),

    async disconnect(system) {
      const row = await db.connections.get(system);
      noteSignIn('sign-out', system);
      if (!row) return await forgetSecrets({ system, vault, locks });
      // Said before anything fails for it: nobody is to be alarmed by what was asked for.
      await change(row, { state: 'action-needed', problem: { code: 'not-connected', at: now() } });
      lives[system].abort();
      lives[system] = new AbortController();
      underWay.push(system);
      try {
        await leave(row);
      } finally {
        underWay.splice(underWay.indexOf(system), 1);
      }
    },
  };
}
