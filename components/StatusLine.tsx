// The panel's last line: how things stand, how old the data is, how far the first index has come, and behind a fold what waits and why.
import { useId, useState } from 'preact/hooks';
import { ageLabel } from '@/lib/domain/time-labels';
import { IconButton } from './IconButton';
import { WaitingList } from './later-parts';
import type { PanelActions, PanelStatus } from './panel-props';
import { statusText, waitingText } from './status-text';
import { useNow } from './use-now';

interface StatusLineProps {
  status: PanelStatus;
  actions: PanelActions;
  /** Opens the conflicts and questions. */
  onDecide?: (() => void) | undefined;
}

/** An element with role `status` whose text is one of the five, and nothing else. */
export function StatusLine({ status, actions, onDecide }: StatusLineProps) {
  const id = useId();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { text, tone } = statusText(status);
  const { queue, updatedAt, index, decisions = [] } = status;
  const blocked = queue.filter((entry) => entry.state === 'blocked').length;
  const waiting = waitingText(queue.length - blocked);
  // What the status text already says is not said twice.
  const parts = [
    blocked > 0 && `${blocked} ${blocked === 1 ? 'needs' : 'need'} you`,
    queue.length > blocked && waiting !== text && waiting,
    updatedAt > 0 && `Updated ${ageLabel(updatedAt, now)}`,
  ].filter(Boolean);
  return (
    <div class="status">
      {index && (
        <div class="status-index">
          <p class="small" id={`${id}-index`}>
            {index.paused ? 'Reading all contacts is paused' : 'Reading all contacts'}
            <span class="count">
              {index.done.toLocaleString('en')}
              {index.total !== undefined && ` of ${index.total.toLocaleString('en')}`}
            </span>
          </p>
          <progress
            class="progress"
            aria-labelledby={`${id}-index`}
            {...(index.total ? { value: Math.min(index.done, index.total), max: index.total } : {})}
          />
        </div>
      )}
      {open && queue.length > 0 && (
        <div class="status-list" id={`${id}-list`}>
          <WaitingList queue={queue} actions={actions} />
        </div>
      )}
      <div class="status-line">
        <span class={`status-dot status-${tone}`} aria-hidden="true" />
        <span class="status-text" role="status">
          {text}
        </span>
        {decisions.length > 0 && onDecide && (
          <button type="button" class="link-button" onClick={onDecide}>
            {decisions.length.toLocaleString('en')} to decide
          </button>
        )}
        <span class="status-more" title={parts.join(' · ')}>
          {parts.join(' · ')}
        </span>
        {queue.length > 0 && (
          <IconButton
            icon={open ? 'chevronDown' : 'chevronUp'}
            name={open ? 'Hide what waits' : 'Show what waits'}
            small
            aria-expanded={open}
            aria-controls={`${id}-list`}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
    </div>
  );
}
