// What stands below a record in trouble: the reason and the user's choices, or what the server did not keep.
import type { Problem } from '@/lib/errors';
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

interface RecordTroubleProps {
  problem: Problem | undefined;
  entry: QueuedChange | undefined;
  /** Names of fields. */
  unstored: string[];
  actions: Pick<PanelActions, 'retry' | 'discard' | 'openExisting'>;
}

/** Drawn only where there is trouble: see KeptTrouble. */
export function RecordTrouble({ problem, entry, unstored, actions }: RecordTroubleProps) {
  return (
    <>
      {problem && <BlockedChange problem={problem} entry={entry} actions={actions} />}
      {unstored.length > 0 && (
        <p class="trouble trouble-note">
          <Icon name="warning" />
          <span>HighLevel did not keep: {unstored.map((field) => fieldNames[field] ?? field).join(', ')}</span>
        </p>
      )}
    </>
  );
}
