// Everything the server has not confirmed: whose, what, and for what was refused the reason and the user's choices.
import { BlockedChange } from './BlockedChange';
import { KeptMark } from './KeptMark';
import { LongList } from './LongList';
import { ProblemText } from './ProblemText';
import type { PanelActions, QueuedChange } from './panel-props';
import { useKeptFocus } from './use-kept-focus';

interface WaitingListProps {
  queue: QueuedChange[];
  actions: PanelActions;
}

/** What needs the user first, then oldest first. */
export function WaitingList({ queue, actions }: WaitingListProps) {
  const box = useKeptFocus<HTMLDivElement>();
  const sorted = [...queue.filter((entry) => entry.state === 'blocked'), ...queue.filter((entry) => entry.state !== 'blocked')];
  return (
    <div ref={box}>
      <LongList
        items={sorted}
        page={20}
        draw={(entry) => (
          <li key={entry.id} class="item waiting">
            <div class="item-main">
              <p dir="auto">
                {entry.label} <KeptMark state={entry.state} />
              </p>
              <p class="item-meta">
                <button
                  type="button"
                  class="link-button"
                  dir="auto"
                  onClick={() => void actions.openContact(entry.contactUid).catch(console.error)}
                >
                  {entry.contactName}
                </button>
              </p>
              {entry.problem && entry.state === 'blocked' && <BlockedChange problem={entry.problem} entry={entry} actions={actions} />}
              {entry.problem && entry.state !== 'blocked' && (
                <p class="small muted">
                  <ProblemText problem={entry.problem} />
                </p>
              )}
            </div>
          </li>
        )}
      />
    </div>
  );
}
