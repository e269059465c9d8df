// Runs the jobs: one of each kind at a time, only for the account that the connection proved, and with what went wrong written where
// the user sees it. The recipe of each job is in its own file.
import { type PartnerName, partnerNames, type SystemName, systemNames } from '@/lib/domain/account';
import type { Sighting } from '@/lib/domain/sighting';
import { AppError, advice, isAppError, type Problem, toProblem } from '@/lib/errors';
import { purgeOld } from '@/lib/store/purge-old';
import type { Store } from '@/lib/store/records';
import type { ConnectionRow } from '@/lib/store/rows';
import { sameEntry } from '@/lib/store/same-entry';
import { storeContacts, storeRecord } from '@/lib/store/store-reads';
import { namingErrors } from '@/lib/systems/naming-errors';
import type { System } from '@/lib/systems/system';
import { clearAlerts, raiseAlert } from './alerts';
import type { SyncContext } from './context';
import { type DrainResult, drainOutbox, drainTo } from './drain-outbox';
import { indexContacts, isIndexDue } from './index-contacts';
import { lookUp, refreshCompany, searchServer } from './look-up';
import { pullMyTasks } from './my-tasks';
import type { Outlet } from './outlet';
import { createPartnerRuns } from './partner-runs';
import { pullChanges } from './pull-changes';
import { readPageRecord } from './read-page-record';
import { refreshContact } from './refresh-contact';
import { refreshReference } from './refresh-reference';
import { lookAgain } from './rescan';
import { rescanContacts } from './rescan-contacts';
import { sweepChildren } from './sweep-children';
import { createTurns, type Locks, type Outcome } from './turns';

export interface EngineDeps {
  store: Store;
  /** The system that a working connection leads to. */
  openSystem: (connection: ConnectionRow) => System;
  /** Where the connected app's events go; undefined while it is not connected. */
  openReceiver: () => Promise<Outlet | undefined>;
  locks: Locks;
  /** In [0, 1). */
  random: () => number;
  keepAlive: () => Promise<void>;
  /** Have `drain` called again at this time, epoch ms. */
  wakeAt: (at: number) => void;
  /** Have `syncDue` called again at this time, epoch ms. */
  syncAt: (at: number) => void;
}

const referenceAgeMs = 60 * 60_000;

/** The jobs of the worker. None throws: what went wrong is the answer, and is in the store where it concerns the connection. */
export function createEngine({ store, openSystem, openReceiver, locks, random, keepAlive, wakeAt, syncAt }: EngineDeps) {
  const { db, now } = store;
  const { alone, oneAfterAnother } = createTurns(locks);

  type Job = (context: SyncContext, connection: ConnectionRow) => Promise<unknown>;

  const contextOf = (connection: ConnectionRow): SyncContext => ({
    store,
    system: namingErrors(openSystem(connection)),
    now,
    random,
    keepAlive,
  });

  /** Runs a job for HighLevel's account. */
  const connected = (job: Job) => connectedTo('highlevel', job);

  /** Runs a job for the connected account of a system. */
  async function connectedTo(system: SystemName, job: Job): Promise<Outcome> {
    return await runFor(await db.connections.get(system), job);
  }

  /** Runs a job for every system that is connected, side by side. Answers the first problem, HighLevel's before others'. */
  async function everywhere(job: Job): Promise<Outcome> {
    const rows = await db.connections.toArray();
    const highlevel = rows.find(({ system }) => system === 'highlevel');
    const outcomes = await Promise.all([highlevel, ...rows.filter((row) => row !== highlevel)].map((row) => runFor(row, job)));
    return outcomes.find(({ problem }) => problem) ?? {};
  }

  /** A refused key or a wrong account turns the connection to "Action needed". */
  async function runFor(connection: ConnectionRow | undefined, job: Job): Promise<Outcome> {
    // While a key is being tried, nothing is sent in the name of an account that it has not proved yet.
    if (!connection?.account || connection.state === 'checking') return { problem: { code: 'not-connected', at: now() } };
    if (connection.state === 'action-needed') return { problem: connection.problem ?? { code: 'signed-out', at: now() } };
    try {
      await job(contextOf(connection), connection);
      return {};
    } catch (error) {
      return { problem: await settleProblem(error, connection) };
    }
  }

  async function settleProblem(error: unknown, connection: ConnectionRow | undefined): Promise<Problem> {
    const problem = toProblem(error, now());
    if (problem.code === 'unexpected') console.error('A job failed.', error);
    if (connection && advice[problem.code].then === 'hold') await needAction(connection, problem);
    return problem;
  }

  /** Unless the user has entered something else meanwhile. A full disk takes no word of it: the next job meets the same refusal. */
  async function needAction(connection: ConnectionRow, problem: Problem): Promise<void> {
    const { account } = connection;
    const changed = await sameEntry(db, connection)
      .and(({ state }) => state === 'connected')
      .modify((row) => void Object.assign(row, { state: 'action-needed', problem }))
      .catch(() => 0);
    if (changed > 0 && account) await raiseAlert(store, account, problem).catch(() => undefined);
  }

  /** When each outlet wants to be drained again, epoch ms. */
  const nextTimes = new Map<string, number>();

  /** Drains one outlet, each for itself: what waits for the limit of one system must not hold up the others. */
  const outbox = (name: string, work: () => Promise<Outcome & DrainResult>) =>
    oneAfterAnother(`outbox:${name}`, async () => {
      // One that cannot be drained now wakes nobody.
      nextTimes.delete(name);
      const { nextAt, ...outcome } = await work();
      if (nextAt) {
        nextTimes.set(name, nextAt);
        wakeAt(Math.min(...nextTimes.values()));
      }
      return outcome;
    });

  const outboxOf = (name: SystemName) =>
    outbox(name, async () => {
      let nextAt: number | undefined;
      const outcome = await connectedTo(name, async (context, connection) => {
        const result = await drainOutbox(context);
        nextAt = result.nextAt;
        if (result.held) await needAction(connection, result.held);
      });
      return { ...outcome, ...(nextAt && { nextAt }) };
    });
  const outboxes = { highlevel: outboxOf('highlevel'), bqe: outboxOf('bqe'), localiq: outboxOf('localiq') };

  const deliver = outbox('connected-app', async () => {
    const outlet = await openReceiver();
    return outlet ? await drainTo({ store, outlet, now, random, keepAlive }) : {};
  });

  /** Sends what waits: to each of the systems, then to the connected app, which hears of what it took. */
  async function drain(systems: readonly SystemName[] = systemNames): Promise<Outcome> {
    const rows = await db.connections.toArray();
    const asked = systems.filter((name) => rows.some(({ system }) => system === name));
    const outcomes = asked.map(async (name) => {
      const outcome = await outboxes[name]();
      await deliver();
      return outcome;
    });
    return (await Promise.all([...outcomes, deliver()])).find(({ problem }) => problem) ?? {};
  }

  /** Reads all contacts, from where the last run stopped. */
  const index = (): Promise<Outcome> =>
    alone('index', () =>
      everywhere(async (context) => {
        // Where only creation can be asked for, the widest look again reads everything.
        const isListed = context.system.can.contacts.changes === 'updated';
        if (isListed && (await isIndexDue(context))) await indexContacts(context);
      }),
    );

  /** Contacts that changed on the server. */
  async function pull(context: SyncContext): Promise<void> {
    await (context.system.can.contacts.changes === 'created' ? rescanContacts(context) : pullChanges(context));
  }

  /** What the account knows, and whose contacts changed. */
  async function readNews(context: SyncContext): Promise<void> {
    await refreshReference(context, referenceAgeMs);
    await pull(context);
  }

  /**
   * What is done every few minutes: what waits, what changed, my tasks, what the account knows, the partners' syncs, what is left of
   * the index.
   */
  const routine = oneAfterAnother('routine', async () => {
    await drain();
    const unread = new Map<SystemName, Problem>();
    const outcome = await everywhere(async (context, connection) => {
      await readNews(context).catch((error: unknown) => {
        unread.set(context.system.name, toProblem(error, now()));
        throw error;
      });
      if (context.system.name === 'highlevel') await pullMyTasks(context, connection.iAm ?? connection.userId ?? '', { lane: 'pull' });
      await clearAlerts(store, context.system.account);
    });
    for (const partner of partnerNames) {
      await syncPartner(partner);
      await tellUnread(partner, unread.get('highlevel') ?? unread.get(partner));
    }
    await purgeOld(store);
    await connected(sweepChildren);
    // What keeps one system from being read must not keep the others.
    const indexed = await index();
    return outcome.problem ? outcome : indexed;
  });

  const partnerRuns = createPartnerRuns({ store, contextOf, drain: (partner) => drain(['highlevel', partner]) });
  /** Partners whose next run is to ask for news. */
  const asksForNews = new Set<PartnerName>();
  const syncs = Object.fromEntries(
    partnerNames.map((partner) => [
      partner,
      oneAfterAnother(`sync:${partner}`, () =>
        partnerJob(async () => {
          const asks = asksForNews.delete(partner);
          await partnerRuns.go(partner, asks);
          if (asks) await partnerRuns.compare(partner);
        }),
      ),
    ]),
  ) as Record<PartnerName, () => Promise<Outcome>>;

  /** A refused key turns the connection off that it is of. */
  async function partnerJob(job: () => Promise<void>): Promise<Outcome> {
    try {
      await job();
      return {};
    } catch (error) {
      const system = isAppError(error) ? error.system : undefined;
      const connection = system && (await db.connections.get(system as SystemName));
      return { problem: await settleProblem(error, connection || undefined) };
    }
  }

  /** Runs a partner's sync as its row says. Contacts were pulled before. */
  async function syncPartner(partner: PartnerName): Promise<Outcome> {
    asksForNews.add(partner);
    return await syncs[partner]();
  }

  async function sync(partner: PartnerName): Promise<Outcome> {
    await lookAgain(store, (await db.syncs.get(partner))?.right);
    // Not waited for: another partner's limit may hold what waits for it.
    void drain();
    for (const system of ['highlevel', partner] as const) {
      const { problem } = await connectedTo(system, pull);
      if (!problem) continue;
      await tellUnread(partner, problem);
      return { problem };
    }
    return await syncPartner(partner);
  }

  /** Carrying on what was known may go well although nothing new could be asked for: then that is what the sync says. */
  async function tellUnread(partner: PartnerName, problem: Problem | undefined): Promise<void> {
    const isOn = db.syncs.where({ partner }).and(({ state }) => state !== 'off');
    // A full disk takes no word of it either.
    if (problem) await isOn.modify({ problem }).catch(() => undefined);
  }

  /** Carries on what was marked as due since the last run; asks nobody for news. */
  async function syncDue(): Promise<void> {
    for (const partner of partnerNames) if (await partnerRuns.hasWork(partner)) await syncs[partner]();
    await syncSoon();
  }

  /** What has just changed is carried on once it has stood for a moment. */
  async function syncSoon(): Promise<void> {
    const at = await partnerRuns.nextAt();
    if (at) syncAt(at);
  }

  /** The job, and what it brought carried on soon after. */
  async function bringingNews<T>(job: Promise<T>): Promise<T> {
    const outcome = await job;
    await syncSoon();
    return outcome;
  }

  return {
    drain: () => bringingNews(drain()),
    index,
    routine: () => bringingNews(routine()),

    syncDue,

    /** Does what the sync row of a partner says: makes a plan, or runs, after asking both sides for news. */
    sync: (partner: PartnerName) => bringingNews(sync(partner)),

    /** Reads a contact and what hangs on it, unless it was read lately. */
    refreshContact: (uid: string, olderThanSeconds: number) =>
      bringingNews(connected((context) => refreshContact(context, uid, olderThanSeconds, { lane: 'interactive' }))),

    /** Reads my open tasks, for My day. */
    refreshMyDay: () =>
      connected((context, connection) => pullMyTasks(context, connection.iAm ?? connection.userId ?? '', { lane: 'interactive' })),

    lookUp: (sighting: Sighting) => connected((context) => lookUp(context, sighting)),

    async searchServer(text: string): Promise<Outcome & { uids: string[] }> {
      let uids: string[] = [];
      const outcome = await connected(async (context) => {
        uids = await searchServer(context, text);
      });
      return { ...outcome, uids };
    },

    /** Reads the record that a page of a partner system shows. */
    refreshPageRecord: (sighting: Sighting) => connectedTo(sighting.system, (context) => readPageRecord(context, sighting)),

    refreshCompany: (businessId: string) => connected((context) => refreshCompany(context, businessId)),

    /** Reads a contact that the server named, into the store. */
    async readContact(remoteId: string): Promise<Outcome & { uid?: string }> {
      let uid: string | undefined;
      const outcome = await connected(async ({ system }) => {
        const startedAt = now();
        const contact = await system.contacts.read(remoteId, { lane: 'interactive' });
        if (!contact) throw new AppError('not-found');
        [uid] = await storeContacts(store, system.account, [contact], { startedAt, proven: true });
      });
      return { ...outcome, ...(uid && { uid }) };
    },

    /** Reads an appointment by id, so that its times are proven. */
    proveAppointment: (uid: string) =>
      connected(async ({ system }) => {
        const row = await db.appointments.get(uid);
        if (!row?.remoteId) throw new AppError('not-found');
        const startedAt = now();
        const appointment = await system.appointments.read(row.remoteId, { lane: 'interactive' });
        if (!appointment) throw new AppError('not-found');
        await storeRecord(store, 'appointments', system.account, appointment, { startedAt, proven: true });
      }),
  };
}

export type Engine = ReturnType<typeof createEngine>;
