// To-dos and notes of many records that were just linked, read in a few pages: record by record, a partner with a low limit would take
// hours.
import { unreadPairs, workTables } from '@/lib/store/due-work';
import type { PageCursor } from '@/lib/systems/system';
import type { PartnerRun } from './partner-run';
import { keepLinked, readChanged } from './pull-work';
import { unreadTies } from './sync-work';

/** Below this many, record by record asks less. */
const fewPairs = 5;
const pageSize = 500;

/** Reads everything there is on the partner's side, where it can be listed across records and much of it is wanted. Throws AppError. */
export async function readAllWork(run: PartnerRun): Promise<void> {
  const { store, partner, right } = run;
  const { db, now } = store;
  const { can } = right.system;
  const next = (await unreadTies(run)).filter(({ pair, right: record }) => (record?.childrenSeenAt ?? 0) < pair.madeAt);
  if (next.length < fewPairs || !workTables.every((table) => can[table].changes)) return;
  const startedAt = now();
  for (const table of workTables) {
    let cursor: PageCursor | null | undefined;
    do {
      const readAt = now();
      const page = await readChanged(right.system, table, { since: 0, size: pageSize, ...(cursor && { cursor }) });
      await keepLinked(right, table, page.items, readAt);
      await right.keepAlive();
      cursor = page.items.length === 0 ? null : page.next;
    } while (cursor !== null);
  }
  const unread = await unreadPairs(db, partner);
  await db.contacts
    .where('uid')
    .anyOf(unread.map(([, uid]) => uid))
    .modify({ childrenSeenAt: startedAt });
}
