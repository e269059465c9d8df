// What LocaliQ sends. Reading is lenient: unknown keys pass, null, '' and absent are blank, ids may be text, both spellings of a misspelt key
// count. But an envelope without its list, or an item without an id, is an error: an answer that says nothing must not read as "there is none".
// Source: LocaliQ API docs, contacts, contact interactions, identities, authentication (GannettDigital/api-docs).
import '@/lib/zod';
import * as z from 'zod/mini';
import { idSchema, textIdSchema } from '@/lib/systems/id';

/** A key that may be absent, null or of another type; `read` makes the best of it. */
function lenient<T>(read: (value: unknown) => T) {
  return z.pipe(z.prefault(z.unknown(), null), z.transform(read));
}

const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');
const asCount = (value: unknown): number | undefined => {
  const count = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
};
const asTexts = (value: unknown): string[] => (Array.isArray(value) ? value.map(asText).filter(Boolean) : []);

const text = lenient(asText);
const texts = lenient(asTexts);
const count = lenient(asCount);
/** Read by times.ts, which knows the zone. */
const moment = lenient((value) => value);
/** Ids are whole numbers of up to ten digits and more in samples: kept as text, never as 32 bits. */
const id = idSchema;

/** A sub-object, or undefined where there is none or it is no object. */
function part<T>(schema: z.core.$ZodType<T>) {
  return lenient((value) => z.safeParse(schema, value).data);
}

// Contacts

const contactKeys = {
  first_name: text,
  last_name: text,
  email: text,
  company: text,
  title: text,
  phone_home: text,
  phone_work: text,
  phone_mobile: text,
  phone_fax: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postal: text,
  country: text,
  notes: text,
  tags: texts,
  status: text,
  created_at: moment,
  archived_at: moment,
};

export const contactSchema = z.object({ id, ...contactKeys });
export type ContactWire = z.infer<typeof contactSchema>;

/** The contact inside an interaction: for linking only, so it may lack its id. */
const embeddedContactSchema = z.object({ id: text, ...contactKeys });
export type EmbeddedContactWire = z.infer<typeof embeddedContactSchema>;

// Interactions

/** Arbitrary names and values of a form: an object in the published page, "an array" in older text. */
const asFields = (value: unknown): [name: string, value: string][] => {
  if (Array.isArray(value)) return value.flatMap(asField);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, item]) => [name, asAnswer(item)]);
};

/** `{name, value}` in one wording or another, a pair, or an object that is a field itself. */
function asField(item: unknown): [string, string][] {
  if (Array.isArray(item)) return item.length >= 2 ? [[asText(item[0]), asAnswer(item[1])]] : [];
  if (typeof item !== 'object' || item === null) return asText(item) ? [['', asText(item)]] : [];
  const record = item as Record<string, unknown>;
  const name = ['name', 'key', 'label', 'field'].find((key) => asText(record[key]));
  const value = ['value', 'answer', 'values'].find((key) => key in record);
  return name && value ? [[asText(record[name]), asAnswer(record[value])]] : asFields(record);
}

/** What a field was answered with, as text; what is nested deeper than anybody would is left out. */
const asAnswer = (value: unknown, depth = 0): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'object' || value === null) return asText(value);
  if (depth >= 4) return '';
  return Object.values(value)
    .map((item) => asAnswer(item, depth + 1))
    .filter(Boolean)
    .join(', ');
};

const callSchema = z.object({
  /** Sic: the published key has one r. */
  occured_at: moment,
  occurred_at: moment,
  duration: moment,
  recording_url: text,
  dialed_number: text,
  /** Sic: so the published table. */
  dialed_umber: text,
  caller_number: text,
});
const formSchema = z.object({
  /** An open list: FormPost and FormEmail are published, others occur. */
  sub_type: text,
  subject: text,
  message: text,
  full_message: text,
  extra_fields: lenient(asFields),
});
const chatSchema = z.object({
  summary: text,
  transcript: lenient((value) =>
    Array.isArray(value)
      ? value.flatMap((line) => z.safeParse(z.object({ timestamp: text, from: text, message: text }), line).data ?? [])
      : [],
  ),
});

export const interactionSchema = z.object({
  id,
  contact_id: text,
  campaign_id: text,
  /** Text of digits in samples, "Integer" in a table; absent where nobody advertised. */
  master_campaign_id: text,
  campaign_name: text,
  event_type: text,
  created_at: moment,
  /** Sic. */
  occured_at: moment,
  occurred_at: moment,
  display_name: text,
  notes: text,
  tags: texts,
  contact: part(embeddedContactSchema),
  call: part(callSchema),
  form: part(formSchema),
  chat: part(chatSchema),
});
export type InteractionWire = z.infer<typeof interactionSchema>;

/** One interaction: its envelope is not published, so it is taken bare, or as the only thing in one. */
export const interactionAnswerSchema = z.pipe(
  z.pipe(
    z.looseObject({}),
    z.transform((answer) => (answer.contact_interaction ?? answer.lead ?? [answer.contact_interactions].flat()[0] ?? answer) as unknown),
  ),
  interactionSchema,
);

// Lists

const pageKeys = { page: count, total_pages: count, next_page_location: text };
export const contactsAnswerSchema = z.object({ ...pageKeys, contacts: z.array(contactSchema) });
export const interactionsAnswerSchema = z.object({ ...pageKeys, contact_interactions: z.array(interactionSchema) });

/** What both lists are asked by. */
export interface ListQuery {
  global_master_advertiser_id: string;
  created_after_date: string;
  created_before_date: string;
  page: number;
}

// Identities

const advertiserSchema = z.object({
  /** `USA_204417`: platform and number. */
  gmaid: textIdSchema,
  name: text,
  /** Protected unless it is said that it is not: the mistake in the other direction could not be taken back. */
  hipaa_protected: lenient((value) => value !== false && value !== 0 && value !== 'false'),
  /** 0 inactive, 1 grace, 2 active. */
  active_state: count,
});
export const identitiesAnswerSchema = z.object({
  advertiser_count: count,
  authorized_advertisers: z.pipe(
    z.array(z.unknown()),
    z.transform((items: unknown[]) => items.flatMap((item) => z.safeParse(advertiserSchema, item).data ?? [])),
  ),
});

// Tokens

/** The published keys, and the same words in camelCase. */
export const tokenAnswerSchema = z.pipe(
  z.looseObject({}),
  z.pipe(
    z.transform((answer: Record<string, unknown>): unknown => ({
      access_token: answer.access_token ?? answer.accessToken,
      refresh_token: answer.refresh_token ?? answer.refreshToken,
      expires_in: answer.expires_in ?? answer.expiresIn,
    })),
    z.object({ access_token: z.string().check(z.minLength(1)), refresh_token: text, expires_in: count }),
  ),
);

/** `POST /oauth/token`: credentials go in the body, as JSON. */
export type TokenBody = { client_id: string; client_secret?: string } & (
  | { grant_type: 'authorization_code'; code: string; redirect_uri: string }
  | { grant_type: 'password'; username: string; password: string }
  | { grant_type: 'refresh_token'; refresh_token: string }
);
