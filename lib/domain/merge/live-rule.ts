// A rule at work: how the two sides' values of one field are compared and carried, and what may be written. Made from a mapping for
// contacts, fixed for tasks and notes; merging knows only this.
import type { CustomValue } from '@/lib/domain/contact';
import type { Carried } from '@/lib/domain/mapping/convert';
import type { Writable } from '@/lib/domain/mapping/field';
import type { BlankRule, Direction, Side, Winner } from '@/lib/domain/mapping/mapping';

/** One side of a rule. */
export interface LiveField {
  ref: string;
  label: string;
  write: Writable;
  route?: string;
  same(one: CustomValue | undefined, other: CustomValue | undefined): boolean;
  isBlank(value: CustomValue | undefined): boolean;
  /** What carrying this value over a value of ours would lose beside the value itself; undefined for nothing. */
  warning?(to: CustomValue, current: CustomValue): string | undefined;
}

export interface LiveRule {
  key: string;
  left: LiveField;
  right: LiveField;
  /** The value of `from` as the other side takes it; `current` is what the other side holds. */
  carry(from: Side, value: CustomValue, current: CustomValue | undefined): Carried;
  direction: Direction;
  wins: Winner;
  fillBlanksOnly: boolean;
  blanks: BlankRule;
}

/** The rule where a person carries values by hand: to this side, over what stands there, although no API can write it. */
export function byHand(rule: LiveRule, to: Side): LiveRule {
  return { ...rule, direction: 'both', fillBlanksOnly: false, [to]: { ...rule[to], write: 'always' } };
}

/** True when the rule lets values go to this side. */
export function goesTo({ direction }: Pick<LiveRule, 'direction'>, side: Side): boolean {
  return direction === 'both' || direction === `to-${side}`;
}
