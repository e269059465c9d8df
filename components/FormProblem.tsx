// Why a form could not be saved, said at once to screen readers. The form keeps what was typed.
import type { Problem } from '@/lib/errors';
import { Icon } from './Icon';
import { ProblemText } from './ProblemText';

/** Nothing while there is no problem. */
export function FormProblem({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <div class="banner banner-danger" role="alert">
      <Icon name="warning" />
      <ProblemText problem={problem} />
    </div>
  );
}
