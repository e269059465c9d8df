// When the page's person is nobody we know. "No match" is said only after HighLevel answered; before that, or offline, only what is true.
import type { ComponentChildren } from 'preact';
import { systemTitles } from '@/lib/domain/account';
import { CreateHere } from './CreateHere';
import { Icon } from './Icon';
import { ProblemText } from './ProblemText';
import type { NoMatchView, PanelActions } from './panel-props';
import { SightingCard } from './SightingCard';

interface NoMatchProps {
  view: NoMatchView;
  offline: boolean;
  actions: PanelActions;
  /** The search box stands between what was looked for and the way to create it. */
  children: ComponentChildren;
}

/** Heading `No match in HighLevel`, button `Create in HighLevel`. */
export function NoMatch({ view, offline, actions, children }: NoMatchProps) {
  const { sighting, answered, problem, drafts } = view;
  const isAsking = !answered && !problem && !offline;
  return (
    <div class="no-match">
      <div class="view-head">
        <h1 tabIndex={-1}>{answered ? 'No match in HighLevel' : isAsking ? 'Looking in HighLevel…' : 'Not in the cache'}</h1>
        <p class="muted">
          {answered
            ? `Nobody in HighLevel has the e-mail or phone of this ${systemTitles[sighting.system]} page.`
            : isAsking
              ? 'This person is not in the cache. HighLevel is being asked.'
              : 'HighLevel could not be asked yet, so this person may well be there. Lockstep asks as soon as it can.'}
        </p>
      </div>
      <SightingCard sighting={sighting} />
      {problem && !answered && !(offline && problem.code === 'offline') && (
        <div class="banner banner-warning">
          <Icon name="warning" />
          <ProblemText problem={problem} />
        </div>
      )}
      {children}
      <CreateHere {...{ sighting, drafts, actions }} primary={answered} />
    </div>
  );
}
