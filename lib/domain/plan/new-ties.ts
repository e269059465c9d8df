// Who would belong to whom once a plan was carried out: what later plans of the same run have to reckon with.
import type { Plan } from './plan';

/** Records that the plan would tie. One that is yet to be made goes by a name of its own. */
export function newTies({ steps }: Pick<Plan, 'steps'>): { left: string; right: string }[] {
  return steps.flatMap((step) => {
    if (step.kind === 'link') return [{ left: step.left, right: step.right }];
    if (step.kind !== 'create') return [];
    return step.from.slice(0, 1).map((from) => {
      const made = `made of ${from}`;
      return step.side === 'left' ? { left: made, right: from } : { left: from, right: made };
    });
  });
}
