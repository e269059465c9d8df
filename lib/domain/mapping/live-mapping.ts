// A mapping checked against the fields that both systems have today. What cannot work is reported and rests; the other rules work on.
import type { LiveField, LiveRule } from '@/lib/domain/merge/live-rule';
import { convert, sameFieldValue, saysNothing } from './convert';
import { customIdOf, type Field, type FieldRef, type Tools } from './field';
import { type FieldRule, type Mapping, otherSide, type Pair, pairs, ruleKey, type Side } from './mapping';
import { typePair } from './type-pairs';
import { ambiguousPair } from './value-pairs';

/** error: the rule rests · warning: it works, but not in every case. */
export interface MappingProblem {
  key: string;
  code:
    | 'field-missing'
    | 'types-refused'
    | 'written-twice'
    | 'not-writable'
    | 'on-create-only'
    | 'pairs-missing'
    | 'pairs-ambiguous'
    | 'mapped-twice'
    | 'required-unmapped';
  severity: 'error' | 'warning';
  /** One sentence for the user. */
  text: string;
}

export interface LiveMapping {
  mapping: Mapping;
  pair: Pair;
  tools: Tools;
  fields: Record<Side, readonly Field[]>;
  rules: LiveRule[];
  problems: MappingProblem[];
}

const sides: readonly Side[] = ['left', 'right'];

/** Sets a mapping to work. Rules of direction 'none' are kept in the mapping and do nothing. */
export function liveMapping(mapping: Mapping, fields: Record<Side, readonly Field[]>, tools: Tools): LiveMapping {
  const pair = pairs[mapping.pair];
  const problems = checkMapping(mapping, fields);
  const resting = new Set(problems.filter(({ severity, code }) => severity === 'error' && code !== 'mapped-twice').map(({ key }) => key));
  const once = new Map([...mapping.rules].reverse().map((rule) => [ruleKey(rule), rule]));
  const rules = mapping.rules.flatMap((rule): LiveRule[] => {
    if (once.get(ruleKey(rule)) !== rule) return [];
    const [left, right] = [find(fields.left, rule.left), find(fields.right, rule.right)];
    // Several records that feed one may only fill its blanks, or they would overwrite each other for ever.
    const fillBlanksOnly = rule.fillBlanksOnly || pair.links === 'many-to-one';
    const works = left && right && rule.direction !== 'none' && !resting.has(ruleKey(rule));
    return works ? [liveRule({ ...rule, fillBlanksOnly }, left, right, tools)] : [];
  });
  return { mapping, pair, tools, fields, rules, problems };
}

/** Everything that is wrong with a mapping, rule by rule, in the mapping's order. */
export function checkMapping(mapping: Mapping, fields: Record<Side, readonly Field[]>): MappingProblem[] {
  const seen = new Set<string>();
  const written: Record<Side, Set<FieldRef>> = { left: new Set(), right: new Set() };
  const problems = mapping.rules.flatMap((rule) => {
    const key = ruleKey(rule);
    const found = checkRule(rule, fields);
    if (seen.has(key)) found.push({ key, code: 'mapped-twice', severity: 'error', text: 'These two fields are mapped twice.' });
    seen.add(key);
    if (found.every(({ severity }) => severity !== 'error')) {
      for (const side of sides.filter((one) => rule.direction === 'both' || rule.direction === `to-${one}`)) {
        const label = find(fields[side], rule[side])?.label;
        const text = `${label} is already written by another rule.`;
        const parts = partsOf(rule[side]);
        if (parts.some((ref) => written[side].has(ref))) found.push({ key, code: 'written-twice', severity: 'error', text });
        for (const ref of parts) written[side].add(ref);
      }
    }
    return found;
  });
  return [...problems, ...requiredButUnmapped(mapping, fields)];
}

/** Fields that no rule mentions yet, to be offered. Files cannot be mapped, nor what Lockstep keeps to itself. */
export function offeredFields(mapping: Mapping, side: Side, fields: readonly Field[]): Field[] {
  const used = new Set(mapping.rules.flatMap((rule) => partsOf(rule[side])));
  return fields.filter(({ ref, type, isReserved }) => type !== 'file' && !isReserved && !partsOf(ref).some((part) => used.has(part)));
}

function checkRule(rule: FieldRule, fields: Record<Side, readonly Field[]>): MappingProblem[] {
  const key = ruleKey(rule);
  const problem = (code: MappingProblem['code'], text: string, severity: MappingProblem['severity'] = 'error') => ({
    key,
    code,
    text,
    severity,
  });
  const missing = sides.filter((side) => !find(fields[side], rule[side]));
  if (missing.length > 0) {
    return missing.map((side) =>
      problem('field-missing', `The field “${customIdOf(rule[side]) ?? rule[side]}” no longer exists. Choose another, or remove the rule.`),
    );
  }
  if (rule.converter === 'value-pairs' && !rule.valuePairs?.length) return [problem('pairs-missing', 'Name at least one pair of values.')];
  const ambiguous = rule.converter === 'value-pairs' && ambiguousPair(rule.valuePairs ?? []);
  if (ambiguous) {
    const [one, other] = ambiguous;
    return [problem('pairs-ambiguous', `“${one}” and “${other}” both have other partners too: remove one of the pairs.`)];
  }
  const found: MappingProblem[] = [];
  for (const side of sides.filter((one) => rule.direction === 'both' || rule.direction === `to-${one}`)) {
    const from = find(fields[otherSide(side)], rule[otherSide(side)]) as Field;
    const to = find(fields[side], rule[side]) as Field;
    const pair = typePair(from.type, to.type);
    const isPaired = rule.converter === 'value-pairs' && from.type !== 'file' && to.type !== 'file';
    if (pair.kind === 'refused' && !isPaired) found.push(problem('types-refused', pair.reason));
    else if (to.write === 'never')
      found.push(problem('not-writable', `${to.label} cannot be written. ${to.route ?? ''}`.trim(), severityOf(rule)));
    else if (to.write === 'on-create')
      found.push(problem('on-create-only', to.route ?? `${to.label} can be set on new records only.`, 'warning'));
  }
  return found;
}

/** A rule that also goes the other way works on in that direction. */
function severityOf({ direction }: FieldRule): MappingProblem['severity'] {
  return direction === 'both' ? 'warning' : 'error';
}

function requiredButUnmapped(mapping: Mapping, fields: Record<Side, readonly Field[]>): MappingProblem[] {
  return sides
    .filter((side) => mapping.create[side])
    .flatMap((side) => {
      const mapped = new Set(mapping.rules.flatMap((rule) => (rule.direction === 'none' ? [] : partsOf(rule[side]))));
      return fields[side]
        .filter(({ ref, required }) => required && !partsOf(ref).every((part) => mapped.has(part)))
        .map(({ ref, label }): MappingProblem => {
          const text = `New records need “${label}”, which no rule fills.`;
          return { key: ref, code: 'required-unmapped', severity: 'warning', text };
        });
    });
}

function liveRule(rule: FieldRule, left: Field, right: Field, tools: Tools): LiveRule {
  const { direction, wins, fillBlanksOnly, blanks = 'carry' } = rule;
  const ownPairs = rule.converter === 'value-pairs' ? (rule.valuePairs ?? []) : [];
  const turned = ownPairs.map(([one, other]) => [other, one] as const);
  return {
    key: ruleKey(rule),
    left: liveField(left, tools),
    right: liveField(right, tools),
    carry: (from, value, current) =>
      from === 'left' ? convert(value, left, right, tools, current, ownPairs) : convert(value, right, left, tools, current, turned),
    direction,
    wins,
    fillBlanksOnly,
    blanks,
  };
}

function liveField(field: Field, tools: Tools): LiveField {
  const { ref, label, write, route } = field;
  return {
    ref,
    label,
    write,
    ...(route && { route }),
    same: (one, other) => sameFieldValue(one, other, field, tools),
    isBlank: (value) => saysNothing(value, field, tools),
  };
}

function find(fields: readonly Field[], ref: FieldRef): Field | undefined {
  return fields.find((field) => field.ref === ref);
}

/** A full name is written as first and last name. */
function partsOf(ref: FieldRef): FieldRef[] {
  return ref === 'fullName' ? ['firstName', 'lastName'] : [ref];
}
