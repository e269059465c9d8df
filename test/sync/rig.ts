// A whole worker in one process: the real store, engine, connection and adapter against the sandbox, on a clock that only waiting moves.

import numberPlans from 'libphonenumber-js/min/metadata';
import type { AuditLog } from '@/lib/audit/audit-log';
import { putEntered } from '@/lib/auth/secrets';
import type { AccountId, PartnerName } from '@/lib/domain/account';
import { createToE164 } from '@/lib/domain/phone';
import { createServerClocks } from '@/lib/domain/server-clocks';
import { Database } from '@/lib/store/database';
import { rowByRemoteId, type Store } from '@/lib/store/records';
import type { ConnectionRow, ContactRow } from '@/lib/store/rows';
import { createConnections } from '@/lib/sync/connections';
import type { SyncContext } from '@/lib/sync/context';
import { createEngine, type Engine } from '@/lib/sync/engine';
import type { PartnerRun } from '@/lib/sync/partner-run';
import { createReceiver } from '@/lib/sync/receiver';
import type { Locks } from '@/lib/sync/turns';
import type { System } from '@/lib/systems/system';
import { createSandbox, type Sandbox } from '../../sandbox';
import { AVERY } from '../../sandbox/core/people';
import { createRandom } from '../../sandbox/core/random';
import { HIGHLEVEL_TOKEN } from '../../sandbox/highlevel';
import { memoryLocks, plainVault } from '../auth/fakes';
import { createLife, mortalDatabase, never, type TakeContacts } from './mortal-worker';

export interface RigOptions {
  /** Contacts in the sandbox's HighLevel. */
  contacts?: number;
  startAt?: number;
  /** Comes between engine and adapter. */
  wrap?: (system: System) => System;
  /** Where connections put sign-ins and reads on record; nowhere unless said otherwise. */
  audit?: Pick<AuditLog, 'note' | 'answered'>;
  takeContacts?: TakeContacts;
  /** People, ids and chances are by this seed, so that the same acts replay exactly. */
  seed?: number;
  /** The servers and the clock of another rig, of which this is a second device. */
  world?: World;
}

/** What devices share: the servers, and the true time. */
export interface World {
  sandbox: Sandbox;
  clock: { time: number };
}

const noAudit = { note: () => undefined, answered: () => undefined };

/** Makes a connected rig. `restart` drops everything that a killed worker loses and starts anew on the same store. */
export async function createRig({
  contacts = 60,
  startAt = Date.UTC(2026, 10, 23, 15),
  wrap = (system) => system,
  audit = noAudit,
  takeContacts,
  seed,
  world,
}: RigOptions = {}) {
  const clock = world?.clock ?? { time: startAt };
  /** How far this device's clock is ahead of the true time. */
  let ahead = 0;
  let isOnline = true;
  let isDiskFull = false;
  let keptAlive = 0;
  const now = () => clock.time + ahead;
  const pass = (milliseconds: number) => {
    clock.time += milliseconds;
  };
  const until = (at: number) => pass(Math.max(0, at - now()));
  const sandbox =
    world?.sandbox ??
    createSandbox({ now: () => clock.time, contacts, sleep: async (ms) => pass(ms), ...(seed !== undefined && { seed }) });
  const locationId = sandbox.highlevel.state.location.id;
  const db = new Database(`rig-${crypto.randomUUID()}`);
  const chances = seed === undefined ? undefined : createRandom(seed + (world ? 1 : 2));
  const newId = chances ? chances.uuid : () => crypto.randomUUID();
  const random = chances ? chances.next : () => 0.5;
  const store: Store = { db, now, newId, toE164: createToE164('US', numberPlans) };
  const vault = plainVault();
  const session = new Map<string, unknown>();

  /** One of each worker that has lived. */
  const databases: Database[] = [];
  const start = () => {
    const life = createLife();
    const mortal = mortalDatabase(db.name, life, { ...(takeContacts && { takeContacts }), isDiskFull: () => isDiskFull });
    databases.push(mortal);
    const own: Store = { ...store, clocks: createServerClocks(), db: mortal };
    const fetch = async (...request: Parameters<typeof globalThis.fetch>) => {
      life.step();
      if (life.isOver) return await never();
      if (!isOnline) throw new TypeError('Failed to fetch');
      const answer = await sandbox.fetch(new Request(...request));
      life.step();
      return life.isOver ? await never() : answer;
    };
    const connections = createConnections({
      store: own,
      vault,
      locks: memoryLocks(),
      fetch,
      isOnline: () => isOnline,
      wait: async (ms) => (life.isOver ? await never() : pass(ms)),
      limiterState: (system) => ({ load: async () => session.get(system), save: async (limits) => void session.set(system, limits) }),
      redirectAddress: (system) => `https://lockstep.chromiumapp.org/${system}`,
      launch: async () => undefined,
      launchSilently: async () => undefined,
      audit,
      random,
    });
    const receiver = createReceiver({ store: own, vault, fetch, isOnline: () => isOnline, crypto, audit });
    const wakeUps: number[] = [];
    const syncTimes: number[] = [];
    const engine = createEngine({
      store: own,
      openSystem: (connection) => wrap(connections.open(connection)),
      openReceiver: receiver.open,
      locks: ifFree(),
      random,
      keepAlive: async () => {
        keptAlive += 1;
      },
      wakeAt: (at) => wakeUps.push(at),
      syncAt: (at) => syncTimes.push(at),
    });
    return { life, store: own, connections, receiver, engine, wakeUps, syncTimes };
  };
  let worker = start();

  const rig = {
    sandbox,
    world: { sandbox, clock } satisfies World,
    db,
    store,
    vault,
    now,
    pass,
    account: `highlevel:${locationId}` as AccountId,
    get engine() {
      return worker.engine;
    },
    get connections() {
      return worker.connections;
    },
    get receiver() {
      return worker.receiver;
    },
    get keptAlive() {
      return keptAlive;
    },
    /** When the engine asked to be woken, epoch ms. */
    get wakeUps() {
      return worker.wakeUps;
    },
    /** When it asked to carry on what is due, epoch ms. */
    get syncTimes() {
      return worker.syncTimes;
    },
    setOnline(online: boolean) {
      isOnline = online;
    },
    /** Whether what the worker writes finds no room; what it deletes always does. */
    setDiskFull(isFull: boolean) {
      isDiskFull = isFull;
    },
    /** This device's clock is set: so far ahead of the true time, or behind it. */
    setClock(aheadMs: number) {
      ahead = aheadMs;
    },
    /** Lets go of everything: an open database would be kept for ever, and with it the sandbox. */
    async close() {
      worker.life.end();
      await Promise.all(db.tables.map((table) => table.clear()));
      for (const open of [db, ...databases]) {
        // A dead worker whose request has run out of time asks for it once more, and waits for ever.
        Object.assign(open, { open: never });
        open.close({ disableAutoOpen: false });
      }
    },
    /** Ends the worker where it stands: whatever it awaits never returns. */
    kill() {
      worker.life.end();
    },
    restart() {
      worker.life.end();
      worker = start();
    },
    /** Runs a job in a worker that ends at the job's n-th step, then starts a new one. Answers false where the job had fewer steps. */
    async dieAt(step: number, job: (engine: Engine) => Promise<unknown>): Promise<boolean> {
      const { life, engine } = worker;
      life.endAt(step);
      const died = await Promise.race([job(engine).then(() => false), life.over.then(() => true)]);
      rig.restart();
      return died;
    },
    /** What a run with a partner is given, by the worker that lives now. */
    async partnerRun(partner: PartnerName): Promise<PartnerRun> {
      const [left, right, sync] = await Promise.all([db.connections.get('highlevel'), db.connections.get(partner), db.syncs.get(partner)]);
      if (!left || !right || !sync) throw new Error(`${partner} has no sync`);
      const { store: own, connections } = worker;
      const contextOf = (connection: ConnectionRow): SyncContext => {
        const system = wrap(connections.open(connection));
        return { store: own, system, now, random: () => 0.5, keepAlive: async () => undefined };
      };
      return { store: own, partner, left: contextOf(left), right: contextOf(right), sync };
    },
    /** Drains until nothing waits for its time any more, moving the clock to each wake-up. */
    async drainAll(most = 40) {
      for (let round = 0; round < most; round++) {
        worker.wakeUps.length = 0;
        await worker.engine.drain();
        const at = worker.wakeUps.at(-1);
        if (at === undefined) return;
        until(at);
      }
    },
    /** Carries on what is due until nothing is, moving the clock past the time that values are left to settle. */
    async syncAll(most = 10) {
      for (let round = 0; round < most; round++) {
        worker.syncTimes.length = 0;
        await worker.engine.syncDue();
        await rig.drainAll();
        const at = worker.syncTimes.at(-1);
        if (at === undefined) return;
        until(at);
      }
    },
    /** The row of one of the sandbox's people, read in full. */
    async person(email = AVERY.email ?? ''): Promise<ContactRow> {
      const { id } = sandbox.highlevel.state.contactByEmail(email) ?? { id: '' };
      const { uid } = await worker.engine.readContact(id);
      await worker.engine.refreshContact(uid ?? '', 0);
      const row = await rowByRemoteId(db, 'contacts', rig.account, id);
      if (!row) throw new Error(`${email} is not in the store`);
      return row;
    },
  };

  await putEntered(vault, 'highlevel', { method: 'token', token: HIGHLEVEL_TOKEN });
  await db.connections.put({
    system: 'highlevel',
    method: 'token',
    state: 'checking',
    checks: [],
    locationId,
    companyId: '',
    locationName: '',
    timezone: '',
    keySetAt: now(),
  });
  await worker.connections.check('highlevel');
  return rig;
}

/** Locks that are only ever asked for when free; a restarted worker gets new ones, as a dead worker's locks are free. */
function ifFree(): Locks {
  const held = new Set<string>();
  return {
    async request(name, _options, work) {
      if (held.has(name)) return await work(null);
      held.add(name);
      try {
        return await work({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}

export type Rig = Awaited<ReturnType<typeof createRig>>;
