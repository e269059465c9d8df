// "Find in HighLevel" on selected text: opens the panel with that text in its search box.
import { browser } from 'wxt/browser';
import { askSearch } from '@/lib/asked-search';
import { openPanel } from './open-panel';

const menuId = 'find-in-highlevel';

/** Attaches the listeners and keeps the menu item there. */
export function listenForFindInHighLevel(): void {
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus.create({ id: menuId, title: 'Find in HighLevel: “%s”', contexts: ['selection'] });
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText }, tab) => {
    if (menuItemId !== menuId || !tab || !selectionText) return;
    // The panel opens only within the click: nothing may be awaited before.
    openPanel(tab);
    void askSearch(browser.storage.session, { text: selectionText.slice(0, 75), windowId: tab.windowId });
  });
}
