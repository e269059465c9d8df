// What every test starts from: a database in memory (before Dexie is loaded), zod without code generation, and an empty fake browser.
import './clone-rows';
import './narrow-cursors';
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { config } from 'zod/mini';

// Files share a worker and its modules, which saves starting one for each: none gets what another left in memory, nor keeps it there.
globalThis.indexedDB = new IDBFactory();
Dexie.dependencies.indexedDB = globalThis.indexedDB;

// As in the product: code generation would be reported by the extension's content security policy.
config({ jitless: true });

// The same chances in every run, so that what passed here passes everywhere; SEED=<number> tries others, and a failure names its own.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.useRealTimers());
afterAll(() => vi.unstubAllGlobals());
