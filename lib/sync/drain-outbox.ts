// Sends what the user did, until nothing more can go now. May be killed at any await and run again: every step is whole or absent.
import Dexie from 'dexie';
import { advice, type ErrorCode, isAppError, type Problem, toProblem } from '@/lib/errors';
import { type EntryState, isOfSync, type OutboxEntry } from '@/lib/store/outbox-entry';
import type { RecordValue } from '@/lib/store/rebase';
import { rowsOf } from '@/lib/store/records';
import { markSending, reviveSending, settleDone, settleFailed, type Written } from '@/lib/store/settle';
import { agreedOf } from '@/lib/store/settle-base';
import type { CallOptions } from '@/lib/systems/system';
import { clearAlerts, isPersistent, raiseAlert } from './alerts';
import { backoffMs } from './backoff';
import type { SyncContext } from './context';
import { nextSendable } from './next-sendable';
import { type Outlet, systemOutlet } from './outlet';
import type { RemoteIds } from './send-change';

/** How many contacts' changes are on their way at once. */
const workers = 6;
/** How many entries are looked at first; the whole queue only where none of them can go. */
const glance = 200;
/** The largest limit that IndexedDB takes. */
const wholeQueue = 2 ** 31 - 1;
/** What the user did this recently they are waiting for; anything older is a backlog, which leaves room for them. */
const freshMs = 60_000;
/** A lost create is looked for this often, this far apart, before it is sent again: search lags some seconds behind. */
const looks = 2;
const lookAgainMs = 8_000;
/** A create of the sync that is refused as a double is tried anew this often. */
const mostLate = 3;
/** These tell of the way to the server, not of the change: while they last nothing else is tried. */
const closesTheWay: ErrorCode[] = ['offline', 'rate-limited', 'daily-limit'];
const offlineMs = 30_000;

export interface DrainResult {
  /** When something that waits for its time may go, epoch ms; undefined when nothing waits. */
  nextAt?: number;
  /** Why everything of the account is held, until the user mends the connection. */
  held?: Problem;
}

interface DrainContext extends Omit<SyncContext, 'system'> {
  outlet: Outlet;
}

/** Drains the outbox of the context's account. Never throws for a failed write: its entry says what happened. */
export async function drainOutbox({ system, ...context }: SyncContext): Promise<DrainResult> {
  return await drainTo({ ...context, outlet: systemOutlet(context.store, system) });
}

/** Drains the outbox of an outlet's account, in the same way. */
export async function drainTo(context: DrainContext): Promise<DrainResult> {
  if (await isEmpty(context)) return {};
  await reviveSending(context.store, context.outlet.account);
  const running = new Map<number, Promise<void>>();
  let stop: DrainResult | undefined;
  let ready: OutboxEntry[] = [];
  for (;;) {
    const queue = ready.length === 0 && running.size < workers && !stop ? await lookAtQueue(context, running) : undefined;
    ready = queue?.entries ?? ready;
    for (const entry of stop ? [] : ready.splice(0, workers - running.size)) {
      const work = sendOne(context, entry)
        .then((reason) => {
          stop ??= reason;
        })
        .finally(() => running.delete(entry.seq));
      running.set(entry.seq, work);
    }
    if (running.size === 0) return stop ?? (queue?.nextAt === undefined ? {} : { nextAt: queue.nextAt });
    await Promise.race(running.values());
    await context.keepAlive();
  }
}

/** Mostly nothing waits: one look tells. */
async function isEmpty({ store, outlet }: DrainContext): Promise<boolean> {
  const { outbox } = store.db;
  const waits = outbox.where('[account+state]').between([outlet.account, Dexie.minKey], [outlet.account, Dexie.maxKey]);
  return (await waits.count()) === 0;
}

/** What can go now, besides what is on its way: at most one entry per contact, so that none of them waits for another. */
async function lookAtQueue({ store, outlet, now }: DrainContext, running: Map<number, unknown>) {
  const states: EntryState[] = ['waiting', 'sending', 'blocked'];
  const read = async (limit: number) => {
    const lists = await Promise.all(
      states.map((state) => store.db.outbox.where('[account+state]').equals([outlet.account, state]).limit(limit).toArray()),
    );
    // Beyond the end of a list that was cut, an entry's forerunners may be missing.
    const seen = Math.min(...lists.map((list) => (list.length < limit ? Number.POSITIVE_INFINITY : (list.at(-1)?.seq ?? 0))));
    const queue = lists.flat().filter(({ seq }) => seq <= seen);
    const { entries, ...rest } = nextSendable(
      queue.sort((one, other) => one.seq - other.seq),
      now(),
    );
    return { ...rest, entries: entries.filter(({ seq }) => !running.has(seq)) };
  };
  const first = await read(glance);
  return first.entries.length > 0 ? first : await read(wholeQueue);
}

/** Sends one entry and settles it. Answers why nothing else should be tried, if so. */
async function sendOne(context: DrainContext, entry: OutboxEntry): Promise<DrainResult | undefined> {
  const { store, outlet, now } = context;
  let requestId: string | undefined;
  const onRequestId = (id: string) => {
    requestId = id;
  };
  const options: CallOptions = { lane: now() - entry.madeAt < freshMs ? 'interactive' : 'push', onRequestId };
  let isSent = false;
  try {
    const ids = await remoteIds(context, entry);
    if (entry.unsure) {
      const isCreate = entry.change.op.endsWith('.create');
      const found = await outlet.lookFor(entry, ids, options);
      if (found) return await done(context, isCreate ? withAgreed(entry, found) : entry, found);
      if (isCreate && (await keepLooking(context, entry))) return undefined;
    }
    const before = await outlet.before(entry, ids, options);
    if (before && 'made' in before) return await done(context, withAgreed(entry, before.made), before.made);
    if (!(await markSending(store, entry.seq, before?.knownIds))) return undefined;
    isSent = true;
    const written = await outlet.send(entry, ids, options);
    return await done(context, entry, { ...written, ...(requestId && { requestId }) });
  } catch (error) {
    return await failed(context, entry, {
      problem: toProblem(error, now()),
      isSent,
      requestId,
      retryAt: isAppError(error) ? error.retryAt : undefined,
    });
  }
}

async function done(context: DrainContext, entry: OutboxEntry, written: Written): Promise<undefined> {
  await settleDone(context.store, entry, written);
  await clearAlerts(context.store, context.outlet.account);
}

/** The entry as far as the record agrees with it that was come upon in place of making one. */
function withAgreed({ carries, ...entry }: OutboxEntry, { value }: Written): OutboxEntry {
  const { change } = entry;
  if (!carries || !value || !('value' in change)) return entry;
  return { ...entry, carries: agreedOf(carries, change.value as RecordValue, value) };
}

/** True while a lost create should be looked for once more before it is sent again, or before its refusal is believed. */
async function keepLooking({ store, now }: DrainContext, entry: OutboxEntry): Promise<boolean> {
  const looked = (entry.looks ?? 0) + 1;
  if (looked < looks) {
    await store.db.outbox.update(entry.seq, { state: 'waiting', looks: looked, notBefore: now() + lookAgainMs });
    return true;
  }
  if (entry.problem?.code === 'invalid') {
    await store.db.outbox.update(entry.seq, { state: 'blocked', unsure: false, looks: 0 });
    return true;
  }
  await store.db.outbox.update(entry.seq, { unsure: false, looks: 0 });
  return false;
}

interface Failure {
  problem: Problem;
  /** The write itself went out, as against a look beforehand. */
  isSent: boolean;
  requestId: string | undefined;
  /** When the server said to come back, epoch ms. */
  retryAt: number | undefined;
}

async function failed(
  context: DrainContext,
  entry: OutboxEntry,
  { problem, isSent, requestId, retryAt }: Failure,
): Promise<DrainResult | undefined> {
  const { store, outlet, now, random } = context;
  const { then } = advice[problem.code];
  const isFault = ['timeout', 'unreachable', 'server-error', 'unreadable-answer'].includes(problem.code);
  // Only the server's own word says that a change which went out was not done.
  const isUnsure = entry.unsure || (isSent && (isFault || problem.code === 'disk-full' || problem.code === 'unexpected'));
  const fate = isUnsure ? { problem, unsure: true } : { problem, knownIds: undefined };
  if (then === 'hold') {
    await settleFailed(store, entry, { ...fate, state: 'waiting' });
    return { held: problem };
  }
  if (problem.code === 'invalid' && problem.status !== undefined && isSent && entry.change.op.endsWith('.create')) {
    // A refused create may have been stored all the same (highlevel-api-docs #64): look before the user is asked.
    await settleFailed(store, entry, { state: 'waiting', problem, unsure: true, looks: 0, notBefore: now() });
    return undefined;
  }
  const isLate = isMadeMeanwhile(entry, problem);
  if (then === 'ask' && !isLate) {
    await settleFailed(store, entry, { ...fate, state: 'blocked', requestId });
    return undefined;
  }
  // Being told to slow down, or being offline, is no failure of the write; being offline is none at all.
  const attempts = entry.attempts + (isFault || isLate ? 1 : 0);
  const firstFailedAt = entry.firstFailedAt ?? (problem.code === 'offline' ? undefined : problem.at);
  const closed = closesTheWay.includes(problem.code);
  const nextAt = retryAt ?? now() + (closed ? offlineMs : backoffMs(attempts, random));
  await settleFailed(store, entry, { ...fate, state: 'waiting', attempts, firstFailedAt, ...(!closed && { notBefore: nextAt }) });
  if (isPersistent({ attempts, firstFailedAt }, now())) await raiseAlert(store, outlet.account, problem);
  return closed ? { nextAt } : undefined;
}

/** Somebody was quicker than the sync, and search does not show it yet: once it does, what is there is taken. A human is asked only in the end. */
function isMadeMeanwhile(entry: OutboxEntry, { code }: Problem): boolean {
  return code === 'duplicate' && isOfSync(entry) && entry.attempts < mostLate;
}

async function remoteIds({ store }: DrainContext, entry: OutboxEntry): Promise<RemoteIds> {
  const row = await rowsOf(store.db, entry.table).get(entry.uid);
  const contact = entry.table === 'contacts' ? row : await store.db.contacts.get(entry.contactUid);
  return { id: row?.remoteId, contactId: contact?.remoteId, contactKind: contact && 'kind' in contact ? contact.kind : undefined };
}
