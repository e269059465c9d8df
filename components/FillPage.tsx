// Filling the page's form: the preview while it is open, then what was done and the way back.
import { useState } from 'preact/hooks';
import type { FillOutcome } from '@/lib/domain/fill-plan';
import { FillPreview } from './FillPreview';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import type { PanelActions } from './panel-props';
import { useSubmit } from './use-submit';

interface FillPageProps {
  contactUid: string;
  name: string;
  /** False where the contact was opened by hand. */
  isPagePerson: boolean;
  /** The preview is open. */
  open: boolean;
  actions: Pick<PanelActions, 'previewFill' | 'fill' | 'undoFill'>;
  onClose: () => void;
}

/** Dialog `Fill this page`, then a bar with `Undo`. */
export function FillPage({ open, onClose, actions, ...about }: FillPageProps) {
  const [outcome, setOutcome] = useState<FillOutcome & { undone?: boolean }>();
  const { busy, problem, run } = useSubmit();
  const undo = () => run(async () => setOutcome({ ...(await actions.undoFill()), undone: true }));
  return (
    <>
      {open && <FillPreview {...about} actions={actions} onFilled={setOutcome} onClose={onClose} />}
      <div class="fill-done" aria-live="polite">
        {outcome && (
          <div class={`banner ${outcome.failed.length > 0 ? 'banner-warning' : 'banner-success'}`}>
            <Icon name={outcome.failed.length > 0 ? 'warning' : 'done'} />
            <span>
              {said(outcome)}
              {outcome.failed.length > 0 && ` ${failure(outcome)}`}
            </span>
            {!outcome.undone && outcome.done > 0 && (
              <button type="button" class="button button-small" disabled={busy} onClick={() => void undo()}>
                <Icon name="undo" />
                Undo
              </button>
            )}
            <IconButton icon="close" name="Dismiss" small onClick={() => setOutcome(undefined)} />
          </div>
        )}
        <FormProblem problem={problem} />
      </div>
    </>
  );
}

function fields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}

function said({ done, undone }: FillOutcome & { undone?: boolean }): string {
  if (undone) return done > 0 ? `${fields(done)} put back as before.` : 'Nothing was put back.';
  return done > 0 ? `${fields(done)} filled and marked. Check ${done === 1 ? 'it' : 'them'}, then save the page.` : 'Nothing was filled.';
}

function failure({ failed, undone }: FillOutcome & { undone?: boolean }): string {
  const names = failed.filter(Boolean).join(', ') || 'A field';
  return undone ? `Changed since, so left alone: ${names}.` : `Not taken by the page: ${names}.`;
}
