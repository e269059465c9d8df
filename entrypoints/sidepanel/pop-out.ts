// The panel in a window of its own, where it stays with one tab.
import { browser } from 'wxt/browser';

/** Opens the panel of a tab in a window; without a tab, one that shows nobody. */
export async function popOut(tabId: number | undefined): Promise<void> {
  const url = `${browser.runtime.getURL('/sidepanel.html')}${tabId === undefined ? '' : `?tab=${tabId}`}`;
  await browser.windows.create({ url, type: 'popup', width: 440, height: 820 });
}
