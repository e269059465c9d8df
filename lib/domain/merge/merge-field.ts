// One field, three-way: what each side says now against what it said when the two last agreed. Decides; writes nothing.
import type { CustomValue } from '@/lib/domain/contact';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { type ChangeSpan, newerSide } from './change-span';
import { goesTo, type LiveRule } from './live-rule';

/** What both sides say of one field, and said when they agreed. Undefined where a side was not read, or never agreed. */
export interface FieldState {
  left?: CustomValue | undefined;
  right?: CustomValue | undefined;
  base?: Record<Side, CustomValue> | undefined;
}

export type Times = Partial<Record<Side, ChangeSpan>>;

/**
 * Why a value is written: changed there only · fills a blank · blanked there · both changed and this was the newer · both changed and this
 * side wins by rule · blanked here and changed there, where the rule keeps values · they never agreed before and the rule prefers this side ·
 * a person asked for it.
 */
export type Why = 'changed' | 'fills' | 'blanked' | 'newer' | 'wins' | 'outlasts' | 'first' | 'asked';

/** Why nobody but the user can decide: both sides changed · the later one is not known · they never agreed before · a value was blanked. */
export type WhyAsk = 'both-changed' | 'times-overlap' | 'never-agreed' | 'blanked';

export type FieldOutcome =
  /** Nothing to write; what both say now becomes the base. */
  | { kind: 'settled' }
  /** One side was not read. */
  | { kind: 'unknown' }
  /** The rule leaves them different; the base stays, so that what is here is not overwritten unseen. */
  | { kind: 'apart' }
  /** `lost`: what somebody had entered there since the base, and now is overwritten. */
  | { kind: 'write'; to: Side; value: CustomValue; why: Why; lost?: CustomValue }
  | { kind: 'conflict'; why: WhyAsk }
  /** What should be written cannot be, and why. */
  | { kind: 'refused'; to: Side; value: CustomValue; reason: string };

/** Decides one field. */
export function mergeField(rule: LiveRule, state: FieldState, times: Times = {}): FieldOutcome {
  const { left, right, base } = state;
  if (left === undefined || right === undefined) return { kind: 'unknown' };
  const now = { left, right };
  if (!base) return meet(rule, now, times);
  // Nearly always: saves reading any value.
  if (left === base.left && right === base.right) return { kind: 'settled' };
  const changed = { left: hasChanged(rule, 'left', left, base), right: hasChanged(rule, 'right', right, base) };
  if (!changed.left && !changed.right) return { kind: 'settled' };
  if (isEquivalent(rule, now)) return { kind: 'settled' };
  if (changed.left && changed.right) return contend(rule, now, times);
  const from = changed.left ? 'left' : 'right';
  const to = otherSide(from);
  // What only that side can show (the order of a list, a line break) is listed as overwritten all the same.
  return follow(rule, from, now, rule[to].same(now[to], base[to]) ? undefined : now[to]);
}

/** True when both sides say the same, in either side's terms. */
export function isEquivalent(rule: LiveRule, now: Record<Side, CustomValue>): boolean {
  return (['left', 'right'] as const).some((from) => {
    const to = otherSide(from);
    const carried = rule.carry(from, now[from], now[to]);
    return carried.value !== undefined && rule[to].same(carried.value, now[to]);
  });
}

/** A change that the other side's field cannot show (the time of a day, a picture in a text) is none. */
function hasChanged(rule: LiveRule, side: Side, value: CustomValue, base: Record<Side, CustomValue>): boolean {
  if (rule[side].same(value, base[side])) return false;
  const to = otherSide(side);
  const [now, before] = [rule.carry(side, value, base[to]), rule.carry(side, base[side], base[to])];
  return now.value === undefined || before.value === undefined || !rule[to].same(now.value, before.value);
}

/** They never agreed: blanks are filled, and what differs is the rule's to decide. */
function meet(rule: LiveRule, now: Record<Side, CustomValue>, times: Times): FieldOutcome {
  const blank = { left: rule.left.isBlank(now.left), right: rule.right.isBlank(now.right) };
  if ((blank.left && blank.right) || isEquivalent(rule, now)) return { kind: 'settled' };
  if (blank.left || blank.right) return carryOver(rule, blank.left ? 'right' : 'left', now, 'fills');
  if (rule.fillBlanksOnly) return { kind: 'apart' };
  const winner = winnerOf(rule, times);
  return winner ? carryOver(rule, winner, now, 'first', now[otherSide(winner)]) : { kind: 'conflict', why: 'never-agreed' };
}

/** Only one side changed: the other follows where the rule lets it. */
function follow(rule: LiveRule, from: Side, now: Record<Side, CustomValue>, lost?: CustomValue): FieldOutcome {
  const to = otherSide(from);
  const toIsBlank = rule[to].isBlank(now[to]);
  if (!rule[from].isBlank(now[from])) {
    return rule.fillBlanksOnly && !toIsBlank ? { kind: 'settled' } : carryOver(rule, from, now, toIsBlank ? 'fills' : 'changed', lost);
  }
  // Blanked by hand: the base had a value.
  if (rule.fillBlanksOnly || rule.blanks === 'keep') return { kind: 'settled' };
  if (!goesTo(rule, to)) return { kind: 'apart' };
  return rule.blanks === 'ask' ? { kind: 'conflict', why: 'blanked' } : carryOver(rule, from, now, 'blanked', lost);
}

/** Both changed, to different values. */
function contend(rule: LiveRule, now: Record<Side, CustomValue>, times: Times): FieldOutcome {
  if (rule.fillBlanksOnly) return { kind: 'settled' };
  const blanked = (['left', 'right'] as const).find((side) => rule[side].isBlank(now[side]));
  if (blanked && rule.blanks === 'ask') return { kind: 'conflict', why: 'blanked' };
  const winner = blanked && rule.blanks === 'keep' ? otherSide(blanked) : winnerOf(rule, times);
  if (!winner) return { kind: 'conflict', why: rule.wins === 'newest' ? 'times-overlap' : 'both-changed' };
  const why = blanked && rule.blanks === 'keep' ? 'outlasts' : rule.wins === 'newest' ? 'newer' : 'wins';
  return carryOver(rule, winner, now, why, now[otherSide(winner)]);
}

function winnerOf({ wins }: LiveRule, times: Times): Side | undefined {
  if (wins === 'ask') return undefined;
  return wins === 'newest' ? newerSide(times.left, times.right) : wins;
}

/** The write that gives the other side this side's value, or why there can be none. */
export function carryOver(rule: LiveRule, from: Side, now: Record<Side, CustomValue>, why: Why, lost?: CustomValue): FieldOutcome {
  const to = otherSide(from);
  if (!goesTo(rule, to)) return { kind: 'apart' };
  const target = rule[to];
  const value = now[from];
  if (target.write !== 'always') return { kind: 'refused', to, value, reason: target.route ?? `${target.label} cannot be written.` };
  const carried = rule.carry(from, value, now[to]);
  if (carried.refused !== undefined) return { kind: 'refused', to, value, reason: carried.refused };
  return { kind: 'write', to, value: carried.value, why, ...(lost !== undefined && { lost }) };
}
