// The plan that a sync needs before it may write: both sides read to their end, compared, and shown. Writes nothing anywhere but here.
import type { PairName } from '@/lib/domain/mapping/mapping';
import { mappingOf } from '@/lib/store/mapping-in-use';
import { pairNamesOf } from '@/lib/store/plan-records';
import type { PlanRow } from '@/lib/store/rows';
import type { SyncContext } from './context';
import { countWork } from './count-work';
import { indexContacts, isIndexDue } from './index-contacts';
import type { PartnerRun } from './partner-run';
import { planContacts } from './plan-contacts';
import { refreshReference } from './refresh-reference';
import { rescanContacts } from './rescan-contacts';

/**
 * Makes the plans of a partner, one per pair of systems, and has them wait for approval, unless a mapping was changed meanwhile: then the sync
 * goes on planning. Throws AppError; the next run goes on.
 */
export async function makePlan(run: PartnerRun): Promise<void> {
  const { store, partner, left, right, sync } = run;
  await readToTheEnd(left);
  await readToTheEnd(right);
  const plans: PlanRow[] = [];
  for (const pair of pairNamesOf(partner)) plans.push(await planOf(pair));
  const tasks = await countWork(
    run,
    plans.map(({ plan }) => plan),
  );
  if (plans[0]) plans[0] = { ...plans[0], tasks };
  await store.db.transaction('rw', store.db.syncs, store.db.plans, store.db.mappings, async () => {
    const now = await store.db.syncs.get(partner);
    // Cancelled or paused meanwhile.
    if (now?.state !== 'planning' || !(await isByTheMappings(plans))) return;
    await store.db.plans.bulkPut(plans);
    const { progress: _, problem: _problem, ...kept } = now;
    await store.db.syncs.put({ ...kept, state: 'plan' });
  });

  async function planOf(pair: PairName): Promise<PlanRow> {
    const before = plans.map(({ plan }) => plan);
    const { plan, live } = await planContacts(run, pair, 'all', before);
    const cause = sync.approvedAt === undefined ? 'first' : 'mapping';
    return { pair, partner, cause, version: live.mapping.version, madeAt: store.now(), plan };
  }

  async function isByTheMappings(made: readonly PlanRow[]): Promise<boolean> {
    const versions = await Promise.all(made.map(async ({ pair }) => (await mappingOf(store.db, pair)).version));
    return made.every(({ version }, at) => version === versions[at]);
  }
}

/** Custom fields that are older may lack the one that the user has just made for the plan. */
const referenceAgeMs = 60_000;

/** What was read before is not read again: an unfinished first reading is finished. */
async function readToTheEnd(context: SyncContext): Promise<void> {
  await refreshReference(context, referenceAgeMs);
  if (context.system.can.contacts.changes === 'created') await rescanContacts(context);
  else if (await isIndexDue(context)) await indexContacts(context);
}
