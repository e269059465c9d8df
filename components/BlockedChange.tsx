// One change that was not sent: the reason, and the choices of the user, who alone discards.
import type { Problem } from '@/lib/errors';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import { ProblemText } from './ProblemText';
import type { PanelActions, QueuedChange } from './panel-props';
import { useSubmit } from './use-submit';

interface BlockedChangeProps {
  problem: Problem;
  entry: QueuedChange | undefined;
  actions: Pick<PanelActions, 'retry' | 'discard' | 'openExisting'>;
}

/** Without an entry only the reason. */
export function BlockedChange({ problem, entry, actions }: BlockedChangeProps) {
  const { problem: failed, run } = useSubmit();
  const { existingId } = problem;
  return (
    <div class="trouble">
      <Icon name="warning" />
      <div>
        <ProblemText problem={problem} />
        <FormProblem problem={failed} />
        <div class="button-row">
          {existingId && (
            <button type="button" class="button button-small" onClick={() => void run(() => actions.openExisting(existingId))}>
              Open that contact
            </button>
          )}
          {entry && (
            <>
              <button type="button" class="button button-small" onClick={() => void run(() => actions.retry(entry.id))}>
                Try again
              </button>
              <button type="button" class="button button-small" onClick={() => void run(() => actions.discard(entry.id))}>
                Discard
              </button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}
