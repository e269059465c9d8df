// The contact sync of a partner: what is due is planned and carried out, unless the plan is one that only the user may let pass.

import type { Why } from '@/lib/audit/entry';
import type { SystemName } from '@/lib/domain/account';
import type { PairName } from '@/lib/domain/mapping/mapping';
import type { Plan } from '@/lib/domain/plan/plan';
import { carryOut } from '@/lib/store/commands/carry-out';
import { dueContacts, pairNamesOf } from '@/lib/store/plan-records';
import type { ContactRow, PlanRow } from '@/lib/store/rows';
import type { PartnerRun } from './partner-run';
import { planContacts } from './plan-contacts';
import { isSettled } from './settle-window';

export interface ContactsSynced {
  writes: Partial<Record<SystemName, number>>;
  /** The plans that were carried out, for the report of a comparison. */
  plans: Plan[];
  /** Nothing was written, or not everything: a plan waits for approval. */
  isHeld: boolean;
}

/** Brings in step what is due; everything where the user has just approved a plan, or `extent` says so. Throws AppError. */
export async function syncContacts(run: PartnerRun, by: Why['by'] = 'rule', extent?: 'all'): Promise<ContactsSynced> {
  const { store, sync, partner } = run;
  const result: ContactsSynced = { writes: {}, plans: [], isHeld: false };
  const due = (await dueContacts(store.db, sync)).filter((row) => isSettled(row, store.now()));
  const waiting = new Set<string>();
  for (const pair of pairNamesOf(partner)) {
    const isWhole = extent === 'all' || sync.allowed?.[pair] !== undefined;
    if (!isWhole && due.length === 0) continue;
    const planned = await planContacts(run, pair, isWhole ? 'all' : due);
    const { plan, live } = planned;
    if (sync.approved[pair] !== live.mapping.version) return await hold(run, 'mapping', []);
    if (plan.brake) return await hold(run, 'brake', [{ pair, version: live.mapping.version, plan }]);
    const done = await carryOut(store, { sync, pair, by, ...planned });
    for (const [system, count] of Object.entries(done.writes))
      result.writes[system as SystemName] = (result.writes[system as SystemName] ?? 0) + count;
    for (const uid of done.left) waiting.add(uid);
    result.plans.push(plan);
    if (isWhole) await forgetAllowance(run, pair);
  }
  await clearDue(
    run,
    due.filter(({ uid }) => !waiting.has(uid)),
  );
  return result;
}

/** The sync stops until the user has looked: at a new plan for a changed mapping, or at what set off the brake. */
async function hold(
  { store, partner }: PartnerRun,
  cause: 'mapping' | 'brake',
  plans: Pick<PlanRow, 'pair' | 'version' | 'plan'>[],
): Promise<ContactsSynced> {
  const { db, now } = store;
  await db.transaction('rw', db.syncs, db.plans, async () => {
    for (const plan of plans) await db.plans.put({ ...plan, partner, cause, madeAt: now() });
    await db.syncs.update(partner, { state: cause === 'brake' ? 'braked' : 'planning' });
  });
  return { writes: {}, plans: [], isHeld: true };
}

async function forgetAllowance({ store, partner }: PartnerRun, pair: PairName): Promise<void> {
  await store.db.syncs.where({ partner }).modify((row) => void delete row.allowed?.[pair]);
}

/** Takes the marks of rows that say what they said when they were planned. */
async function clearDue({ store, partner }: PartnerRun, rows: readonly ContactRow[]): Promise<void> {
  const { db } = store;
  await db.transaction('rw', db.contacts, async () => {
    const now = await db.contacts.bulkGet(rows.map(({ uid }) => uid));
    const settled = now.filter((row, at) => row && JSON.stringify(row.server) === JSON.stringify(rows[at]?.server));
    await db.contacts.bulkPut(settled.map((row) => withoutDue(row as ContactRow, partner)));
  });
}

function withoutDue({ due = [], ...row }: ContactRow, partner: PartnerRun['partner']): ContactRow {
  const rest = due.filter((one) => one !== partner);
  return rest.length > 0 ? { ...row, due: rest } : row;
}
