// What stands beside the contact in a partner system, Push and Pull, and what waits for a decision. Absent, code and all, while no partner is
// connected.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Decision, DecisionActions, ReviewActions } from '@/components/sync-props';
import type { Sighting } from '@/lib/domain/sighting';
import { sendMessage } from '@/lib/messages';
import { followStore } from '@/lib/store/follow-store';
import type { Store } from '@/lib/store/records';
import { loadLater } from './load-later';
import type { PanelReading } from './panel-view';
import type { Beside } from './partner-side';

interface PartnerProps {
  beside?: Beside | undefined;
  sync?: ReviewActions;
  decisions?: Decision[] | undefined;
  decide?: DecisionActions;
}

/** Nothing while no partner is connected. */
export function usePartner(store: Store, reading: PanelReading | undefined, shown: Sighting | null): PartnerProps {
  // The person comes first: nothing of a partner is loaded or read before.
  const isConnected = usePartnerConnected(store) && reading !== undefined;
  const contactUid = reading?.contactUid;
  // Somebody who was opened by hand need not be the page's person: the page's record is none of theirs.
  const isPagePerson = reading?.view.kind === 'contact' && reading.view.match.how !== 'opened';

  useEffect(() => {
    if (isConnected && shown) void sendMessage('refreshPageRecord', shown).catch(() => undefined);
  }, [isConnected, shown]);

  const side = useMemo(
    () => (isConnected ? import('./partner-side').then(({ createPartnerSide }) => createPartnerSide(store)) : undefined),
    [store, isConnected],
  );
  const focus = useMemo(() => ({ contactUid, shown, isPagePerson }), [contactUid, shown, isPagePerson]);
  const beside = useFollowed<Beside>(useCallback(async (tell) => (await side)?.follow(focus, tell), [side, focus]));
  const decisions = useFollowed<Decision[]>(useCallback(async (tell) => (await side)?.followDecisions(tell), [side]));
  const actions = useMemo(
    () =>
      side && {
        sync: loadLater(async () => (await side).actions(focus)),
        decide: loadLater(async () => (await side).decide),
      },
    [side, focus],
  );
  return actions ? { ...actions, beside, decisions } : {};
}

/** What is told from when the part is loaded; nothing of what it told about something else. `follow` answers how to stop. */
function useFollowed<T>(follow: (tell: (now: T | undefined) => void) => Promise<(() => void) | undefined>): T | undefined {
  const [told, tell] = useState<T>();
  useEffect(() => {
    const end = follow(tell);
    return () => {
      void end.then((stop) => stop?.());
      tell(undefined);
    };
  }, [follow]);
  return told;
}

/** True once a partner's account was proved. */
function usePartnerConnected(store: Store): boolean {
  const [isConnected, setConnected] = useState(false);
  useEffect(() => {
    const partners = () => store.db.connections.filter(({ system, account }) => system !== 'highlevel' && account !== undefined).count();
    return followStore(partners, (count) => setConnected(count > 0), { tables: [store.db.connections] });
  }, [store]);
  return isConnected;
}
