// What records of the systems are called on screen.
import { type SystemName, systemTitles } from '@/lib/domain/account';
import type { RecordKind } from '@/lib/domain/sighting';

/** "BQE CORE client", "LocaliQ lead", "HighLevel contact", "BQE CORE to-do". */
export function recordNoun(system: SystemName, kind: RecordKind | 'task' | 'note'): string {
  if (kind === 'task' || kind === 'note') return `${systemTitles[system]} ${kind === 'task' && system === 'bqe' ? 'to-do' : kind}`;
  return `${systemTitles[system]} ${system === 'highlevel' ? 'contact' : kind === 'unknown' ? 'record' : kind}`;
}

/** "1 field", "3 fields". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
