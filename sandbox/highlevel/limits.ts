// HighLevel's two rate limits and the five headers that tell of them. Source: highlevel-api-docs docs/oauth/Authorization.md
import { createLimiter, type Limiter } from '../core/limiter';
import { Refusal } from './errors';
import type { Token } from './model';
import type { HighLevelQuirks } from './quirks';

const INTERVAL_MS = 10_000;

export interface Limits {
  /** 100 per 10 seconds, per app and location (or company). */
  burst: Limiter;
  /** 200,000 per day, per app and location (or company). */
  daily: Limiter;
  /** Counts one request and puts the headers into `headers`; throws the 429 when it is one too many. */
  take: (token: Token, headers: Headers) => void;
}

export function createLimits(now: () => number, quirks: HighLevelQuirks): Limits {
  const burst = createLimiter({ now, max: 100, windowMs: INTERVAL_MS });
  const daily = createLimiter({ now, max: 200_000, windowMs: 86_400_000, window: 'fixed' });

  return {
    burst,
    daily,
    take(token, headers) {
      const key = `${token.appId} ${token.locationId ?? token.companyId}`;
      const isAllowed = burst.peek(key).allowed && daily.peek(key).allowed;
      const inBurst = isAllowed ? burst.take(key) : burst.peek(key);
      const inDay = isAllowed ? daily.take(key) : daily.peek(key);
      headers.set('X-RateLimit-Limit-Daily', String(inDay.limit));
      headers.set('X-RateLimit-Daily-Remaining', String(inDay.remaining));
      headers.set('X-RateLimit-Interval-Milliseconds', String(INTERVAL_MS));
      headers.set('X-RateLimit-Max', String(inBurst.limit));
      headers.set('X-RateLimit-Remaining', String(inBurst.remaining));
      if (isAllowed) return;
      if (quirks.sendsRetryAfter) headers.set('Retry-After', String(Math.ceil(Math.max(inBurst.retryAfterMs, inDay.retryAfterMs) / 1000)));
      // The body is undocumented; this is the framework's own.
      throw new Refusal(429, { message: 'Too Many Requests' });
    },
  };
}
