// When a sync was approved, by the clock of each side: what came before stays where it is, and the sides tell times by their own clocks. Ours
// may be set at any time, so the moment is put down once both were heard.
import type { AccountId } from '@/lib/domain/account';
import type { Side } from '@/lib/domain/mapping/mapping';
import type { PartnerRun } from './partner-run';

/** The moment of approval by each side's clock, epoch ms; now for a sync that was not approved. */
export function approvedSince({ store, sync }: PartnerRun): Record<Side, number> {
  const approvedAt = sync.approvedAt ?? store.now();
  const byClockOf = (account: AccountId) => approvedAt + (store.clocks?.skewMs(account) ?? 0);
  return sync.since ?? { left: byClockOf(sync.left), right: byClockOf(sync.right) };
}

/** The run with that moment put down, as soon as both sides have answered. */
export async function keepSince(run: PartnerRun): Promise<PartnerRun> {
  const { store, partner, sync } = run;
  const hasHeard = [sync.left, sync.right].every((account) => store.clocks?.hasHeard(account));
  if (sync.since || sync.approvedAt === undefined || !hasHeard) return run;
  const since = approvedSince(run);
  await store.db.syncs
    .where({ partner })
    .and(({ approvedAt }) => approvedAt === sync.approvedAt)
    .modify({ since });
  return { ...run, sync: { ...sync, since } };
}
