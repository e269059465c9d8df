// BQE CORE's limit and the headers that report it. Source: BQE API Explorer, rate limits (as paraphrased by tschnepf/workload-tracker).
import type { LimitNews, LimitRules } from '@/lib/http/limiter';

/** 100 requests a minute per app and user, for apps registered after 21 February 2023; older ones are told by the headers. */
export const bqeLimits: LimitRules = { windowMs: 60_000, max: 100, readHeaders };

function readHeaders(headers: Headers): LimitNews {
  const text = headers.get('x-rate-limit-remaining')?.trim();
  const remaining = Number(text);
  return text && Number.isFinite(remaining) ? { remaining } : {};
}
