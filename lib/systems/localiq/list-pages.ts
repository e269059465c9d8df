// LocaliQ's two lists, page by page. The days asked for travel in the cursor, so that a resumed run asks for the same; the address of the next
// page that the server names is never called, only its page number is believed, and only on the vendor's own host and path.
import { contentHash } from '@/lib/domain/content-hash';
import { AppError } from '@/lib/errors';
import type { Page, PageCursor, Remote } from '@/lib/systems/system';
import { localiqHost } from './api';
import { type DayWindow, dayWindow } from './times';

/** One answer of a list, its items read. */
export interface ListAnswer<T> {
  page: number | undefined;
  totalPages: number | undefined;
  nextLocation: string;
  /** Every id of the answer, also of items that were left out. */
  ids: string[];
  /** `madeAt` is 0 where the record does not say, or not in which zone. */
  items: { remote: Remote<T>; madeAt: number }[];
}

/** No list is longer than this many pages; a server that never ends is broken. */
const mostPages = 20_000;
/** The server's clock and ours may differ: a record just outside the span is rather seen twice than never. */
const toleranceMs = 3_600_000;

interface Place {
  page: number;
  days: DayWindow;
  from: number;
  to: number;
  /** What the page before held. */
  mark: string;
}

/**
 * One page of what was made in a span (epoch ms); records whose time is not certain stay in.
 * Throws AppError `unreadable-answer` where the server sends the same page again, which must not look like the end.
 */
export async function listPage<T>(
  path: string,
  span: readonly [from: number, to: number],
  cursor: PageCursor | undefined,
  ask: (days: DayWindow, page: number) => Promise<ListAnswer<T>>,
): Promise<Page<T>> {
  const place = readCursor(cursor) ?? { page: 1, days: dayWindow(span), from: span[0], to: span[1], mark: '' };
  const answer = await ask(place.days, place.page);
  const mark = answer.ids.length > 0 ? contentHash(answer.ids.join(' ')) : '';
  if (answer.page !== undefined && answer.page !== place.page && answer.ids.length > 0) {
    throw new AppError('unreadable-answer', { detail: `LocaliQ sent page ${answer.page} for page ${place.page}.` });
  }
  if (mark && mark === place.mark) throw new AppError('unreadable-answer', { detail: 'LocaliQ sent the same page twice.' });

  const isInside = (at: number) => at === 0 || (at >= place.from - toleranceMs && at <= place.to + toleranceMs);
  const inside = answer.items.filter(({ madeAt }) => isInside(madeAt)).map(({ remote }) => remote);
  const items = [...new Map(inside.map((item) => [item.id, item])).values()];
  const next = nextPage(path, place.page, answer);
  if (next === null) return { items, next };
  if (next > mostPages) throw new AppError('unreadable-answer', { detail: 'LocaliQ’s list does not end.' });
  const { created_after_date: after, created_before_date: before } = place.days;
  // An empty page in the middle says nothing: what came before it is still what a repeated page would repeat.
  return { items, next: ['page', next, after, before, place.from, place.to, mark || place.mark] };
}

/** The count of pages decides, then the address of the next page; where neither is said, an empty page is the end. */
function nextPage(path: string, page: number, { totalPages, nextLocation, ids }: ListAnswer<unknown>): number | null {
  if (totalPages !== undefined && page < totalPages) return page + 1;
  const named = ids.length > 0 || totalPages === undefined ? namedPage(path, nextLocation, page) : null;
  return named ?? (totalPages === undefined && ids.length > 0 ? page + 1 : null);
}

/** The page that the server's address names, if the address is its own and leads onward. */
function namedPage(path: string, location: string, page: number): number | null {
  const url = URL.parse(location, localiqHost);
  if (!location || url?.origin !== localiqHost || url.pathname !== path || url.username || url.password) return null;
  const named = Number(url.searchParams.get('page'));
  return Number.isSafeInteger(named) && named > page ? named : null;
}

function readCursor(cursor: PageCursor | undefined): Place | undefined {
  if (!Array.isArray(cursor) || cursor[0] !== 'page' || typeof cursor[1] !== 'number') return undefined;
  const [, page, after, before, from, to, mark] = cursor;
  const days = { created_after_date: String(after), created_before_date: String(before) };
  return { page, days, from: Number(from), to: Number(to), mark: String(mark) };
}
