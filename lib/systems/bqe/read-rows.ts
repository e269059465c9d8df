// Whole answers out of partial ones, and whole listings out of pages.
// 207 means that some of the fields are missing: then the fields are asked for in halves, each with the id, and put together again.
// A listing ends with a page that is not full, unless the count says that more must follow; with a page that repeats the one before, unless the
// count says so; and with an empty page that the count confirms. One that it does not confirm is asked for again and then passed over.
import { AppError, type ErrorCode, isAppError } from '@/lib/errors';
import type { CallOptions } from '@/lib/systems/system';
import { type Api, type ListQuery, largestExpandedPage, largestPage, type Resource } from './api';
import { fieldOf, type Row } from './wire';

/** The endpoints that a listing takes. */
type Lists = Pick<Api, 'list' | 'count'>;

/** What to list; the same for every page. */
export type Listing = Omit<ListQuery, 'page'> & {
  /** Only what changed: short, asked for often, and read again next time. */
  isChanges?: boolean;
};

/** Where a listing stands: page, what the page before looked like, rows so far, count (-1 unknown), rows per page. JSON. */
export type Place = [page: number, digest: string, seen: number, total: number, size: number];

/** A stored place, or undefined where it is none. */
export function readPlace(parts: readonly unknown[]): Place | undefined {
  const [page, digest, seen, total, size] = parts;
  const numbers = [page, seen, total, size];
  if (!numbers.every((part) => typeof part === 'number') || typeof digest !== 'string') return undefined;
  return [Number(page), digest, Number(seen), Number(total), Number(size)];
}

/** What lies behind such a page would be missing in silence, and stay so once the watermark has moved. */
const sameAgain = 'BQE CORE sent the same page twice.';

/** After so many empty answers in a row a count that promises more is not believed. */
const mostEmpties = 5;

/** A page's rows, each once; the next place, or null at the end. Rows are empty only at the end. */
export async function readPage(
  api: Lists,
  resource: Resource,
  listing: Listing,
  options: CallOptions,
  place?: Place,
): Promise<{ rows: Row[]; next: Place | null; total?: number }> {
  const { isChanges = false, ...query } = listing;
  const largest = Math.min(query.size, query.expand?.length ? largestExpandedPage : largestPage);
  // Pages are numbered by their size, so a listing keeps the one that it began with.
  let [page, digestBefore, seenBefore, total, size] = place ?? [1, '', 0, -1, largest];
  let isSecond = false;
  let empties = 0;

  for (;;) {
    let rows: Row[];
    try {
      rows = await readRows(api, resource, { ...query, size, page }, options);
    } catch (error) {
      const smaller = isAppError(error) && error.code === 'timeout' ? smallerPage(size) : undefined;
      if (!smaller) throw error;
      // The same place in smaller pages: large ones were seen to take minutes.
      page = (page - 1) * (size / smaller) + 1;
      size = smaller;
      digestBefore = '';
      continue;
    }
    if (rows.length > 0) {
      if (total < 0 && !isChanges && page === 1 && rows.length >= size) total = (await countOf(api, resource, query.where, options)) ?? -1;
      const known = total >= 0 ? { total } : {};
      const digest = digestOf(rows);
      if (digest === digestBefore) {
        const count = total >= 0 ? total : await countOf(api, resource, query.where, options);
        if (count !== undefined && count > seenBefore) throw new AppError('unreadable-answer', { detail: sameAgain });
        return { rows: [], next: null, ...known };
      }
      const seen = seenBefore + rows.length;
      const isLast = total >= 0 ? page * size >= total || (rows.length < size && seen >= total) : rows.length < size;
      const once = [...new Map(rows.map((row) => [row.id, row])).values()];
      return { rows: once, next: isLast ? null : [page + 1, digest, seen, total, size], ...known };
    }
    // Of a filter the first page may well be empty; nothing counts as deleted for it before it is missing by id.
    if (page === 1 && (isChanges || query.where)) return { rows, next: null };
    const count = await countOf(api, resource, query.where, options);
    // Where nobody counts, two empty pages in a row are the end.
    const isEnd = empties++ >= mostEmpties || (count === undefined ? isSecond : count <= (page - 1) * size);
    if (isEnd) return { rows, next: null, ...(count !== undefined && { total: count }) };
    total = count ?? -1;
    if (count === undefined || isSecond) page += 1;
    isSecond = count === undefined || !isSecond;
  }
}

/** A size that the larger one is a multiple of, so that no row falls between; undefined for pages that are small already. */
function smallerPage(size: number): number | undefined {
  const part = [5, 2].find((divisor) => size % divisor === 0 && size / divisor >= 10);
  return part && size / part;
}

/** Every row of a listing, each once, up to `most`. */
export async function readAll(api: Lists, resource: Resource, listing: Listing, options: CallOptions, most = 20_000): Promise<Row[]> {
  const all = new Map<string, Row>();
  let place: Place | undefined;
  do {
    const page = await readPage(api, resource, listing, options, place);
    for (const row of page.rows) all.set(row.id, row);
    place = page.next ?? undefined;
  } while (place && all.size < most);
  return [...all.values()];
}

/** One page, whole. */
async function readRows(api: Lists, resource: Resource, query: ListQuery, options: CallOptions): Promise<Row[]> {
  const { rows, isPartial } = await api.list(resource, query, options);
  const names = query.fields ?? [];
  const plain = names.filter((name) => name !== 'id' && name !== 'version');
  // A single field that is still refused stays out: it cannot be read by this user.
  if (!isPartial || plain.length < 2) return rows;

  const middle = Math.ceil(plain.length / 2);
  const kept = names.filter((name) => name === 'id' || name === 'version');
  const halves = [plain.slice(0, middle), plain.slice(middle)];
  const parts: Row[][] = [];
  for (const half of halves) parts.push(await readRows(api, resource, { ...query, fields: [...kept, ...half] }, options));
  return joined(parts[0] ?? [], parts[1] ?? []);
}

/** Rows that both halves have in the same version. What changed in between comes with the next reading of changes. */
function joined(left: Row[], right: Row[]): Row[] {
  const others = new Map(right.map((row) => [row.id, row]));
  return left.flatMap((row) => {
    const other = others.get(row.id);
    const isSame = other && fieldOf(row, 'version') === fieldOf(other, 'version');
    return isSame ? [{ ...row, ...other }] : [];
  });
}

/** How many there are; undefined where the server does not say. That it cannot count must not end a listing. */
export async function countOf(
  api: Lists,
  resource: Resource,
  where: string | undefined,
  options: CallOptions,
): Promise<number | undefined> {
  try {
    return await api.count(resource, where, options);
  } catch (error) {
    if (isAppError(error) && cannotCount.has(error.code)) return undefined;
    throw error;
  }
}
const cannotCount = new Set<ErrorCode>([
  'invalid',
  'unsupported',
  'not-found',
  'forbidden',
  'server-error',
  'unreadable-answer',
  'timeout',
]);

/** Two pages with the same ids in the same order are the same page. */
function digestOf(rows: readonly Row[]): string {
  let hash = 0x811c9dc5;
  for (const row of rows) {
    for (const character of `${row.id}|`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `${rows.length}-${hash.toString(36)}`;
}
