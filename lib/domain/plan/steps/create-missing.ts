// What has no partner is made on the other side, unless something speaks against it.
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { isMark } from '@/lib/domain/plan/partner-search';
import type { PlanRecord, SkipReason } from '@/lib/domain/plan/plan';
import { newRecord } from './new-record';
import { ask, compare, isOneToOne, type Run, sides } from './run';

/** Makes what is missing, on both sides. */
export function createMissing(run: Run): void {
  for (const side of sides) createPartnersOf(run, side);
}

function createPartnersOf(run: Run, side: Side): void {
  const there = otherSide(side);
  const missing = run.missing[side].filter(({ uid }) => !run.asked[side].has(uid) && !run.partners[side].has(uid));
  const uids = new Set(missing.map(({ uid }) => uid));
  const open = new Set(uids);
  for (const record of missing) {
    if (!open.has(record.uid)) continue;
    const group = groupOf(run, side, record);
    for (const { uid } of group) open.delete(uid);
    const reason = skipReason(run, side, record);
    if (reason) {
      const skipped = group.filter(({ uid }) => uids.has(uid));
      for (const { uid } of group.length > 1 ? skipped : [record]) run.steps.push({ kind: 'skip', side, uid, reason });
    } else if (group.length > 1 && !mayFeedOne(run, side, group)) {
      ask(run, { about: 'same-person', side, uids: group.map(({ uid }) => uid) });
    } else {
      create(run, there, group);
    }
  }
}

/** The record and all that could be the same person, of one side, by uid. */
function groupOf(run: Run, side: Side, record: PlanRecord): PlanRecord[] {
  const group = new Map([[record.uid, record]]);
  const todo = [record];
  for (let next = todo.pop(); next; next = todo.pop()) {
    for (const twin of run.search.twins(side, next)) {
      if (group.has(twin.uid)) continue;
      group.set(twin.uid, twin);
      todo.push(twin);
    }
  }
  return [...group.values()].sort((one, other) => compare(one.uid, other.uid));
}

/** Several on the right become one contact only where each of them is every other's match, and none is spoken for. */
function mayFeedOne(run: Run, side: Side, group: readonly PlanRecord[]): boolean {
  if (side === 'left' || isOneToOne(run.input) || group.length > 20) return false;
  const uids = new Set(group.map(({ uid }) => uid));
  const isFree = ({ uid, isArchived }: PlanRecord) => !isArchived && !run.partners[side].has(uid) && !run.asked[side].has(uid);
  return group.every(
    (record) => isFree(record) && run.search.twins(side, record).filter(({ uid }) => uids.has(uid)).length === group.length - 1,
  );
}

function skipReason(run: Run, side: Side, { keys, value }: PlanRecord): SkipReason | undefined {
  const there = otherSide(side);
  const { live } = run.input;
  if (!live.mapping.create[there] || live.fields[there].every(({ write }) => write === 'never')) return 'create-off';
  if (!keys.some(isMark) && !`${value.firstName}${value.lastName}${value.companyName}`.trim()) return 'nothing-to-go-by';
  return run.search.hasSameEmail(side, { uid: '', keys, value }) ? 'duplicate' : undefined;
}

function create(run: Run, side: Side, sources: readonly PlanRecord[]): void {
  const from = sources.map(({ uid }) => uid);
  const made = newRecord(run.input.live, side, sources);
  if (made.isLacking) {
    for (const uid of from) run.steps.push({ kind: 'skip', side: otherSide(side), uid, reason: 'required-blank' });
    return;
  }
  run.steps.push({ kind: 'create', side, from, changes: made.changes, refused: made.refused });
}
