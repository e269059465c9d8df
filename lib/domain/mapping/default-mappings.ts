// What is mapped before anybody changed it: the fields that mean the same in both systems, and nothing that could surprise.
import type { FieldRef } from './field';
import { type FieldRule, fieldRule, type Mapping, type PairName, pairs } from './mapping';

/** Fields of a person and a firm that BQE CORE and HighLevel both have. */
const shared: FieldRef[] = [
  'firstName',
  'lastName',
  'companyName',
  'email',
  'phone',
  'address1',
  'city',
  'state',
  'postalCode',
  'country',
  'website',
];

/** What LocaliQ knows goes into blanks only: it is what a caller or a form said, not what somebody maintains. */
const fromLocaliq: FieldRef[] = [
  'firstName',
  'lastName',
  'companyName',
  'email',
  'phone',
  'address1',
  'city',
  'state',
  'postalCode',
  'country',
  'source',
];

/**
 * The mapping that a pair starts with. Records are made in HighLevel for clients and leads that have none there; never by themselves in BQE
 * CORE, where most of HighLevel's leads do not belong.
 */
export function defaultMapping(pair: PairName): Mapping {
  const isLocaliq = pairs[pair].right === 'localiq';
  const rules: FieldRule[] = isLocaliq
    ? fromLocaliq.map((ref) => fieldRule(ref, ref, { direction: 'to-left', wins: 'left', fillBlanksOnly: true }))
    : shared.map((ref) => fieldRule(ref, ref));
  return { pair, rules, create: { left: true, right: false }, version: 1 };
}
