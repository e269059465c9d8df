// What the address says: the record's id, or that this page never shows one. An id is a key to a remembered link, never a person.
import type { PageRules } from '@/lib/domain/page-rules';
import type { RecordKind } from '@/lib/domain/sighting';
import { decode } from './decode';

export interface AddressReading {
  /** '' where the address has none. */
  recordId: string;
  kind: RecordKind;
}

/** Reads a page's address; undefined for pages that never show a record, such as sign-in or settings. */
export function readAddress(address: string, rules: PageRules): AddressReading | undefined {
  const url = new URL(address);
  const path = decode(url.pathname);
  const hash = decode(url.hash);
  const query = decode(url.search.replace(/\+/g, ' '));
  const whole = `${url.host}${path}${query}${hash}`.toLowerCase();
  const parts = { path, hash, query: `${path}${query}` };
  for (const { where, pattern, kind } of rules.recordIds) {
    const id = parts[where].match(pattern)?.[1];
    if (id) return kind === 'other' ? undefined : { recordId: id.toLowerCase(), kind };
  }
  return rules.notRecordPages.some((pattern) => pattern.test(whole)) ? undefined : { recordId: '', kind: 'unknown' };
}
