// What went wrong and what to do, in the words of the one table of errors, with what the server said.
import { advice, type Problem } from '@/lib/errors';

/** Title, advice and detail of a problem. Text only. */
export function ProblemText({ problem }: { problem: Problem }) {
  const { title, todo } = advice[problem.code];
  return (
    <span class="problem-text">
      <strong>{title}</strong> {todo}
      {problem.detail && (
        <span class="problem-detail" dir="auto">
          {problem.detail}
        </span>
      )}
    </span>
  );
}
