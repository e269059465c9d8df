// What goes where between two systems: one rule per pair of fields, kept as plain data so that it can be stored, exported and preset.
import type { RecordKind } from '@/lib/domain/sighting';
import type { FieldRef } from './field';

/** HighLevel is always on the left, its partner on the right. */
export type Side = 'left' | 'right';

/** The other side. */
export function otherSide(side: Side): Side {
  return side === 'left' ? 'right' : 'left';
}

export const pairNames = ['highlevel-bqe-client', 'highlevel-bqe-prospect', 'highlevel-localiq'] as const;
export type PairName = (typeof pairNames)[number];

export interface Pair {
  left: 'highlevel';
  right: 'bqe' | 'localiq';
  /** Which kind of the partner's records. */
  kind: RecordKind;
  /** one-to-one: a record has at most one partner on each side · many-to-one: several on the right may feed one on the left. */
  links: 'one-to-one' | 'many-to-one';
}

export const pairs: Record<PairName, Pair> = {
  'highlevel-bqe-client': { left: 'highlevel', right: 'bqe', kind: 'client', links: 'one-to-one' },
  'highlevel-bqe-prospect': { left: 'highlevel', right: 'bqe', kind: 'prospect', links: 'one-to-one' },
  'highlevel-localiq': { left: 'highlevel', right: 'localiq', kind: 'contact', links: 'many-to-one' },
};

export type Direction = 'both' | 'to-left' | 'to-right' | 'none';

/** Who wins where both sides changed: the later change, a side, or nobody before the user has said so. */
export type Winner = 'newest' | 'left' | 'right' | 'ask';

/** What becomes of a value that somebody blanked on one side: blanked on the other too, asked about, or kept there. */
export type BlankRule = 'carry' | 'ask' | 'keep';

/** What converts the values: the types of the two fields, or pairs of values that the user named. */
type ConverterName = 'by-type' | 'value-pairs';

export interface FieldRule {
  left: FieldRef;
  right: FieldRef;
  direction: Direction;
  wins: Winner;
  /** Never overwrites a value, on either side. */
  fillBlanksOnly: boolean;
  /** 'carry' unless said otherwise. */
  blanks?: BlankRule;
  converter: ConverterName;
  /** What a value on the left is called on the right; the first that fits counts. */
  valuePairs?: readonly (readonly [left: string, right: string])[];
}

export interface Mapping {
  pair: PairName;
  rules: readonly FieldRule[];
  /** On which side records may be created for those that have no partner there. */
  create: Record<Side, boolean>;
  /** Goes up with each change; a plan is approved for one version. */
  version: number;
}

/** Names a rule within its mapping, and the base that belongs to it: another field on either side is another rule. */
export type RuleKey = `${FieldRef}|${FieldRef}`;

export function ruleKey(rule: Pick<FieldRule, 'left' | 'right'>): RuleKey {
  return `${rule.left}|${rule.right}`;
}

/** A rule between two fields with what is usual: both ways, the newer change wins. */
export function fieldRule(left: FieldRef, right: FieldRef, rest: Partial<Omit<FieldRule, 'left' | 'right'>> = {}): FieldRule {
  return { left, right, direction: 'both', wins: 'newest', fillBlanksOnly: false, converter: 'by-type', ...rest };
}
