// Which records belong together: what Push and Pull, an answered question and the background sync tie.
import type { PairName } from '@/lib/domain/mapping/mapping';
import type { Store } from '@/lib/store/records';
import type { PairRow } from '@/lib/store/rows';

/** Ties a contact and a partner's record, if they are not tied yet. A partner's record has one contact: an earlier tie gives way. */
export async function pairRecords(store: Store, leftUid: string, rightUid: string, pair: PairName, approved: boolean): Promise<void> {
  await store.db.transaction('rw', store.db.pairs, async () => {
    const known = await store.db.pairs.get([leftUid, rightUid]);
    const isOfAnother = ({ left }: PairRow) => left !== leftUid;
    await store.db.pairs.where('right').equals(rightUid).filter(isOfAnother).delete();
    const approvedAt = known?.approvedAt ?? (approved ? store.now() : undefined);
    const row = { left: leftUid, right: rightUid, pair, madeAt: store.now(), ...known };
    await store.db.pairs.put(approvedAt === undefined ? row : { ...row, approvedAt });
  });
}
