// What went wrong and what to do about it, in the words of this page, with the server's own word where there is one.
import type { ComponentChildren } from 'preact';
import { Icon } from '@/components/Icon';
import type { Problem } from '@/lib/errors';
import { connectionAdvice } from './connection-advice';
import type { SystemWords } from './system-words';

export interface ProblemBannerProps {
  problem: Problem;
  /** Whose problem it is; HighLevel's unless said otherwise. */
  words?: SystemWords;
  /** Said at once to screen readers: for what the user has just done, not for what was there before. */
  urgent?: boolean;
  children?: ComponentChildren;
}

/** A problem with its advice. */
export function ProblemBanner({ problem, words, urgent, children }: ProblemBannerProps) {
  const { title, todo, isTemporary } = connectionAdvice(problem.code, words);
  return (
    <div class={`banner ${isTemporary ? 'banner-warning' : 'banner-danger'}`} role={urgent ? 'alert' : undefined}>
      <Icon name="warning" />
      <div class="stack-tight">
        <p>
          <strong>{title}</strong> {todo}
        </p>
        {problem.detail && <p class="muted">{problem.detail}</p>}
        {children}
      </div>
    </div>
  );
}
