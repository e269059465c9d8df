// Contacts page by page: by search with cursors, or by the deprecated list where search is refused. A cursor says which of the two it belongs
// to and how many contacts came before it, so that a run can be resumed and its end is known.
import type { Contact } from '@/lib/domain/contact';
import { AppError, isAppError } from '@/lib/errors';
import type { CallOptions, ContactQuery, Page, PageCursor, Remote } from '@/lib/systems/system';
import type { Api } from './api';
import { readContact } from './records';
import { readStamp } from './times';
import type { SearchBody } from './wire';

/** The server's largest pages. */
const searchLimit = 500;
const listLimit = 100;
const queryLength = 75;

type Cursor =
  | { by: 'search'; seen: number; searchAfter: (string | number)[] }
  | { by: 'list'; seen: number; startAfter: number; startAfterId: string };

/** One page of hits. Newest change first with `changedSince`, oldest contact first without it. */
export async function listContacts(api: Api, locationId: string, query: ContactQuery, options: CallOptions): Promise<Page<Contact>> {
  const cursor = readCursor(query.cursor);
  if (cursor?.by === 'list') return byList(api, locationId, query, cursor, options);
  try {
    return await bySearch(api, locationId, query, cursor, options);
  } catch (error) {
    // In the middle of a listing the cursor is of no use to the other endpoint: the caller begins again.
    if (cursor || !isRefusal(error)) throw error;
    return byList(api, locationId, query, undefined, options);
  }
}

/** Search is documented outside the API description and gone from some accounts: these answers mean "not like this, or not here". */
function isRefusal(error: unknown): boolean {
  return isAppError(error) && (error.status === 400 || error.status === 404 || error.status === 422);
}

async function bySearch(
  api: Api,
  locationId: string,
  query: ContactQuery,
  cursor: Extract<Cursor, { by: 'search' }> | undefined,
  options: CallOptions,
): Promise<Page<Contact>> {
  const { changedSince } = query;
  const body: SearchBody = {
    locationId,
    pageLimit: Math.min(query.size, searchLimit),
    ...(cursor && { searchAfter: cursor.searchAfter }),
    ...(query.text && { query: query.text.slice(0, queryLength) }),
    // The cursor breaks ties by id itself; `id` is not among the fields to sort by.
    ...(!query.text && {
      sort: [changedSince === undefined ? { field: 'dateAdded', direction: 'asc' } : { field: 'dateUpdated', direction: 'desc' }],
    }),
  };
  const answer = await search(api, body, changedSince, options);

  const hits = answer.contacts.map((wire) => ({ remote: readContact(wire), searchAfter: wire.searchAfter }));
  const fresh = changedSince === undefined ? hits : hits.filter(({ remote }) => remote.value.updatedAt >= changedSince);
  const seen = (cursor?.seen ?? 0) + hits.length;
  const last = hits.at(-1)?.searchAfter;
  // The total shrinks when contacts that were read are deleted meanwhile: by itself it would end the listing too early.
  const mayGoOn = hits.length >= body.pageLimit && last !== undefined;
  const isEnd = hits.length === 0 || fresh.length < hits.length || (!mayGoOn && answer.total !== undefined && seen >= answer.total);
  // Without a cursor the rest would be missing in silence.
  if (!isEnd && (!last || String(last) === String(cursor?.searchAfter)))
    throw new AppError('unreadable-answer', { detail: 'The search gave no cursor for the next page.' });
  return {
    items: fresh.map(({ remote }) => remote),
    next: isEnd || !last ? null : ['search', seen, ...last],
    ...(answer.total !== undefined && { total: answer.total }),
  };
}

/** How the range is to be written is not published. A refused filter is left out: sorted newest first, the page is cut by us. */
async function search(api: Api, body: SearchBody, changedSince: number | undefined, options: CallOptions) {
  if (changedSince === undefined) return api.searchContacts(body, options);
  const filters = [{ field: 'dateUpdated', operator: 'range', value: { gte: new Date(changedSince).toISOString() } }];
  try {
    return await api.searchContacts({ ...body, filters }, options);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return api.searchContacts(body, options);
  }
}

async function byList(
  api: Api,
  locationId: string,
  query: ContactQuery,
  cursor: Extract<Cursor, { by: 'list' }> | undefined,
  options: CallOptions,
): Promise<Page<Contact>> {
  const { changedSince } = query;
  const answer = await api.listContacts(
    {
      locationId,
      limit: Math.min(query.size, listLimit),
      ...(query.text && { query: query.text.slice(0, queryLength) }),
      ...(cursor && { startAfter: cursor.startAfter, startAfterId: cursor.startAfterId }),
    },
    options,
  );
  const items: Remote<Contact>[] = answer.contacts.map((wire) => readContact(wire));
  const seen = (cursor?.seen ?? 0) + items.length;
  const total = answer.meta?.total ?? answer.count;
  const last = items.at(-1);
  const isEnd = !last || (total !== undefined && seen >= total);
  const startAfter = readStamp(answer.meta?.startAfter) || last?.value.addedAt || 0;
  const startAfterId = answer.meta?.startAfterId || last?.id || '';
  return {
    // The list cannot be asked for changes; what is older is left out here.
    items: changedSince === undefined ? items : items.filter(({ value }) => value.updatedAt >= changedSince),
    next: isEnd ? null : ['list', seen, startAfter, startAfterId],
    ...(total !== undefined && { total }),
  };
}

function readCursor(cursor: PageCursor | undefined): Cursor | undefined {
  if (!Array.isArray(cursor)) return undefined;
  const [by, seen, ...rest] = cursor;
  if (typeof seen !== 'number') return undefined;
  if (by === 'search') return { by, seen, searchAfter: rest };
  return by === 'list' ? { by, seen, startAfter: Number(rest[0]), startAfterId: String(rest[1]) } : undefined;
}
