// Which record each tab shows, in storage.session: it outlives the worker, ends with the browser, and content scripts cannot read it.
import type { Sighting } from './domain/sighting';

/** The part of `browser.storage.session` that is needed. */
export interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** What a tab said it shows, and on which site: on another site it means nothing any more. */
export interface TabSighting {
  sighting: Sighting;
  /** `https://www.bqecore.com` */
  origin: string;
}

/** The key under which a tab's sighting lies. */
export function tabKey(tabId: number): string {
  return `tab:${tabId}`;
}

/** What the tab said last, of all that the area holds; undefined when it shows nobody. What is stored was checked before it was stored. */
export function shownIn(stored: Record<string, unknown>, tabId: number): TabSighting | undefined {
  return stored[tabKey(tabId)] as TabSighting | undefined;
}

/** Remembers what the tab shows now. */
export async function writeTab(area: SessionArea, tabId: number, shown: TabSighting | undefined): Promise<void> {
  if (shown) await area.set({ [tabKey(tabId)]: shown });
  else await area.remove(tabKey(tabId));
}
