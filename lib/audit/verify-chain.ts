// Goes through the chain from its first entry to its last and says where it first does not hold.
import type { Database } from '@/lib/store/database';
import type { AuditEntry, AuditHead, AuditValuesRow, ErasedScope } from './entry';
import type { Macs } from './macs';

/**
 * changed: the entry is not what was written · missing: entries before it are gone · values-changed, values-missing: what it says of a person
 * was altered, or is gone without having been erased here · start-missing, end-missing: older or newer entries are gone · head-differs: the
 * chain is not the one that an exported head was taken from.
 */
export type BreakReason = 'changed' | 'missing' | 'values-changed' | 'values-missing' | 'start-missing' | 'end-missing' | 'head-differs';

export interface ChainReport {
  /** How many entries were looked at. */
  entries: number;
  /** When the first of them was written, epoch ms; absent for an empty log. */
  firstAt?: number;
  head?: { seq: number; mac: string; at: number };
  /** The first entry that does not hold; absent where all do. */
  broken?: { seq: number; reason: BreakReason };
}

const batch = 500;

/** Verifies every entry, its values, both ends, and an exported head where one is given. Reads only. */
export async function verifyChain(
  db: Database,
  macs: Macs,
  { exported, onProgress }: { exported?: { seq: number; mac: string }; onProgress?: (done: number) => void } = {},
): Promise<ChainReport> {
  const [head, first] = await Promise.all([readHead(db), db.audit.orderBy('seq').first()]);
  const report: ChainReport = { entries: 0, ...(first && { firstAt: first.at }), ...(head && { head: bare(head) }) };
  const broken = (seq: number, reason: BreakReason): ChainReport => ({ ...report, broken: { seq, reason } });
  if (!first) return head ? broken(head.seq, 'end-missing') : report;

  const erased: ErasedScope[] = [];
  const noValues: AuditEntry[] = [];
  const checkpoints: { through: number; mac: string }[] = [];
  let before: AuditEntry | undefined;
  for (;;) {
    const entries = await db.audit
      .where('seq')
      .above(before?.seq ?? 0)
      .limit(batch)
      .toArray();
    if (entries.length === 0) break;
    const values = await db.auditValues.bulkGet(entries.map(({ seq }) => seq));
    const [found, foundValues] = await Promise.all([
      Promise.all(entries.map((entry) => macs.ofEntry(entry))),
      Promise.all(values.map(async (row) => row && (await macs.ofValues(row)))),
    ]);
    for (const [index, entry] of entries.entries()) {
      if (before && (entry.seq !== before.seq + 1 || entry.prev !== before.mac)) {
        return broken(entry.seq, entry.seq === before.seq + 1 ? 'changed' : 'missing');
      }
      if (found[index] !== entry.mac) return broken(entry.seq, 'changed');
      if (values[index] && foundValues[index] !== entry.valuesMac) return broken(entry.seq, 'values-changed');
      if (exported?.seq === entry.seq && exported.mac !== entry.mac) return broken(entry.seq, 'head-differs');
      if (entry.valuesMac && !values[index]) noValues.push(entry);
      if (entry.erased) erased.push(entry.erased);
      if (entry.letGo) checkpoints.push(entry.letGo);
      before = entry;
      report.entries += 1;
    }
    onProgress?.(report.entries);
  }

  const isStart =
    first.seq === 1 ? first.prev === '' : checkpoints.some(({ through, mac }) => through === first.seq - 1 && mac === first.prev);
  if (!isStart) return broken(first.seq, 'start-missing');
  const lost = noValues.find((entry) => !erased.some((scope) => covers(scope, entry)));
  if (lost) return broken(lost.seq, 'values-missing');
  const last = before as AuditEntry;
  const isEnd = head?.seq === last.seq && head.mac === last.mac && head.proof === (await macs.ofHead(head));
  if (!isEnd) return broken(last.seq, 'end-missing');
  return exported && exported.seq > last.seq ? broken(last.seq, 'end-missing') : report;
}

function covers({ through, contactUid }: ErasedScope, entry: AuditEntry): boolean {
  return entry.seq <= through && (contactUid === undefined || contactUid === entry.contactUid);
}

/** Where the chain was last said to end. */
export async function readHead(db: Database): Promise<AuditHead | undefined> {
  const row = await db.auditState.get('head');
  return row?.name === 'head' ? row : undefined;
}

const bare = ({ seq, mac, at }: AuditHead) => ({ seq, mac, at });

/** Values that an erasure with this scope takes. */
export function isInScope(scope: ErasedScope, row: Pick<AuditValuesRow, 'seq' | 'contactUid'>): boolean {
  return row.seq <= scope.through && (scope.contactUid === undefined || scope.contactUid === row.contactUid);
}
