// A text that the user asked to find from outside the panel: put down in storage.session, picked up by the panel of that window.
import type { SessionArea } from './tab-sightings';

export const askedSearchKey = 'asked-search';

export interface AskedSearch {
  text: string;
  windowId: number;
}

/** Puts the text down for the panel of a window. */
export async function askSearch(area: SessionArea, asked: AskedSearch): Promise<void> {
  await area.set({ [askedSearchKey]: asked });
}

/** Picks up the text asked for in this window, once: undefined when there is none. */
export async function takeAskedSearch(area: SessionArea, windowId: number | undefined): Promise<string | undefined> {
  const asked = (await area.get(askedSearchKey))[askedSearchKey] as AskedSearch | undefined;
  if (!asked || asked.windowId !== windowId) return undefined;
  await area.remove(askedSearchKey);
  return asked.text;
}
