// Before anything was set up: one sentence and the one thing to do.

import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import type { PanelActions } from './panel-props';
import { useSubmit } from './use-submit';

/** Button `Open Options`. */
export function NotConnected({ actions }: { actions: Pick<PanelActions, 'openOptions'> }) {
  const { problem, run } = useSubmit();
  return (
    <div class="welcome">
      <span class="welcome-mark">
        <Icon name="link" />
      </span>
      <h1 tabIndex={-1}>Connect HighLevel</h1>
      <p class="muted">Then the tasks, notes and appointments of the person on the page appear here, also offline.</p>
      <button type="button" class="button button-primary" onClick={() => void run(actions.openOptions)}>
        Open Options
      </button>
      <FormProblem problem={problem} />
    </div>
  );
}
