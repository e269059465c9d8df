// Opens the panel where the browser keeps it: in Chromium's side panel or Firefox's sidebar. Either opens only within a click.
import { type Browser, browser } from 'wxt/browser';
import { popOut } from '@/entrypoints/sidepanel/pop-out';

/** Firefox's own part of the browser API; absent in Chromium, as `sidePanel` is in Firefox. */
interface SidebarAction {
  open(): Promise<void>;
  toggle(): Promise<void>;
}

const sidebar = () => (browser as unknown as { sidebarAction?: SidebarAction }).sidebarAction;

/** Opens the panel beside a tab. Call it first in the click: nothing may be awaited before. */
export function openPanel({ id, windowId }: Pick<Browser.tabs.Tab, 'id' | 'windowId'>): void {
  // For Firefox, a click in a page is none any more once it has become a message: then the panel opens in a window of its own.
  const opening =
    sidebar()
      ?.open()
      .catch(() => popOut(id)) ?? browser.sidePanel.open({ windowId });
  opening.catch((error: unknown) => console.error('The panel could not be opened.', error));
}

/** Has a click on the toolbar button open the panel. */
export function openPanelFromToolbar(): void {
  if (sidebar()) browser.action.onClicked.addListener(() => void sidebar()?.toggle());
  else void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
}
