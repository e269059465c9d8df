// A plan while it is made: what is known, what has been decided, and the questions that have been put.
import type { Contact } from '@/lib/domain/contact';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import type { Reason } from '@/lib/domain/match-contact';
import { createPartnerSearch, type PartnerSearch } from '@/lib/domain/plan/partner-search';
import type { Plan, PlanInput, PlanRecord, Question, Step } from '@/lib/domain/plan/plan';

export const sides: readonly Side[] = ['left', 'right'];

export interface Run {
  input: PlanInput;
  records: Record<Side, Map<string, PlanRecord>>;
  /** Uids by side that have a partner, by the pairs or by this plan. */
  partners: Record<Side, Map<string, string>>;
  /** Tombstones. */
  gone: Record<Side, ReadonlySet<string>>;
  search: PartnerSearch;
  /** Uids that are part of a question: nothing is made from them. */
  asked: Record<Side, Set<string>>;
  /** Questions already put, by their content. */
  questions: Set<string>;
  links: { left: string; right: string; reasons: Reason[] }[];
  /** Records for which no partner was found. */
  missing: Record<Side, PlanRecord[]>;
  /** What the left records hold after the steps so far, where several on the right feed one. */
  leftNow: Map<string, Contact>;
  steps: Step[];
  bases: Plan['bases'];
  inStep: number;
}

/** Indexes the records, in the order of their uids. */
export function createRun(input: PlanInput): Run {
  const byUid = (records: readonly PlanRecord[]) =>
    new Map([...records].sort((one, other) => compare(one.uid, other.uid)).map((record) => [record.uid, record]));
  const records = { left: byUid(input.left), right: byUid(input.right) };
  const partners = { left: new Map<string, string>(), right: new Map<string, string>() };
  for (const { left, right } of input.pairs ?? []) {
    partners.left.set(left, right);
    partners.right.set(right, left);
  }
  const apart = new Set((input.keptApart ?? []).flatMap(([one, other]) => [`${one}|${other}`, `${other}|${one}`]));
  const all = { left: [...records.left.values()], right: [...records.right.values()] };
  return {
    input,
    records,
    partners,
    gone: { left: new Set(input.gone?.left), right: new Set(input.gone?.right) },
    search: createPartnerSearch(all, (one, other) => apart.has(`${one}|${other}`)),
    asked: { left: new Set(), right: new Set() },
    questions: new Set(),
    links: [],
    missing: { left: [], right: [] },
    leftNow: new Map(),
    steps: [],
    bases: [],
    inStep: 0,
  };
}

/** Puts a question once, and keeps everybody whom it concerns from being made anew. */
export function ask(run: Run, question: Question): void {
  const key = JSON.stringify(question);
  if (run.questions.has(key)) return;
  run.questions.add(key);
  for (const [side, uid] of concerned(question)) run.asked[side].add(uid);
  run.steps.push({ kind: 'question', question });
}

function concerned(question: Question): [Side, string][] {
  switch (question.about) {
    case 'which':
      return [[question.side, question.uid], ...question.candidates.map(({ uid }): [Side, string] => [otherSide(question.side), uid])];
    case 'same-person':
      return question.uids.map((uid) => [question.side, uid]);
    case 'linked-twice':
      return [[question.side, question.uid], ...question.partners.map((uid): [Side, string] => [otherSide(question.side), uid])];
    default:
      return [
        ['left', question.left],
        ['right', question.right],
      ];
  }
}

/** True when no record may have two partners. */
export function isOneToOne({ live }: PlanInput): boolean {
  return live.pair.links === 'one-to-one';
}

/** The order of pairs. */
export function byPair(one: { left: string; right: string }, other: { left: string; right: string }): number {
  return compare(one.left, other.left) || compare(one.right, other.right);
}

/** Plain order of code units: the same in every language. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
