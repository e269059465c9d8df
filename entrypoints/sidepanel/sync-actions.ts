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
import { deliverFields } from '@/lib/store/commands/deliver';
import { pairRecords } from '@/lib/store/commands/sync';
import { copiedTo } from '@/lib/store/partner';
import type { Store } from '@/lib/store/records';
import { findBeside, withPhones } from './partner-view';
import type { Routed } from './routes';

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
  const open = new Map<string, { beside: Routed; side: Side }>();

  async function write(beside: Routed, side: Side, changes: readonly FieldChange[]): Promise<void> {
    const { left, right, pair, live, input } = beside;
    await pairRecords(store, left.uid, right.uid, pair?.pair ?? live.mapping.pair, true);
    if (routeTo(beside, side) === 'connected-app') {
      const chosen = beside.pullLive.rules.filter(({ key }) => changes.some(({ rule }) => rule === key));
      await deliverFields(
        store,
        left.uid,
        right.uid,
        chosen.map((rule) => rule.left.ref),
      );
      return nudge();
    }
    const ends = { table: 'contacts', left: left.uid, right: right.uid, to: side } as const;
    await carry(store, changes, { ...ends, sources: sourcesOf(input, side), label: 'Details changed' });
    nudge();
  }

  async function go(way: WayName, contactUid: string): Promise<Review | undefined> {
    const beside = await findBeside(store, contactUid, sighting);
    if (!beside) throw new AppError('not-found', { detail: 'The record on the page has not been read yet. Try again in a moment.' });
    const side = sides[way];
    const { changes, refused } = copiedTo(beside, side);
    const route = routeTo(beside, side);
    // What was handed to the connected app cannot be taken back: it is always looked at.
    if (route === 'api' && beside.pair?.approvedAt && changes.length > 0 && onlyFillsBlanks(changes)) {
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
      route,
      rows: reviewOf({ side, changes, refused }, side === 'left' ? beside.live : beside.pullLive),
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

function routeTo({ route }: Routed, side: Side): Routed['route'] {
  return side === 'right' ? route : 'api';
}
