// Follows what the panel's tab shows: the tab named in the address when popped out, else the active tab of this window.
import { browser } from 'wxt/browser';
import type { Sighting } from '@/lib/domain/sighting';
import { readTab, tabKey } from '@/lib/tab-sightings';

/** Calls back with what the tab shows, now and whenever it changes. Answers the function that ends it. */
export function followTab(onShown: (tabId: number | undefined, sighting: Sighting | null) => void): () => void {
  const named = Number(new URLSearchParams(location.search).get('tab')) || undefined;
  let tabId = named;
  let turn = 0;

  const show = async () => {
    turn += 1;
    const mine = turn;
    tabId = named ?? (await activeTab());
    const sighting = tabId === undefined ? null : await readTab(browser.storage.session, tabId);
    if (mine === turn) onShown(tabId, sighting);
  };
  const onStored = (changes: Record<string, unknown>) => {
    if (tabId !== undefined && tabKey(tabId) in changes) void show();
  };
  const onActivated = () => {
    if (named === undefined) void show();
  };
  browser.storage.session.onChanged.addListener(onStored);
  browser.tabs.onActivated.addListener(onActivated);
  void show();
  return () => {
    browser.storage.session.onChanged.removeListener(onStored);
    browser.tabs.onActivated.removeListener(onActivated);
  };
}

async function activeTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}
