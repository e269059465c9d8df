// Which record each tab shows, in storage.session: it outlives the worker, ends with the browser, and content scripts cannot read it.
import type { Sighting } from './domain/sighting';

/** The part of `browser.storage.session` that is needed. */
export interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The key under which a tab's sighting lies. */
export function tabKey(tabId: number): string {
  return `tab:${tabId}`;
}

/** What the tab shows; null when it shows nobody. What is stored was checked before it was stored. */
export async function readTab(area: SessionArea, tabId: number): Promise<Sighting | null> {
  const key = tabKey(tabId);
  return ((await area.get(key))[key] as Sighting | undefined) ?? null;
}

/** Remembers what the tab shows now. */
export async function writeTab(area: SessionArea, tabId: number, sighting: Sighting | null): Promise<void> {
  if (sighting) await area.set({ [tabKey(tabId)]: sighting });
  else await area.remove(tabKey(tabId));
}
