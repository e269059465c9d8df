// Which system's rules hold for an address. The browser's match patterns decide where the script runs; this decides again, because the
// worker also puts the script into tabs that were open before.
import type { PageRules } from '@/lib/domain/page-rules';

/** The rules whose hosts take in the address and do not exclude it; undefined where Lockstep has nothing to say. */
export function findRules<Rules extends Pick<PageRules, 'matches' | 'excludeMatches'>>(
  address: string,
  all: readonly Rules[],
): Rules | undefined {
  const { host } = new URL(address);
  const fits = (pattern: string) => {
    // Every pattern is `https://<host or *.host>/*`.
    const name = pattern.slice('https://'.length, -'/*'.length);
    return name.startsWith('*') ? `.${host}`.endsWith(name.slice(1)) : host === name;
  };
  return all.find(({ matches, excludeMatches }) => matches.some(fits) && !excludeMatches.some(fits));
}
