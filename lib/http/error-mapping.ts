// From an HTTP answer to our own errors: one table for all systems; a system's special cases come first, from its `readError`.
import { AppError, type ErrorCode } from '@/lib/errors';

/** What a system can tell about an answer beyond its status. */
export interface ErrorReading {
  code?: ErrorCode;
  /** What the server said; made safe and short before anybody sees it. */
  detail?: string;
  existingId?: string;
}

/** A system's own reading of a refusal. `body` is the parsed JSON, or undefined where there was none. */
export type ReadError = (status: number, body: unknown) => ErrorReading;

const codeOfStatus: Partial<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'outdated',
  410: 'not-found',
  412: 'outdated',
  422: 'invalid',
  423: 'outdated',
  425: 'rate-limited',
  429: 'rate-limited',
};

/** The meaning of a status where the system has nothing to add. */
export function codeFor(status: number): ErrorCode {
  const code = codeOfStatus[status];
  if (code) return code;
  if (status >= 500) return 'server-error';
  return status >= 400 ? 'invalid' : 'unreadable-answer';
}

/** The error for an answer that is not a success. `retryAt` is for 429 and 503, epoch ms. */
export function errorFor(status: number, body: unknown, readError: ReadError | undefined, retryAt: number | undefined): AppError {
  const reading = readError?.(status, body) ?? {};
  const code = reading.code ?? codeFor(status);
  const detail = safeDetail(reading.detail ?? '');
  return new AppError(code, {
    status,
    ...(retryAt !== undefined && { retryAt }),
    ...(detail && { detail }),
    ...(reading.existingId && { existingId: reading.existingId }),
  });
}

/** When a server wants to be asked again, epoch ms, by `Retry-After` in seconds or as a date; undefined where it does not say. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return now + Number(value) * 1000;
  const date = Date.parse(value);
  if (Number.isNaN(date)) return undefined;
  // The date is by the server's clock. Its own Date header, where given, turns it into a duration.
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Math.max(now, now + date - (Number.isNaN(serverNow) ? now : serverNow));
}

const secrets = [
  /\b(bearer|basic)\s+[^\s"',;]+/gi,
  /\bpit-[\w-]+/gi,
  /\beyJ[\w-]+(\.[\w-]*){0,2}/g,
  /\b((access|refresh|id)[_-]?token|client[_-]?secret|code|password|api[_-]?key)["']?\s*[=:]\s*["']?[^\s"'&,;}]+/gi,
];

/** A server's words as plain text that may be shown and logged: without tokens, address queries, mark-up and line breaks, 300 at most. */
export function safeDetail(text: string): string {
  let safe = text.slice(0, 5000);
  for (const secret of secrets) safe = safe.replace(secret, '…');
  return safe
    .replace(/(https?:\/\/[^\s?#]+)[?#]\S*/gi, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
