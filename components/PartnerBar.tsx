// The record of the other system beside the contact: how the two stand to each other, and the buttons that carry values across.
import { useId, useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import { ApplyResult, ReviewDialog } from './later-parts';
import { linkWords, routeWords, whatItDoes, whyNot } from './link-words';
import { recordNoun } from './record-words';
import type { Partner, Review, ReviewActions, WayName } from './sync-props';
import { useSubmit } from './use-submit';

const names = { push: 'Push to HighLevel', pull: 'Pull from HighLevel' } as const;

interface PartnerBarProps {
  contactUid: string;
  partner: Partner;
  sync: ReviewActions;
  /** Opens the preview of filling the page's form; absent where there is no page to fill. */
  onFill?: (() => void) | undefined;
}

/** Buttons `Push to HighLevel` and `Pull from HighLevel`. Give it the partner's id as key: a review belongs to one record. */
export function PartnerBar({ contactUid, partner, sync, onFill }: PartnerBarProps) {
  const id = useId();
  const { busy, problem, run } = useSubmit();
  const [review, setReview] = useState<Review>();
  const { system, kind, name, exists, applied } = partner;
  const { text, tone } = linkWords(partner);
  const route = routeWords(partner);
  const go = (way: WayName) => run(async () => setReview(await sync[way](contactUid)));
  const button = (way: WayName) => {
    const fills = partner[way].route === 'fill-page';
    const obstacle = whyNot(partner, way) || (fills && !onFill ? 'Open the record’s page: its form is filled there.' : '');
    const about = obstacle || whatItDoes(partner, way);
    const { fields } = partner[way];
    return (
      <button
        type="button"
        class="button"
        aria-describedby={`${id}-${way}`}
        aria-disabled={obstacle !== '' || busy}
        title={about}
        onClick={() => obstacle || (fills ? onFill?.() : void go(way))}
      >
        <Icon name={way} />
        {names[way]}
        {fields ? (
          <span class="badge" aria-hidden="true">
            {fields}
          </span>
        ) : null}
        <span id={`${id}-${way}`} hidden>
          {about}
        </span>
      </button>
    );
  };
  return (
    <section class="partner" aria-labelledby={`${id}-name`}>
      <p id={`${id}-name`}>
        <span class="muted">{exists ? recordNoun(system, kind) : systemTitles[system]}</span> <strong dir="auto">{name}</strong>
      </p>
      <p class="partner-state" aria-live="polite">
        <span class={`status-dot status-${tone}`} aria-hidden="true" />
        {busy ? 'Comparing…' : text}
      </p>
      <div class="partner-ways">
        {button('push')}
        {button('pull')}
      </div>
      {route && <p class="small muted">{route}</p>}
      <FormProblem problem={problem} />
      {applied && <ApplyResult key={applied.id} applied={applied} />}
      {review && <ReviewDialog key={review.id} {...{ review, sync }} onReview={setReview} onClose={() => setReview(undefined)} />}
    </section>
  );
}
