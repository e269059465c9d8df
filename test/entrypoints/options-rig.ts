// The store behind Options with HighLevel and BQE CORE connected, and a worker that only hears what it is told.
import type { SyncDeps } from '@/entrypoints/options/use-sync';
import { planRun } from '@/lib/domain/plan/plan-run';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import type { ConnectionRow, ContactRow, PlanRow, SyncRow } from '@/lib/store/rows';
import { aContact, noon } from '../builders';
import { account, createStoreRig } from '../store/store-rig';

export const bqeAccount = 'bqe:acme';

function aConnection(over: Partial<ConnectionRow> = {}): ConnectionRow {
  return {
    system: 'highlevel',
    account,
    method: 'token',
    state: 'connected',
    checks: [],
    locationId: 'location-1',
    companyId: '',
    locationName: 'Northwind',
    timezone: 'America/New_York',
    keySetAt: noon,
    ...over,
  };
}

export const bqeConnection = (over: Partial<ConnectionRow> = {}): ConnectionRow =>
  aConnection({ system: 'bqe', account: bqeAccount, method: 'web', locationId: 'acme', locationName: 'Acme Engineering', ...over });

/** A client of BQE CORE. */
export function aClient(uid: string, fields: Parameters<typeof aContact>[0] = {}): ContactRow {
  const value = aContact(fields);
  return {
    uid,
    account: bqeAccount,
    remoteId: `remote-${uid}`,
    kind: 'client',
    value,
    server: value,
    seenAt: noon,
    provenAt: noon,
    keys: [],
  };
}

export async function createOptionsRig() {
  const rig = await createStoreRig();
  const { db, store } = rig;
  await db.connections.bulkPut([aConnection(), bqeConnection()]);
  const sent: unknown[][] = [];
  /** What the worker answers, by message; nothing is wrong unless a test says so. */
  const answers: Record<string, () => Promise<unknown>> = {};
  const send = (async (...message: unknown[]) => {
    sent.push(message);
    return (await answers[String(message[0])]?.()) ?? {};
  }) as SyncDeps['send'];
  return {
    ...rig,
    sent,
    answers,
    deps: { store, send, nextRoundAt: async () => noon + 180_000 },
    putSync: (over: Partial<SyncRow> = {}) =>
      db.syncs.put({ partner: 'bqe', left: account, right: bqeAccount, state: 'on', approved: {}, ...over }),
    sync: () => db.syncs.get('bqe'),
    /** A plan as the worker makes one, over these clients and the contacts of the store. */
    async plan(clients: ContactRow[], over: Partial<PlanRow> = {}): Promise<PlanRow> {
      await db.contacts.bulkPut(clients);
      const pair = over.pair ?? 'highlevel-bqe-client';
      const live = await mappingInUse(store, pair);
      const left = await db.contacts.where('uid').equals('ada').toArray();
      const row: PlanRow = {
        pair,
        partner: 'bqe',
        cause: 'first',
        version: live.mapping.version,
        madeAt: noon,
        plan: planRun({ live, left, right: clients }),
        ...over,
      };
      await db.plans.put(row);
      return row;
    },
  };
}

export type OptionsRig = Awaited<ReturnType<typeof createOptionsRig>>;
