// A contact made on one side from its partner on the other, and tied to it at once: the answer to the create settles what both agree on.
import type { AccountId } from '@/lib/domain/account';
import { blankContact } from '@/lib/domain/contact';
import { writeOf } from '@/lib/domain/mapping/contact-values';
import { otherSide, type PairName, type Side } from '@/lib/domain/mapping/mapping';
import type { FieldChange } from '@/lib/domain/merge/merge-records';
import type { RecordKind } from '@/lib/domain/sighting';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { act, inTransaction } from './act';
import { type Carrying, carriesOf } from './carry';
import { pairRecords } from './sync';

export interface Making extends Pick<Carrying, 'sources' | 'label'> {
  pair: PairName;
  /** Where it is made. */
  side: Side;
  account: AccountId;
  kind?: RecordKind | undefined;
  /** The record that it is made from. */
  from: string;
  changes: readonly FieldChange[];
  /** What somebody entered otherwise than the record says: written, and no part of what both agree on. */
  entered?: readonly Pick<FieldChange, 'ref' | 'to'>[];
}

/** Makes the record. Answers its uid. */
export async function createPartner(store: Store, making: Making): Promise<string> {
  const { pair, side, account, kind, from, changes, entered = [], sources, label } = making;
  const uid = store.newId();
  const ends = { [side]: uid, [otherSide(side)]: from } as Record<Side, string>;
  const { edit, addTags } = writeOf([...changes, ...entered], blankContact());
  const value = { ...edit, ...(addTags.length > 0 && { tags: addTags }) };
  const ofKind = kind && kind !== 'contact' ? { kind } : {};
  const madeAt = store.now();
  await inTransaction(store, async () => {
    const row: ContactRow = { uid, account, value: blankContact(), seenAt: 0, keys: [], madeAt, ...ofKind };
    const carries = carriesOf({ table: 'contacts', ...ends, to: side, sources }, changes);
    await act(store, 'contacts', row, { op: 'contact.create', value, ...ofKind }, label, { carries });
    await pairRecords(store, ends.left, ends.right, pair, true);
  });
  return uid;
}
