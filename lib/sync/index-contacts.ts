// The first reading of all contacts, page by page. Each page and the place where it ended are saved together, so that a killed worker
// goes on where it stopped.
import { toProblem } from '@/lib/errors';
import { recordTables } from '@/lib/store/records';
import type { ProgressRow } from '@/lib/store/rows';
import { storeContacts } from '@/lib/store/store-reads';
import type { PageCursor } from '@/lib/systems/system';
import type { SyncContext } from './context';
import { ensureWatermark } from './pull-changes';

const pageSize = 500;

/** True when a first index is still to be done or finished. */
export async function isIndexDue({ store, system }: SyncContext): Promise<boolean> {
  const progress = await store.db.progress.get([system.account, 'index']);
  return progress?.state !== 'done' && progress?.state !== 'paused';
}

/** Runs until every contact is read, or the progress row says paused. Throws AppError when the server cannot be read; runs on next time. */
export async function indexContacts(context: SyncContext): Promise<void> {
  const { store, system, now, keepAlive } = context;
  let progress = await begin(context);
  try {
    await ensureWatermark(context);
    let reading = readPage(context, progress);
    for (;;) {
      const { page, startedAt } = await reading;
      // The next page is on its way while this one is stored.
      const next = page.next === null ? undefined : readPage(context, { ...progress, cursor: page.next });
      next?.catch(() => undefined);
      await keepAlive();
      const after = await storePage(context, page, startedAt);
      if (after.state !== 'running' || !next) return;
      progress = after;
      reading = next;
    }
  } catch (error) {
    await store.db.progress.update([system.account, 'index'], { problem: toProblem(error, now()) });
    throw error;
  }
}

async function begin({ store, system, now }: SyncContext): Promise<ProgressRow> {
  const key: [typeof system.account, string] = [system.account, 'index'];
  const stopped = await store.db.progress.get(key);
  const { problem: _, ...kept } = stopped ?? { account: system.account, job: 'index' as const, done: 0, startedAt: now() };
  const progress: ProgressRow = { ...kept, state: 'running' };
  await store.db.progress.put(progress);
  return progress;
}

async function readPage({ system, now }: SyncContext, progress: ProgressRow) {
  const startedAt = now();
  const cursor = progress.cursor as PageCursor | undefined;
  const page = await system.contacts.list({ size: pageSize, ...(cursor !== undefined && { cursor }) }, { lane: 'pull' });
  return { page, startedAt };
}

/** Stores a page and how far the run has come, both or neither. */
async function storePage(
  { store, system, now }: SyncContext,
  page: Awaited<ReturnType<SyncContext['system']['contacts']['list']>>,
  startedAt: number,
): Promise<ProgressRow> {
  const { db } = store;
  return await db.transaction('rw', [...recordTables(db), db.progress], async () => {
    await storeContacts(store, system.account, page.items, { startedAt, proven: false });
    const before = await db.progress.get([system.account, 'index']);
    const paused = before?.state === 'paused';
    const isEnd = page.next === null;
    const progress: ProgressRow = {
      account: system.account,
      job: 'index',
      startedAt: before?.startedAt ?? startedAt,
      done: Math.min((before?.done ?? 0) + new Set(page.items.map(({ id }) => id)).size, page.total ?? Number.POSITIVE_INFINITY),
      ...(page.total !== undefined && { total: page.total }),
      state: isEnd ? 'done' : paused ? 'paused' : 'running',
      ...(isEnd ? { finishedAt: now() } : { cursor: page.next }),
    };
    await db.progress.put(progress);
    return progress;
  });
}
