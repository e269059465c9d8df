// Tabs that were open when Lockstep was installed or updated get the page script, too. Tabs that close are forgotten.
import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { writeTab } from '@/lib/tab-sightings';

/** Attaches the listeners. */
export function prepareTabs(): void {
  browser.runtime.onInstalled.addListener(() => void injectIntoOpenTabs());
  browser.tabs.onRemoved.addListener((tabId) => void writeTab(browser.storage.session, tabId, undefined));
}

/** Has the open pages of a host look again, by other rules than before: a new script ends the one that runs there. */
export async function readPagesAnew(host: string): Promise<void> {
  await injectIntoOpenTabs(`https://${host}/`);
}

/** Runs the declared page scripts in every open tab that they match, of all sites or of one. */
async function injectIntoOpenTabs(site = 'https://'): Promise<void> {
  for (const { js, matches, exclude_matches } of browser.runtime.getManifest().content_scripts ?? []) {
    const excluded = new Set((await tabsOf(exclude_matches ?? [])).map(({ id }) => id));
    for (const { id, url } of await tabsOf(matches ?? [])) {
      if (id === undefined || excluded.has(id) || !url?.startsWith(site)) continue;
      const files = (js ?? []) as ScriptPublicPath[];
      // A tab that refuses, an error page say, is left alone.
      await browser.scripting.executeScript({ target: { tabId: id }, files }).catch(() => undefined);
    }
  }
}

async function tabsOf(url: string[]) {
  return url.length > 0 ? await browser.tabs.query({ url }) : [];
}
