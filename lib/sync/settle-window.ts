// A value that changed a moment ago may still be half typed: it travels once it has stood for some seconds.
import { isRecent } from '@/lib/domain/is-recent';
import type { Row } from '@/lib/store/rows';

const settleMs = 4_000;

/** When the record may be carried on, epoch ms; 0 where it may be now. */
export function settledAt({ changed }: Pick<Row<unknown>, 'changed'>, now: number): number {
  return changed && isRecent(changed.to, now, settleMs) ? changed.to + settleMs : 0;
}

/** True where it may be carried on now. */
export function isSettled(row: Pick<Row<unknown>, 'changed'>, now: number): boolean {
  return settledAt(row, now) === 0;
}
