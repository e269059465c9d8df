// The panel's state: what the tab shows, what the store holds about it, and the jobs that the worker is asked to do meanwhile.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PanelProps, PanelStatus, SearchResults } from '@/components/panel-props';
import type { Sighting } from '@/lib/domain/sighting';
import type { Problem } from '@/lib/errors';
import { sendMessage } from '@/lib/messages';
import { followStore } from '@/lib/store/follow-store';
import type { Store } from '@/lib/store/records';
import { retryUnreached } from '@/lib/store/retry-unreached';
import type { UndoRow } from '@/lib/store/rows';
import { onScreenSeconds } from '@/lib/sync/rhythm';
import { followTab } from './follow-tab';
import { loadLater } from './load-later';
import { type PanelReading, readDrafts, readPanel } from './panel-view';
import { useAskedSearch } from './use-asked-search';
import { usePartner } from './use-partner';

/** How often it is tried while the server cannot be reached: `navigator.onLine` often does not know. */
const cutSeconds = 4;
/** The bar offers what was done since the panel was opened, and not long ago. */
const undoOfferedMs = 10 * 60_000;

/** Everything that the Panel component is given. */
export function usePanel(store: Store): PanelProps {
  const [tab, setTab] = useState<{ id: number | undefined; sighting: Sighting | null; isOurs: boolean }>();
  const [openedUid, setOpenedUid] = useState<string>();
  const [search, setSearch] = useState<SearchResults>();
  const shown = useRef('');
  // Where nothing stands yet, an effect would wait for a frame that shows nothing.
  useLayoutEffect(
    () =>
      followTab((id, sighting, isOurs) => {
        const now = JSON.stringify([id, sighting]);
        if (now === shown.current) {
          setTab((before) => (before && before.isOurs !== isOurs ? { ...before, isOurs } : before));
          return;
        }
        shown.current = now;
        setTab({ id, sighting, isOurs });
        // Another page is another person: what was opened by hand does not stay beside it.
        setOpenedUid(undefined);
        setSearch(undefined);
      }),
    [],
  );

  const reading = useReading(store, tab?.sighting, openedUid, tab === undefined);
  const unreachable = useRefreshing(store, reading, tab?.sighting);
  const undo = useUndo(store);
  const asked = useAskedSearch();
  const offline = useOffline() || unreachable;
  const where = useRef({ tab, reading });
  where.current = { tab, reading };
  const actions = useMemo(
    () =>
      loadLater(async () => {
        const { createActions } = await import('./actions');
        const here = () => ({
          tabId: where.current.tab?.id,
          sighting: where.current.tab?.sighting ?? null,
          owner: where.current.reading?.draftsOwner ?? '',
        });
        return createActions({ store, where: here, setOpenedUid, setSearch });
      }),
    [store],
  );

  const { beside, sync, decisions, decide } = usePartner(store, reading, tab?.sighting ?? null);

  if (!reading) {
    return { view: { kind: 'starting' }, status: { offline, syncing: false, queue: [], updatedAt: 0 }, actions };
  }
  const status: PanelStatus = { ...reading.status, offline, ...(undo && { undo }), ...(decisions && { decisions }) };
  const onPage = tab?.isOurs ? { teachable: true, fillable: true } : {};
  const view = { ...reading.view, ...onPage, ...beside };
  return { view, status, actions, ...(sync && { sync }), ...(decide && { decide }), ...(search && { search }), ...(asked && { asked }) };
}

/** Follows the store for the focus. Keeps the last reading while a new focus is read, unless another record is asked for. */
function useReading(
  store: Store,
  sighting: Sighting | null | undefined,
  openedUid: string | undefined,
  isStarting: boolean,
): PanelReading | undefined {
  const [reading, setReading] = useState<PanelReading>();
  useLayoutEffect(() => {
    if (isStarting) return;
    let drafts: { owner: string; values: Record<string, unknown> } | undefined;
    const focus = { sighting: sighting ?? null, ...(openedUid && { openedUid }) };
    return followStore(
      () => readPanel(store, focus),
      async (next) => {
        if (drafts?.owner !== next.draftsOwner) drafts = { owner: next.draftsOwner, values: await readDrafts(store, next.draftsOwner) };
        const view = 'drafts' in next.view ? { ...next.view, drafts: drafts.values } : next.view;
        setReading({ ...next, view });
      },
    );
  }, [store, sighting, openedUid, isStarting]);
  return reading;
}

/** Has the worker keep what is on screen fresh while it is visible. Answers whether the server could not be reached last time. */
function useRefreshing(store: Store, reading: PanelReading | undefined, sighting: Sighting | null | undefined): boolean {
  const [refreshProblem, setProblem] = useState<Problem>();
  const isCut = isUnreachable(refreshProblem);
  const kind = reading?.view.kind;
  const { contactUid, businessId } = reading ?? {};
  useEffect(() => {
    if (kind === undefined || kind === 'not-connected' || kind === 'starting') return;
    const look = async (olderThanSeconds: number) => {
      if (document.visibilityState !== 'visible') return;
      const answer = contactUid
        ? await sendMessage('refreshContact', { uid: contactUid, olderThanSeconds }).catch(() => undefined)
        : kind === 'nothing'
          ? await sendMessage('refreshMyDay').catch(() => undefined)
          : {};
      if (answer) setProblem(answer.problem);
    };
    const lookAgain = () => void look(isCut ? 0 : onScreenSeconds - 1);
    void look(2);
    const timer = setInterval(lookAgain, (isCut ? cutSeconds : onScreenSeconds) * 1000);
    document.addEventListener('visibilitychange', lookAgain);
    const stopListening = onNetworkBack(lookAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookAgain);
      stopListening();
    };
  }, [kind, contactUid, isCut]);

  // What waited for the server goes out as soon as it can be reached again, without waiting out its pause.
  const wasCut = useRef(false);
  useEffect(() => {
    const send = () => {
      const told = retryUnreached(store).then(() => sendMessage('outboxChanged'));
      told.catch(() => undefined);
    };
    if (wasCut.current && !isCut) send();
    wasCut.current = isCut;
    return onNetworkBack(send);
  }, [store, isCut]);

  useEffect(() => {
    if (contactUid) void store.db.contacts.update(contactUid, { openedAt: store.now() }).catch(() => undefined);
  }, [store, contactUid]);
  useEffect(() => {
    if (businessId) void sendMessage('refreshCompany', { businessId }).catch(() => undefined);
  }, [businessId]);
  const unasked = reading?.unasked;
  useEffect(() => {
    if (!unasked || !sighting) return;
    const ask = () => void sendMessage('lookUp', sighting).catch(() => undefined);
    ask();
    // Until the server has answered: every now and then, and when the network is back, which the worker may learn a moment later.
    const timer = setInterval(ask, onScreenSeconds * 1000);
    const stopListening = onNetworkBack(ask);
    return () => {
      clearInterval(timer);
      stopListening();
    };
  }, [unasked, sighting]);
  return isUnreachable(reading?.view.kind === 'no-match' ? reading.view.problem : refreshProblem);
}

function isUnreachable(problem: Problem | undefined): boolean {
  return problem?.code === 'unreachable' || problem?.code === 'offline';
}

/** Calls back when the network is back, and once more a moment later, when the worker has learnt of it, too. Answers how to stop. */
function onNetworkBack(act: () => void): () => void {
  let second: ReturnType<typeof setTimeout>;
  const onOnline = () => {
    act();
    second = setTimeout(act, 1500);
  };
  addEventListener('online', onOnline);
  return () => {
    clearTimeout(second);
    removeEventListener('online', onOnline);
  };
}

function useUndo(store: Store): PanelStatus['undo'] {
  const [undo, setUndo] = useState<PanelStatus['undo']>();
  useEffect(() => {
    const openedAt = store.now();
    // What the background sync did is offered in Activity: its undo here would be taken for the user's own.
    const lastOwn = () =>
      store.db.undo
        .orderBy('id')
        .reverse()
        .filter(({ isSync }) => !isSync)
        .first();
    const offer = (row: UndoRow | undefined) => {
      const isOffered = row?.id !== undefined && !row.undoneAt && row.at >= openedAt - 1000 && row.at > store.now() - undoOfferedMs;
      setUndo(isOffered && row.id !== undefined ? { id: row.id, label: row.label, at: row.at } : undefined);
    };
    return followStore(lastOwn, offer, { tables: [store.db.undo] });
  }, [store]);
  return undo;
}

function useOffline(): boolean {
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const update = () => setOffline(!navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return offline;
}
