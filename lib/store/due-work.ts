// Tasks and notes that the sync has yet to look at, for two contacts that have just become a pair.
import type { PartnerName } from '@/lib/domain/account';
import { withDue } from './due';
import type { Store } from './records';
import type { Row } from './rows';

/** Marks everything known of both contacts: what they had before they were a pair is looked at now. */
export async function markChildrenDue({ db }: Store, leftUid: string, rightUid: string, partner: PartnerName): Promise<void> {
  const mark = (row: Pick<Row<unknown>, 'due'>) => void Object.assign(row, withDue(row, [partner]));
  await db.tasks.where('contactUid').anyOf(leftUid, rightUid).modify(mark);
  await db.notes.where('contactUid').anyOf(leftUid, rightUid).modify(mark);
}
