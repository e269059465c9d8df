// Live fields and rules of records whose fields are fixed: tasks and notes. What a mapping decides for contacts, settings decide here.
import type { CustomValue } from '@/lib/domain/contact';
import type { Carried } from '@/lib/domain/mapping/convert';
import type { Direction, Side, Winner } from '@/lib/domain/mapping/mapping';
import type { LiveField, LiveRule } from './live-rule';

/** How tasks or notes are kept in step. */
export interface FlowRule {
  direction: Direction;
  wins: Winner;
}

export const usualFlow: FlowRule = { direction: 'both', wins: 'newest' };

/** A field that can be written on both sides, compared by one canonical form. */
export function fixedField(
  ref: string,
  label: string,
  canonical: (value: CustomValue) => CustomValue,
  rest: Partial<Pick<LiveField, 'isBlank' | 'warning'>> = {},
): LiveField {
  const form = (value: CustomValue | undefined) => (value === undefined ? '' : canonical(value));
  return { ref, label, write: 'always', same: (one, other) => form(one) === form(other), isBlank: (value) => form(value) === '', ...rest };
}

/** A rule between two fixed fields. */
export function fixedRule(
  left: LiveField,
  right: LiveField,
  flow: FlowRule,
  carry: (from: Side, value: CustomValue, current: CustomValue | undefined) => Carried,
  blanks: LiveRule['blanks'] = 'carry',
): LiveRule {
  return { key: `${left.ref}|${right.ref}`, left, right, carry, ...flow, fillBlanksOnly: false, blanks };
}
