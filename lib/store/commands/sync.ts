// Push and Pull, once the user has looked or need not look: the changes go through the same outbox as everything else.
import { writeOf } from '@/lib/domain/mapping/contact-values';
import type { PairName } from '@/lib/domain/mapping/mapping';
import type { FieldChange } from '@/lib/domain/merge/merge-records';
import type { Store } from '@/lib/store/records';
import type { ContactRow, PairRow } from '@/lib/store/rows';
import { existing, inTransaction } from './act';
import { addTags, editContact, removeTags } from './contacts';

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

/** Writes the chosen changes into the record on that side. Answers the undo's id; undefined where nothing was chosen. */
export async function writeChanges(store: Store, target: ContactRow, changes: readonly FieldChange[]): Promise<number | undefined> {
  return await inTransaction(store, async () => {
    const row = await existing(store, 'contacts', target.uid);
    const { edit, addTags: added, removeTags: removed } = writeOf(changes, row.value);
    let undoId: number | undefined;
    if (added.length > 0) undoId = await addTags(store, row.uid, added);
    if (removed.length > 0) undoId = await removeTags(store, row.uid, removed);
    if (Object.keys(edit).length > 0) undoId = await editContact(store, row.uid, edit);
    return undoId;
  });
}
