// What every job of the worker is given: the store, the signed-in system, and the world as arguments, so that a whole sync runs in a test.
import type { Store } from '@/lib/store/records';
import type { System } from '@/lib/systems/system';

export interface SyncContext {
  store: Store;
  system: System;
  /** Epoch ms. */
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  /** Called at each step of a long job; makes the one extension API call that keeps a working worker from being ended. */
  keepAlive: () => Promise<void>;
}
