// For systems that tell no changes: reads what was made in a window again, wide or narrow as it falls due. Killed in between, it begins the
// window anew; what was read is stored already.
import type { AccountId } from '@/lib/domain/account';
import { dueRescan, type Rescan, type RescanTimes } from '@/lib/domain/rescan';
import type { ProgressRow } from '@/lib/store/rows';
import type { Page, PageCursor } from '@/lib/systems/system';
import type { SyncContext } from './context';

const never: RescanTimes = { recentAt: 0, seasonAt: 0, wholeAt: 0 };
/** Less than the time between two routines, so that no run comes a moment too early and leaves it to the next. */
const everyMinutes = 4;

type Job = Extract<ProgressRow['job'], 'rescan' | 'leads'>;

export interface Rescanned<T> {
  read(query: { createdBetween: Rescan['span']; cursor?: PageCursor }): Promise<Page<T>>;
  /** `times`: when each window was read before. */
  store(items: Page<T>['items'], times: RescanTimes): Promise<void>;
}

/** Reads the widest window that is due to its end, page by page, then remembers it. Throws AppError; what was due stays due. */
export async function rescan<T>(
  { store, system, now, keepAlive }: SyncContext,
  job: Job,
  { read, store: keep }: Rescanned<T>,
): Promise<void> {
  const { account } = system;
  const before = await store.db.progress.get([account, job]);
  const times = (before?.cursor as RescanTimes | undefined) ?? never;
  const startedAt = now();
  const due = dueRescan(times, startedAt, everyMinutes);
  if (!due) return;
  // What was made a moment ago by the server's clock must not lie in our future.
  const skewMs = store.clocks?.skewMs(account) ?? 0;
  const span: Rescan['span'] = [Math.max(0, due.span[0] + Math.min(0, skewMs)), due.span[1] + Math.max(0, skewMs)];

  let cursor: PageCursor | null | undefined;
  let done = 0;
  do {
    const page = await read({ createdBetween: span, ...(cursor && { cursor }) });
    await keep(page.items, times);
    done += page.items.length;
    cursor = page.next;
    await keepAlive();
  } while (cursor !== null);
  const fulfilled = Object.fromEntries(due.fulfils.map((width) => [width, startedAt]));
  await store.db.progress.put({ account, job, state: 'done', done, cursor: { ...times, ...fulfilled }, startedAt, finishedAt: now() });
}

/** Has the fresh window read again by the next run, however lately it was: somebody asks for news. */
export async function lookAgain({ db }: SyncContext['store'], account: AccountId | undefined): Promise<void> {
  if (!account) return;
  await db.progress
    .where('[account+job]')
    .anyOf([account, 'rescan'], [account, 'leads'])
    .modify((row) => {
      if (row.cursor) row.cursor = { ...(row.cursor as RescanTimes), recentAt: 0 };
    });
}
