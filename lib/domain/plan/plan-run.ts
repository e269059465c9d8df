// Plans a run of the contact sync. Pure: the same records give the same steps in the same order, and planning writes nothing. The first
// sync is the same plan with no pairs.
import { brakeOf } from './brake';
import type { Plan, PlanInput } from './plan';
import { createMissing } from './steps/create-missing';
import { keepInStep } from './steps/keep-in-step';
import { linkMatches } from './steps/link-matches';
import { byPair, createRun } from './steps/run';
import { sortSteps, summaryOf } from './summary';

/** What a run would do. */
export function planRun(input: PlanInput): Plan {
  const run = createRun(input);
  keepInStep(run);
  linkMatches(run);
  createMissing(run);
  const steps = sortSteps(run.steps);
  const summary = summaryOf(steps, run.inStep);
  const brake = brakeOf(summary, input.linked ?? input.pairs?.length ?? 0, input.brake);
  return { steps, bases: run.bases.sort(byPair), summary, ...(brake && { brake }) };
}
