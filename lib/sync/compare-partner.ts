// The nightly comparison (F9): everything linked is read again and compared, whatever marks say or missed; what differs is repaired by
// the same rules as ever, and put on record by name. Begun anew where it was interrupted: readings by id are stored, so a second time is
// short.
import { appendEvents } from '@/lib/audit/append-events';
import { displayName } from '@/lib/domain/contact';
import type { Plan } from '@/lib/domain/plan/plan';
import { stepUids } from '@/lib/domain/plan/step-uids';
import { toProblem } from '@/lib/errors';
import { keepRun, lastWrite, writesSince } from '@/lib/store/keep-run';
import { dueContacts } from '@/lib/store/plan-records';
import type { DriftItem } from '@/lib/store/rows';
import { isProven } from '@/lib/store/stamps';
import { storeContacts } from '@/lib/store/store-reads';
import type { CallOptions, PageCursor } from '@/lib/systems/system';
import type { SyncContext } from './context';
import type { PartnerRun } from './partner-run';
import { proveContact } from './plan-contacts';
import { rescanContacts } from './rescan-contacts';
import { syncContacts } from './sync-contacts';

const options: CallOptions = { lane: 'reconcile' };
const pageSize = 500;
/** So many records that a listing lacks are looked for by id in one night: more says that the listing is broken, not that they are gone. */
const mostMissing = 500;

/** Compares, repairs and reports. Throws AppError; the next start tries again. */
export async function comparePartner(run: PartnerRun): Promise<void> {
  const { store, partner, left, right } = run;
  const startedAt = store.now();
  const before = await lastWrite(store.db);
  const known = new Set((await dueContacts(store.db, run.sync)).map(({ uid }) => uid));
  try {
    await readAgain(left);
    await readAgain(right);
    const missed = (await dueContacts(store.db, run.sync)).filter(({ uid }) => !known.has(uid));
    const { plans, isHeld } = await syncContacts(run, 'reconcile', 'all');
    const drift = await driftOf(
      run,
      missed.map(({ uid }) => uid),
      plans,
    );
    const writes = await writesSince(store.db, before);
    const outcome = isHeld ? 'stopped' : 'done';
    await keepRun(store, { partner, kind: 'reconcile', startedAt, finishedAt: store.now(), outcome, writes, drift });
    const report = { system: partner, kind: 'log', what: 'log.compared', outcome: 'done', compared: { differed: drift.length } } as const;
    await store.db.transaction('rw', store.db.auditPending, store.db.connections, () => appendEvents(store, [report]));
    await store.db.progress.put({
      account: run.sync.right,
      job: 'reconcile',
      state: 'done',
      done: drift.length,
      startedAt,
      finishedAt: store.now(),
    });
  } catch (error) {
    const problem = toProblem(error, store.now());
    const writes = await writesSince(store.db, before);
    await keepRun(store, { partner, kind: 'reconcile', startedAt, finishedAt: store.now(), outcome: 'failed', writes, problem });
    throw error;
  }
}

/** Lists every contact: those that changed unnoticed are read by id, and so are those that the listing lacks. */
async function readAgain(context: SyncContext): Promise<void> {
  const { store, system, now, keepAlive } = context;
  if (system.can.contacts.changes === 'created') return await rescanContacts(context);
  const listed = new Set<string>();
  let cursor: PageCursor | null | undefined;
  do {
    const startedAt = now();
    const page = await system.contacts.list({ size: pageSize, ...(cursor && { cursor }) }, options);
    const uids = await storeContacts(store, system.account, page.items, { startedAt, proven: false });
    for (const uid of uids) listed.add(uid);
    await keepAlive();
    cursor = page.next;
  } while (cursor !== null);
  await proveLinked(context, listed);
}

async function proveLinked(context: SyncContext, listed: ReadonlySet<string>): Promise<void> {
  const { db } = context.store;
  const pairs = await db.pairs.toArray();
  const linked = await db.contacts.bulkGet([...new Set(pairs.flatMap(({ left, right }) => [left, right]))]);
  const own = linked.flatMap((row) => (row && row.account === context.system.account && row.remoteId && !row.goneAt ? [row] : []));
  const doubtful = own.filter((row) => listed.has(row.uid) && !isProven(row));
  const missing = own.filter((row) => !listed.has(row.uid)).slice(0, mostMissing);
  for (const row of [...doubtful, ...missing]) await proveContact(context, row, options);
}

/** What no mark had told of: records that changed unnoticed, and pairs that differed all the same. */
async function driftOf({ store }: PartnerRun, missed: readonly string[], plans: readonly Plan[]): Promise<DriftItem[]> {
  const texts = new Map(missed.map((uid) => [uid, 'Had changed without being noticed; now taken into account.']));
  for (const { steps } of plans) {
    for (const step of steps) {
      if (step.kind !== 'update' && step.kind !== 'conflict') continue;
      const fields = step.kind === 'update' ? step.changes : step.fields;
      const names = fields.map(({ label }) => label).join(', ');
      const text = step.kind === 'update' ? `Differed in ${names}; repaired.` : `Differs in ${names}; waits for you.`;
      const [uid = ''] = step.kind === 'update' ? [step.side === 'left' ? step.uid : step.from] : stepUids(step);
      texts.set(uid, text);
      // Said once, of the HighLevel contact.
      if (step.kind === 'update') texts.delete(step.side === 'left' ? step.from : step.uid);
    }
  }
  const rows = await store.db.contacts.bulkGet([...texts.keys()]);
  return [...texts].map(([uid, text], at) => {
    const row = rows[at];
    return { table: 'contacts', uid, name: row ? displayName(row.value) : 'A record that is no longer here', text };
  });
}
