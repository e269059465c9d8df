// What concerns the whole panel: no network, or a connection that needs the user.
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import { ProblemText } from './ProblemText';
import type { PanelActions, PanelStatus } from './panel-props';
import { useSubmit } from './use-submit';

interface BannersProps {
  status: Pick<PanelStatus, 'offline' | 'connectionProblem'>;
  actions: Pick<PanelActions, 'openOptions'>;
}

/** Nothing while all is well. */
export function Banners({ status, actions }: BannersProps) {
  const { problem, run } = useSubmit();
  if (!status.offline && !status.connectionProblem) return null;
  return (
    <div class="banners">
      {status.offline && (
        <div class="banner">
          <Icon name="offline" />
          <span>You are offline. Changes are kept and sent later.</span>
        </div>
      )}
      {status.connectionProblem && (
        <div class="banner banner-danger">
          <Icon name="warning" />
          <ProblemText problem={status.connectionProblem} />
          <button type="button" class="button button-small" onClick={() => void run(actions.openOptions)}>
            Open Options
          </button>
        </div>
      )}
      <FormProblem problem={problem} />
    </div>
  );
}
