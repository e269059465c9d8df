// LocaliQ's published limit. Source: LocaliQ API docs, rate limits (GannettDigital/api-docs). No header reports what is left.
import type { LimitRules } from '@/lib/http/limiter';

/** 20 requests in a second. Over it the answer is a bare 429; waiting out the second is enough. */
export const localiqLimits: LimitRules = { windowMs: 1000, max: 20 };
