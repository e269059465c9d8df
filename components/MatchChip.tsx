// How sure we are that this is the person on the page, in two words with the mark that says so.
import { Icon } from './Icon';
import type { Match } from './panel-props';

const texts: Record<Match['how'], string> = { linked: 'Linked', email: 'Same e-mail', phone: 'Same phone', opened: 'Opened by you' };

/** Nothing for a person that was opened by hand while the page shows nobody. */
export function MatchChip({ match }: { match: Match }) {
  if (match.how === 'opened' && !match.linkable) return null;
  const isSure = match.how !== 'opened';
  return (
    <span class={`chip ${isSure ? 'chip-success' : ''}`} title={match.mark ? `${texts[match.how]}: ${match.mark}` : undefined}>
      <Icon name={match.how === 'linked' ? 'link' : isSure ? 'check' : 'search'} />
      {texts[match.how]}
      {match.mark && <span class="hidden-text">: {match.mark}</span>}
    </span>
  );
}
