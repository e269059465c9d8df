// Clients, then prospects, page by page. Prospects take a licence of their own: where they are refused, the clients stand alone.
import type { Contact } from '@/lib/domain/contact';
import { isAppError } from '@/lib/errors';
import type { CallOptions, ContactQuery, Page, PageCursor } from '@/lib/systems/system';
import type { Api } from './api';
import { countOf, type Listing, type Place, readPage, readPlace } from './read-rows';
import { type ContactKind, type Reading, readContact } from './records';
import { writeStamp } from './times';
import { orderBy, quoted } from './where';
import type { Row } from './wire';

/** Changes are asked for from this much earlier: what was saved late, or by another clock, is read twice rather than never. */
const overlapMs = 5 * 60_000;

/** One page of hits. Newest change first with `changedSince`, every one in a fixed order without it; clients before prospects. */
export async function listContacts(
  api: Api,
  kinds: readonly ContactKind[],
  query: ContactQuery,
  reading: Reading,
  options: CallOptions,
): Promise<Page<Contact>> {
  let { kind, place, total } = readCursor(query.cursor) ?? { kind: kinds[0], place: undefined, total: -1 };
  const isAll = query.text === undefined && query.changedSince === undefined && query.createdBetween === undefined;
  if (!query.cursor && isAll) total = await countAll(api, kinds, options);
  while (kind) {
    const { rows, next } = await pageOf(api, kind, listingOf(query, kind, reading), place, options);
    const nextKind: ContactKind | undefined = next ? kind : kinds[kinds.indexOf(kind) + 1];
    if (rows.length > 0) {
      const of = kind;
      return {
        items: rows.map((row) => readContact(row, of, reading)),
        next: nextKind ? [nextKind, total, ...(next ?? [])] : null,
        ...(total >= 0 && { total }),
      };
    }
    kind = nextKind;
    place = next ?? undefined;
  }
  return { items: [], next: null, ...(total >= 0 && { total }) };
}

async function pageOf(
  api: Api,
  kind: ContactKind,
  listing: Listing,
  place: Place | undefined,
  options: CallOptions,
): Promise<{ rows: Row[]; next: Place | null }> {
  try {
    return await readPage(api, kind, listing, options, place);
  } catch (error) {
    if (kind === 'prospect' && isClosed(error)) return { rows: [], next: null };
    throw error;
  }
}

/** Not allowed, not licensed or not there: nothing that waiting would mend. */
export function isClosed(error: unknown): boolean {
  return isAppError(error) && ['forbidden', 'not-found', 'unsupported'].includes(error.code);
}

function listingOf({ changedSince, createdBetween, text, size }: ContactQuery, kind: ContactKind, { profile, clock }: Reading): Listing {
  const base = { ...listedFields(profile, kind), size: Math.min(size, 500) };
  if (text?.trim()) return { ...base, where: textWhere(text.trim(), profile.knowsLike), isChanges: true };
  if (changedSince !== undefined) {
    const where = `lastUpdated >= ${quoted(writeStamp(changedSince - overlapMs, clock))}`;
    return { ...base, where, orderBy: orderBy('lastUpdated', 'desc', profile), isChanges: true };
  }
  if (createdBetween) {
    const [from, to] = createdBetween.map((at) => quoted(writeStamp(at, clock)));
    return { ...base, where: `createdOn >= ${from} and createdOn <= ${to}`, orderBy: orderBy('createdOn', 'asc', profile) };
  }
  return { ...base, orderBy: orderBy('createdOn', 'asc', profile, false) };
}

/** What a listing asks of each record. */
export function listedFields(profile: Reading['profile'], kind: ContactKind): Pick<Listing, 'fields' | 'expand'> {
  const { listFields, listExpand } = profile[kind];
  return { fields: listFields, expand: listExpand };
}

function textWhere(text: string, like: boolean): string {
  const wanted = like ? ` like ${quoted(`%${text}%`)}` : `=${quoted(text)}`;
  return ['name', 'company', 'lastName', 'firstName'].map((field) => `${field}${wanted}`).join(' or ');
}

/** For the progress bar; -1 where nobody counts. */
async function countAll(api: Api, kinds: readonly ContactKind[], options: CallOptions): Promise<number> {
  const counts = await Promise.all(kinds.map((kind) => countOf(api, kind, undefined, options)));
  return counts[0] === undefined ? -1 : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function readCursor(cursor: PageCursor | undefined): { kind: ContactKind; place: Place | undefined; total: number } | undefined {
  if (!Array.isArray(cursor)) return undefined;
  const [kind, total, ...place] = cursor;
  if (kind !== 'client' && kind !== 'prospect') return undefined;
  return { kind, place: readPlace(place), total: Number(total) };
}
