// A question of the sync about who is who: one of the candidates, or none of them. Nothing is written before it is answered.
import { FormProblem } from './FormProblem';
import { RecordLines } from './RecordLines';
import { recordNoun } from './record-words';
import { Section } from './Section';
import type { ChoiceQuestion, DecisionActions } from './sync-props';
import { useSubmit } from './use-submit';

interface Words {
  title: string;
  text: (who: string) => string;
  pick: string;
  none: string;
}

const words: Record<ChoiceQuestion['about'], Words> = {
  which: {
    title: 'Which record is this?',
    text: (who) => `More than one record could be ${who}. Choose the one it belongs to; the choice is remembered and can be undone.`,
    pick: 'Link',
    none: 'None of these',
  },
  'same-person': {
    title: 'Is this one person?',
    text: () => 'These records have the same e-mail or phone. Choose the one to keep in step; none of them is changed or deleted.',
    pick: 'Use this one',
    none: 'Different people',
  },
  'already-linked': {
    title: 'Who belongs together?',
    text: (who) => `${who} fits a contact that is linked already. Choose the record that stays linked.`,
    pick: 'Link',
    none: 'Leave as it is',
  },
  'linked-twice': {
    title: 'Linked more than once',
    text: (who) => `${who} is linked to several records. Choose the one that stays; the others are unlinked, not deleted.`,
    pick: 'Keep this one',
    none: 'Unlink all',
  },
};

/** One list item per candidate, with its reasons. */
export function ChoiceView({ question, sync }: { question: ChoiceQuestion; sync: Pick<DecisionActions, 'choose'> }) {
  const { busy, problem, run } = useSubmit();
  const { about, id, subject, candidates } = question;
  const { title, text, pick, none } = words[about];
  const who = subject ? `the ${recordNoun(subject.system, subject.kind)} ${subject.name}`.trim() : '';
  const said = text(who);
  return (
    <Section title={title}>
      <p class="muted" dir="auto">
        {said.charAt(0).toUpperCase() + said.slice(1)}
      </p>
      {subject && (
        <div class="card question-subject">
          <RecordLines record={subject} />
        </div>
      )}
      <FormProblem problem={problem} />
      <ul class="items">
        {candidates.map(({ reasons, ...record }) => (
          <li key={record.uid} class="item candidate">
            <RecordLines record={record} reasons={reasons} />
            <button
              type="button"
              class="button button-small"
              aria-disabled={busy}
              onClick={() => void run(() => sync.choose(id, record.uid))}
            >
              {pick}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button button-quiet button-small show-more"
        aria-disabled={busy}
        onClick={() => void run(() => sync.choose(id, undefined))}
      >
        {none}
      </button>
    </Section>
  );
}
