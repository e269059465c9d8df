// Puts the worker together: the store, the engine and the connections, over the browser that it runs in.
import { browser } from 'wxt/browser';
import { createAuditLog } from '@/lib/audit/audit-log';
import { createServerClocks } from '@/lib/domain/server-clocks';
import { Database } from '@/lib/store/database';
import type { Store } from '@/lib/store/records';
import type { Connections } from '@/lib/sync/connections';
import { createEngine, type Engine } from '@/lib/sync/engine';
import type { Receiver } from '@/lib/sync/receiver';
import { routineMinutes } from '@/lib/sync/rhythm';
import { ensureAlarm, wakeAt } from './alarms';
import { browserConnections, browserReceiver } from './connections';
import { readNumberPlans } from './number-plans';

export interface Worker {
  /** What takes no job, and reads phone numbers, waits for this. */
  ready: Promise<void>;
  store: Store;
  engine: Engine;
  connections: Connections;
  receiver: Receiver;
  /** Runs a job and keeps the worker alive meanwhile: a 30 s alarm stays armed until the last job has ended. */
  whileWorking<T>(job: () => Promise<T>): Promise<T>;
  /** Resolves once no job runs any more and the log is kept. */
  untilIdle(): Promise<void>;
  /** What is done each time the worker starts. */
  start(): Promise<void>;
}

/** Makes the worker; attaches nothing and starts nothing. */
export function createWorker(): Worker {
  const { ready, toE164 } = readNumberPlans();
  const store: Store = { db: new Database(), now: Date.now, newId: () => crypto.randomUUID(), toE164, clocks: createServerClocks() };
  const { db, now, newId } = store;
  const audit = createAuditLog({ db, keys: db.vaultKeys, crypto, locks: navigator.locks, now, newId });
  const connections = browserConnections(store, audit);
  const receiver = browserReceiver(store, audit);
  const running = new Set<Promise<unknown>>();
  let logKept = Promise.resolve();

  async function whileWorking<T>(job: () => Promise<T>): Promise<T> {
    const work = begin(job);
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
      // Nobody waits for the log: what was put down is chained now, or by the next worker.
      if (running.size === 0) logKept = keepLog();
    }
  }

  async function begin<T>(job: () => Promise<T>): Promise<T> {
    await ensureAlarm('working', { periodInMinutes: 0.5 });
    await ready;
    return await job();
  }

  async function untilIdle(): Promise<void> {
    do {
      await Promise.allSettled(running);
      await logKept;
    } while (running.size > 0);
  }

  async function keepLog(): Promise<void> {
    try {
      await audit.settled();
      await audit.seal();
      await audit.tidy();
    } catch (error) {
      console.error('The audit log could not be chained.', error);
    } finally {
      if (running.size === 0) await browser.alarms.clear('working');
    }
  }

  const engine = createEngine({
    store,
    openSystem: connections.open,
    openReceiver: receiver.open,
    locks: navigator.locks,
    random: Math.random,
    // An extension API call is what tells the browser that the worker is at work.
    keepAlive: async () => void (await browser.runtime.getPlatformInfo()),
    wakeAt: (at) => wakeAt('outbox', at, () => void whileWorking(engine.drain)),
    syncAt: (at) => wakeAt('sync', at, () => void whileWorking(engine.syncDue)),
  });

  return {
    ready,
    store,
    engine,
    connections,
    receiver,
    whileWorking,
    untilIdle,
    async start() {
      // Only newer Firefoxes have it.
      await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
      await ensureAlarm('routine', { periodInMinutes: routineMinutes });
      await whileWorking(async () => {
        await receiver.resume();
        if (await connections.resume()) return engine.routine();
        await engine.drain();
        await engine.index();
      });
    },
  };
}
