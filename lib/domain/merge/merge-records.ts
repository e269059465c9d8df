// Two records that belong together, field by field: what is to be written where, what only the user can decide, and what both agree on.
import type { CustomValue } from '@/lib/domain/contact';
import type { Values } from '@/lib/domain/mapping/contact-values';
import type { Side } from '@/lib/domain/mapping/mapping';
import type { LiveRule } from './live-rule';
import { type FieldOutcome, mergeField, type Times, type Why, type WhyAsk } from './merge-field';

/** One value to write. The value comes from the other side. */
export interface FieldChange {
  /** Key of the rule that says so. */
  rule: string;
  /** The field that is written, within its system. */
  ref: string;
  label: string;
  from: CustomValue;
  to: CustomValue;
  why: Why;
  /** What is lost besides the value: formatting. */
  warning?: string;
}

export interface FieldConflict {
  rule: string;
  label: string;
  left: CustomValue;
  right: CustomValue;
  /** What both said when they last agreed; undefined where they never did. */
  base?: Record<Side, CustomValue>;
  why: WhyAsk;
}

/** Something that a person had entered and that gives way, to be brought back on request. */
export interface Overwritten {
  rule: string;
  side: Side;
  ref: string;
  value: CustomValue;
}

/** A value that should be written and cannot be. */
export interface RefusedChange {
  rule: string;
  side: Side;
  ref: string;
  label: string;
  /** The value as the other side has it. */
  value: CustomValue;
  /** Why, and by which route it could be done, in a user's words. */
  reason: string;
}

/** What each side said when the two last agreed, by rule. Each keeps its own spelling, since servers normalise. Plain data, to be stored. */
export type Base = Partial<Record<string, Record<Side, CustomValue>>>;

export interface MergeInput {
  rules: readonly LiveRule[];
  left: Values;
  right: Values;
  base?: Base;
  times?: Times;
}

export interface Merged {
  toLeft: FieldChange[];
  toRight: FieldChange[];
  conflicts: FieldConflict[];
  overwritten: Overwritten[];
  refused: RefusedChange[];
  /** Keys of rules whose fields the rule leaves different. */
  apart: string[];
  /** Keys of rules by which nothing is to be done: both sides agree, or one was not read. */
  unchanged: string[];
  /** The base as far as it can be known before anything is written: see settleMerge. */
  base: Base;
}

/** Merges two records. Pure: the same input gives the same answer, in the order of the rules. */
export function mergeRecords({ rules, left, right, base = {}, times = {} }: MergeInput): Merged {
  const merged: Merged = { toLeft: [], toRight: [], conflicts: [], overwritten: [], refused: [], apart: [], unchanged: [], base: {} };
  for (const rule of rules) {
    const now = { left: left[rule.left.ref], right: right[rule.right.ref] };
    const before = base[rule.key];
    if (before) merged.base[rule.key] = before;
    add(merged, rule, now, before, mergeField(rule, { ...now, base: before }, times));
  }
  return merged;
}

/** True when nothing is to be written, asked or reported. */
export function isInStep({ toLeft, toRight, conflicts, refused }: Merged): boolean {
  return toLeft.length + toRight.length + conflicts.length + refused.length === 0;
}

export interface Settled {
  base: Base;
  /** What a server took and did not keep. */
  unstored: (FieldChange & { side: Side })[];
}

/**
 * The base after the writes. `answers` holds what each written side said in its answer: the server's own spelling, so that it is no change next
 * time. A side that was not written is left out. Where the answer was lost and the record was read again (`reread`), somebody may have edited
 * it meanwhile: only what still means what was written counts, the rest is merged next time.
 */
export function settleMerge(
  { rules, left, right }: Pick<MergeInput, 'rules' | 'left' | 'right'>,
  merged: Merged,
  answers: Partial<Record<Side, Values>>,
  { reread = false }: { reread?: boolean } = {},
): Settled {
  const base: Base = { ...merged.base };
  const unstored: Settled['unstored'] = [];
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  for (const side of ['left', 'right'] as const) {
    for (const change of side === 'left' ? merged.toLeft : merged.toRight) {
      const rule = byKey.get(change.rule);
      const said = answers[side]?.[change.ref];
      if (!rule || said === undefined) continue;
      const isKept = rule[side].same(said, change.to);
      if (reread && !isKept) continue;
      // The side that was carried from may have changed again meanwhile: its base is what was carried.
      base[rule.key] = { left: left[rule.left.ref] ?? '', right: right[rule.right.ref] ?? '', [side]: said };
      if (!isKept && rule[side].same(said, change.from)) unstored.push({ ...change, side });
    }
  }
  return { base, unstored };
}

function add(
  merged: Merged,
  rule: LiveRule,
  now: Record<Side, CustomValue | undefined>,
  before: Record<Side, CustomValue> | undefined,
  outcome: FieldOutcome,
): void {
  const { left = '', right = '' } = now;
  const { key } = rule;
  switch (outcome.kind) {
    case 'settled':
      merged.base[key] = { left, right };
      merged.unchanged.push(key);
      return;
    case 'unknown':
      merged.unchanged.push(key);
      return;
    case 'apart':
      merged.apart.push(key);
      return;
    case 'conflict':
      merged.conflicts.push({ rule: key, label: rule.left.label, left, right, ...(before && { base: before }), why: outcome.why });
      return;
    case 'refused': {
      const { ref, label } = rule[outcome.to];
      merged.refused.push({ rule: key, side: outcome.to, ref, label, value: outcome.value, reason: outcome.reason });
      return;
    }
    case 'write': {
      const { to: side, value: to, why, lost } = outcome;
      const change = changeOf(rule, side, now[side] ?? '', to, why);
      (side === 'left' ? merged.toLeft : merged.toRight).push(change);
      if (lost !== undefined) merged.overwritten.push({ rule: key, side, ref: rule[side].ref, value: lost });
    }
  }
}

/** One value to write by a rule. */
export function changeOf(rule: LiveRule, side: Side, from: CustomValue, to: CustomValue, why: Why): FieldChange {
  const { ref, label } = rule[side];
  const warning = rule[side].warning?.(to, from);
  return { rule: rule.key, ref, label, from, to, why, ...(warning && { warning }) };
}
