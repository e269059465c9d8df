// Follows what the panel's tab shows: the tab named in the address when popped out, else the active tab of this window.
import { browser } from 'wxt/browser';
import type { Sighting } from '@/lib/domain/sighting';
import { shownIn, tabKey } from '@/lib/tab-sightings';
import { isOurPage } from './is-our-page';

/** How long a page may take its person back while its address still names the record: filling a form does so for a moment. ms */
const holdMs = 600;

/**
 * Calls back with what the tab shows, and whether it is a page that Lockstep reads, now and whenever that may have changed. Answers the
 * function that ends it.
 */
export function followTab(onShown: (tabId: number | undefined, sighting: Sighting | null, isOurs: boolean) => void): () => void {
  const named = Number(new URLSearchParams(location.search).get('tab')) || undefined;
  let tabId = named;
  let turn = 0;
  let last: { sighting: Sighting | null; address: string | undefined } | undefined;

  const show = async () => {
    turn += 1;
    const mine = turn;
    // Everything that is stored, since which tab it is about is being asked for at the same time.
    const [tab, stored] = await Promise.all([theTab(named), browser.storage.session.get()]);
    const shown = tab?.id === undefined ? undefined : shownIn(stored, tab.id);
    if (mine !== turn) return;
    const address = tab?.url;
    // On another site than the one that said so, or on one whose address we may not read, the sighting is of the past.
    const isThere = shown && address?.startsWith(`${shown.origin}/`);
    const sighting = isThere ? shown.sighting : null;
    const { recordId } = last?.sighting ?? {};
    if (!sighting && recordId && tab?.id === tabId && address === last?.address && address?.includes(recordId)) {
      await new Promise((resolve) => setTimeout(resolve, holdMs));
      if (mine !== turn) return;
    }
    tabId = tab?.id;
    last = { sighting, address };
    onShown(tabId, sighting, isOurPage(address));
  };
  const onStored = (changes: Record<string, unknown>) => {
    if (tabId === undefined || tabKey(tabId) in changes) void show();
  };
  const onUpdated = (id: number, { status }: { status?: string }) => {
    if (id === tabId && status === 'loading') void show();
  };
  const onActivated = () => {
    if (named === undefined) void show();
  };
  browser.storage.session.onChanged.addListener(onStored);
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.tabs.onActivated.addListener(onActivated);
  void show();
  return () => {
    browser.storage.session.onChanged.removeListener(onStored);
    browser.tabs.onUpdated.removeListener(onUpdated);
    browser.tabs.onActivated.removeListener(onActivated);
  };
}

async function theTab(named: number | undefined) {
  if (named !== undefined) return await browser.tabs.get(named).catch(() => undefined);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}
