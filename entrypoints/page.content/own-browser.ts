// The browser's own API, under the name that the other contexts get from the polyfill: all that a script in a page needs of it.
import type { Browser } from 'wxt/browser';

export const browser = (globalThis as unknown as { chrome: typeof Browser }).chrome;
