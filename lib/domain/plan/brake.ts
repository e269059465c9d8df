// The brake: a run that would change or blank unusually much stops and asks, since a changed filter, a lost permission or a partial listing
// looks just like a lot of edits.
import type { PlanSummary } from './plan';

export interface BrakeLimits {
  /** Share of the linked records, 0 to 1, once more than `atLeast` records would change. */
  share: number;
  atLeast: number;
  /** Records that may change in one run, whatever their share. */
  atMost: number;
  /** The same for values that would be blanked. */
  blankedShare: number;
  blankedAtLeast: number;
  blankedAtMost: number;
}

export const usualBrake: BrakeLimits = { share: 0.2, atLeast: 20, atMost: 500, blankedShare: 0.05, blankedAtLeast: 5, blankedAtMost: 50 };

export interface Brake {
  cause: 'changes' | 'blanks';
  /** How many records would be changed or made, or values blanked, and of how many linked records. */
  count: number;
  of: number;
}

/** The brake that this plan sets off; blanks before changes, since they lose more. */
export function brakeOf(
  { create, update, blanked }: Omit<PlanSummary, 'brake'>,
  linked: number,
  limits: BrakeLimits = usualBrake,
): Brake | undefined {
  const changed = create.left + create.right + update.left + update.right;
  const over = (count: number, share: number, least: number, most: number) => count > most || (count > least && count > share * linked);
  if (over(blanked, limits.blankedShare, limits.blankedAtLeast, limits.blankedAtMost))
    return { cause: 'blanks', count: blanked, of: linked };
  return over(changed, limits.share, limits.atLeast, limits.atMost) ? { cause: 'changes', count: changed, of: linked } : undefined;
}
