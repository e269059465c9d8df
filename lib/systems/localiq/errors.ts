// What LocaliQ means by its refusals. At least four shapes of body are published, so each is looked for by its own marks.
// Source: LocaliQ API docs, errors and authentication (GannettDigital/api-docs).
import '@/lib/zod';
import * as z from 'zod/mini';
import type { ErrorReading } from '@/lib/http/error-mapping';

const words = z.optional(z.catch(z.string(), ''));
const refusalSchema = z.object({
  error: words,
  error_description: words,
  name: words,
  message: words,
  /** Parameter → what is wrong with it. */
  errors: z.optional(z.catch(z.record(z.string(), z.unknown()), {})),
});

/** Reads a refusal of the LocaliQ API. A dead code, password or refresh token is `signed-out` with status 400, and nothing else is. */
export function readLocaliqError(status: number, body: unknown): ErrorReading {
  if (Array.isArray(body)) return said(body.map(describe).filter(Boolean).join('; '));
  const refusal = z.safeParse(refusalSchema, body).data;
  if (!refusal) return {};
  const { error, error_description: description, name, message, errors } = refusal;
  if (error === 'invalid_grant' || error === 'invalid_client' || error === 'unauthorized_client') {
    return { ...said(description || error), code: 'signed-out' };
  }
  if (name === 'not_authorized' && status === 403) return { ...said(message ?? ''), code: 'forbidden' };
  const parameters = Object.entries(errors ?? {}).map(([parameter, what]) => `${parameter} ${[what].flat().map(describe).join(', ')}`);
  return said(parameters.join('; ') || message || description || error || '');
}

/** A text, or an object that names an attribute and what is wrong with it. */
function describe(item: unknown): string {
  if (typeof item === 'string') return item;
  const parsed = z.safeParse(z.object({ attribute: words, message: words }), item).data;
  return [parsed?.attribute, parsed?.message].filter(Boolean).join(' ');
}

function said(detail: string): ErrorReading {
  return detail ? { detail } : {};
}
