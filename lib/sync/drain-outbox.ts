// Sends what the user did, until nothing more can go now. May be killed at any await and run again: every step is whole or absent.
import type { Contact } from '@/lib/domain/contact';
import { AppError, advice, isAppError, type Problem, toProblem } from '@/lib/errors';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import { rowsOf } from '@/lib/store/records';
import { markSending, reviveSending, settleDone, settleFailed } from '@/lib/store/settle';
import type { CallOptions } from '@/lib/systems/system';
import { clearAlerts, raiseAlert } from './alerts';
import { backoffMs } from './backoff';
import type { SyncContext } from './context';
import { isTwin, lookForWrite, siblings } from './look-for-write';
import { nextSendable } from './next-sendable';
import { type RemoteIds, sendChange } from './send-change';

/** How many contacts' changes are on their way at once. */
const lanes = 6;
/** How many entries are looked at first; the whole queue only where none of them can go. */
const glance = 200;
/** The largest limit that IndexedDB takes. */
const wholeQueue = 2 ** 31 - 1;
/** A lost create is looked for this often, this far apart, before it is sent again: search lags some seconds behind. */
const looks = 2;
const lookAgainMs = 8_000;
const alertAfter = { failures: 5, ms: 15 * 60_000 };

export interface DrainResult {
  /** When something that waits for its time may go, epoch ms; undefined when nothing waits. */
  nextAt?: number;
  /** Why everything of the account is held, until the user mends the connection. */
  held?: Problem;
}

/** Drains the outbox of the context's account. Never throws for a failed write: its entry says what happened. */
export async function drainOutbox(context: SyncContext): Promise<DrainResult> {
  const { store, system } = context;
  await reviveSending(store, system.account);
  const running = new Map<number, Promise<void>>();
  let held: Problem | undefined;
  for (;;) {
    const { entries, nextAt } = await glanceAtQueue(context);
    for (const entry of held ? [] : entries.slice(0, lanes - running.size)) {
      if (running.has(entry.seq)) continue;
      const work = sendOne(context, entry)
        .then((problem) => {
          held = problem ?? held;
        })
        .finally(() => running.delete(entry.seq));
      running.set(entry.seq, work);
    }
    if (running.size === 0) return { ...(nextAt && { nextAt }), ...(held && { held }) };
    await Promise.race(running.values());
    await context.keepAlive();
  }
}

async function glanceAtQueue({ store, system, now }: SyncContext) {
  const read = async (limit: number) => {
    const states = ['waiting', 'sending', 'blocked'] as const;
    const lists = states.map((state) => store.db.outbox.where('[account+state]').equals([system.account, state]).limit(limit).toArray());
    return nextSendable(
      (await Promise.all(lists)).flat().sort((one, other) => one.seq - other.seq),
      now(),
    );
  };
  const first = await read(glance);
  return first.entries.length > 0 ? first : await read(wholeQueue);
}

/** Sends one entry and settles it. Answers a problem that holds the whole account. */
async function sendOne(context: SyncContext, entry: OutboxEntry): Promise<Problem | undefined> {
  const { store, system, now } = context;
  const options: CallOptions = { lane: 'interactive' };
  let isSent = false;
  try {
    const ids = await remoteIds(context, entry);
    if (entry.unsure) {
      const found = await lookForWrite(store, system, entry, ids, options);
      if (found) return await done(context, entry, found);
      if (entry.change.op.endsWith('.create') && (await keepLooking(context, entry))) return undefined;
    }
    const knownIds = await knownBefore(context, entry, ids, options);
    if (!(await markSending(store, entry.seq, knownIds))) return undefined;
    isSent = true;
    return await done(context, entry, await sendChange(system, entry, ids, options));
  } catch (error) {
    return await failed(context, entry, {
      problem: toProblem(error, now()),
      isSent,
      retryAt: isAppError(error) ? error.retryAt : undefined,
    });
  }
}

async function done(context: SyncContext, entry: OutboxEntry, written: Awaited<ReturnType<typeof sendChange>>): Promise<undefined> {
  await settleDone(context.store, entry, written);
  await clearAlerts(context.store, context.system.account);
}

/** True while a lost create should be looked for once more before it is sent again, or before its refusal is believed. */
async function keepLooking({ store, now }: SyncContext, entry: OutboxEntry): Promise<boolean> {
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

/** For a create: the ids that cannot be ours. A contact that is there already is never made a second time. */
async function knownBefore(context: SyncContext, entry: OutboxEntry, ids: RemoteIds, options: CallOptions): Promise<string[] | undefined> {
  if (!entry.change.op.endsWith('.create')) return undefined;
  if (entry.knownIds) return entry.knownIds;
  const there = await siblings(context.system, entry, ids, options);
  const { change } = entry;
  const twin = change.op === 'contact.create' && there.find(({ value }) => isTwin(change.value, value as Contact));
  if (twin) throw new AppError('duplicate', { existingId: twin.id });
  return there.map(({ id }) => id);
}

interface Failure {
  problem: Problem;
  /** The write itself went out, as against a look beforehand. */
  isSent: boolean;
  /** When the server said to come back, epoch ms. */
  retryAt: number | undefined;
}

async function failed(context: SyncContext, entry: OutboxEntry, { problem, isSent, retryAt }: Failure): Promise<Problem | undefined> {
  const { store, system, now, random } = context;
  const { then } = advice[problem.code];
  const isFault = ['timeout', 'unreachable', 'server-error', 'unreadable-answer'].includes(problem.code);
  if (then === 'hold') {
    await settleFailed(store, entry, { state: 'waiting', problem });
    await raiseAlert(store, system.account, problem);
    return problem;
  }
  if (problem.code === 'invalid' && isSent && entry.change.op.endsWith('.create')) {
    // A refused create may have been stored all the same (highlevel-api-docs #64): look before the user is asked.
    await settleFailed(store, entry, { state: 'waiting', problem, unsure: true, looks: 0, notBefore: now() });
    return undefined;
  }
  if (then === 'ask') {
    await settleFailed(store, entry, { state: 'blocked', problem });
    return undefined;
  }
  // Being told to slow down, or being offline, is no failure of the write.
  const attempts = entry.attempts + (isFault ? 1 : 0);
  const notBefore = retryAt ?? now() + backoffMs(Math.max(1, attempts), random);
  await settleFailed(store, entry, { state: 'waiting', problem, attempts, notBefore, unsure: entry.unsure || (isSent && isFault) });
  const failingFor = now() - (entry.firstFailedAt ?? now());
  if (attempts >= alertAfter.failures || failingFor >= alertAfter.ms) await raiseAlert(store, system.account, problem);
  return undefined;
}

async function remoteIds({ store }: SyncContext, entry: OutboxEntry): Promise<RemoteIds> {
  const row = await rowsOf(store.db, entry.table).get(entry.uid);
  const contact = entry.table === 'contacts' ? row : await store.db.contacts.get(entry.contactUid);
  return { id: row?.remoteId, contactId: contact?.remoteId };
}
