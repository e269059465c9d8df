// A record to be made on one side from one or several of the other: each field by its rule, blanks left out.
import { blankContact } from '@/lib/domain/contact';
import { readField, valuesOf } from '@/lib/domain/mapping/contact-values';
import type { FieldRef } from '@/lib/domain/mapping/field';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { goesTo } from '@/lib/domain/merge/live-rule';
import { changeOf, type FieldChange, type RefusedChange } from '@/lib/domain/merge/merge-records';
import type { PlanRecord } from '@/lib/domain/plan/plan';

export interface NewRecord {
  changes: FieldChange[];
  refused: RefusedChange[];
  /** The side demands a field that stays blank. */
  isLacking: boolean;
}

/** The fields of a record to be made on `side`. The first source that says something about a field fills it. */
export function newRecord(
  { rules, fields }: Pick<LiveMapping, 'rules' | 'fields'>,
  side: Side,
  sources: readonly Pick<PlanRecord, 'value' | 'unsaid'>[],
): NewRecord {
  const from = otherSide(side);
  const made: NewRecord = { changes: [], refused: [], isLacking: false };
  for (const rule of rules) {
    const { ref, label, write } = rule[side];
    if (!goesTo(rule, side) || write === 'never') continue;
    const blank = readField(blankContact(), ref as FieldRef);
    const said = sources
      .map(({ value, unsaid }) => valuesOf(value, [rule[from].ref as FieldRef], unsaid)[rule[from].ref])
      .filter((value) => value !== undefined && !rule[from].isBlank(value));
    const carried = said.map((value) => rule.carry(from, value ?? '', blank));
    const taken = carried.find((one) => one.value !== undefined);
    const [first] = carried;
    if (taken?.value !== undefined) made.changes.push(changeOf(rule, side, blank, taken.value, 'fills'));
    else if (first?.refused !== undefined)
      made.refused.push({ rule: rule.key, side, ref, label, value: said[0] ?? '', reason: first.refused });
  }
  const filled = new Set(made.changes.flatMap(({ ref }) => (ref === 'fullName' ? ['firstName', 'lastName', ref] : [ref])));
  made.isLacking = fields[side].some(({ ref, required }) => required && !filled.has(ref));
  return made;
}
