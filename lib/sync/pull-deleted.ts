// What a system says was deleted, as far as we know it. Its word is not enough: only what a read by id does not find counts as gone, and
// what becomes of it is a question for the user.
import { advice, isAppError } from '@/lib/errors';
import type { WorkTable } from '@/lib/store/due-work';
import { rowByRemoteId } from '@/lib/store/records';
import type { NoteRow, TaskRow } from '@/lib/store/rows';
import { dropGone, storeRecord } from '@/lib/store/store-reads';
import type { CallOptions } from '@/lib/systems/system';
import type { SyncContext } from './context';
import { proveContact } from './plan-contacts';

const options: CallOptions = { lane: 'pull' };
/** The first look goes back so far, since clocks differ. */
const firstLookMs = 24 * 60 * 60_000;

/** Marks contacts, tasks and notes of ours that were deleted there. Throws AppError. */
export async function pullDeleted(context: SyncContext): Promise<void> {
  const { store, system, now, keepAlive } = context;
  if (!system.deletedSince) return;
  const { account } = system;
  const startedAt = now();
  const since = (await store.db.progress.get([account, 'deleted']))?.watermark ?? startedAt - firstLookMs;
  const deleted = await toldIfAllowed(system.deletedSince(since, options));
  for (const { table, id } of deleted) {
    const row = await rowByRemoteId(store.db, table, account, id);
    if (!row || row.goneAt || row.deletedAt) continue;
    await keepAlive();
    if ('contactUid' in row) await proveWork(context, table as WorkTable, row, id);
    else await proveContact(context, row);
  }
  const watermark = Math.max(since, ...deleted.map(({ deletedAt }) => deletedAt));
  await store.db.progress.put({ account, job: 'deleted', state: 'done', done: 0, watermark, startedAt, finishedAt: now() });
}

/** Whoever may not see what was deleted is kept in step all the same. */
async function toldIfAllowed<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer;
  } catch (error) {
    if (isAppError(error) && advice[error.code].then === 'ask') return [];
    throw error;
  }
}

async function proveWork({ store, system, now }: SyncContext, table: WorkTable, row: TaskRow | NoteRow, id: string): Promise<void> {
  const contactId = (await store.db.contacts.get(row.contactUid))?.remoteId ?? '';
  const startedAt = now();
  const found = await system[table].read(contactId, id, options);
  if (found) await storeRecord(store, table, system.account, found, { startedAt, proven: true });
  else await dropGone(store, table, system.account, id);
}
