// Records without a partner: linked, asked about, or noted as missing on the other side.
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import type { PlanRecord } from '@/lib/domain/plan/plan';
import { mergePair } from './keep-in-step';
import { ask, byPair, isOneToOne, type Run } from './run';

/** From the right first: there several may find the same contact, and are no question to it then. */
const fromTheRight: readonly Side[] = ['right', 'left'];

/** Links records that are each other's only match, and brings them in step. Names are asked about last, when it is clear who has a partner. */
export function linkMatches(run: Run): void {
  for (const side of fromTheRight) for (const record of unlinked(run, side)) linkByMarks(run, side, record);
  for (const side of fromTheRight) for (const record of run.missing[side]) askByName(run, side, record);
  for (const { left, right, reasons } of run.links.sort(byPair)) {
    run.steps.push({ kind: 'link', left, right, reasons });
    mergePair(run, left, right);
  }
}

/** Records without a partner that are to be looked at, in the order of their uids. */
function unlinked(run: Run, side: Side): PlanRecord[] {
  const changed = run.input.changed && (run.input.changed[side] ?? new Set<string>());
  return [...run.records[side].values()].filter(({ uid, isArchived }) => {
    if (run.partners[side].has(uid) || run.gone[side].has(uid) || (changed && !changed.has(uid))) return false;
    if (isArchived) run.steps.push({ kind: 'skip', side, uid, reason: 'archived' });
    return !isArchived;
  });
}

function linkByMarks(run: Run, side: Side, record: PlanRecord): void {
  // A question that names it from the other side is enough.
  if (run.partners[side].has(record.uid) || run.asked[side].has(record.uid)) return;
  const there = otherSide(side);
  const match = run.search.byMarks(side, record);
  if (match.kind === 'none') {
    run.missing[side].push(record);
    return;
  }
  if (match.kind === 'several') {
    ask(run, { about: 'which', side, uid: record.uid, candidates: match.candidates });
    return;
  }
  const partner = run.records[there].get(match.uid) as PlanRecord;
  const { reasons } = match;
  const [left, right] = side === 'left' ? [record.uid, partner.uid] : [partner.uid, record.uid];
  const back = run.search.byMarks(there, partner);
  if (isTaken(run, there, partner.uid)) ask(run, { about: 'already-linked', left, right, reasons });
  else if (isOneToOne(run.input) && back.kind === 'several')
    ask(run, { about: 'which', side: there, uid: partner.uid, candidates: back.candidates });
  else if (partner.isArchived || run.gone[there].has(partner.uid) || !isMutual(run, side, record, back)) {
    ask(run, { about: 'which', side, uid: record.uid, candidates: [{ uid: partner.uid, reasons }] });
  } else {
    run.links.push({ left, right, reasons });
    run.partners.left.set(left, right);
    run.partners.right.set(right, left);
  }
}

/** Several on the right may find the same contact, where the pair allows it. */
function isMutual(run: Run, side: Side, { uid }: PlanRecord, back: ReturnType<Run['search']['byMarks']>): boolean {
  return (side === 'right' && !isOneToOne(run.input)) || ((back.kind === 'matched' || back.kind === 'linked') && back.uid === uid);
}

function askByName(run: Run, side: Side, record: PlanRecord): void {
  if (run.asked[side].has(record.uid)) return;
  const there = otherSide(side);
  const match = run.search.byName(side, record, (uid) => isTaken(run, there, uid));
  if (match.kind === 'several') ask(run, { about: 'which', side, uid: record.uid, candidates: match.candidates });
}

/** True when the record has all the partners that it may have. */
function isTaken(run: Run, side: Side, uid: string): boolean {
  return (side === 'right' || isOneToOne(run.input)) && run.partners[side].has(uid);
}
