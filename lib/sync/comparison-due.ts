// When the nightly comparison is due: after two in the morning by the location's clock, or at the first start after it.
import { startOfDay } from '@/lib/domain/zoned-time';
import type { PartnerRun } from './partner-run';

const beginsAtMs = 2 * 60 * 60_000;

/** True once a night, until a comparison has come to its end. */
export async function isComparisonDue({ store, sync }: PartnerRun): Promise<boolean> {
  const { db, now } = store;
  const [last, highlevel] = await Promise.all([db.progress.get([sync.right, 'reconcile']), db.connections.get('highlevel')]);
  // One that ended in the future ended before our clock was set back.
  const compared = last?.finishedAt && last.finishedAt <= now() ? last.finishedAt : 0;
  const since = Math.max(compared, sync.approvedAt ?? now());
  return since < lastNight(now(), highlevel?.timezone ?? '');
}

/** The last time that it was two in the morning, epoch ms. */
function lastNight(now: number, zone: string): number {
  const today = startOfDay(now, zone) + beginsAtMs;
  return today <= now ? today : startOfDay(now, zone, -1) + beginsAtMs;
}
