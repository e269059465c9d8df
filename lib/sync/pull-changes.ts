// What changed on the server since last time: newest first, until what is known already, with an overlap for the search's lag.
import type { ContactRow } from '@/lib/store/rows';
import { storeContacts, storeRecord } from '@/lib/store/store-reads';
import type { CallOptions, PageCursor } from '@/lib/systems/system';
import type { SyncContext } from './context';

const pageSize = 100;
/** Search shows a change some seconds late; clocks differ. */
const overlapMs = 2 * 60_000;
const options: CallOptions = { lane: 'pull' };

/** Stores every contact changed since the watermark, then moves the watermark. Throws AppError; the watermark stays then. */
export async function pullChanges(context: SyncContext): Promise<void> {
  const { store, system, now, keepAlive } = context;
  const watermark = await ensureWatermark(context);
  const startedAt = now();

  let cursor: PageCursor | null | undefined;
  let newest = watermark;
  do {
    const query = { size: pageSize, changedSince: watermark - overlapMs, ...(cursor && { cursor }) };
    const page = await system.contacts.list(query, options);
    const uids = await storeContacts(store, system.account, page.items, { startedAt, proven: false });
    for (const { value } of page.items) newest = Math.max(newest, value.updatedAt);
    await readStale(context, uids);
    await keepAlive();
    cursor = page.items.length === 0 ? null : page.next;
  } while (cursor !== null);

  await keepWatermark(context, newest, startedAt);
}

/**
 * Where the next run begins: the last change that was seen, by the server's clock. The first time that is the newest change there is:
 * taken before the first reading of all contacts, so that nothing falls between the two, however wrong our own clock is.
 */
export async function ensureWatermark(context: SyncContext): Promise<number> {
  const { store, system, now } = context;
  const known = await store.db.progress.get([system.account, 'changes']);
  if (known?.watermark !== undefined) return known.watermark;
  const startedAt = now();
  const { items } = await system.contacts.list({ size: 1, changedSince: 0 }, options);
  const newest = Math.max(0, ...items.map(({ value }) => value.updatedAt));
  await keepWatermark(context, newest, startedAt);
  return newest;
}

async function keepWatermark({ store, system, now }: SyncContext, watermark: number, startedAt: number): Promise<void> {
  const { account } = system;
  await store.db.progress.put({ account, job: 'changes', state: 'done', done: 0, watermark, startedAt, finishedAt: now() });
}

/** A hit that differs from what was once read by id says only "look": so look. */
async function readStale({ store, system, now, keepAlive }: SyncContext, uids: string[]): Promise<void> {
  const rows = (await store.db.contacts.bulkGet(uids)).filter((row): row is ContactRow => row?.provenAt !== undefined && row.seenAt === 0);
  for (const { remoteId } of rows) {
    await keepAlive();
    const startedAt = now();
    const contact = remoteId && (await system.contacts.read(remoteId, options));
    if (contact) await storeRecord(store, 'contacts', system.account, contact, { startedAt, proven: true });
  }
}
