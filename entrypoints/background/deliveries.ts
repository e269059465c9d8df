// What the connected app is to hear of goes out as soon as it is put down: also what a reading found, which nobody waits for.
import { followStore } from '@/lib/store/follow-store';
import type { Worker } from './worker';

/** Sends new events while the worker lives; those of a worker that ended go out with the next drain. */
export function deliverNewEvents({ store, engine, whileWorking }: Worker): void {
  const newest = async () => {
    const account = (await store.db.receivers.get('connected-app'))?.account;
    const waiting = account && (await store.db.outbox.where('[account+state]').equals([account, 'waiting']).primaryKeys());
    return waiting?.at(-1) ?? 0;
  };
  let seen = 0;
  const deliver = (seq: number) => {
    // One that waits for its next attempt is none: it would be tried again at once, and for ever.
    if (seq <= seen) return;
    seen = seq;
    void whileWorking(engine.drain);
  };
  followStore(newest, deliver, { tables: [store.db.receivers, store.db.outbox] });
}
