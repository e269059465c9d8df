// How far the first reading of all contacts has come, with a brake.
import { ago } from './ago';
import type { IndexProgressView } from './connection-view';
import { ProblemBanner } from './ProblemBanner';

export interface IndexProgressProps {
  progress: IndexProgressView;
  now: number;
  onRun(run: boolean): void;
}

const count = new Intl.NumberFormat('en');

/** Progress of the index: running, paused, or done. */
export function IndexProgress({ progress, now, onRun }: IndexProgressProps) {
  const { state, done, total, finishedAt, problem } = progress;
  if (state === 'done') {
    return (
      <p class="muted">
        {count.format(done)} {done === 1 ? 'contact' : 'contacts'} ready to be found, also offline
        {finishedAt ? `. Read in full ${ago(finishedAt, now)}.` : '.'}
      </p>
    );
  }
  const known = total !== undefined && total > 0;
  const amount = known
    ? `${count.format(done)} of ${count.format(Math.max(total, done))} contacts`
    : `${count.format(done)} contacts so far`;
  return (
    <div class="stack-tight">
      <div class="spread">
        <p>
          <strong>{state === 'paused' ? 'Reading contacts is paused' : 'Reading your contacts'}</strong>{' '}
          <span class="muted numbers">{amount}</span>
        </p>
        <button type="button" class="button button-small" onClick={() => onRun(state === 'paused')}>
          {state === 'paused' ? 'Resume' : 'Pause'}
        </button>
      </div>
      {known ? (
        <progress class="progress" aria-label="Contacts read" max={Math.max(total, done)} value={done} />
      ) : (
        <progress class="progress" aria-label="Contacts read" />
      )}
      <p class="hint">You can close this page and work meanwhile. Contacts that are open in a page are read first.</p>
      {problem && <ProblemBanner problem={problem} />}
    </div>
  );
}
