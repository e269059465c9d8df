// Which syncs have yet to look at a record: marked in the transaction that stores news of it, taken away in the one that acts on them. A
// worker may die between the two, and the next one finds the mark.
import type { AccountId, PartnerName } from '@/lib/domain/account';
import { changeSpan } from '@/lib/domain/merge/change-span';
import type { Database } from './database';
import type { RecordValue } from './rebase';
import type { Row } from './rows';

/** Partners whose approved sync this account takes part in. */
export async function duePartners(db: Database, account: AccountId): Promise<PartnerName[]> {
  const syncs = await db.syncs.toArray();
  return syncs.filter(({ approvedAt, left, right }) => approvedAt && (left === account || right === account)).map(({ partner }) => partner);
}

export interface News {
  /** What the server says now. */
  said: RecordValue;
  /** The record's own update time by the server, epoch ms. */
  updatedAt?: number;
  /** What to add to our clock to get the server's, ms. */
  serverSkewMs: number;
  /** When we heard of it, epoch ms. */
  at: number;
  due: readonly PartnerName[];
}

/** The marks of a row of which a server told something new; none where it says what it said before. */
export function newsMarks<T extends RecordValue>(
  row: Row<T>,
  { said, updatedAt, serverSkewMs, at, due }: News,
): Pick<Row<T>, 'due' | 'news' | 'changed'> | undefined {
  if (row.server && isSameSaid(row.server, said)) return undefined;
  const lastSeenAt = row.provenAt ?? row.seenAt;
  // What was seen in the future was seen before our clock was set back.
  const lastSeenWithoutAt = lastSeenAt <= at ? lastSeenAt : 0;
  // Before its first reading it may have been changed at any time: its own update time, if any, says all there is.
  const changed =
    row.server &&
    changeSpan({ ...(updatedAt && { updatedAt }), ...(lastSeenWithoutAt && { lastSeenWithoutAt }), firstSeenWithAt: at, serverSkewMs });
  return { ...withDue(row, due), ...(changed && { changed }) };
}

/** The row's marks with these partners added. */
export function withDue({ due = [], news = 0 }: Marks, partners: readonly PartnerName[]): Marks {
  const all = [...new Set([...due, ...partners])];
  return { ...(all.length > 0 && { due: all }), ...(partners.length > 0 && { news: news + 1 }) };
}

/** What tells a sync whether to look at a row. */
type Marks = Pick<Row<unknown>, 'due' | 'news'>;

/** Whether a server says the same of a record, whenever it was changed. */
export function isSameSaid(one: RecordValue, other: RecordValue): boolean {
  const { updatedAt: _one, ...before } = one as RecordValue & { updatedAt?: number };
  const { updatedAt: _other, ...after } = other as RecordValue & { updatedAt?: number };
  return JSON.stringify(before) === JSON.stringify(after);
}
