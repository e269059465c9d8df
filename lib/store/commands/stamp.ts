// Each of two linked records names the other in a custom field of its own system: queued like any change, and only where nobody is named
// yet.
import type { AccountId, PartnerName } from '@/lib/domain/account';
import { otherSide, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { type StampFields, stampOf } from '@/lib/domain/stamp';
import type { Store } from '@/lib/store/records';
import type { ContactRow, PairRow, SyncRow } from '@/lib/store/rows';
import { isProven } from '@/lib/store/stamps';
import { act, type How, inTransaction } from './act';

/** Called so in Options, and in the log. */
export const stampRule = 'Keep each link in both systems';

const how: How = { why: { by: 'rule', rule: stampRule }, isSync: true };
const sides: readonly Side[] = ['left', 'right'];

/**
 * Whether each link is kept in both systems from now on. Pairs that were looked at before are looked at again: there may be more
 * fields now.
 */
export async function chooseStamping({ db }: Store, partner: PartnerName, isStamping: boolean): Promise<void> {
  await db.transaction('rw', db.syncs, db.pairs, async () => {
    await db.syncs.update(partner, { isStamping });
    const isOfPartner = ({ pair }: PairRow) => pairs[pair].right === partner;
    if (isStamping) await db.pairs.filter(isOfPartner).modify((row) => void delete row.stampedAt);
  });
}

export interface Stamping {
  sync: Pick<SyncRow, Side>;
  /** Where it may be written. */
  fields: StampFields;
  /** So many pairs are written to; the others wait for the next run. */
  most: number;
}

/** Stamps pairs and marks them, but for those of which something waits or is unsure. Answers how many were written to. */
export async function stampPairs(
  store: Store,
  some: readonly [left: string, right: string][],
  { sync, fields, most }: Stamping,
): Promise<number> {
  const { db } = store;
  return await inTransaction(store, async () => {
    const lefts = await db.contacts.bulkGet(some.map(([left]) => left));
    const rights = await db.contacts.bulkGet(some.map(([, right]) => right));
    const busy = new Set((await db.outbox.where('uid').anyOf(some.flat()).toArray()).map(({ uid }) => uid));
    let written = 0;
    for (const [at, key] of some.entries()) {
      if (written === most) break;
      const [one, other] = [lefts[at], rights[at]];
      // One that is lost, or of another account, is nobody to name.
      if (isHere(one, sync.left) && isHere(other, sync.right)) {
        const ends = { left: one, right: other };
        if (!sides.every((side) => isReady(ends[side], fields[side] !== undefined, busy))) continue;
        if (await stampBoth(store, ends, fields)) written += 1;
      }
      await db.pairs.update(key, { stampedAt: store.now() });
    }
    return written;
  });
}

/** Names each in the other's field where that is blank: who is named there already was named by somebody else. */
async function stampBoth(store: Store, ends: Record<Side, ContactRow>, fields: StampFields): Promise<boolean> {
  const open = sides.filter((side) => fields[side] && stampOf(ends[side].server ?? ends[side].value, fields[side]) === '');
  for (const side of open) {
    const edit = { customFields: { [fields[side]?.id ?? '']: ends[otherSide(side)].remoteId ?? '' } };
    await act(store, 'contacts', ends[side], { op: 'contact.update', edit }, 'Link kept', how);
  }
  return open.length > 0;
}

function isHere(row: ContactRow | undefined, account: AccountId): row is ContactRow {
  return row?.account === account && !row.deletedAt && !row.goneAt;
}

/** Known on its server, with nothing on its way; where it is to be written, by a reading that shows its custom fields. */
function isReady(row: ContactRow, isWritten: boolean, busy: ReadonlySet<string>): boolean {
  return row.remoteId !== undefined && !busy.has(row.uid) && (!isWritten || isProven(row));
}
