// Push and Pull: what would change is worked out from the store, looked at where anything is overwritten, and written by the same commands
// and the same outbox as everything else.
import type { Review, ReviewActions, WayName } from '@/components/sync-props';
import { displayName } from '@/lib/domain/contact';
import type { Side } from '@/lib/domain/mapping/mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import type { FieldChange } from '@/lib/domain/merge/merge-records';
import { onlyFillsBlanks, reviewOf } from '@/lib/domain/plan/review';
import type { Sighting } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import { carry } from '@/lib/store/commands/carry';
import { pairRecords } from '@/lib/store/commands/sync';
import { type Beside, copiedTo } from '@/lib/store/partner';
import type { Store } from '@/lib/store/records';
import { findBeside, withPhones } from './partner-view';

interface SyncContext {
  store: Store;
  /** What the page shows, where it is the contact's; null for a contact that was opened by hand. */
  sighting: Sighting | null;
  /** Something was put into the outbox. */
  nudge: () => void;
}

const sides: Record<WayName, Side> = { push: 'left', pull: 'right' };

/** The actions of Push and Pull over a store. */
export function createSyncActions({ store: plain, sighting, nudge }: SyncContext): ReviewActions {
  const store = withPhones(plain);
  const open = new Map<string, { beside: Beside; side: Side }>();

  async function write({ left, right, pair, live, input }: Beside, side: Side, changes: readonly FieldChange[]): Promise<void> {
    await pairRecords(store, left.uid, right.uid, pair?.pair ?? live.mapping.pair, true);
    const ends = { table: 'contacts', left: left.uid, right: right.uid, to: side } as const;
    await carry(store, changes, { ...ends, sources: sourcesOf(input, side), label: 'Details changed' });
    nudge();
  }

  async function go(way: WayName, contactUid: string): Promise<Review | undefined> {
    const beside = await findBeside(store, contactUid, sighting);
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
  };
}
