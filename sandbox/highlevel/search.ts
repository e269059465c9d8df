// `POST /contacts/search`: pages by number or by cursor, filters, sorting, free text; lags behind the records. Source: the first-party search page
import type { Hono } from 'hono';
import { searchHit } from './contact-wire';
import { Refusal, unprocessable } from './errors';
import type { Contact } from './model';
import { addRoute, type Call, checkLocation, type Deps, V2021_07 } from './route';
import { readFilters, readQuery } from './search-filters';
import { SORT_VALUES, type Sort, type SortKey } from './search-index';
import { type Rules, validate } from './validate';

const LARGEST_PAGE = 500;
/** Pages by number reach only so far; beyond it a cursor is needed. */
const PAGED_RECORDS = 10_000;
const LONGEST_QUERY = 75;
const DEFAULT_SORT: readonly Sort[] = [{ field: 'dateAdded', direction: 'desc' }];

const RULES: Rules = {
  locationId: { kind: 'string', required: true },
  pageLimit: { kind: 'number', required: true },
  page: { kind: 'number' },
  searchAfter: { kind: 'array' },
  filters: { kind: 'array' },
  sort: { kind: 'array' },
  query: { kind: 'string' },
};

export function addSearchRoute(app: Hono, deps: Deps): void {
  addRoute(app, deps, 'post', '/contacts/search', { version: V2021_07, scope: 'contacts.readonly' }, (call) => search(deps, call));
}

function search(deps: Deps, { token, body }: Call): object {
  const { state, quirks } = deps;
  if (quirks.searchStatus !== 0) throw new Refusal(quirks.searchStatus, { message: 'Contact search is not available for this location' });
  validate(body, RULES);
  const locationId = checkLocation(deps, token, body.locationId);
  const pageLimit = body.pageLimit as number;
  if (!Number.isInteger(pageLimit) || pageLimit < 1 || pageLimit > LARGEST_PAGE) {
    throw unprocessable(`pageLimit must be between 1 and ${LARGEST_PAGE}`);
  }
  if (body.page !== undefined && body.searchAfter !== undefined) throw unprocessable('page and searchAfter cannot be used together');
  const page = (body.page as number | undefined) ?? 1;
  if (!Number.isInteger(page) || page < 1) throw unprocessable('page must not be less than 1');
  if (page * pageLimit > PAGED_RECORDS) throw unprocessable(`Only the first ${PAGED_RECORDS} records can be paged; use searchAfter`);
  const query = (body.query as string | undefined) ?? '';
  if (query.length > LONGEST_QUERY) throw unprocessable(`query must be shorter than or equal to ${LONGEST_QUERY} characters`);

  const sort = body.sort === undefined ? DEFAULT_SORT : readSort(body.sort);
  const everyone = state.searchIndex.list(locationId, sort);
  const cursor = body.searchAfter === undefined ? undefined : readCursor(body.searchAfter, sort);
  const start = cursor ? state.searchIndex.positionAfter(locationId, sort, cursor) : (page - 1) * pageLimit;

  if (body.filters === undefined && query === '') {
    const hits = everyone.slice(start, start + pageLimit);
    return { contacts: hits.map((contact) => searchHit(contact, sort, quirks)), total: everyone.length };
  }

  const passes = body.filters === undefined ? () => true : readFilters(body.filters, quirks);
  const matches = readQuery(query);
  const hits: Contact[] = [];
  let total = 0;
  let position = -1;
  for (const contact of everyone) {
    position++;
    if (!passes(contact) || !matches(contact)) continue;
    // With a cursor `start` is a position among everyone, with a page number one among those that match.
    const isBehindStart = cursor ? position >= start : total >= start;
    total++;
    if (isBehindStart && hits.length < pageLimit) hits.push(contact);
  }
  return { contacts: hits.map((contact) => searchHit(contact, sort, quirks)), total };
}

function readSort(sort: unknown): Sort[] {
  const fields = sort as Sort[];
  if (fields.length > 2) throw unprocessable('sort must contain no more than 2 elements');
  for (const { field, direction } of fields) {
    if (!SORT_VALUES[field]) throw unprocessable(`Invalid sort field: ${field}`);
    if (direction !== 'asc' && direction !== 'desc') throw unprocessable('direction must be one of the following values: asc, desc');
  }
  return fields.map(({ field, direction }) => ({ field, direction }));
}

/** A cursor belongs to its sorting: it has one value per sort field and the id. */
function readCursor(cursor: unknown, sort: readonly Sort[]): SortKey {
  const key = cursor as SortKey;
  if (key.length !== sort.length + 1 || typeof key.at(-1) !== 'string') throw unprocessable('searchAfter does not match sort');
  return key;
}
