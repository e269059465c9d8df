// What stands beside the contact in a partner system, and Push and Pull. Absent, code and all, while no partner is connected.
import { liveQuery } from 'dexie';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Partner, ReviewActions } from '@/components/sync-props';
import type { Sighting } from '@/lib/domain/sighting';
import { sendMessage } from '@/lib/messages';
import type { Store } from '@/lib/store/records';
import { loadLater } from './load-later';
import type { PanelReading } from './panel-view';

/** The record and the actions; both undefined while no partner is connected. */
export function usePartner(
  store: Store,
  reading: PanelReading | undefined,
  shown: Sighting | null,
): { partner?: Partner; sync?: ReviewActions } {
  const isConnected = usePartnerConnected(store);
  const [partner, setPartner] = useState<Partner>();
  const contactUid = reading?.contactUid;
  // Somebody who was opened by hand need not be the page's person: the page's record is none of theirs.
  const isPagePerson = reading?.view.kind === 'contact' && reading.view.match.how !== 'opened';
  const sighting = isPagePerson ? shown : null;

  useEffect(() => {
    if (isConnected && shown) void sendMessage('refreshPageRecord', shown).catch(() => undefined);
  }, [isConnected, shown]);

  useEffect(() => {
    setPartner(undefined);
    if (!isConnected || contactUid === undefined) return;
    let end: (() => void) | undefined;
    let isOver = false;
    void import('./partner-view').then(({ readPartner, withPhones }) => {
      if (isOver) return;
      const full = withPhones(store);
      const subscription = liveQuery(() => readPartner(full, contactUid, sighting)).subscribe({
        next: setPartner,
        error: (error: unknown) => console.error('The partner’s record could not be read.', error),
      });
      end = () => subscription.unsubscribe();
    });
    return () => {
      isOver = true;
      end?.();
    };
  }, [store, isConnected, contactUid, sighting]);

  const sync = useMemo(() => {
    if (!isConnected) return undefined;
    return loadLater(async () => {
      const { createSyncActions } = await import('./sync-actions');
      const nudge = () => void sendMessage('outboxChanged').catch(() => undefined);
      return createSyncActions({ store, sighting, nudge });
    });
  }, [store, isConnected, sighting]);
  return { ...(sync && { sync }), ...(sync && partner && { partner }) };
}

/** True once a partner's account was proved. */
function usePartnerConnected(store: Store): boolean {
  const [isConnected, setConnected] = useState(false);
  useEffect(() => {
    const partners = () => store.db.connections.filter(({ system, account }) => system !== 'highlevel' && account !== undefined).count();
    const subscription = liveQuery(partners).subscribe((count) => setConnected(count > 0));
    return () => subscription.unsubscribe();
  }, [store]);
  return isConnected;
}
