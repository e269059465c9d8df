// Reads what an account knows besides people. A kind that the key may not read is left as it was: the rest still comes.

import type { AccountId } from '@/lib/domain/account';
import { isRecent } from '@/lib/domain/is-recent';
import type { ReferenceKind } from '@/lib/domain/reference';
import { isAppError } from '@/lib/errors';
import type { SyncContext } from './context';

const kinds: ReferenceKind[] = ['location', 'users', 'calendars', 'customFields', 'tags', 'workflows'];

/** Reads every kind that was last read before `olderThanMs`. Throws AppError only when the connection itself does not work. */
export async function refreshReference({ store, system, now, keepAlive }: SyncContext, olderThanMs: number): Promise<void> {
  const known = await store.db.reference.bulkGet(kinds.map((kind): [AccountId, string] => [system.account, kind]));
  for (const [at, kind] of kinds.entries()) {
    if (isRecent(known[at]?.seenAt, now(), olderThanMs)) continue;
    try {
      const items = await system.reference(kind, { lane: 'pull' });
      await store.db.reference.put({ account: system.account, kind, items, seenAt: now() });
    } catch (error) {
      const isRefused = isAppError(error) && ['missing-scope', 'forbidden', 'not-found', 'invalid', 'unsupported'].includes(error.code);
      if (!isRefused) throw error;
    }
    await keepAlive();
  }
}
