// What a user decides about a change that waits for them.
import { AppError } from '@/lib/errors';
import { rowsOf, type Store } from '@/lib/store/records';
import { leaveApart } from '@/lib/store/settle-base';
import { inTransaction } from './act';
import { takeBack } from './undo';

/** Tries a change again now. What may have happened already is still looked for first. */
export async function retryEntry(store: Store, seq: number): Promise<void> {
  await store.db.outbox
    .where('seq')
    .equals(seq)
    .modify((entry) => {
      if (entry.state === 'sending') return;
      Object.assign(entry, { state: 'waiting', notBefore: entry.looks ? entry.notBefore : 0, attempts: 0 });
      // The user has looked where Lockstep cannot: whatever is there is something else.
      if (entry.problem?.code === 'uncertain') {
        delete entry.unsure;
        delete entry.knownIds;
      }
      delete entry.problem;
      delete entry.firstFailedAt;
    });
}

/**
 * Gives a change up: the record shows the server's value again, and no sync asks for it anew. Only ever the user's own decision.
 * Throws `uncertain` while it is sent.
 */
export async function discardEntry(store: Store, seq: number): Promise<void> {
  await inTransaction(store, async () => {
    const entry = await store.db.outbox.get(seq);
    if (!entry) return;
    if (entry.state === 'sending') throw new AppError('uncertain', { detail: 'The change is being sent. Try again in a moment.' });
    const row = await rowsOf(store.db, entry.table).get(entry.uid);
    if (row) await takeBack(store, entry);
    else await store.db.outbox.delete(seq);
    if (entry.carries) await leaveApart(store, entry.carries, row?.server);
  });
}
