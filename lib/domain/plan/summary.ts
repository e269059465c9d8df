// The order of a plan's steps, and how many there are of each.
import { isBlank } from '@/lib/domain/mapping/field';
import type { PlanSummary, Step } from './plan';

const order: readonly Step['kind'][] = ['link', 'update', 'create', 'refused', 'conflict', 'question', 'skip'];

/** By kind, then by the uids concerned: the order does not depend on the order of the records. */
export function sortSteps(steps: readonly Step[]): Step[] {
  const keyed = steps.map((step) => ({ step, rank: order.indexOf(step.kind), key: keyOf(step) }));
  keyed.sort((one, other) => one.rank - other.rank || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  return keyed.map(({ step }) => step);
}

/** Counts a plan's steps. */
export function summaryOf(steps: readonly Step[], inStep: number): PlanSummary {
  const summary: PlanSummary = {
    create: { left: 0, right: 0 },
    update: { left: 0, right: 0 },
    link: 0,
    conflict: 0,
    question: 0,
    refused: 0,
    skip: {},
    inStep,
    blanked: 0,
  };
  for (const step of steps) {
    if (step.kind === 'skip') summary.skip[step.reason] = (summary.skip[step.reason] ?? 0) + 1;
    else if (step.kind === 'create' || step.kind === 'update') summary[step.kind][step.side] += 1;
    else summary[step.kind] += 1;
    if (step.kind === 'update') summary.blanked += step.changes.filter(({ from, to }) => isBlank(to) && !isBlank(from)).length;
  }
  return summary;
}

function keyOf(step: Step): string {
  switch (step.kind) {
    case 'update':
    case 'skip':
      return `${step.side}|${step.uid}`;
    case 'create':
      return `${step.side}|${step.from[0]}`;
    case 'question':
      return JSON.stringify(step.question);
    default:
      return `${step.left}|${step.right}`;
  }
}
