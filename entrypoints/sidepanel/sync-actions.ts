// Push and Pull: what would change is worked out from the store, looked at where anything is overwritten, and written by the same commands
// and the same outbox as everything else.
import type { Duplicate, Review, ReviewActions, WayName } from '@/components/sync-props';
import { displayName } from '@/lib/domain/contact';
import { writeOf } from '@/lib/domain/mapping/contact-values';
import type { FieldRef } from '@/lib/domain/mapping/field';
import type { Side } from '@/lib/domain/mapping/mapping';
import type { FieldChange } from '@/lib/domain/merge/merge-records';
import { onlyFillsBlanks, reviewOf } from '@/lib/domain/plan/review';
import { type Sighting, sightingKey } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import { createContact } from '@/lib/store/commands/contacts';
import { linkPage } from '@/lib/store/commands/links';
import { pairRecords, writeChanges } from '@/lib/store/commands/sync';
import { pairNameOf } from '@/lib/store/mapping-in-use';
import { type Beside, copiedTo, recordOfPage } from '@/lib/store/partner';
import type { Store } from '@/lib/store/records';
import { findBeside, withPhones } from './partner-view';

interface SyncContext {
  store: Store;
  sighting: () => Sighting | null;
  /** Something was put into the outbox. */
  nudge: () => void;
  setOpenedUid: (uid: string | undefined) => void;
}

const sides: Record<WayName, Side> = { push: 'left', pull: 'right' };

/** The actions of Push and Pull over a store. */
export function createSyncActions({ store: plain, sighting, nudge, setOpenedUid }: SyncContext): ReviewActions {
  const store = withPhones(plain);
  const open = new Map<string, { beside: Beside; side: Side }>();

  async function write({ left, right, pair, live }: Beside, side: Side, changes: readonly FieldChange[]): Promise<void> {
    await pairRecords(store, left.uid, right.uid, pair?.pair ?? live.mapping.pair, true);
    await writeChanges(store, side === 'left' ? left : right, changes);
    nudge();
  }

  async function go(way: WayName, contactUid: string): Promise<Review | undefined> {
    const beside = await findBeside(store, contactUid, sighting());
    if (!beside) throw new AppError('not-found', { detail: 'The record on the page has not been read yet. Try again in a moment.' });
    const side = sides[way];
    const { changes, refused } = copiedTo(beside, side);
    if (beside.pair?.approvedAt && changes.length > 0 && onlyFillsBlanks(changes)) {
      await write(beside, side, changes);
      return undefined;
    }
    const target = side === 'left' ? beside.left : beside.right;
    const [system] = target.account.split(':') as [Review['to']['system']];
    const id = crypto.randomUUID();
    open.set(id, { beside, side });
    return {
      id,
      way,
      act: beside.pair ? 'update' : 'link',
      to: { system, kind: target.kind ?? 'contact', name: displayName(target.value) },
      route: 'api',
      rows: reviewOf({ side, changes, refused }, beside.live),
    };
  }

  return {
    push: (contactUid) => go('push', contactUid),
    pull: (contactUid) => go('pull', contactUid),

    async apply(reviewId, keys) {
      const review = open.get(reviewId);
      if (!review) throw new AppError('outdated');
      const { beside, side } = review;
      await write(
        beside,
        side,
        copiedTo(beside, side).changes.filter(({ rule }) => keys.includes(rule)),
      );
      open.delete(reviewId);
    },

    // A review of ours never creates: the record on the page is there, and so is the contact.
    async linkInstead() {
      throw new AppError('unsupported');
    },

    async createInHighLevel(texts) {
      const account = (await store.db.connections.get('highlevel'))?.account;
      if (!account) throw new AppError('not-connected');
      const page = sighting();
      const { edit } = writeOf(Object.entries(texts).flatMap(([ref, to]) => (to ? [{ ref: ref as FieldRef, to }] : [])));
      const { uid } = await createContact(store, account, edit);
      if (page && sightingKey(page)) await linkPage(store, page, uid);
      else setOpenedUid(uid);
      const record = page && (await recordOfPage(store, page));
      if (record) await pairRecords(store, uid, record.uid, pairNameOf(record), false);
      nudge();
      return [] as Duplicate[];
    },
  };
}
