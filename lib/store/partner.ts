// The partner's record beside a contact, and what Push and Pull would carry between them. All from the store.

import { sightingKeys } from '@/lib/domain/contact-keys';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import type { Side } from '@/lib/domain/mapping/mapping';
import { type Copied, copyRecord } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import type { MergeInput } from '@/lib/domain/merge/merge-records';
import type { Sighting } from '@/lib/domain/sighting';
import { mappingInUse, pairNameOf } from './mapping-in-use';
import type { Store } from './records';
import type { ContactRow, PairRow } from './rows';

export interface Beside {
  left: ContactRow;
  right: ContactRow;
  pair: PairRow | undefined;
  live: LiveMapping;
  /** What both say, by the rules. */
  input: MergeInput;
  /** Into HighLevel, and into the partner's record. */
  push: Copied;
  pull: Copied;
}

/** The partner's record that a page shows: by the id in its address, else by marks that fit exactly one. */
export async function recordOfPage({ db, toE164 }: Store, sighting: Sighting): Promise<ContactRow | undefined> {
  const account = (await db.connections.get(sighting.system))?.account;
  if (!account) return undefined;
  const { recordId } = sighting;
  const byId = recordId && (await db.contacts.where('[account+remoteId]').equals([account, recordId]).first());
  if (byId) return byId;
  const marked = await db.contacts.where('keys').anyOf(sightingKeys(sighting, toE164)).distinct().toArray();
  const own = marked.filter((row) => row.account === account && !row.deletedAt);
  return own.length === 1 ? own[0] : undefined;
}

/** Compares a contact with a partner's record. */
export async function besideRecord(store: Store, left: ContactRow, right: ContactRow): Promise<Beside> {
  const pair = await store.db.pairs.get([left.uid, right.uid]);
  const live = await mappingInUse(store, pair?.pair ?? pairNameOf(right));
  const input = contactMerge(live, { left: left.value, right: right.value, ...(pair?.base && { base: pair.base }) });
  return { left, right, pair, live, input, push: copyRecord(input, 'left'), pull: copyRecord(input, 'right') };
}

/** What the way to a side would carry. */
export function copiedTo(beside: Beside, side: Side): Copied {
  return side === 'left' ? beside.push : beside.pull;
}
