// List requests: filter, sort, one page of at most 1000 (100 with `expand`), the count. BQE API Explorer, filtering and paging.
import type { BqeQuirks } from '../quirks';
import type { Client, CompanyFile } from '../state';
import { ApiError } from './errors';
import type { Resource } from './resources';
import type { Zone } from './times';
import { comparable, parseWhere } from './where';
import { readProjection, toWire } from './wire';

export interface ListAnswer {
  /** 204 where there is nothing (more); 207 where some fields were left out. */
  status: 200 | 204 | 207;
  body: unknown;
}

const DEFAULT_SIZE = 25;
const MAX_SIZE = 1000;
const MAX_EXPANDED_SIZE = 100;

/** Answers `GET /x`. Parameter names are taken in any case, as the vendor's samples write them in several. */
export function answerList(resource: Resource, query: URLSearchParams, company: CompanyFile, zone: Zone, quirks: BqeQuirks): ListAnswer {
  const values = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const where = values.get('where');
  const filter = where?.trim() ? parseWhere(where, resource.fields, zone, quirks.nestedWhere ? nestedTexts : undefined) : undefined;
  const all = resource.rows(company) as unknown as Record<string, unknown>[];
  const rows = filter ? all.filter(filter) : [...all];

  const fields = values.get('fields');
  if (fields?.trim().toUpperCase() === 'COUNT(*)') {
    if (!quirks.counts) throw new ApiError(400, 'FieldError', 'Invalid field: COUNT(*)');
    if (values.has('orderby') || values.has('page')) throw new ApiError(400, 'InvalidQuery', 'COUNT(*) takes no orderBy and no page');
    return { status: 200, body: rows.length };
  }

  if (!quirks.sortsByTwo && values.get('orderby')?.includes(',')) throw new ApiError(400, 'InvalidOrder', 'orderBy takes one field');
  sort(rows, values.get('orderby'), resource);
  const projection = readProjection(resource, fields, values.get('expand'), quirks);
  const { number, size } = readPage(values.get('page'), values.get('expand') ? MAX_EXPANDED_SIZE : MAX_SIZE);
  if (quirks.emptyPage > 0 && quirks.emptyPage === number && quirks.emptyPageTimes > 0) {
    quirks.emptyPageTimes -= 1;
    return { status: 204, body: null };
  }
  const shownPage = quirks.repeatsFromPage > 0 ? Math.min(number, Math.max(1, quirks.repeatsFromPage - 1)) : number;
  const page = rows.slice((shownPage - 1) * size, shownPage * size);
  if (page.length === 0) return { status: 204, body: null };

  const isPartial = quirks.partialAbove > 0 && projection.plain.length > quirks.partialAbove;
  const shown = isPartial ? { ...projection, plain: projection.plain.slice(0, quirks.partialAbove) } : projection;
  const body = page.map((row) => toWire(row as never, resource, shown, company, zone, quirks));
  return { status: isPartial ? 207 : 200, body };
}

/** Values that a dotted name reaches, such as `address.communications.value`; undefined where the record has no such place. */
function nestedTexts(row: Record<string, unknown>, name: string): unknown[] | undefined {
  const communications = 'address' in row ? (row.address as Client['address']).communications : undefined;
  return communications && /^(address\.)?(communications\.value|email|phone)$/i.test(name)
    ? communications.map(({ value }) => value)
    : undefined;
}

/** `number,size` in one parameter. The vendor's samples begin with page 0, everybody else with 1: both are the first. */
function readPage(text: string | undefined, max: number): { number: number; size: number } {
  if (text === undefined) return { number: 1, size: DEFAULT_SIZE };
  const parts = /^\s*(\d+)(?:\s*,\s*(\d+))?\s*$/.exec(text);
  const size = Number(parts?.[2] ?? DEFAULT_SIZE);
  if (!parts || size < 1 || size > max) throw new ApiError(400, 'InvalidPage', `page takes number,size with a size of at most ${max}`);
  return { number: Math.max(1, Number(parts[1])), size };
}

function sort(rows: Record<string, unknown>[], orderBy: string | undefined, resource: Resource): void {
  if (!orderBy?.trim()) return;
  const keys = orderBy.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().split(/\s+/);
    const field = Object.keys(resource.fields).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (!field || !/^(asc|desc)$/i.test(direction)) throw new ApiError(400, 'InvalidOrder', `Invalid orderBy: ${part}`);
    return { field, kind: resource.fields[field] ?? ('text' as const), sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  rows.sort((a, b) => {
    for (const { field, kind, sign } of keys) {
      const [left, right] = [comparable(a[field], kind) ?? '', comparable(b[field], kind) ?? ''];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}
