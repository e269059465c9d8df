// What one run between HighLevel and a partner is given: both accounts at work, and the sync that the user approved for them.
import type { PartnerName } from '@/lib/domain/account';
import type { Store } from '@/lib/store/records';
import type { SyncRow } from '@/lib/store/rows';
import type { SyncContext } from './context';

export interface PartnerRun {
  store: Store;
  partner: PartnerName;
  /** HighLevel. */
  left: SyncContext;
  /** The partner. */
  right: SyncContext;
  sync: SyncRow;
}
