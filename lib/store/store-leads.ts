// Leads as a system told them. What is new, or no longer says what it said, waits to be captured; what was there before the user approved
// the sync is only known.
import type { AccountId } from '@/lib/domain/account';
import { contentHash } from '@/lib/domain/content-hash';
import type { Lead } from '@/lib/domain/lead';
import type { Store } from './records';
import type { LeadRow } from './rows';

export interface LeadReading {
  /** When the sync was approved, epoch ms: leads that came in before are not captured. */
  since: number;
  /** When a lead came in that does not say so, epoch ms. */
  undatedAt: number;
}

/** Stores leads, known or new, in one transaction. */
export async function storeLeads(
  { db, now }: Store,
  account: AccountId,
  said: readonly { id: string; value: Lead }[],
  { since, undatedAt }: LeadReading,
): Promise<void> {
  await db.transaction('rw', db.leads, async () => {
    const known = await db.leads.bulkGet(said.map(({ id }): [AccountId, string] => [account, id]));
    const news = said.flatMap(({ id, value }, at): LeadRow[] => {
      const { reason: _, ...row }: Partial<LeadRow> & Pick<LeadRow, 'account' | 'remoteId'> = known[at] ?? { account, remoteId: id };
      if (known[at] && contentHash(known[at].value) === contentHash(value)) return [];
      const isOld = !row.contactUid && (value.createdAt || value.occurredAt || undatedAt) < since;
      return [{ ...row, value, seenAt: now(), ...(isOld ? { state: 'skipped', reason: 'before-approval' } : { state: 'new' }) }];
    });
    await db.leads.bulkPut(news);
  });
}

/** Leads that wait to be captured, or for an answer about who they are, in the order in which they came in. */
export async function waitingLeads({ db }: Store, account: AccountId): Promise<LeadRow[]> {
  const states: LeadRow['state'][] = ['new', 'question'];
  const rows = await db.leads
    .where('[account+state]')
    .anyOf(states.map((state) => [account, state]))
    .toArray();
  return rows.sort((one, other) => one.value.createdAt - other.value.createdAt);
}
