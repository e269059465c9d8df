// A story: who does what in which order, which faults strike and when the worker dies. Made from a seed alone; each step carries its own chances,
// so that leaving one out changes nothing about the others.
import { createRandom } from '../../sandbox/core/random';
import { type ActName, actNames } from './acts';
import { type Habit, habits } from './habits';
import { cast } from './stage';

export interface Step {
  /** Its number in the whole story: what it makes is marked with it. */
  n: number;
  act: ActName;
  /** Which of the linked people it is about. */
  person: number;
  /** In [0, 1): what the act decides by. */
  dice: readonly [number, number, number, number];
  /** The worker ends at this step of its job. */
  diesAt?: number;
}

export interface Story {
  seed: number;
  /** What the servers are like. */
  habits: readonly Habit[];
  /** Both devices keep the systems in step, although the plan's page says to let one do it. */
  isTwofold: boolean;
  steps: readonly Step[];
}

/** The story of a seed. */
export function storyOf(seed: number): Story {
  const random = createRandom(seed);
  const length = random.int(8, 32);
  const dice = () => [random.next(), random.next(), random.next(), random.next()] as const;
  const steps = Array.from({ length }, (_, n): Step => {
    const act = random.pick(actNames);
    const step = { n, act, person: random.int(0, cast - 1), dice: dice() };
    const dies = random.next() < 0.3;
    const diesAt = random.int(1, random.pick([12, 60, 250]));
    return act === 'work' && dies ? { ...step, diesAt } : step;
  });
  return { seed, habits: habits.filter(() => random.next() < 0.12), isTwofold: random.next() < 0.1, steps };
}
