// What the way back of the network means for the outbox. Apart from the user's commands, because the panel's first paint loads it.
import type { OutboxEntry } from './outbox-entry';
import type { Store } from './records';

/** The network is back: what could not reach the server need not wait out its pause. A delete keeps its grace. */
export async function retryUnreached(store: Store): Promise<void> {
  // A lost create that is being looked for must wait until search has caught up.
  const isUnreached = ({ state, problem, looks }: OutboxEntry) =>
    state === 'waiting' && !looks && (problem?.code === 'unreachable' || problem?.code === 'offline');
  await store.db.outbox.filter(isUnreached).modify({ notBefore: 0 });
}
