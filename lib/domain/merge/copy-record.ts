// What one side says, carried to the other because a person asked for it: Push and Pull.
import type { Values } from '@/lib/domain/mapping/contact-values';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { goesTo } from './live-rule';
import { carryOver, isEquivalent } from './merge-field';
import { changeOf, type FieldChange, type MergeInput, type RefusedChange } from './merge-records';

export interface Copied {
  changes: FieldChange[];
  refused: RefusedChange[];
}

/**
 * Every field in which the record on side `to` differs from the other, as far as rules go that way, whatever the base. A blank is carried only
 * where the base proves that it was blanked by hand.
 */
export function copyRecord({ rules, left, right, base = {} }: MergeInput, to: Side): Copied {
  const from = otherSide(to);
  const copied: Copied = { changes: [], refused: [] };
  for (const rule of rules.filter((one) => goesTo(one, to))) {
    const [leftNow, rightNow] = [left[rule.left.ref], right[rule.right.ref]];
    if (leftNow === undefined || rightNow === undefined) continue;
    const now = { left: leftNow, right: rightNow };
    const isBlank = { left: rule.left.isBlank(leftNow), right: rule.right.isBlank(rightNow) };
    const wasBlanked = isBlank[from] && base[rule.key] !== undefined && !rule[from].isBlank(base[rule.key]?.[from]);
    if ((isBlank[from] && (isBlank[to] || !wasBlanked)) || isEquivalent(rule, now)) continue;
    const outcome = carryOver(rule, from, now, isBlank[from] ? 'blanked' : isBlank[to] ? 'fills' : 'asked');
    if (outcome.kind === 'write') copied.changes.push(changeOf(rule, to, now[to], outcome.value, outcome.why));
    if (outcome.kind === 'refused') {
      const { ref, label } = rule[to];
      copied.refused.push({ rule: rule.key, side: to, ref, label, value: outcome.value, reason: outcome.reason });
    }
  }
  return copied;
}

/** By rule, what the side says that values for side `to` come from. */
export function sourcesOf({ rules, left, right }: MergeInput, to: Side): Values {
  const said = { left, right }[otherSide(to)];
  return Object.fromEntries(rules.map((rule) => [rule.key, said[rule[otherSide(to)].ref] ?? '']));
}
