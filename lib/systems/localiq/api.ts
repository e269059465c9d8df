// One function per LocaliQ endpoint in use: method and path as published, nothing decided here. All of them read; LocaliQ publishes no way to
// write a contact. Source: LocaliQ API docs, contacts, contact interactions, identities, authentication (GannettDigital/api-docs).
import type * as z from 'zod/mini';
import { AppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import type { CallOptions } from '@/lib/systems/system';
import {
  contactsAnswerSchema,
  identitiesAnswerSchema,
  interactionAnswerSchema,
  interactionsAnswerSchema,
  type ListQuery,
  type TokenBody,
  tokenAnswerSchema,
} from './wire';

export const localiqHost = 'https://api.localiqservices.com';

export type Api = ReturnType<typeof createApi>;

/** The endpoints over a signed-in way to the server. Each throws AppError. */
export function createApi(http: Http) {
  async function get<T>(
    path: string,
    query: Record<string, string | number>,
    schema: z.core.$ZodType<T>,
    { lane, signal }: CallOptions,
  ): Promise<T> {
    const { data } = await http.send({ method: 'GET', url: localiqHost + path, query, schema, lane, ...(signal && { signal }) });
    return data;
  }

  return {
    /** `GET /crm/contacts`: those created from one day up to, but not on, another. */
    listContacts: (query: ListQuery, options: CallOptions) => get('/crm/contacts', { ...query }, contactsAnswerSchema, options),

    /** `GET /crm/contact_interactions`: by day of creation, not of occurrence. */
    listInteractions: (query: ListQuery, options: CallOptions) =>
      get('/crm/contact_interactions', { ...query }, interactionsAnswerSchema, options),

    /** `GET /crm/contact_interactions/:id`. Its parameters are not published; the account goes along as everywhere. */
    async readInteraction(id: string, gmaid: string, options: CallOptions) {
      const path = `/crm/contact_interactions/${segment(id)}`;
      return get(path, { global_master_advertiser_id: gmaid }, interactionAnswerSchema, options);
    },

    /** `GET /identities/v3`: the advertisers of a login. The server answers from a cache of 15 minutes. */
    listIdentities: (query: { user: string; page: number; page_size: number }, options: CallOptions) =>
      get('/identities/v3', query, identitiesAnswerSchema, options),
  };
}

/** `POST /oauth/token`, or the firm's own server in its place. Over a way to the server without a token. */
export async function askForToken(http: Http, tokenEndpoint: string, json: TokenBody) {
  const { data } = await http.send({ method: 'POST', url: tokenEndpoint, json, schema: tokenAnswerSchema, lane: 'interactive' });
  return data;
}

/** An id as one part of a path. A blank one, or dots, would address another endpoint. */
function segment(id: string): string {
  if (/^\.*$/.test(id)) throw new AppError('invalid', { detail: 'An id is blank.' });
  return encodeURIComponent(id);
}
