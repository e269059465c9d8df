// What a web page shows about one person, as far as the content script can tell. It is a claim to be matched, never a person by itself.
import type { SystemName } from './account';

/** The kinds of record pages that the partner systems have. */
export type RecordKind = 'client' | 'prospect' | 'contact' | 'lead' | 'unknown';

export interface Sighting {
  system: SystemName;
  kind: RecordKind;
  /** The record's id from the address, or '' where the address has none. A key to a remembered link, nothing more. */
  recordId: string;
  /** Structured marks found on the page; '' or empty where there are none. */
  name: string;
  company: string;
  emails: string[];
  phones: string[];
}

/**
 * The key under which a user's pick for this record is remembered: by record id where the address has one, else by the e-mails and
 * phones shown. '' where nothing identifies the record.
 */
export function sightingKey(sighting: Sighting): string {
  const { system, kind, recordId } = sighting;
  if (recordId) return `${system}|${kind}|id|${recordId}`;
  const marks = [
    ...sighting.emails.map((email) => email.trim().toLowerCase()),
    ...sighting.phones.map((phone) => phone.replace(/[^\d+]/g, '')),
  ];
  return marks.length > 0 ? `${system}|${kind}|marks|${marks.sort().join(',')}` : '';
}

/** The e-mails and phones; none of nobody. */
export function marksOf(sighting: Sighting | null): string[] {
  return sighting ? [...sighting.emails, ...sighting.phones] : [];
}

/** True when the page says anything at all by which a person could be looked up. */
export function isTelling(sighting: Sighting): boolean {
  return Boolean(sighting.recordId || marksOf(sighting).length);
}
