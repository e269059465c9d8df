// The background sync of one partner: how it stands, and the buttons that start, hold and go on with it.
import { FormProblem } from '@/components/FormProblem';
import type { Problem } from '@/lib/errors';
import { ago } from './ago';
import { ProblemBanner } from './ProblemBanner';
import { type SystemWords, wordsOf } from './system-words';

/**
 * off: no plan was approved yet · planning: reading both sides, nothing is written · plan: the plan waits for approval · on · running ·
 * paused: by the user · braked: a run would change unusually much and waits for approval.
 */
export type SyncState = 'off' | 'planning' | 'plan' | 'on' | 'running' | 'paused' | 'braked';

export interface SyncControlsProps {
  words: SystemWords;
  state: SyncState;
  /** How far planning or a run has come. */
  progress?: { done: number; total?: number };
  lastRunAt?: number;
  nextRunAt?: number;
  /** What went wrong at the last run. */
  problem?: Problem;
  /** Why the last click did nothing. */
  failure?: Problem;
  now: number;
  onSyncNow(): void;
  onPause(): void;
  onResume(): void;
}

const count = new Intl.NumberFormat('en');

/** Status, progress and buttons of a background sync. */
export function SyncControls({
  words,
  state,
  progress,
  lastRunAt,
  nextRunAt,
  problem,
  failure,
  now,
  onSyncNow,
  onPause,
  onResume,
}: SyncControlsProps) {
  const isBusy = state === 'planning' || state === 'running';
  const canStart = state === 'off' || state === 'on';
  return (
    <div class="stack-tight sync">
      <div class="spread">
        <h4>
          Background sync <span class="muted small">{textOf(state)}</span>
        </h4>
        <div class="button-row">
          {(canStart || isBusy) && (
            <button type="button" class="button button-small" aria-disabled={isBusy} onClick={() => canStart && onSyncNow()}>
              Sync now
            </button>
          )}
          {(state === 'on' || state === 'running' || state === 'planning') && (
            <button type="button" class="button button-small" onClick={onPause}>
              Pause
            </button>
          )}
          {state === 'paused' && (
            <button type="button" class="button button-small" onClick={onResume}>
              Resume
            </button>
          )}
        </div>
      </div>
      {isBusy && progress && (
        <>
          <progress
            class="progress"
            aria-label={state === 'planning' ? 'Records compared' : 'Records synced'}
            {...(progress.total && { max: progress.total, value: progress.done })}
          />
          <p class="hint numbers">
            {count.format(progress.done)}
            {progress.total ? ` of ${count.format(progress.total)}` : ''} records. You can close this page meanwhile.
          </p>
        </>
      )}
      {state === 'off' && (
        <p class="hint">Sync now reads both sides and shows what it would do. Nothing is written before you approve that plan.</p>
      )}
      {(state === 'plan' || state === 'braked') && (
        <p>
          <a href={`#plan-${words.id}`}>Look at the plan</a>, then approve or cancel it.
        </p>
      )}
      {!isBusy && lastRunAt !== undefined && (
        <p class="hint">
          Last run {ago(lastRunAt, now)}
          {state === 'on' && nextRunAt !== undefined && `, next ${nextRunAt > now ? `in ${minutes(nextRunAt - now)}` : 'at once'}`}.
        </p>
      )}
      <FormProblem problem={failure} />
      {problem && <ProblemBanner problem={problem} words={wordsOf(problem, words)} />}
    </div>
  );
}

function textOf(state: SyncState): string {
  switch (state) {
    case 'off':
      return 'Not started';
    case 'planning':
      return 'Making the plan…';
    case 'plan':
      return 'Waits for your approval';
    case 'on':
      return 'On';
    case 'running':
      return 'Running…';
    case 'paused':
      return 'Paused. Changes are kept and sync later.';
    case 'braked':
      return 'Stopped: unusually many changes';
  }
}

function minutes(ms: number): string {
  const whole = Math.max(1, Math.round(ms / 60_000));
  return whole === 1 ? '1 minute' : `${whole} minutes`;
}
