// 2 × 10,000 seeded records, 30 % of them the same people: planned without a write, applied once, and then at rest.
import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/domain/plan/plan';
import { planRun } from '@/lib/domain/plan/plan-run';
import { makePeople, type People, seeded } from './people';
import { liveOf, TwoSystems } from './world';

const count = 10_000;
const seed = 20_261_121;
const shared = count * 0.3;

/** The same records in another order. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => [random(), one] as const)
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);
}

function wrongLinks(plan: Plan, { person }: People): string[] {
  return plan.steps.flatMap((step) =>
    step.kind === 'link' && person.get(step.left) !== person.get(step.right) ? [`${step.left} ≠ ${step.right}`] : [],
  );
}

describe(`two systems of ${count} records, seed ${seed}`, () => {
  const people = makePeople(count, 0.3, seed);
  const live = liveOf('highlevel-bqe-client');
  const input = { live, left: people.left, right: people.right };
  const before = JSON.stringify([people.left, people.right]);
  const plan = planRun(input);

  it('are planned without touching them, the same in any order', () => {
    const random = seeded(1);
    expect(JSON.stringify(planRun({ live, left: shuffled(people.left, random), right: shuffled(people.right, random) }))).toBe(
      JSON.stringify(plan),
    );
    expect(JSON.stringify([people.left, people.right])).toBe(before);
  }, 30_000);

  it('are never linked wrongly, and nearly always where they should be', () => {
    expect(wrongLinks(plan, people)).toEqual([]);
    expect(plan.summary.link).toBeGreaterThan(shared * 0.9);
    expect(plan.summary.link + plan.summary.question).toBeGreaterThanOrEqual(shared);
  });

  it('nobody is made twice: who is there already is linked or asked about', () => {
    const there = {
      left: new Set(people.left.map(({ uid }) => people.person.get(uid))),
      right: new Set(people.right.map(({ uid }) => people.person.get(uid))),
    };
    const twice = plan.steps.filter((step) => step.kind === 'create' && there[step.side].has(people.person.get(step.from[0] ?? '')));
    expect(twice).toEqual([]);
    expect(plan.summary.create.left).toBeGreaterThan((count - shared) * 0.9);
  });

  it('make exactly the planned writes, and none on the second run', () => {
    const world = new TwoSystems(live, { left: people.left, right: people.right });
    world.apply(plan);
    const { create, update } = plan.summary;
    expect(world.writes).toEqual({ left: create.left + update.left, right: create.right + update.right });
    const again = planRun(world.input());
    expect(again.steps.filter(({ kind }) => kind === 'create' || kind === 'update' || kind === 'link')).toEqual([]);
    expect(again.summary.question).toBe(plan.summary.question);
  }, 30_000);
});
