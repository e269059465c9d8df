// Records that vanished on one side, as one question: nothing follows by itself. One by one, or all of the group alike.
import { useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import { Dialog } from './Dialog';
import { FormProblem } from './FormProblem';
import { LongList } from './LongList';
import { countOf, recordNoun } from './record-words';
import { Section } from './Section';
import type { DecisionActions, GoneAnswer, GoneQuestion } from './sync-props';
import { useKeptFocus } from './use-kept-focus';
import { useSubmit } from './use-submit';

interface GoneViewProps {
  question: GoneQuestion;
  sync: Pick<DecisionActions, 'answerGone'>;
}

/** What happens to the partners: `Keep`, `Create again`, `Delete too`. */
export function GoneView({ question, sync }: GoneViewProps) {
  const { about, id, system, other, records, answers } = question;
  const { busy, problem, run } = useSubmit();
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [deleting, setDeleting] = useState(false);
  const box = useKeptFocus<HTMLElement>();
  const [gone, here] = [systemTitles[system], systemTitles[other]];
  // All to begin with; what came since is not ticked behind the user's back.
  const ticked = records.filter((record) => chosen?.has(record.id) ?? true);
  const many = records.length > 1;
  const answer = (one: GoneAnswer) =>
    run(async () => {
      await sync.answerGone(
        id,
        ticked.map((record) => record.id),
        one,
      );
      setDeleting(false);
      setChosen(undefined);
    });
  const names: Record<GoneAnswer, string> = {
    keep: `Keep in ${here}`,
    recreate: about === 'deleted' ? `Create again in ${gone}` : `Restore in ${gone}`,
    delete: `Delete in ${here} too`,
  };
  const toggle = (recordId: string, isTicked: boolean) => {
    const next = new Set(ticked.map((record) => record.id));
    if (isTicked) next.add(recordId);
    else next.delete(recordId);
    setChosen(next);
  };
  return (
    <Section title={about === 'deleted' ? `Deleted in ${gone}` : `Archived in ${gone}`} count={many ? records.length : undefined} ref={box}>
      <p class="muted">
        {many ? `These records are` : `This record is`} {about === 'deleted' ? 'no longer' : 'put away'} in {gone}. In {here}{' '}
        {many ? 'they are' : 'it is'} unchanged, and nothing is deleted by itself.
      </p>
      <LongList
        items={records}
        page={20}
        draw={(record) => (
          <li key={record.id} class="item">
            {many && (
              <input
                type="checkbox"
                id={`gone-${record.id}`}
                checked={ticked.includes(record)}
                onChange={(event) => toggle(record.id, event.currentTarget.checked)}
              />
            )}
            <div class="item-main">
              <label class="item-title" htmlFor={many ? `gone-${record.id}` : undefined} dir="auto">
                {record.name || 'A record without a name'}
              </label>
              <p class="person-line">{recordNoun(other, record.kind)}</p>
            </div>
          </li>
        )}
      />
      <FormProblem problem={problem} />
      <div class="button-row gone-answers">
        {answers.map((one) => (
          <button
            key={one}
            type="button"
            class={`button button-small${one === 'delete' ? ' button-quiet gone-delete' : ''}`}
            aria-disabled={busy || ticked.length === 0}
            onClick={() => ticked.length > 0 && (one === 'delete' ? setDeleting(true) : void answer(one))}
          >
            {names[one]}
          </button>
        ))}
        {many && (
          <span class="count">
            {ticked.length} of {records.length} chosen
          </span>
        )}
      </div>
      {deleting && (
        <Dialog title={names.delete} onClose={() => setDeleting(false)}>
          <p>
            This deletes {countOf(ticked.length, 'record')} in {here}, for everybody in your firm. A snapshot stays here for 30 days; undo
            creates a record again from it, as a new one.
          </p>
          <FormProblem problem={problem} />
          <div class="dialog-buttons">
            <button type="button" class="button" onClick={() => setDeleting(false)}>
              Cancel
            </button>
            <button type="button" class="button button-danger" aria-disabled={busy} onClick={() => void answer('delete')}>
              Delete
            </button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}
