// When the page's marks fit several people: never a guess, a question with the reasons.
import { Avatar } from './Avatar';
import { CreateHere } from './CreateHere';
import { FormProblem } from './FormProblem';
import { TeachPage } from './later-parts';
import type { PanelActions, SeveralView } from './panel-props';
import { SightingCard } from './SightingCard';
import { useSubmit } from './use-submit';

/** Heading `Which contact is this?`, one list item per candidate with `Link`. */
export function SeveralMatches({ view, actions }: { view: SeveralView; actions: PanelActions }) {
  const { problem, run } = useSubmit();
  return (
    <div class="several">
      <div class="view-head">
        <h1 tabIndex={-1}>Which contact is this?</h1>
        <p class="muted">The page’s details fit more than one contact. Your choice is remembered and can be undone.</p>
      </div>
      <SightingCard sighting={view.sighting} />
      <FormProblem problem={problem} />
      <ul class="items">
        {view.candidates.map(({ person, reasons }) => {
          const name = person.name || person.email || person.phone || 'Unnamed contact';
          return (
            <li key={person.uid} class="item candidate">
              <Avatar name={name} small />
              <div class="item-main">
                <button
                  type="button"
                  class="link-button item-title"
                  dir="auto"
                  onClick={() => void run(() => actions.openContact(person.uid))}
                >
                  {name}
                </button>
                <p class="person-line" dir="auto">
                  {[person.company, person.email, person.phone].filter(Boolean).join(' · ')}
                </p>
                <ul class="reasons" aria-label="Reasons">
                  {reasons.map((reason) => (
                    <li key={reason} class="chip" dir="auto">
                      {reason}
                    </li>
                  ))}
                </ul>
              </div>
              <button type="button" class="button button-small" onClick={() => void run(() => actions.link(person.uid))}>
                Link
              </button>
            </li>
          );
        })}
      </ul>
      <p class="muted">None of these?</p>
      <CreateHere sighting={view.sighting} drafts={view.drafts} primary={false} actions={actions} />
      {view.teachable && <TeachPage question="Not who the page shows?" actions={actions} />}
    </div>
  );
}
