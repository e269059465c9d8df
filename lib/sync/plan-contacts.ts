// A plan of the contact sync that rests on readings by id: planned from what is cached, then whoever the plan would touch is read, until
// nothing is left that only a search hit tells of. Reads only.
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import type { PairName } from '@/lib/domain/mapping/mapping';
import { type BrakeLimits, usualBrake } from '@/lib/domain/plan/brake';
import { newTies } from '@/lib/domain/plan/new-ties';
import type { Plan } from '@/lib/domain/plan/plan';
import { planRun } from '@/lib/domain/plan/plan-run';
import { stepUids } from '@/lib/domain/plan/step-uids';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import { type AtHand, type Extent, recordsAtHand } from '@/lib/store/plan-records';
import type { ContactRow } from '@/lib/store/rows';
import { isProven } from '@/lib/store/stamps';
import { markGone, storeContacts } from '@/lib/store/store-reads';
import type { CallOptions } from '@/lib/systems/system';
import type { SyncContext } from './context';
import type { PartnerRun } from './partner-run';

export interface Planned {
  plan: Plan;
  live: LiveMapping;
  atHand: AtHand;
}

/** Reads on their way at once, and how many records one reading asks for where it can ask for several. */
const abreast = 6;
const together = 50;
/** A plan that still wants readings after so many rounds is made again by the next run. */
const mostRounds = 8;

/** Plans a pair of systems, as if the plans before it were carried out already. Throws AppError when a side cannot be read. */
export async function planContacts(run: PartnerRun, pair: PairName, extent: Extent, before: readonly Plan[] = []): Promise<Planned> {
  const live = await mappingInUse(run.store, pair);
  const brake = limitsOf(run, pair);
  // What will be made of these is not known yet: whoever has the same marks waits for it.
  const coming = before.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'create' ? step.from : [])));
  for (let round = 1; ; round++) {
    const atHand = await recordsAtHand(run.store, run.sync, pair, extent, coming);
    const plan = planRun({ live, ...atHand, pairs: [...atHand.pairs, ...before.flatMap(newTies)], brake });
    const doubtful = doubtfulRows(plan, atHand, run);
    if (doubtful.length === 0 || round === mostRounds) return { plan, live, atHand };
    await proveAll(run, doubtful);
  }
}

/** What was approved may be done, besides what never needs approval. */
function limitsOf({ sync }: PartnerRun, pair: PairName): BrakeLimits {
  const allowed = sync.allowed?.[pair];
  if (!allowed) return usualBrake;
  const changes = Math.max(allowed.changes + usualBrake.atLeast, usualBrake.atMost);
  const blanks = Math.max(allowed.blanks + usualBrake.blankedAtLeast, usualBrake.blankedAtMost);
  return { share: 0, atLeast: changes, atMost: changes, blankedShare: 0, blankedAtLeast: blanks, blankedAtMost: blanks };
}

/** Rows that the plan writes to, copies from, settles or could tie, and that no reading by id stands behind. */
function doubtfulRows({ steps, bases }: Plan, { rows, unread }: AtHand, { left, right }: PartnerRun): ContactRow[] {
  const weighty = steps.filter(({ kind }) => kind !== 'question' && kind !== 'skip');
  const partners = weighty.flatMap((step) => (step.kind === 'update' ? [step.from] : []));
  const uids = new Set([...weighty.flatMap(stepUids), ...partners, ...bases.flatMap((base) => [base.left, base.right]), ...unread]);
  const canRead = [left, right].filter(({ system }) => system.can.contacts.changes !== 'created').map(({ system }) => system.account);
  return [...uids]
    .map((uid) => rows.get(uid))
    .filter((row): row is ContactRow => row !== undefined && !isProven(row) && canRead.includes(row.account));
}

/** Reads all of them: together where the system can, and one by one what is left. */
async function proveAll(run: PartnerRun, rows: readonly ContactRow[]): Promise<void> {
  const { store, partner } = run;
  let done = 0;
  const progress = async (more: number) => {
    done += more;
    await store.db.syncs.update(partner, { progress: { done, total: rows.length } });
  };
  for (const context of [run.left, run.right]) {
    const own = rows.filter(({ account }) => account === context.system.account);
    const todo = await proveTogether(context, own, progress);
    const work = async () => {
      for (let row = todo.pop(); row; row = todo.pop()) {
        await proveContact(context, row);
        if (todo.length % 25 === 0) await progress(Math.min(25, own.length));
      }
    };
    await Promise.all(Array.from({ length: abreast }, work));
  }
}

/** Answers the rows that this did not prove. */
async function proveTogether(
  { store, system, now, keepAlive }: SyncContext,
  rows: readonly ContactRow[],
  progress: (more: number) => Promise<void>,
): Promise<ContactRow[]> {
  const { readMany } = system.contacts;
  if (!readMany) return [...rows];
  const proven = new Set<string>();
  for (let at = 0; at < rows.length; at += together) {
    await keepAlive();
    const startedAt = now();
    const ids = rows.slice(at, at + together).flatMap(({ remoteId }) => remoteId ?? []);
    const found = await readMany(ids, { lane: 'pull' });
    await storeContacts(store, system.account, found, { startedAt, proven: true });
    for (const { id } of found) proven.add(id);
    await progress(ids.length);
  }
  return rows.filter(({ remoteId }) => !proven.has(remoteId ?? ''));
}

/** Reads a contact by id. One that is no longer there is marked so: a question, never a deletion. */
export async function proveContact(
  { store, system, now, keepAlive }: SyncContext,
  row: ContactRow,
  options: CallOptions = { lane: 'pull' },
): Promise<void> {
  if (!row.remoteId) return;
  await keepAlive();
  const startedAt = now();
  const contact = await system.contacts.read(row.remoteId, options);
  if (contact) await storeContacts(store, system.account, [contact], { startedAt, proven: true });
  else await markGone(store, row.uid);
}
