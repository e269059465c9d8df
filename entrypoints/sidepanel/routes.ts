// By which way values get into the partner's record: its own API, or, where that takes no changes, the connected app or the form on the page.
import type { Route } from '@/components/sync-props';
import { isTold } from '@/lib/domain/event-of-change';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { copyRecord } from '@/lib/domain/merge/copy-record';
import { byHand } from '@/lib/domain/merge/live-rule';
import type { Beside } from '@/lib/store/partner';
import type { Store } from '@/lib/store/records';

export interface Routed extends Beside {
  /** Into the partner's record. */
  route: Exclude<Route, 'none'>;
  /** The mapping by which Pull is reviewed. */
  pullLive: LiveMapping;
}

/** The two records, with the way that Pull takes and what it would carry. */
export async function withRoute({ db }: Store, beside: Beside): Promise<Routed> {
  const { live, input } = beside;
  if (live.pair.right !== 'localiq') return { ...beside, route: 'api', pullLive: live };
  const isConnected = (await db.receivers.get('connected-app'))?.account !== undefined;
  const rules = live.rules.filter(({ left }) => isTold(left.ref)).map((rule) => byHand(rule, 'right'));
  return {
    ...beside,
    route: isConnected ? 'connected-app' : 'fill-page',
    pullLive: { ...live, rules },
    pull: copyRecord({ ...input, rules }, 'right'),
  };
}
