// The network comes back: what waited for it goes out at once. A worker that has ended by then is woken by the panel, or by its alarm.
import { retryUnreached } from '@/lib/store/retry-unreached';
import type { Worker } from './worker';

/** Attaches the listener. */
export function listenForNetwork({ store, engine, whileWorking }: Worker): void {
  const send = () =>
    whileWorking(async () => {
      await retryUnreached(store);
      await engine.drain();
    });
  addEventListener('online', () => void send());
}
