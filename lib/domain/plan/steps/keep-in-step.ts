// Pairs: what is to be written, asked or settled between two records that belong together.
import { withWrite, writeOf } from '@/lib/domain/mapping/contact-values';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { type ContactPair, mergeContacts } from '@/lib/domain/merge/merge-contacts';
import { isInStep, type Merged } from '@/lib/domain/merge/merge-records';
import type { PlanPair, PlanRecord } from '@/lib/domain/plan/plan';
import { ask, byPair, isOneToOne, type Run, sides } from './run';

/** Merges every pair of which something changed. */
export function keepInStep(run: Run): void {
  const { changed } = run.input;
  for (const { left, right, base } of soundPairs(run)) {
    if (!changed || changed.left?.has(left) || changed.right?.has(right)) mergePair(run, left, right, base);
  }
}

/** The pairs that can be worked with; for the others a question is put. */
function soundPairs(run: Run): PlanPair[] {
  const { input } = run;
  const pairs = [...(input.pairs ?? [])].sort(byPair);
  const twice = new Set<PlanPair>();
  for (const side of sides.filter((one) => one === 'right' || isOneToOne(input))) {
    for (const [uid, own] of Map.groupBy(pairs, (pair) => pair[side])) {
      if (own.length < 2) continue;
      for (const pair of own) twice.add(pair);
      ask(run, { about: 'linked-twice', side, uid, partners: own.map((pair) => pair[otherSide(side)]) });
    }
  }
  return pairs.filter((pair) => !twice.has(pair) && !isLost(run, pair));
}

/** Deleted or put away on a side: a question, and nothing is written meanwhile. */
function isLost(run: Run, { left, right, answered = [] }: PlanPair): boolean {
  const uids = { left, right };
  const deleted = sides.find((side) => run.gone[side].has(uids[side]));
  if (deleted) {
    if (!answered.includes('deleted')) ask(run, { about: 'deleted', side: deleted, left, right });
    return true;
  }
  const archived = sides.find((side) => run.records[side].get(uids[side])?.isArchived);
  if (!archived || answered.includes('archived')) return false;
  ask(run, { about: 'archived', side: archived, left, right });
  return true;
}

/** Merges two records and notes the steps. */
export function mergePair(run: Run, left: string, right: string, base?: PlanPair['base']): void {
  const [one, other] = [run.records.left.get(left), run.records.right.get(right)];
  if (!one || !other) return;
  const leftValue = run.leftNow.get(left) ?? one.value;
  const merged = mergeContacts(run.input.live, contactPair({ ...one, value: leftValue }, other, base));
  add(run, left, right, merged);
  if (merged.toLeft.length > 0 && !isOneToOne(run.input)) run.leftNow.set(left, withWrite(leftValue, writeOf(merged.toLeft, leftValue)));
  if (JSON.stringify(merged.base) !== JSON.stringify(base ?? {})) run.bases.push({ left, right, base: merged.base });
  if (isInStep(merged)) run.inStep += 1;
}

/** Two records of a plan as mergeContacts takes them. */
export function contactPair(left: PlanRecord, right: PlanRecord, base?: PlanPair['base']): ContactPair {
  return {
    left: left.value,
    right: right.value,
    ...(base && { base }),
    times: { ...(left.changedAt && { left: left.changedAt }), ...(right.changedAt && { right: right.changedAt }) },
    unsaid: { left: left.unsaid ?? [], right: right.unsaid ?? [] },
  };
}

function add(run: Run, left: string, right: string, { toLeft, toRight, overwritten, refused, conflicts }: Merged): void {
  const lostOn = (side: Side) => overwritten.filter((one) => one.side === side);
  if (toLeft.length > 0)
    run.steps.push({ kind: 'update', side: 'left', uid: left, from: right, changes: toLeft, overwritten: lostOn('left') });
  if (toRight.length > 0)
    run.steps.push({ kind: 'update', side: 'right', uid: right, from: left, changes: toRight, overwritten: lostOn('right') });
  if (refused.length > 0) run.steps.push({ kind: 'refused', left, right, fields: refused });
  if (conflicts.length > 0) run.steps.push({ kind: 'conflict', left, right, fields: conflicts });
}
