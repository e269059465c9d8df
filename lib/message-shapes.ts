// What a message must look like to be believed. Parsed in the worker; the content script, which must stay small, never loads this.
import '@/lib/zod';
import * as z from 'zod/mini';
import { partnerNames, systemNames } from './domain/account';
import type { Sighting } from './domain/sighting';
import { type TaughtRule, taughtMarks } from './domain/taught-rule';

const shortText = z.string().check(z.maxLength(300));
const marks = z.array(shortText).check(z.maxLength(20));

/** What a page claims to show. */
const sightingShape: z.ZodMiniType<Sighting> = z.object({
  system: z.enum(systemNames),
  kind: z.enum(['client', 'prospect', 'contact', 'lead', 'unknown']),
  recordId: shortText,
  name: shortText,
  company: shortText,
  emails: marks,
  phones: marks,
});

const host = z.string().check(z.regex(/^[\w.-]{1,253}(?::\d{1,5})?$/));

/** What a page's script says that the user taught. */
const taughtRuleShape: z.ZodMiniType<TaughtRule> = z.object({
  host,
  // A star stands for a whole part of the address: several within one could take for ever to match.
  pathPattern: z.string().check(z.regex(/^(?:\/(?:\*|[^*/]*))+$/), z.maxLength(300)),
  mark: z.enum(taughtMarks),
  selectors: z
    .array(z.object({ css: z.string().check(z.minLength(1), z.maxLength(500)), label: z.optional(z.string().check(z.maxLength(60))) }))
    .check(z.minLength(1), z.maxLength(5)),
  shape: z.string().check(z.maxLength(60)),
});

const uid = z.string().check(z.minLength(1), z.maxLength(64));

/** By message, what its data must be. Messages without data are absent. */
export const messageShapes = {
  pageShows: z.nullable(sightingShape),
  taughtRules: host,
  taught: taughtRuleShape,
  taughtChanged: host,
  refreshContact: z.object({ uid, olderThanSeconds: z.number().check(z.gte(0)) }),
  lookUp: sightingShape,
  refreshPageRecord: sightingShape,
  searchServer: z.string().check(z.maxLength(300)),
  refreshCompany: z.object({ businessId: uid }),
  readContact: z.object({ remoteId: uid }),
  proveAppointment: z.object({ uid }),
  checkConnection: z.enum(systemNames),
  signIn: z.enum(systemNames),
  chooseLocation: z.object({ system: z.enum(systemNames), locationId: uid }),
  disconnect: z.enum(systemNames),
  syncNow: z.enum(partnerNames),
  setIndexing: z.object({ system: z.enum(systemNames), run: z.boolean() }),
};
