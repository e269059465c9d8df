// When the page's person is nobody we know. "No match" is said only after HighLevel answered; before that, or offline, only what is true.
import type { ComponentChildren } from 'preact';
import { systemTitles } from '@/lib/domain/account';
import { CreateHere } from './CreateHere';
import { Icon } from './Icon';
import { TeachPage } from './later-parts';
import { ProblemText } from './ProblemText';
import type { NoMatchView, PanelActions } from './panel-props';
import { SightingCard } from './SightingCard';
import type { ReviewActions } from './sync-props';

interface NoMatchProps {
  view: NoMatchView;
  offline: boolean;
  actions: PanelActions;
  sync: ReviewActions | undefined;
  /** The search box stands between what was looked for and the way to create it. */
  children: ComponentChildren;
}

/** Heading `No match in HighLevel`, button `Create in HighLevel`. */
export function NoMatch({ view, offline, actions, sync, children }: NoMatchProps) {
  const { sighting, answered, problem, deleted, drafts, prefill } = view;
  const { heading, text } = wordsFor(view, offline);
  return (
    <div class="no-match">
      <div class="view-head">
        <h1 tabIndex={-1}>{heading}</h1>
        <p class="muted" dir="auto">
          {text}
        </p>
      </div>
      <SightingCard sighting={sighting} />
      {problem && !answered && !deleted && !(offline && problem.code === 'offline') && (
        <div class="banner banner-warning">
          <Icon name="warning" />
          <ProblemText problem={problem} />
        </div>
      )}
      {children}
      <CreateHere {...{ sighting, prefill, drafts, actions, sync }} primary={answered} />
      {view.teachable && <TeachPage question="Not who the page shows?" actions={actions} />}
    </div>
  );
}

/** Only what is true: what the user did, what HighLevel said, or that it has not said anything yet. */
function wordsFor({ sighting, answered, problem, deleted }: NoMatchView, offline: boolean): { heading: string; text: string } {
  if (deleted) return { heading: 'Contact deleted', text: `You deleted ${deleted} here. Undo brings the contact back.` };
  if (answered) {
    const text = `Nobody in HighLevel has the e-mail or phone of this ${systemTitles[sighting.system]} page.`;
    return { heading: 'No match in HighLevel', text };
  }
  if (!problem && !offline) return { heading: 'Looking in HighLevel…', text: 'This person is not in the cache. HighLevel is being asked.' };
  const text = 'HighLevel could not be asked yet, so this person may well be there. Lockstep asks as soon as it can.';
  return { heading: 'Not in the cache', text };
}
