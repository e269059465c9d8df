// Tasks, notes and appointments of linked contacts that are not on screen: HighLevel tells of no changes there, so each contact is read
// once a day, a few in every run, in the order of their uids. Where the last run stopped, the next one goes on.

import { isRecent } from '@/lib/domain/is-recent';
import { advice, type ErrorCode, isAppError } from '@/lib/errors';
import type { Store } from '@/lib/store/records';
import type { SyncContext } from './context';
import { refreshContact } from './refresh-contact';

/** Runs in a day, with room for some that fall out. */
const runsADay = 240;
const dayMs = 24 * 60 * 60_000;

/** Reads the next slice of linked contacts. Throws AppError; the slice is read again then. */
export async function sweepChildren(context: SyncContext): Promise<void> {
  const { store, system, now } = context;
  const { account } = system;
  const before = await store.db.progress.get([account, 'sweep']);
  const cursor = typeof before?.cursor === 'string' ? before.cursor : '';
  const startedAt = cursor ? (before?.startedAt ?? now()) : now();
  // A small firm is swept once a day all the same.
  if (!cursor && isRecent(before?.finishedAt, now(), dayMs / 2)) return;
  // A contact with several partners is counted more than once: then a sweep is over earlier.
  const uids = await nextLinked(store, cursor, Math.ceil((await store.db.pairs.count()) / runsADay));
  for (const uid of uids) {
    await refreshContact(context, uid, dayMs / 2000, { lane: 'reconcile' }).catch(unlessItsOwn);
    const done = (cursor ? (before?.done ?? 0) : 0) + uids.indexOf(uid) + 1;
    await store.db.progress.put({ ...before, account, job: 'sweep', state: 'running', done, startedAt, cursor: uid });
  }
  if (uids.length > 0) return;
  const { cursor: _, ...kept } = before ?? { done: 0 };
  await store.db.progress.put({ ...kept, account, job: 'sweep', state: 'done', startedAt, finishedAt: now() });
}

/** Linked HighLevel contacts after this one, each once. */
async function nextLinked({ db }: Store, after: string, count: number): Promise<string[]> {
  const uids: string[] = [];
  for (let last = after; uids.length < count; ) {
    const pair = await db.pairs.where('left').above(last).first();
    if (!pair) break;
    last = pair.left;
    uids.push(last);
  }
  return uids;
}

/** What may be wrong with one contact only, though trying again could help. */
const itsOwn: readonly ErrorCode[] = ['server-error', 'unreadable-answer'];

/** One that is gone, or that its server does not give, is no reason to stop: the next ones are read. */
function unlessItsOwn(error: unknown): void {
  if (!isAppError(error) || (advice[error.code].then !== 'ask' && !itsOwn.includes(error.code))) throw error;
}
