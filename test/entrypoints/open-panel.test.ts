// Where a click opens the panel: in Chromium's side panel, in Firefox's sidebar, or in a window where Firefox does not count the click.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { openPanel, openPanelFromToolbar } from '@/entrypoints/background/open-panel';

const tab = { id: 7, windowId: 3 };
const own = browser as unknown as Record<string, unknown>;
const create = vi.fn(async () => ({}));
const clicks: (() => void)[] = [];

beforeEach(() => {
  clicks.length = 0;
  create.mockClear();
  vi.spyOn(browser.windows, 'create').mockImplementation(create as never);
  vi.spyOn(browser.action.onClicked, 'addListener').mockImplementation(((listener: () => void) => clicks.push(listener)) as never);
});

afterEach(() => {
  delete own.sidePanel;
  delete own.sidebarAction;
});

it('opens Chromium’s side panel of the window, within the click', () => {
  const open = vi.fn(async () => undefined);
  own.sidePanel = { open };
  openPanel(tab);
  expect(open).toHaveBeenCalledExactlyOnceWith({ windowId: 3 });
  expect(create).not.toHaveBeenCalled();
});

it('opens Firefox’s sidebar, within the click', async () => {
  const open = vi.fn(async () => undefined);
  own.sidebarAction = { open };
  openPanel(tab);
  expect(open).toHaveBeenCalledOnce();
  await Promise.resolve();
  expect(create).not.toHaveBeenCalled();
});

it('opens a window with the panel of the tab where Firefox does not count the click', async () => {
  own.sidebarAction = { open: () => Promise.reject(new Error('may only be called from a user input handler')) };
  openPanel(tab);
  await vi.waitFor(() => expect(create).toHaveBeenCalledOnce());
  expect(create.mock.calls).toMatchObject([[{ type: 'popup', url: expect.stringMatching(/\/sidepanel\.html\?tab=7$/) }]]);
});

it('has the toolbar’s button open the side panel by the browser’s own setting', () => {
  const setPanelBehavior = vi.fn(async () => undefined);
  own.sidePanel = { setPanelBehavior };
  openPanelFromToolbar();
  expect(setPanelBehavior).toHaveBeenCalledExactlyOnceWith({ openPanelOnActionClick: true });
  expect(clicks).toEqual([]);
});

it('has the toolbar’s button open and close Firefox’s sidebar', () => {
  const toggle = vi.fn(async () => undefined);
  own.sidebarAction = { toggle };
  openPanelFromToolbar();
  clicks[0]?.();
  expect(toggle).toHaveBeenCalledOnce();
});
