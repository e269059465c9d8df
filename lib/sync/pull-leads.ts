// Calls, forms and chats of a system that tells no changes, read again by windows. Nothing is read before the sync was approved.
import { storeLeads } from '@/lib/store/store-leads';
import type { PartnerRun } from './partner-run';
import { rescan } from './rescan';

/** Reads the leads of the widest window that is due. Throws AppError; what was due stays due. */
export async function pullLeads({ store, right, sync }: PartnerRun): Promise<void> {
  const { system, now } = right;
  const { leads } = system;
  const { approvedAt } = sync;
  if (!leads || approvedAt === undefined) return;
  // LocaliQ tells times by its own clock, and by the second.
  const since = Math.floor((approvedAt + (store.clocks?.skewMs(system.account) ?? 0)) / 1000) * 1000;
  await rescan(right, 'leads', {
    read: (query) => leads(query, { lane: 'pull' }),
    async store(items, { wholeAt }) {
      // Without a time of its own, a lead is one of before while they are all read for the first time.
      await storeLeads(store, system.account, items, { since, undatedAt: wholeAt < approvedAt ? 0 : now() });
    },
  });
}
