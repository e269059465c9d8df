// When a side was changed, as exactly as that is known, and why only the user can decide.
import type { ChangeSpan } from '@/lib/domain/merge/change-span';
import type { WhyAsk } from '@/lib/domain/merge/merge-field';
import { dayLabel, dayTimeLabel, timeLabel } from '@/lib/domain/time-labels';
import type { ConflictSide } from './sync-props';

/** "Changed today 14:30 by Grace Hopper", "Changed between … and …". */
export function changedWords({ changed, by }: ConflictSide, now: number, zone: string): string {
  const when = changed && spanWords(changed, now, zone);
  if (!when) return by ? `Changed by ${by}, time not known` : 'Time of change not known';
  return `Changed ${when}${by ? ` by ${by}` : ''}`;
}

function spanWords({ from, to }: ChangeSpan, now: number, zone: string): string {
  const label = (at: number) => dayTimeLabel(at, now, zone).replace(/^(?:Today|Yesterday|Tomorrow)/, (day) => day.toLowerCase());
  // Times that do not fit a calendar are as good as unknown.
  const known = (at: number) => Number.isFinite(at) && Math.abs(at) < 8e15 && at !== 0;
  if (!known(from)) return known(to) ? `before ${label(to)}` : '';
  if (!known(to)) return `after ${label(from)}`;
  if (label(from) === label(to)) return label(from);
  const isOneDay = dayLabel(from, now, zone) === dayLabel(to, now, zone);
  return `between ${label(from)} and ${isOneDay ? timeLabel(to, zone) : label(to)}`;
}

/** Why this is a question. */
export const whyWords: Record<WhyAsk, string> = {
  'both-changed': 'Both sides changed it since they last agreed, and the rule is to ask.',
  'times-overlap': 'Both sides changed it, and it is not known which change came later.',
  'never-agreed': 'The two were never compared before.',
  blanked: 'One side was blanked while the other has a value.',
};
