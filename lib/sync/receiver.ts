// The connected app as the worker knows it: tried out by a test event, and the outlet of the events that wait for it.
import type { AuditLog } from '@/lib/audit/audit-log';
import { getEntered } from '@/lib/auth/secrets';
import type { Vault } from '@/lib/auth/vault';
import { type AccountId, accountId } from '@/lib/domain/account';
import { AppError, advice, type Problem, toProblem } from '@/lib/errors';
import type { Store } from '@/lib/store/records';
import type { ReceiverRow } from '@/lib/store/rows';
import { type ConnectedApp, createConnectedApp } from '@/lib/systems/connected-app';
import { clearAlerts } from './alerts';
import type { Outlet } from './outlet';

const name = 'connected-app';

export interface ReceiverDeps {
  store: Store;
  vault: Vault;
  fetch: typeof globalThis.fetch;
  isOnline: () => boolean;
  crypto: Pick<Crypto, 'subtle' | 'randomUUID'>;
  /** Where connecting is put on record. */
  audit: Pick<AuditLog, 'note'>;
}

export interface Receiver {
  /** Sends a test event to what was entered, and writes into the row what came of it. */
  check(): Promise<void>;
  /** Tries again what a worker that died, or a network that was away, left undecided. */
  resume(): Promise<void>;
  /** Where events go; undefined unless the connected app is connected, or was and can only be away for a while. */
  open(): Promise<Outlet | undefined>;
}

/** Makes the receiver over its row and its secrets. */
export function createReceiver({ store, vault, fetch, isOnline, crypto, audit }: ReceiverDeps): Receiver {
  const { db, now } = store;

  async function appOf({ url }: ReceiverRow): Promise<ConnectedApp> {
    const entered = await getEntered(vault, name);
    const { authorization, signingSecret: secret } = entered?.method === 'app' ? entered : { authorization: '', signingSecret: '' };
    const account = (await db.connections.get('highlevel'))?.account ?? accountId('highlevel', '');
    return createConnectedApp({ fetch, url, authorization, secret, account, now, crypto, isOnline });
  }

  async function check(): Promise<void> {
    const row = await db.receivers.get(name);
    if (!row) return;
    const { checks, problem } = await (await appOf(row)).test();
    const account = accountOf(row);
    const why = problem && toProblem(problem, now());
    const isTheSame = ({ savedAt }: ReceiverRow) => savedAt === row.savedAt;
    await db.receivers
      .where({ name })
      .and(isTheSame)
      .modify((kept) => {
        delete kept.problem;
        Object.assign(kept, { checks, testedAt: now() }, why ? { state: 'action-needed', problem: why } : { state: 'connected', account });
      });
    if ((row.testedAt ?? 0) < row.savedAt) noteConnected(account, why);
    if (!why) await clearAlerts(store, account);
  }

  /** The first test of what was entered is its sign-in. */
  function noteConnected(account: AccountId, problem: Problem | undefined): void {
    const { code, status } = problem ?? {};
    const outcome = problem ? 'refused' : 'done';
    audit.note({ system: name, account, kind: 'sign-in', what: 'sign-in', outcome, ...(code && { code }), ...(status && { status }) });
  }

  return {
    check,

    async resume() {
      const row = await db.receivers.get(name);
      if (row?.state === 'checking' || mayPass(row)) await check();
    },

    async open() {
      const row = await db.receivers.get(name);
      // What waits for one receiver is never sent to another that was entered since.
      if (!row?.account || row.account !== accountOf(row) || !(row.state === 'connected' || mayPass(row))) return undefined;
      const app = await appOf(row);
      return {
        account: row.account,
        // An event that comes twice has the same key: the receiver knows it again.
        lookFor: async () => undefined,
        before: async () => undefined,
        async send({ change }) {
          if (change.op !== 'event.deliver') throw new AppError('unsupported');
          await app.deliver(change.event, { idempotencyKey: change.event.id });
          await db.receivers.where({ name }).modify(taken(row, now()));
          return {};
        },
      };
    },
  };
}

/** The account of the address that is entered now, proven or not. */
function accountOf({ url }: ReceiverRow): AccountId {
  return accountId(name, URL.parse(url)?.host ?? '');
}

function mayPass(row: ReceiverRow | undefined): boolean {
  return row?.state === 'action-needed' && row.problem !== undefined && advice[row.problem.code].then === 'retry';
}

/** Marks the row after a delivery, which proves as much as a test; not one that was entered anew meanwhile. */
function taken({ savedAt }: ReceiverRow, at: number): (row: ReceiverRow) => void {
  return (row) => {
    if (row.savedAt !== savedAt) return;
    Object.assign(row, { deliveredAt: at, state: 'connected' });
    delete row.problem;
  };
}
