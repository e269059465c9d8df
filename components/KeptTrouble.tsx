// Below a record: why its change was not sent and what the user can do, or what the server did not keep.
import type { Kept } from '@/lib/domain/kept';
import { BlockedChange } from './BlockedChange';
import { Icon } from './Icon';
import type { PanelActions, QueuedChange } from './panel-props';

const fieldNames: Record<string, string> = {
  dueAt: 'due',
  body: 'text',
  assignedTo: 'assignee',
  startAt: 'start',
  endAt: 'end',
  customFields: 'custom fields',
  companyName: 'company',
  firstName: 'first name',
  lastName: 'last name',
};

interface KeptTroubleProps {
  record: Pick<Kept<unknown>, 'uid' | 'state' | 'problem' | 'unstored'>;
  queue: QueuedChange[];
  actions: Pick<PanelActions, 'retry' | 'discard' | 'openExisting'>;
}

/** Nothing while all is well. */
export function KeptTrouble({ record, queue, actions }: KeptTroubleProps) {
  const unstored = Object.keys(record.unstored ?? {});
  const blocked = record.state === 'blocked' ? queue.find((entry) => entry.uid === record.uid && entry.state === 'blocked') : undefined;
  const problem = record.state === 'blocked' ? (blocked?.problem ?? record.problem) : undefined;
  return (
    <>
      {problem && <BlockedChange problem={problem} entry={blocked} actions={actions} />}
      {unstored.length > 0 && (
        <p class="trouble trouble-note">
          <Icon name="warning" />
          <span>HighLevel did not keep: {unstored.map((field) => fieldNames[field] ?? field).join(', ')}</span>
        </p>
      )}
    </>
  );
}
