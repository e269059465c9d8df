// What HighLevel means by its refusals, where the status alone does not say it. No list of its texts is published.
import '@/lib/zod';
import * as z from 'zod/mini';
import type { ErrorReading } from '@/lib/http/error-mapping';

/** `message` is a text, or a list of texts with status 422 (HighLevel OpenAPI common-schemas.json). */
const refusalSchema = z.object({
  message: z.optional(z.union([z.string(), z.array(z.unknown())])),
  error: z.optional(z.unknown()),
  meta: z.nullish(z.object({ contactId: z.nullish(z.string()), matchingField: z.nullish(z.string()) })),
});

/** Reads a refusal of the HighLevel API. */
export function readHighLevelError(status: number, body: unknown): ErrorReading {
  const refusal = z.safeParse(refusalSchema, body).data;
  if (!refusal) return {};
  const message = Array.isArray(refusal.message) ? refusal.message.filter((part) => typeof part === 'string').join('; ') : refusal.message;
  const detail = message ?? (typeof refusal.error === 'string' ? refusal.error : '');
  const said = { ...(detail && { detail }) };

  // A company's key where a location's is wanted: no scope would mend it.
  if (status === 401 && /authclass/i.test(detail)) return { ...said, code: 'wrong-account' };
  if (status === 401 && /not authorized for this scope|\bscope\b/i.test(detail)) return { ...said, code: 'missing-scope' };
  // highlevel-api-docs #213: the token is good, but for another location.
  if (status === 403 && /access to this location/i.test(detail)) return { ...said, code: 'wrong-account' };
  if (status === 400 || status === 409 || status === 422) {
    if (refusal.meta?.contactId) return { ...said, code: 'duplicate', existingId: refusal.meta.contactId };
    if (/does not allow duplicate/i.test(detail)) return { ...said, code: 'duplicate' };
    // A missing record answers 400 with "Contact with id … not found", seldom 404.
    if (/\bnot found\b|does(n't| not) exist/i.test(detail)) return { ...said, code: 'not-found' };
  }
  return said;
}
