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
  const index = await store.db.progress.get([system.account, 'index']);
  const before = await store.db.progress.get([system.account, 'changes']);
  // Until a first run, everything since the index began counts as changed.
  const watermark = before?.watermark ?? index?.startedAt ?? now();
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

  await store.db.progress.put({
    account: system.account,
    job: 'changes',
    state: 'done',
    done: 0,
    watermark: newest,
    startedAt,
    finishedAt: now(),
  });
}

/** A hit that differs from what was once read by id says only "look": so look. */
async function readStale({ store, system, now }: SyncContext, uids: string[]): Promise<void> {
  const rows = (await store.db.contacts.bulkGet(uids)).filter((row): row is ContactRow => row?.provenAt !== undefined && row.seenAt === 0);
  for (const { remoteId } of rows) {
    const startedAt = now();
    const contact = remoteId && (await system.contacts.read(remoteId, options));
    if (contact) await storeRecord(store, 'contacts', system.account, contact, { startedAt, proven: true });
  }
}
