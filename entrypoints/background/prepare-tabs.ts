// Tabs that were open when Lockstep was installed or updated get the page script, too. Tabs that close are forgotten.
import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { writeTab } from '@/lib/tab-sightings';

/** Attaches the listeners. */
export function prepareTabs(): void {
  browser.runtime.onInstalled.addListener(() => void injectIntoOpenTabs());
  browser.tabs.onRemoved.addListener((tabId) => void writeTab(browser.storage.session, tabId, undefined));
}

/** Runs the declared page scripts in every open tab that they match. */
async function injectIntoOpenTabs(): Promise<void> {
  for (const { js, matches, exclude_matches } of browser.runtime.getManifest().content_scripts ?? []) {
    const excluded = new Set((await tabsOf(exclude_matches ?? [])).map(({ id }) => id));
    for (const { id } of await tabsOf(matches ?? [])) {
      if (id === undefined || excluded.has(id)) continue;
      const files = (js ?? []) as ScriptPublicPath[];
      // A tab that refuses, an error page say, is left alone.
      await browser.scripting.executeScript({ target: { tabId: id }, files }).catch(() => undefined);
    }
  }
}

async function tabsOf(url: string[]) {
  return url.length > 0 ? await browser.tabs.query({ url }) : [];
}
