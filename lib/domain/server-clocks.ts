// How far each system's server is from our own clock, by its answers of late: "newest" needs times of one clock.
import type { AccountId } from './account';

export interface ServerClocks {
  /** A system has answered: milliseconds to add to our clock to get the server's, where it says. */
  heard(system: string, skewMs: number | undefined): void;
  /** What to add to our clock to get that of an account's server, ms; 0 while nothing speaks against ours. */
  skewMs(account: AccountId): number;
  /** True once the account's server has said what time it is. */
  hasHeard(account: AccountId): boolean;
}

/** An answer's way takes some seconds, and its date has whole ones: less than this says nothing. */
const noiseMs = 5_000;

/** Makes the clocks of one worker. */
export function createServerClocks(): ServerClocks {
  const skews = new Map<string, number>();
  const systemOf = (account: AccountId) => account.split(':')[0] ?? '';
  return {
    heard(system, skewMs) {
      if (skewMs !== undefined) skews.set(system, Math.abs(skewMs) < noiseMs ? 0 : skewMs);
    },
    skewMs: (account) => skews.get(systemOf(account)) ?? 0,
    hasHeard: (account) => skews.has(systemOf(account)),
  };
}
