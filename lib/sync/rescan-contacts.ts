// For systems that tell no changes: reads what was created in a window again, wide or narrow as it falls due.
import { dueRescan, type RescanTimes } from '@/lib/domain/rescan';
import { storeContacts } from '@/lib/store/store-reads';
import type { PageCursor } from '@/lib/systems/system';
import type { SyncContext } from './context';

const pageSize = 500;
const never: RescanTimes = { recentAt: 0, seasonAt: 0, wholeAt: 0 };

/** Reads the widest window that is due to its end, then remembers it. Throws AppError; what was due stays due. */
export async function rescanContacts({ store, system, now, keepAlive }: SyncContext): Promise<void> {
  const { account } = system;
  const before = await store.db.progress.get([account, 'rescan']);
  const times = (before?.cursor as RescanTimes | undefined) ?? never;
  const startedAt = now();
  const due = dueRescan(times, startedAt);
  if (!due) return;

  let cursor: PageCursor | null | undefined;
  let done = 0;
  do {
    const query = { size: pageSize, createdBetween: due.span, ...(cursor && { cursor }) };
    const page = await system.contacts.list(query, { lane: 'pull' });
    // The listing is all that the system says of a contact: it proves what it shows.
    await storeContacts(store, account, page.items, { startedAt: now(), proven: true });
    done += page.items.length;
    cursor = page.next;
    await keepAlive();
  } while (cursor !== null);
  const fulfilled = Object.fromEntries(due.fulfils.map((width) => [width, startedAt]));
  await store.db.progress.put({
    account,
    job: 'rescan',
    state: 'done',
    done,
    cursor: { ...times, ...fulfilled },
    startedAt,
    finishedAt: now(),
  });
}
