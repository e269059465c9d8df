// A story: who does what in which order, which faults strike and when the worker dies. Made from a seed alone; each step carries its own chances,
// so that leaving one out changes nothing about the others.
import { createRandom } from '../../sandbox/core/random';
import { type ActName, actNames } from './acts';
import { cast } from './stage';

export interface Step {
  /** Its number in its firm: what it makes is marked with it. */
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
  steps: readonly Step[];
}

const mostSteps = 32;

/** The story of a seed, as the firm's `place`-th, from 0. */
export function storyOf(seed: number, place: number): Story {
  const random = createRandom(seed);
  const length = random.int(8, mostSteps);
  const dice = () => [random.next(), random.next(), random.next(), random.next()] as const;
  const steps = Array.from({ length }, (_, at): Step => {
    const act = random.pick(actNames);
    const step = { n: place * mostSteps + at, act, person: random.int(0, cast - 1), dice: dice() };
    const dies = random.next() < 0.3;
    const diesAt = random.int(1, random.pick([12, 60, 250]));
    return act === 'work' && dies ? { ...step, diesAt } : step;
  });
  return { seed, steps };
}
