// Everything that waits for the user's word, one at a time: answered ones go, and the next takes their place.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { DecisionView } from './DecisionView';
import { Empty } from './Empty';
import { FormProblem } from './FormProblem';
import { IconButton } from './IconButton';
import type { Drafts, PanelActions } from './panel-props';
import type { Decision, DecisionActions } from './sync-props';
import { useSubmit } from './use-submit';

interface DecisionQueueProps {
  decisions: Decision[];
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft' | 'openContact'>;
  sync: DecisionActions;
  onClose: () => void;
}

/** "2 of 5", buttons `Previous` and `Next`. */
export function DecisionQueue({ decisions, timezone, drafts: stored, actions, sync, onClose }: DecisionQueueProps) {
  const [at, setAt] = useState({ id: decisions[0]?.id, index: 0 });
  const heading = useRef<HTMLHeadingElement>(null);
  const { problem, run } = useSubmit();
  // What is typed for one record is still there after a look at another.
  const drafts = useRef<Record<string, unknown>>({ ...stored });
  const saveDraft = async (key: string, value: unknown) => {
    drafts.current[key] = value;
    await actions.saveDraft(key, value);
  };
  const found = decisions.findIndex(({ id }) => id === at.id);
  // Answered: whoever has moved up into its place is next.
  const index = found === -1 ? Math.min(at.index, decisions.length - 1) : found;
  const decision = decisions[index];
  const id = decision?.id;
  const shown = useRef<string>(undefined);
  useLayoutEffect(() => {
    setAt({ id, index: Math.max(index, 0) });
    const now = id ?? '';
    if (shown.current === now) return;
    shown.current = now;
    heading.current?.focus();
    document.documentElement.scrollTop = 0;
  }, [id, index]);
  const go = (to: number) => setAt({ id: decisions[to]?.id, index: to });
  const contactUid = decision && ('records' in decision ? undefined : decision.contactUid);
  return (
    <div class="decisions">
      <div class="decisions-bar">
        <IconButton icon="back" name="Back" onClick={onClose} />
        {decision && (
          <>
            <span class="count" aria-live="polite">
              {index + 1} of {decisions.length}
            </span>
            <IconButton icon="chevronLeft" name="Previous" disabled={index === 0} onClick={() => go(index - 1)} />
            <IconButton icon="chevronRight" name="Next" disabled={index === decisions.length - 1} onClick={() => go(index + 1)} />
          </>
        )}
      </div>
      <h1 tabIndex={-1} ref={heading} dir="auto">
        {decision ? titleOf(decision) : 'All decided'}
      </h1>
      {contactUid && (
        <button
          type="button"
          class="link-button small"
          onClick={() =>
            void run(async () => {
              await actions.openContact(contactUid);
              onClose();
            })
          }
        >
          Open contact
        </button>
      )}
      <FormProblem problem={problem} />
      {decision ? (
        <DecisionView key={decision.id} {...{ decision, decisions, timezone, sync }} drafts={drafts.current} actions={{ saveDraft }} />
      ) : (
        <Empty>Nothing waits for your decision.</Empty>
      )}
    </div>
  );
}

function titleOf(decision: Decision): string {
  if (decision.about === 'conflict') return decision.name || 'Unnamed contact';
  if ('records' in decision) return decision.records.length === 1 ? (decision.records[0]?.name ?? '') : 'Records that are gone';
  return decision.subject?.name || decision.candidates[0]?.name || 'A question';
}
