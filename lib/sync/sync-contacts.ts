// The contact sync of a partner: what is due is planned and carried out, unless the plan is one that only the user may let pass.

import type { Why } from '@/lib/audit/entry';
import type { SystemName } from '@/lib/domain/account';
import type { PairName } from '@/lib/domain/mapping/mapping';
import type { Plan } from '@/lib/domain/plan/plan';
import { carryOut } from '@/lib/store/commands/carry-out';
import { withDue } from '@/lib/store/due';
import { dueContacts, pairNamesOf } from '@/lib/store/plan-records';
import type { ContactRow, PlanRow } from '@/lib/store/rows';
import type { PartnerRun } from './partner-run';
import { planContacts } from './plan-contacts';
import { isSettled } from './settle-window';

export interface ContactsSynced {
  writes: Partial<Record<SystemName, number>>;
  /** Records that were due and are done with. */
  looked: string[];
  /** The plans that were carried out, for the report of a comparison. */
  plans: Plan[];
  /** Nothing was written, or not everything: a plan waits for approval. */
  isHeld: boolean;
}

/** Brings in step what is due; everything where the user has just approved a plan, or `extent` says so. Throws AppError. */
export async function syncContacts(run: PartnerRun, by: Why['by'] = 'rule', extent?: 'all'): Promise<ContactsSynced> {
  const { store, sync, partner } = run;
  const result: ContactsSynced = { writes: {}, looked: [], plans: [], isHeld: false };
  const due = (await dueContacts(store.db, sync)).filter((row) => isSettled(row, store.now()));
  const uids = new Set(due.map(({ uid }) => uid));
  const plannedNews = new Map<string, number>();
  const waiting = new Set<string>();
  for (const pair of pairNamesOf(partner)) {
    const isWhole = extent === 'all' || sync.allowed?.[pair] !== undefined;
    if (!isWhole && due.length === 0) continue;
    // The plan before it is carried out by now: what it tied and makes is found in the database.
    const planned = await planContacts(run, pair, isWhole ? 'all' : uids);
    const { plan, live, atHand } = planned;
    for (const { uid, news = 0 } of atHand.rows.values()) plannedNews.set(uid, Math.min(news, plannedNews.get(uid) ?? news));
    if (sync.approved[pair] !== live.mapping.version) return await hold(run, 'mapping', []);
    if (plan.brake) return await hold(run, 'brake', [{ pair, version: live.mapping.version, plan }]);
    const done = await carryOut(store, { sync, pair, by, ...planned });
    for (const [system, count] of Object.entries(done.writes))
      result.writes[system as SystemName] = (result.writes[system as SystemName] ?? 0) + count;
    for (const uid of [...done.left, ...atHand.later]) waiting.add(uid);
    result.plans.push(plan);
    if (sync.allowed?.[pair]) await forgetAllowance(run, pair);
  }
  await markDue(run, [...waiting]);
  const looked = due.filter(({ uid }) => !waiting.has(uid));
  await clearDue(run, new Map(looked.map(({ uid, news = 0 }) => [uid, plannedNews.get(uid) ?? news])));
  return { ...result, looked: looked.map(({ uid }) => uid) };
}

/** The sync stops until the user has looked: at a new plan for a changed mapping, or at what set off the brake. */
async function hold(
  { store, partner }: PartnerRun,
  cause: 'mapping' | 'brake',
  plans: Pick<PlanRow, 'pair' | 'version' | 'plan'>[],
): Promise<ContactsSynced> {
  const { db, now } = store;
  await db.transaction('rw', db.syncs, db.plans, async () => {
    const sync = await db.syncs.get(partner);
    // Paused meanwhile: whoever resumes finds what is due.
    if (sync?.state !== 'on') return;
    for (const plan of plans) await db.plans.put({ ...plan, partner, cause, madeAt: now() });
    await db.syncs.put({ ...sync, state: cause === 'brake' ? 'braked' : 'planning' });
  });
  return { writes: {}, looked: [], plans: [], isHeld: true };
}

async function forgetAllowance({ store, partner }: PartnerRun, pair: PairName): Promise<void> {
  await store.db.syncs.where({ partner }).modify((row) => void delete row.allowed?.[pair]);
}

/** What could not be worked with is looked at by the next run, also where only a plan of everything had come upon it. */
async function markDue({ store, partner }: PartnerRun, uids: readonly string[]): Promise<void> {
  const isUnmarked = ({ due }: ContactRow) => !due?.includes(partner);
  const mark = (row: ContactRow) => void Object.assign(row, withDue(row, [partner]));
  await store.db.contacts.where('uid').anyOf(uids).and(isUnmarked).modify(mark);
}

/** Takes the marks of rows of which there is no more news than was planned with, by uid. */
async function clearDue({ store, partner }: PartnerRun, plannedNews: ReadonlyMap<string, number>): Promise<void> {
  const { db } = store;
  await db.transaction('rw', db.contacts, async () => {
    const rows = await db.contacts.bulkGet([...plannedNews.keys()]);
    const looked = rows.flatMap((row) => (row && (row.news ?? 0) === plannedNews.get(row.uid) ? [row] : []));
    await db.contacts.bulkPut(looked.map((row) => withoutDue(row, partner)));
  });
}

function withoutDue({ due = [], ...row }: ContactRow, partner: PartnerRun['partner']): ContactRow {
  const rest = due.filter((one) => one !== partner);
  return rest.length > 0 ? { ...row, due: rest } : row;
}
