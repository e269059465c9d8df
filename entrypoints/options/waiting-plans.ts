// The plans that wait for approval as Options shows them: one per partner, whatever kinds of its records they are about.
import type { FirstSyncPlanProps } from '@/components/options/FirstSyncPlan';
import { planRows } from '@/components/options/plan-rows';
import { type PartnerName, partnerNames } from '@/lib/domain/account';
import type { PairName } from '@/lib/domain/mapping/mapping';
import type { Brake } from '@/lib/domain/plan/brake';
import type { Step } from '@/lib/domain/plan/plan';
import { stepUids } from '@/lib/domain/plan/step-uids';
import { namedContacts } from '@/lib/store/contact-names';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import type { Store } from '@/lib/store/records';
import type { PlanRow } from '@/lib/store/rows';

export type WaitingPlan = Pick<FirstSyncPlanProps, 'cause' | 'rows' | 'highlevelWrites' | 'tasks' | 'inStep' | 'brake' | 'madeAt'>;

/** By partner. The rows are put into words here, once for as long as the plans stay the same. */
export async function waitingPlans(store: Store, plans: readonly PlanRow[]): Promise<Partial<Record<PartnerName, WaitingPlan>>> {
  const waiting: Partial<Record<PartnerName, WaitingPlan>> = {};
  for (const partner of partnerNames) {
    const own = plans.filter((row) => row.partner === partner);
    if (own.length > 0) waiting[partner] = await asOne(store, own);
  }
  return waiting;
}

async function asOne(store: Store, plans: readonly PlanRow[]): Promise<WaitingPlan> {
  const stepsOf = withoutRepeats(plans);
  const named = await namedContacts(store.db, [...stepsOf.values()].flat().flatMap(stepUids));
  const rows = await Promise.all(
    [...stepsOf].map(async ([pair, steps]) => planRows({ steps }, await mappingInUse(store, pair), (_, uid) => named(uid).name)),
  );
  const sum = (count: (plan: PlanRow['plan']) => number) => plans.reduce((total, { plan }) => total + count(plan), 0);
  const brake = brakeOfAll(plans);
  const tasks = plans.find((row) => row.tasks)?.tasks;
  return {
    cause: causes.find((cause) => plans.some((row) => row.cause === cause)) ?? 'first',
    rows: rows.flat(),
    highlevelWrites: { create: sum(({ summary }) => summary.create.left), update: sum(({ summary }) => summary.update.left) },
    inStep: sum(({ summary }) => summary.inStep),
    madeAt: Math.max(...plans.map(({ madeAt }) => madeAt)),
    ...(tasks && { tasks: { toHighLevel: tasks.left, toPartner: tasks.right } }),
    ...(brake && { brake }),
  };
}

/**
 * By pair. That a contact is left alone as no client is no news where it becomes a prospect, and is news only once where it becomes neither.
 */
function withoutRepeats(plans: readonly PlanRow[]): Map<PairName, Step[]> {
  const all = plans.flatMap(({ plan }) => plan.steps);
  const known = new Set(all.filter(({ kind }) => kind !== 'skip').flatMap(stepUids));
  const isNews = (step: Step) => {
    if (step.kind !== 'skip') return true;
    if (known.has(step.uid)) return false;
    known.add(step.uid);
    return true;
  };
  return new Map(plans.map(({ pair, plan }) => [pair, plan.steps.filter(isNews)]));
}

/** What is said where plans have several causes: what is the most of a surprise. */
const causes: readonly PlanRow['cause'][] = ['brake', 'first', 'mapping'];

/** A first plan changes many records by its nature: only what is unusual later on is worth a warning. Blanks lose more than changes. */
function brakeOfAll(plans: readonly PlanRow[]): Brake | undefined {
  const brakes = plans.flatMap(({ cause, plan }) => (cause !== 'first' && plan.brake ? [plan.brake] : []));
  const worst = brakes.find(({ cause }) => cause === 'blanks') ?? brakes[0];
  if (!worst) return undefined;
  const alike = brakes.filter(({ cause }) => cause === worst.cause);
  const sum = (key: 'count' | 'of') => alike.reduce((total, brake) => total + brake[key], 0);
  return { cause: worst.cause, count: sum('count'), of: sum('of') };
}
