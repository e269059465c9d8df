// Two contacts that belong together, merged by a mapping.
import type { Contact } from '@/lib/domain/contact';
import { valuesOf } from '@/lib/domain/mapping/contact-values';
import type { FieldRef } from '@/lib/domain/mapping/field';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { goesTo, type LiveRule } from './live-rule';
import type { Times } from './merge-field';
import { type Base, type Merged, type MergeInput, mergeRecords, type Settled, settleMerge } from './merge-records';

export interface ContactPair {
  left: Contact;
  right: Contact;
  base?: Base;
  times?: Times;
  /** Fields that the last reading left out: refused, or not asked for. They are unknown, not blank. */
  unsaid?: Partial<Record<Side, readonly FieldRef[]>>;
}

/** What mergeRecords needs, for two contacts. */
export function contactMerge({ rules }: Pick<LiveMapping, 'rules'>, { left, right, base, times, unsaid }: ContactPair): MergeInput {
  const refs = (side: Side) => rules.map((rule) => rule[side].ref as FieldRef);
  return {
    rules,
    left: valuesOf(left, refs('left'), unsaid?.left),
    right: valuesOf(right, refs('right'), unsaid?.right),
    ...(base && { base }),
    ...(times && { times }),
  };
}

/** Merges two contacts. */
export function mergeContacts(live: Pick<LiveMapping, 'rules'>, pair: ContactPair): Merged {
  return mergeRecords(contactMerge(live, pair));
}

/**
 * The base after a merge was written. `pair` is what was merged, `merged` what was written of it (changes that the user left out are taken out
 * before), `answers` what each written side answered.
 */
export function settleContacts(
  live: Pick<LiveMapping, 'rules'>,
  pair: ContactPair,
  merged: Merged,
  answers: Partial<Record<Side, Contact>>,
  options: { reread?: boolean } = {},
): Settled {
  const input = contactMerge(live, pair);
  const said = Object.entries(answers).map(([side, contact]) => [side, contactMerge(live, { ...pair, [side]: contact })[side as Side]]);
  return settleMerge(input, merged, Object.fromEntries(said), options);
}

/** The base of a record that was just made on one side from its partner: what the partner said, and what the server made of it. */
export function baseOfCreated({ rules }: Pick<LiveMapping, 'rules'>, side: Side, source: Contact, answer: Contact): Base {
  const both = { [side]: answer, [otherSide(side)]: source } as Record<Side, Contact>;
  const { left, right } = contactMerge({ rules }, both);
  const from = otherSide(side);
  const values = { left, right };
  const isLeftOut = (rule: LiveRule) => rule[from].isBlank(values[from][rule[from].ref]);
  const carried = rules.filter((rule) => goesTo(rule, side) && !isLeftOut(rule));
  return Object.fromEntries(
    carried.map(({ key, left: one, right: other }) => [key, { left: left[one.ref] ?? '', right: right[other.ref] ?? '' }]),
  );
}
