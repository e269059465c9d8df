// Follows the store however often it changes. Dexie's liveQuery drops a reading when something changes meanwhile and begins anew: while
// contacts are read page by page, a panel that takes longer than a page would show nothing new until the last one.
import { liveQuery } from 'dexie';

/** Calls back with each reading, newest last, and again whenever what was read has changed. Answers the function that ends it. */
export function followStore<T>(read: () => Promise<T>, onRead: (reading: T) => void): () => void {
  let asked = 0;
  let isOver = false;
  let running: Promise<unknown> = Promise.resolve();
  const subscription = liveQuery(async () => {
    asked += 1;
    const mine = asked;
    // One at a time, and of those that wait only the newest.
    await Promise.resolve(running);
    if (mine !== asked) return;
    const reading = read();
    running = reading.catch(() => undefined);
    const result = await reading;
    // Outside of the query, so that nothing done with the reading counts as read by it.
    setTimeout(() => isOver || onRead(result));
  }).subscribe({ error: (error: unknown) => console.error('The store could not be read.', error) });
  return () => {
    isOver = true;
    subscription.unsubscribe();
  };
}
