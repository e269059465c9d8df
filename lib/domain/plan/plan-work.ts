// What is to be done about the tasks, or the notes, of one linked pair of contacts: who belongs to whom, what is carried over, made,
// asked or settled. Pure, and the same for both: what differs between tasks and notes is in work-kinds.ts. Nothing is ever deleted.
import type { CustomValue } from '@/lib/domain/contact';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import type { ChangeSpan } from '@/lib/domain/merge/change-span';
import type { Times } from '@/lib/domain/merge/merge-field';
import type { Base, FieldChange, FieldConflict, Merged, MergeInput } from '@/lib/domain/merge/merge-records';

/** A task or note as planning needs it. */
export interface WorkRecord<T> {
  uid: string;
  value: T;
  /** When it was last changed, as well as we know. */
  changed?: ChangeSpan;
  /** News of it were not looked at yet. */
  isDue?: boolean;
  /** Deleted here, or missing by a read by id. */
  isGone?: boolean;
  /** A change of it is on its way, or may still be half typed: not now. */
  isBusy?: boolean;
}

/** Two records that belong together. One that `left` or `right` lacks is gone. */
export interface WorkPair {
  left: string;
  right: string;
  base?: Base;
  answered?: 'deleted';
}

export interface WorkInput<T> {
  left: readonly WorkRecord<T>[];
  right: readonly WorkRecord<T>[];
  pairs: readonly WorkPair[];
  /** Records that the user keeps apart: `other` is '' for one that is to have no partner at all. */
  apart?: readonly { one: string; other: string }[];
  /** Where records may be made. */
  create: Record<Side, boolean>;
}

/** Values by rule, and what they come from: what a written record's answer settles. */
interface CarriedValue {
  rule: string;
  ref: string;
  source: CustomValue;
}

export type WorkStep<T> =
  | { kind: 'adopt'; left: string; right: string }
  | { kind: 'update'; side: Side; left: string; right: string; changes: FieldChange[]; sources: Record<string, CustomValue> }
  | { kind: 'create'; side: Side; from: string; value: T; carried: CarriedValue[] }
  | { kind: 'conflict'; left: string; right: string; fields: FieldConflict[]; times: Times }
  /** One that is to have no partner. */
  | { kind: 'leave'; uid: string }
  /** One of the two is gone on `side`. */
  | { kind: 'question'; side: Side; left: string; right: string };

export interface WorkPlan<T> {
  steps: WorkStep<T>[];
  /** Where both agree on more than they did. */
  bases: { left: string; right: string; base: Base }[];
  /** Uids of records that are to be looked at again. */
  later: Set<string>;
}

/** What is special to tasks, or to notes. */
export interface WorkKind<T> {
  input(pair: { left: T; right: T; base?: Base; times?: Times }): MergeInput;
  merge(pair: { left: T; right: T; base?: Base; times?: Times }): Merged;
  /** By which two records without a partner are known as one; '' for nothing to go by. */
  likeness(value: T, side: Side): string;
  /** True for a record without a partner that is to have one on the other side. */
  mayTravel(record: WorkRecord<T>, from: Side): boolean;
  /** The record as it is made on that side. */
  make(value: T, to: Side): T;
}

interface Run<T> {
  kind: WorkKind<T>;
  input: WorkInput<T>;
  records: Record<Side, Map<string, WorkRecord<T>>>;
  /** Two that the user keeps apart, `one|other`, in either order. */
  apart: ReadonlySet<string>;
  plan: WorkPlan<T>;
}

/** Plans the tasks, or the notes, of two contacts. The same input gives the same plan, in whatever order the records come. */
export function planWork<T>(kind: WorkKind<T>, input: WorkInput<T>): WorkPlan<T> {
  const records = { left: inOrder(input.left), right: inOrder(input.right) };
  const apart = new Set(input.apart?.flatMap(({ one, other }) => [`${one}|${other}`, `${other}|${one}`]));
  const run: Run<T> = { kind, input, records, apart, plan: { steps: [], bases: [], later: new Set() } };
  for (const pair of [...input.pairs].sort(byUids)) keepPair(run, pair);
  const free = { left: freeOf(run, 'left'), right: freeOf(run, 'right') };
  for (const [left, right] of alike(run, free)) adopt(run, left, right);
  for (const side of ['left', 'right'] as const) for (const record of free[side]) travel(run, side, record);
  return run.plan;
}

/** Brings two that belong together in step, and asks where one of them is gone. */
function keepPair<T>(run: Run<T>, pair: WorkPair): void {
  const { plan, records } = run;
  const [left, right] = [records.left.get(pair.left), records.right.get(pair.right)];
  if (left?.isBusy || right?.isBusy) wait(plan, pair.left, pair.right);
  else if (isThere(left) && isThere(right)) bringInStep(run, left, right, pair.base);
  else if ((isThere(left) || isThere(right)) && pair.answered !== 'deleted') {
    plan.steps.push({ kind: 'question', side: isThere(left) ? 'right' : 'left', left: pair.left, right: pair.right });
  }
}

function isThere<T>(record: WorkRecord<T> | undefined): record is WorkRecord<T> {
  return record !== undefined && !record.isGone;
}

function bringInStep<T>({ kind, plan }: Run<T>, left: WorkRecord<T>, right: WorkRecord<T>, base?: Base): void {
  const times: Times = { ...(left.changed && { left: left.changed }), ...(right.changed && { right: right.changed }) };
  const pair = { left: left.value, right: right.value, times, ...(base && { base }) };
  const merged = kind.merge(pair);
  const ends = { left: left.uid, right: right.uid };
  if (JSON.stringify(merged.base) !== JSON.stringify(base ?? {})) plan.bases.push({ ...ends, base: merged.base });
  for (const side of ['left', 'right'] as const) {
    const changes = side === 'left' ? merged.toLeft : merged.toRight;
    if (changes.length === 0) continue;
    const sources = Object.fromEntries(valuesSaid(kind.input(pair), otherSide(side)).map(({ rule, source }) => [rule, source]));
    plan.steps.push({ kind: 'update', side, ...ends, changes, sources });
  }
  if (merged.conflicts.length > 0) plan.steps.push({ kind: 'conflict', ...ends, fields: merged.conflicts, times });
}

/** Records that are there and that no pair speaks of, in the order of their uids. */
function freeOf<T>({ input, records }: Run<T>, side: Side): WorkRecord<T>[] {
  const taken = new Set(input.pairs.map((pair) => pair[side]));
  const alone = new Set(input.apart?.flatMap(({ one, other }) => (other ? [] : [one])));
  return [...records[side].values()].filter(({ uid, isGone }) => !taken.has(uid) && !alone.has(uid) && !isGone);
}

/** Those who say the same on both sides, each with one partner: as many pairs as there can be, those of the same state first. */
function alike<T>({ kind, apart }: Run<T>, free: Record<Side, WorkRecord<T>[]>): [WorkRecord<T>, WorkRecord<T>][] {
  const rights = Map.groupBy(free.right, ({ value }) => kind.likeness(value, 'right'));
  const found: [WorkRecord<T>, WorkRecord<T>][] = [];
  const met = new Set<WorkRecord<T>>();
  const meet = (isFit: (left: WorkRecord<T>, right: WorkRecord<T>) => boolean) => {
    for (const left of free.left) {
      const likeness = kind.likeness(left.value, 'left');
      if (!likeness || met.has(left)) continue;
      const candidates = rights.get(likeness) ?? [];
      const right = candidates.find((one) => !met.has(one) && !apart.has(`${left.uid}|${one.uid}`) && isFit(left, one));
      if (!right) continue;
      met.add(left).add(right);
      found.push([left, right]);
    }
  };
  meet((left, right) => !left.isBusy && !right.isBusy && isSettledBetween(kind, left.value, right.value));
  meet(() => true);
  for (const side of ['left', 'right'] as const) free[side] = free[side].filter((record) => !met.has(record));
  return found;
}

function isSettledBetween<T>(kind: WorkKind<T>, left: T, right: T): boolean {
  return kind.merge({ left, right }).conflicts.length === 0;
}

function adopt<T>(run: Run<T>, left: WorkRecord<T>, right: WorkRecord<T>): void {
  if (left.isBusy || right.isBusy) {
    wait(run.plan, left.uid, right.uid);
    return;
  }
  run.plan.steps.push({ kind: 'adopt', left: left.uid, right: right.uid });
  bringInStep(run, left, right);
}

/** Makes what has no partner on the other side. */
function travel<T>(run: Run<T>, from: Side, record: WorkRecord<T>): void {
  const { kind, input, plan } = run;
  const to = otherSide(from);
  if (!input.create[to] || !kind.mayTravel(record, from)) return;
  if (record.isBusy) {
    wait(plan, record.uid);
    return;
  }
  if (isCopied(run, from, record)) {
    // For good: once those others are in step, nothing tells it from one that was made on purpose.
    plan.steps.push({ kind: 'leave', uid: record.uid });
    return;
  }
  const value = kind.make(record.value, to);
  const both = from === 'left' ? { left: record.value, right: value } : { left: value, right: record.value };
  const merge = kind.input(both);
  const carried = valuesSaid(merge, from).map(({ rule, source }) => ({ rule, source, ref: refOf(merge, rule, to) }));
  plan.steps.push({ kind: 'create', side: to, from: record.uid, value, carried });
}

/** As many on the other side say the same, though they belong to others: it is another browser's copy, or has one already. */
function isCopied<T>({ kind, records, apart }: Run<T>, from: Side, { uid, value }: WorkRecord<T>): boolean {
  const likeness = kind.likeness(value, from);
  const countOn = (side: Side) =>
    [...records[side].values()].filter(
      (one) => isThere(one) && kind.likeness(one.value, side) === likeness && !apart.has(`${uid}|${one.uid}`),
    ).length;
  return likeness !== '' && countOn(otherSide(from)) >= countOn(from);
}

/** What a side says, by rule. */
function valuesSaid({ rules, ...said }: MergeInput, side: Side): { rule: string; source: CustomValue }[] {
  return rules.map((rule) => ({ rule: rule.key, source: said[side][rule[side].ref] ?? '' }));
}

function refOf({ rules }: MergeInput, key: string, side: Side): string {
  return rules.find((rule) => rule.key === key)?.[side].ref ?? '';
}

function wait<T>({ later }: WorkPlan<T>, ...uids: string[]): void {
  for (const uid of uids) later.add(uid);
}

function inOrder<T>(records: readonly WorkRecord<T>[]): Map<string, WorkRecord<T>> {
  return new Map([...records].sort((one, other) => compare(one.uid, other.uid)).map((record) => [record.uid, record]));
}

function byUids(one: WorkPair, other: WorkPair): number {
  return compare(one.left, other.left) || compare(one.right, other.right);
}

/** Plain order of code units: the same in every language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
