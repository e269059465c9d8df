// HighLevel's published limits and the headers that report them. Source: highlevel-api-docs, docs/oauth/Authorization.md.
import type { LimitNews, LimitRules } from '@/lib/http/limiter';

/** 100 requests in 10 s and 200,000 a day, per app and location. Private Integration tokens are assumed to count alike. */
export const highlevelLimits: LimitRules = { windowMs: 10_000, max: 100, perDay: 200_000, readHeaders };

function readHeaders(headers: Headers): LimitNews {
  const number = (name: string) => {
    const value = headers.get(name);
    return value === null || value.trim() === '' || Number.isNaN(Number(value)) ? undefined : Number(value);
  };
  const remaining = number('x-ratelimit-remaining');
  const dailyRemaining = number('x-ratelimit-daily-remaining');
  const windowMs = number('x-ratelimit-interval-milliseconds');
  return {
    ...(remaining !== undefined && { remaining }),
    ...(dailyRemaining !== undefined && { dailyRemaining }),
    ...(windowMs !== undefined && windowMs > 0 && { windowMs }),
  };
}
