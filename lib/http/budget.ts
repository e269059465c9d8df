// What is left of a system's limit, told from what its limiter keeps. Only for those to read who look: the limiter itself decides.
import * as z from 'zod/mini';
import { dayMs, type LimitRules, savedSchema } from './limiter';

export interface Budget {
  /** Requests in the window that runs now. */
  left: number;
  of: number;
  /** Where the system counts days, too. */
  dailyLeft?: number;
  dailyOf?: number;
}

/** By what was saved last; undefined where the system itself does not say what is left, since our count alone proves little. */
export function budgetOf(saved: unknown, rules: LimitRules, now: number): Budget | undefined {
  if (!rules.readHeaders) return undefined;
  const { data } = z.safeParse(savedSchema, saved);
  const { stamps = [], pausedUntil = 0, day = 0, usedToday = 0, closedUntil = 0 } = data ?? {};
  const taken = stamps.filter((at) => now - at < rules.windowMs).length;
  const left = pausedUntil > now ? 0 : Math.max(0, rules.max - taken);
  if (rules.perDay === undefined) return { left, of: rules.max };
  const used = closedUntil > now ? rules.perDay : day === Math.floor(now / dayMs) ? usedToday : 0;
  return { left, of: rules.max, dailyLeft: Math.max(0, rules.perDay - used), dailyOf: rules.perDay };
}
