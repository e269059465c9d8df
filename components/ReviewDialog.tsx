// The dialog `Review changes`: every field that a Push or Pull would write, to be looked at and chosen before anything is written.
import { useId, useRef, useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import type { RecordKind } from '@/lib/domain/sighting';
import { Dialog } from './Dialog';
import { DuplicateList } from './DuplicateList';
import { FormProblem } from './FormProblem';
import { ReviewItem } from './ReviewItem';
import { countOf, recordNoun } from './record-words';
import type { Review, ReviewActions } from './sync-props';
import { useSubmit } from './use-submit';
import './sync-parts.css';

interface ReviewDialogProps {
  review: Review;
  sync: Pick<ReviewActions, 'apply' | 'linkInstead'>;
  /** Another review takes the place of this one; undefined ends it. */
  onReview: (review: Review | undefined) => void;
  onClose: () => void;
}

/** Buttons `Apply` and `Cancel`. Give it the review's id as key. */
export function ReviewDialog({ review, sync, onReview, onClose }: ReviewDialogProps) {
  const id = useId();
  const { rows, act, kinds = [], duplicates = [] } = review;
  const writable = rows.filter((row) => !row.obstacle);
  const [chosen, setChosen] = useState(() => new Set(writable.filter((row) => row.chosen).map((row) => row.key)));
  const [kind, setKind] = useState<RecordKind | undefined>(kinds.length === 1 ? kinds[0] : undefined);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSubmit();
  const list = useRef<HTMLUListElement>(null);
  const isBlocked = act === 'create' && duplicates.some(({ exact }) => exact);
  const lacksKind = act === 'create' && kinds.length > 1 && !kind;
  const isNothing = act === 'update' && writable.length === 0;
  const lacksRows = act !== 'link' && chosen.size === 0;

  const apply = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (isNothing || isBlocked || lacksKind || lacksRows) return;
    // In the order of the rows, whatever the order of the clicks.
    const keys = writable.filter((row) => chosen.has(row.key)).map((row) => row.key);
    if (await run(() => sync.apply(review.id, keys, ...(kind ? [kind] : [])))) onClose();
  };
  const choose = (key: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const all = chosen.size === writable.length;
  const link = (uid: string) => void run(async () => onReview(await sync.linkInstead?.(review.id, uid)));

  return (
    <Dialog title="Review changes" wide onClose={onClose}>
      <form class="form review" noValidate onSubmit={(event) => void apply(event)}>
        <p class="muted">
          {intro(review)} <strong dir="auto">{review.to.name}</strong>
        </p>
        {duplicates.length > 0 && <DuplicateList duplicates={duplicates} onLink={link} />}
        {!isBlocked && kinds.length > 1 && act === 'create' && (
          <fieldset class="choice-row" aria-describedby={tried && lacksKind ? `${id}-kind` : undefined}>
            <legend>Create as</legend>
            {kinds.map((one) => (
              <label key={one} class="check">
                <input type="radio" name={`${id}-kinds`} checked={kind === one} onChange={() => setKind(one)} />
                {titleCase(one)}
              </label>
            ))}
            {tried && lacksKind && (
              <p class="field-error" id={`${id}-kind`}>
                Choose what to create.
              </p>
            )}
          </fieldset>
        )}
        {isNothing && rows.length === 0 && <p class="empty">Nothing to change</p>}
        {!isBlocked && rows.length > 0 && (
          <div>
            {writable.length > 1 && (
              <div class="review-all">
                <label class="check">
                  <input
                    type="checkbox"
                    checked={all}
                    ref={(box) => {
                      if (box) box.indeterminate = !all && chosen.size > 0;
                    }}
                    onChange={() => setChosen(new Set(all ? [] : writable.map((row) => row.key)))}
                  />
                  Select all
                </label>
                <span class="count">
                  {chosen.size} of {countOf(writable.length, 'field')}
                </span>
              </div>
            )}
            <ul class="review-rows" aria-label="Fields" ref={list} onKeyDown={(event) => stepThrough(event, list.current)}>
              {rows.map((row) => (
                <ReviewItem key={row.key} row={row} chosen={chosen.has(row.key)} onChoose={(isChosen) => choose(row.key, isChosen)} />
              ))}
            </ul>
          </div>
        )}
        <div class="review-foot">
          <FormProblem problem={problem} />
          {!isNothing && !isBlocked && <p class="hint">{outlook(review)}</p>}
          {tried && lacksRows && !isNothing && !isBlocked && (
            <p class="field-error" role="alert">
              Choose at least one field.
            </p>
          )}
          <div class="dialog-buttons">
            <button type="button" class="button" onClick={onClose}>
              {isNothing ? 'Close' : 'Cancel'}
            </button>
            {!isNothing && (
              <button type="submit" class="button button-primary" disabled={isBlocked} aria-disabled={busy || lacksRows || lacksKind}>
                Apply
              </button>
            )}
          </div>
        </div>
      </form>
    </Dialog>
  );
}

function intro({ act, to }: Review): string {
  const noun = recordNoun(to.system, to.kind);
  if (act === 'create') return to.system === 'highlevel' ? `A new ${noun}:` : `A new record in ${systemTitles[to.system]}:`;
  return act === 'link' ? `Links and changes the ${noun}` : `Changes the ${noun}`;
}

/** What happens after `Apply`, by the way the values go. */
function outlook({ route, to }: Review): string {
  if (route === 'connected-app') return 'Sent to your connected app, which takes it from there.';
  if (route === 'fill-page') return 'Fills the form on the page. Nothing is saved until you save it there.';
  return to.system === 'highlevel'
    ? 'Your firm’s HighLevel workflows may run. You can undo this for 30 days.'
    : 'You can undo this for 30 days.';
}

function titleCase(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Up and down go from checkbox to checkbox. */
function stepThrough(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const boxes = Array.from(list?.querySelectorAll<HTMLElement>('input') ?? []);
  const at = boxes.indexOf(document.activeElement as HTMLElement);
  if (step === 0 || at === -1) return;
  event.preventDefault();
  boxes[at + step]?.focus();
}
