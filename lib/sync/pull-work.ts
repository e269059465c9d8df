// What a partner tells of to-dos and notes since last time, newest first until what is known. Only what hangs on a linked record is kept:
// anything else is read when its record is linked.
import { type WorkTable, workTables } from '@/lib/store/due-work';
import { type RecordValues, recordTables, rowsByRemoteIds } from '@/lib/store/records';
import { storeRecords } from '@/lib/store/store-reads';
import type { CallOptions, Page, PageCursor, Remote, System } from '@/lib/systems/system';
import type { SyncContext } from './context';
import type { PartnerRun } from './partner-run';
import { pullDeleted } from './pull-deleted';

const pageSize = 500;
const options: CallOptions = { lane: 'pull' };

/** Stores what changed on the partner's side, and marks what is gone: a request each for to-dos, notes and deletions. Throws AppError. */
export async function pullWork({ right }: PartnerRun): Promise<void> {
  for (const table of workTables) if (right.system.can[table].changes) await pullChanged(right, table);
  await pullDeleted(right);
}

type Work = RecordValues[WorkTable];

/** Stores every change since the watermark, then moves it. Killed in between, it begins at the same place again. */
async function pullChanged(context: SyncContext, table: WorkTable): Promise<void> {
  const { store, system, now, keepAlive } = context;
  const startedAt = now();
  const known = (await store.db.progress.get([system.account, table]))?.watermark;
  if (known === undefined) {
    // The first time only the place is taken: what is there already is read when its record is linked.
    const { items } = await readChanged(system, table, { since: 0, size: 1 });
    return await keepWatermark(context, table, newestOf(items), startedAt);
  }
  let watermark = known;
  let cursor: PageCursor | null | undefined;
  do {
    const readAt = now();
    const page = await readChanged(system, table, { since: known, size: pageSize, ...(cursor && { cursor }) });
    await keepLinked(context, table, page.items, readAt);
    watermark = Math.max(watermark, newestOf(page.items));
    await keepAlive();
    cursor = page.items.length === 0 ? null : page.next;
  } while (cursor !== null);
  await keepWatermark(context, table, watermark, startedAt);
}

/** A page of what changed, where the system tells. */
export async function readChanged(
  system: System,
  table: WorkTable,
  query: { since: number; cursor?: PageCursor; size: number },
): Promise<Page<Work>> {
  const page = table === 'tasks' ? await system.tasks.changed?.(query, options) : await system.notes.changed?.(query, options);
  return page ?? { items: [], next: null };
}

function newestOf(items: readonly Remote<Work>[]): number {
  return Math.max(0, ...items.map(({ updatedAt = 0 }) => updatedAt));
}

/** Stores those of a page whose contact is linked, together: each transaction is flushed to the disk. */
export async function keepLinked(
  { store, system }: SyncContext,
  table: WorkTable,
  items: readonly Remote<Work>[],
  startedAt: number,
): Promise<void> {
  const { db } = store;
  await db.transaction('rw', recordTables(db), async () => {
    const ids = items.flatMap(({ contactId }) => contactId ?? []);
    const contacts = await rowsByRemoteIds(db, 'contacts', system.account, ids);
    const tied = await db.pairs
      .where('right')
      .anyOf(contacts.map(({ uid }) => uid))
      .toArray();
    const linked = new Set(tied.map(({ right }) => right));
    const uids = new Map(contacts.flatMap(({ remoteId, uid }) => (linked.has(uid) ? [[remoteId, uid]] : [])));
    const hung = items.flatMap((item) => {
      const contactUid = uids.get(item.contactId);
      return contactUid ? [{ ...item, contactUid }] : [];
    });
    await storeRecords(store, table, system.account, hung, { startedAt, proven: true });
  });
}

async function keepWatermark({ store, system, now }: SyncContext, job: WorkTable, watermark: number, startedAt: number): Promise<void> {
  const { account } = system;
  await store.db.progress.put({ account, job, state: 'done', done: 0, watermark, startedAt, finishedAt: now() });
}
