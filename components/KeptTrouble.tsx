// Below a record: why its change was not sent and what the user can do, or what the server did not keep.
import type { Kept } from '@/lib/domain/kept';
import { RecordTrouble } from './later-parts';
import type { PanelActions, QueuedChange } from './panel-props';

interface KeptTroubleProps {
  record: Pick<Kept<unknown>, 'uid' | 'state' | 'problem' | 'unstored'>;
  queue: QueuedChange[];
  actions: Pick<PanelActions, 'retry' | 'discard' | 'openExisting'>;
}

/** Nothing while all is well. */
export function KeptTrouble({ record, queue, actions }: KeptTroubleProps) {
  const unstored = Object.keys(record.unstored ?? {});
  const entry = record.state === 'blocked' ? queue.find(({ uid, state }) => uid === record.uid && state === 'blocked') : undefined;
  const problem = record.state === 'blocked' ? (entry?.problem ?? record.problem) : undefined;
  return problem || unstored.length > 0 ? <RecordTrouble {...{ problem, entry, unstored, actions }} /> : null;
}
