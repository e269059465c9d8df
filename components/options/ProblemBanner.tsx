// What went wrong and what to do about it, from the one table of advice, with the server's own word where there is one.
import type { ComponentChildren } from 'preact';
import { advice, type Problem } from '@/lib/errors';
import { Glyph } from './Glyph';

export interface ProblemBannerProps {
  problem: Problem;
  /** Said at once to screen readers: for what the user has just done, not for what was there before. */
  urgent?: boolean;
  children?: ComponentChildren;
}

/** A problem with its advice. */
export function ProblemBanner({ problem, urgent, children }: ProblemBannerProps) {
  const { title, todo, then } = advice[problem.code];
  return (
    <div class={`banner ${then === 'retry' ? 'banner-warning' : 'banner-danger'}`} role={urgent ? 'alert' : undefined}>
      <Glyph name="warning" />
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
