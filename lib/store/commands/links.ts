// Which contact a page's record is: the user's picks, remembered and undoable.
import { type Sighting, sightingKey } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import type { Store } from '@/lib/store/records';
import type { LinkRow } from '@/lib/store/rows';
import { existing, inTransaction } from './act';

/** Remembers that the page's record is this contact; an earlier pick for the record gives way. */
export async function linkPage(store: Store, sighting: Sighting, contactUid: string): Promise<number> {
  return await decide(store, sighting, contactUid, 'is', 'Contact linked');
}

/** Remembers that the page's record is not this contact, so that it is never offered there again. */
export async function notThisPerson(store: Store, sighting: Sighting, contactUid: string): Promise<number> {
  return await decide(store, sighting, contactUid, 'not', 'Contact set aside');
}

async function decide(store: Store, sighting: Sighting, contactUid: string, kind: LinkRow['kind'], label: string): Promise<number> {
  const key = sightingKey(sighting);
  if (!key) throw new AppError('invalid', { detail: 'This page says nothing by which the record could be remembered.' });
  return await inTransaction(store, async () => {
    const { account } = await existing(store, 'contacts', contactUid);
    const at = store.now();
    const before = await store.db.links.where('key').equals(key).toArray();
    // A page's record has one pick per account, and one decision per contact.
    const givesWay = (link: LinkRow) => link.contactUid === contactUid || (kind === 'is' && link.kind === 'is' && link.account === account);
    const replaced = before.filter(givesWay);
    await store.db.links.bulkDelete(replaced.map((link) => [link.key, link.contactUid]));
    await store.db.links.put({ key, account, contactUid, kind, madeAt: at });
    return await store.db.undo.add({ account, at, label, table: 'links', uid: key, contactUid, entries: [], before: replaced });
  });
}
