// Asks before one side is kept everywhere: what the other side says is overwritten at once, field by field.
import { useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import type { Side } from '@/lib/domain/mapping/mapping';
import { Dialog } from './Dialog';
import { FormProblem } from './FormProblem';
import { countOf } from './record-words';
import type { Conflict, DecisionActions } from './sync-props';
import { useSubmit } from './use-submit';

interface KeepAllDialogProps {
  conflict: Conflict;
  all: Conflict[];
  side: Side;
  sync: Pick<DecisionActions, 'keepAll'>;
  onClose: () => void;
}

/** Dialog `Keep all from …`, button `Keep all`. */
export function KeepAllDialog({ conflict, all, side, sync, onClose }: KeepAllDialogProps) {
  const [everywhere, setEverywhere] = useState(false);
  const { busy, problem, run } = useSubmit();
  // "All from BQE CORE" says nothing about conflicts with another system.
  const same = all.filter(({ system }) => side === 'left' || system === conflict.system);
  const chosen = everywhere ? same : [conflict];
  const fields = (conflicts: Conflict[]) =>
    countOf(
      conflicts.reduce((sum, one) => sum + one.fields.length, 0),
      'field',
    );
  const loser =
    side === 'left'
      ? everywhere && new Set(same.map(({ system }) => system)).size > 1
        ? 'The other side'
        : systemTitles[conflict.system]
      : systemTitles.highlevel;
  const keep = async (event: Event) => {
    event.preventDefault();
    if (
      await run(() =>
        sync.keepAll(
          chosen.map(({ id }) => id),
          side,
        ),
      )
    )
      onClose();
  };
  return (
    <Dialog title={`Keep all from ${systemTitles[side === 'left' ? 'highlevel' : conflict.system]}`} onClose={onClose}>
      <form class="form" onSubmit={(event) => void keep(event)}>
        {same.length > 1 && (
          <fieldset class="choices-plain">
            <legend class="hidden-text">Where</legend>
            {[false, true].map((one) => (
              <label key={String(one)} class="check">
                <input type="radio" name="keep-all" checked={everywhere === one} onChange={() => setEverywhere(one)} />
                <span>
                  {one ? `All ${same.length.toLocaleString('en')} records` : 'This record'}{' '}
                  <span class="muted">({fields(one ? same : [conflict])})</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <p>
          {loser} is overwritten in {fields(chosen)} of {countOf(chosen.length, 'record')}. What is overwritten can be brought back for 30
          days.
        </p>
        <FormProblem problem={problem} />
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button button-primary" aria-disabled={busy}>
            Keep all
          </button>
        </div>
      </form>
    </Dialog>
  );
}
