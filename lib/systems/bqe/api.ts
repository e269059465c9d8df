// BQE CORE's endpoints: the same few verbs for every resource in use. Nothing is decided here.
// Source: BQE API Explorer (methods, filtering, headers); resource names: the BQE Power BI connector and tschnepf/workload-tracker.
import type * as z from 'zod/mini';
import { AppError, isAppError } from '@/lib/errors';
import type { Http, HttpRequest } from '@/lib/http/client';
import type { CallOptions } from '@/lib/systems/system';
import { acceptEndpoint } from './endpoint';
import { utcOffsetMinutes } from './times';
import { anySchema, countSchema, itemSchema, listSchema, type Row, type UserInfo, userInfoSchema } from './wire';

export const identityHost = 'https://api-identity.bqecore.com/idp';

/** The resources in use, by path. Names are singular and lower case. */
export const resourcePaths = {
  client: 'client',
  prospect: 'crm/prospect',
  todo: 'todo',
  note: 'note',
  noteCategory: 'note/category',
  communicationType: 'communicationtype',
  customField: 'customfield',
  group: 'group',
  employee: 'employee',
  deleted: 'deletedhistory',
  company: 'company',
} as const;
export type Resource = keyof typeof resourcePaths;

/** The resources as people know them. */
export const resourceTitles: Record<Resource, string> = {
  client: 'Clients',
  prospect: 'Prospects',
  todo: 'To-dos',
  note: 'Notes',
  noteCategory: 'Note categories',
  communicationType: 'Communication types',
  customField: 'Custom fields',
  group: 'Groups',
  employee: 'Employees',
  deleted: 'Deleted records',
  company: 'Company',
};

/** Parameters of a listing (BQE API Explorer, filtering). */
export interface ListQuery {
  where?: string;
  /** `field asc` or `field desc`. */
  orderBy?: string;
  /** From 1. */
  page: number;
  /** At most `largestPage`, or `largestExpandedPage` with `expand`. */
  size: number;
  /** Names that the resource does not have are refused. Without: the whole model. */
  fields?: readonly string[];
  expand?: readonly string[];
}

/** tschnepf/workload-tracker, notes on paging. */
export const largestPage = 1000;
export const largestExpandedPage = 100;

export interface ListAnswer {
  rows: Row[];
  /** 207: some of the fields are missing (seen by a BQE → PostgreSQL exporter). */
  isPartial: boolean;
}

export interface ApiOptions {
  /** Base address, or how to look it up. */
  endpoint: string | (() => Promise<string>);
  /** IANA zone for `X-UTC-OFFSET`. */
  timezone: string;
  /** Epoch ms. */
  now: () => number;
}

export type Api = ReturnType<typeof createApi>;

/** The endpoints over an account's way to the server. Each throws AppError; its detail names scope or resource. */
export function createApi(http: Http, place: ApiOptions) {
  async function call<T>(
    resource: Resource,
    { path = '', utcOffset = utcOffsetMinutes(place), ...request }: Call<T>,
    { lane, signal, onRequestId }: CallOptions,
  ): Promise<{ data: T; status: number }> {
    const endpoint = acceptEndpoint(typeof place.endpoint === 'string' ? place.endpoint : await place.endpoint());
    try {
      return await http.send({
        ...request,
        url: `${endpoint}/${resourcePaths[resource]}${path}`,
        headers: { 'x-utc-offset': String(utcOffset) },
        lane,
        ...(signal && { signal }),
        ...(onRequestId && { onRequestId }),
      });
    } catch (error) {
      throw named(error, resource, request.method !== 'GET');
    }
  }

  /** Empty is 204 only. With 200 it is an answer that was lost on its way, not "there is nothing". */
  function orNothing<T>({ data, status }: { data: T | undefined; status: number }): T | undefined {
    if (data === undefined && status !== 204) throw new AppError('unreadable-answer', { status, detail: 'The answer is empty.' });
    return data;
  }

  return {
    /** `GET /x`: a page of records; none past the last page (204). */
    async list(resource: Resource, { page, size, ...query }: ListQuery, options: CallOptions): Promise<ListAnswer> {
      const limit = query.expand?.length ? largestExpandedPage : largestPage;
      const wanted = { ...queryOf(query), page: `${page},${Math.min(size, limit)}` };
      const answer = await call(resource, { method: 'GET', query: wanted, schema: listSchema }, options);
      return { rows: orNothing(answer) ?? [], isPartial: answer.status === 207 };
    },

    /** `GET /x?fields=COUNT(*)`: how many there are; it takes no order and no page. Undefined where the answer is no number. */
    async count(resource: Resource, where: string | undefined, options: CallOptions): Promise<number | undefined> {
      const answer = await call(resource, { method: 'GET', query: { fields: 'COUNT(*)', where }, schema: countSchema }, options);
      return answer.status === 204 ? 0 : answer.data;
    },

    /** `GET /x/{id}`. Throws `not-found`, also for 204. */
    async read(
      resource: Resource,
      id: string,
      { utcOffset, ...query }: Pick<ListQuery, 'fields' | 'expand'> & { utcOffset?: number },
      options: CallOptions,
    ): Promise<{ row: Row; isPartial: boolean }> {
      const request = { method: 'GET', path: segment(id), query: queryOf(query), schema: itemSchema } as const;
      const answer = await call(resource, { ...request, ...(utcOffset !== undefined && { utcOffset }) }, options);
      const row = orNothing(answer);
      if (!row) throw new AppError('not-found', { status: answer.status });
      return { row, isPartial: answer.status === 207 };
    },

    /** `POST /x`: 201 with the record, seldom 200. */
    async create(resource: Resource, json: object, options: CallOptions): Promise<Row> {
      const { data, status } = await call(resource, { method: 'POST', json, schema: itemSchema }, options);
      if (!data) throw new AppError('unreadable-answer', { status, detail: 'The answer is empty.' });
      return data;
    },

    /** `PUT /x/{id}`: the record afterwards, or nothing where the server says only that it is done. */
    async update(resource: Resource, id: string, json: object, options: CallOptions): Promise<Row | undefined> {
      return orNothing(await call(resource, { method: 'PUT', path: segment(id), json, schema: itemSchema }, options));
    },

    /** `DELETE /x/{id}`: 200 or 204. */
    async remove(resource: Resource, id: string, options: CallOptions): Promise<void> {
      await call(resource, { method: 'DELETE', path: segment(id), schema: anySchema }, options);
    },

    /** `GET /connect/userinfo` of the identity server; 403 where `openid` was not granted. */
    async userInfo({ lane, signal }: CallOptions): Promise<UserInfo> {
      const url = `${identityHost}/connect/userinfo`;
      const { data } = await http.send({ method: 'GET', url, schema: userInfoSchema, lane, ...(signal && { signal }) });
      return data;
    },
  };
}

interface Call<T> extends Pick<HttpRequest<T>, 'method' | 'query' | 'json'> {
  path?: string;
  utcOffset?: number;
  schema: z.core.$ZodType<T>;
}

function queryOf({ where, orderBy, fields, expand }: Partial<ListQuery>): Record<string, string | undefined> {
  return { fields: fields?.length ? fields.join(',') : undefined, where, orderBy, expand: expand?.length ? expand.join(',') : undefined };
}

/** Says which scope or which resource a refusal is about. */
function named(error: unknown, resource: Resource, isWrite: boolean): unknown {
  if (!isAppError(error)) return error;
  const status = error.status ? { status: error.status } : {};
  if (error.code === 'missing-scope') {
    return new AppError('missing-scope', { ...status, detail: isWrite ? 'readwrite:core' : 'read:core', cause: error });
  }
  if (error.code === 'forbidden') {
    const detail = `${resourceTitles[resource]}${error.detail ? `: ${error.detail}` : ''}`;
    return new AppError('forbidden', { ...status, detail, cause: error });
  }
  return error;
}

/** An id as one part of a path. A blank one, or dots, would address another endpoint. */
function segment(id: string): string {
  if (/^\.*$/.test(id)) throw new AppError('invalid', { detail: 'An id is blank.' });
  return `/${encodeURIComponent(id)}`;
}
