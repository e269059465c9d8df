// What every test starts from: a database in memory (before Dexie is loaded), zod without code generation, and an empty fake browser.
import 'fake-indexeddb/auto';
import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { config } from 'zod/mini';

// As in the product: code generation would be reported by the extension's content security policy.
config({ jitless: true });

beforeEach(() => fakeBrowser.reset());
