// What records of the systems are called on screen.
import { type SystemName, systemTitles } from '@/lib/domain/account';
import type { RecordKind } from '@/lib/domain/sighting';

/** "BQE CORE client", "LocaliQ lead", "HighLevel contact". */
export function recordNoun(system: SystemName, kind: RecordKind): string {
  return `${systemTitles[system]} ${system === 'highlevel' ? 'contact' : kind === 'unknown' ? 'record' : kind}`;
}

/** "1 field", "3 fields". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
