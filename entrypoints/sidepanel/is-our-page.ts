// Whether a tab shows a page of a partner system: one that Lockstep reads, where a page can be taught and a form can be filled.
import { browser } from 'wxt/browser';
import { findRules } from '@/lib/page/find-rules';

/** By the manifest's own patterns; false for an address that we may not read. */
export function isOurPage(address: string | undefined): boolean {
  if (!address?.startsWith('https://')) return false;
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const rules = scripts.map(({ matches, exclude_matches }) => ({ matches: matches ?? [], excludeMatches: exclude_matches ?? [] }));
  return findRules(address, rules) !== undefined;
}
