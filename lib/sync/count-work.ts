// How many open tasks and to-dos a plan would bring along: those of the records that it links or makes. Notes travel from the approval on.
import type { AccountId } from '@/lib/domain/account';
import type { Side } from '@/lib/domain/mapping/mapping';
import { newTies } from '@/lib/domain/plan/new-ties';
import type { Plan } from '@/lib/domain/plan/plan';
import { planWork } from '@/lib/domain/plan/plan-work';
import { workAtHand } from '@/lib/store/work-at-hand';
import { pullMyTasks } from './my-tasks';
import type { PartnerRun } from './partner-run';
import { workKinds } from './sync-work';

/** Reads the open tasks of both sides, and counts how many would be made on each. Throws AppError. */
export async function countWork(run: PartnerRun, plans: readonly Plan[]): Promise<Record<Side, number>> {
  const counted = { left: 0, right: 0 };
  const { tasks } = await workKinds(run);
  if (!tasks) return counted;
  // Everybody's.
  for (const context of [run.left, run.right]) await pullMyTasks(context, '', { lane: 'pull' });
  const { store, sync } = run;
  const owners = new Set([...(await ownersOfOpen(run, sync.left)), ...(await ownersOfOpen(run, sync.right))]);
  const ties = [...(await store.db.pairs.toArray()), ...plans.flatMap(newTies)].filter(
    ({ left, right }) => owners.has(left) || owners.has(right),
  );
  for (const contacts of ties) {
    const atHand = await workAtHand(store, 'tasks', { contacts, sync, isSettled: () => true });
    for (const step of planWork(tasks.kind, { ...atHand, create: tasks.create }).steps) {
      if (step.kind === 'create') counted[step.side] += 1;
    }
  }
  return counted;
}

async function ownersOfOpen({ store }: PartnerRun, account: AccountId): Promise<string[]> {
  const open = store.db.tasks.where('[account+openDueAt]').between([account, 0], [account, Number.MAX_SAFE_INTEGER]);
  return (await open.toArray()).map(({ contactUid }) => contactUid);
}
