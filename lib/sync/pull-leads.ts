// Calls, forms and chats of a system that tells no changes, read again by windows. Nothing is read before the sync was approved.
import { storeLeads } from '@/lib/store/store-leads';
import { approvedSince } from './approved-since';
import type { PartnerRun } from './partner-run';
import { rescan } from './rescan';

/** Reads the leads of the widest window that is due. Throws AppError; what was due stays due. */
export async function pullLeads(run: PartnerRun): Promise<void> {
  const { store, right, sync } = run;
  const { system, now } = right;
  const { leads } = system;
  const { approvedAt } = sync;
  if (!leads || approvedAt === undefined) return;
  await rescan(right, 'leads', {
    read: (query) => leads(query, { lane: 'pull' }),
    async store(items, { wholeAt }) {
      // LocaliQ tells times by the second. Asked here: before its answer nobody may know its clock.
      const since = Math.floor(approvedSince(run).right / 1000) * 1000;
      // Without a time of its own, a lead is one of before while they are all read for the first time.
      await storeLeads(store, system.account, items, { since, undatedAt: wholeAt < approvedAt ? 0 : now() });
    },
  });
}
