// Stories that happen in one firm, one after another: each begins with what those before it have left. Setting a firm up takes longer than a
// story does, and a firm that lives on meets what a new one never does.
import { createRandom } from '../../sandbox/core/random';
import { type Habit, habits } from './habits';
import { type Story, storyOf } from './story';

/** Where and with whom stories happen. */
export interface Firm {
  seed: number;
  /** What the servers are like. */
  habits: readonly Habit[];
  /** Both devices keep the systems in step, although the plan's page says to let one do it. */
  isTwofold: boolean;
}

export interface History {
  firm: Firm;
  stories: readonly Story[];
}

/** How many stories, by their seeds, happen in one firm. */
const storiesPerFirm = 10;

/** The stories of the seeds from `first` on, `most` of them, as far as they happen in the same firm. */
export function historyOf(first: number, most: number): History {
  const place = first % storiesPerFirm;
  const length = Math.min(most, storiesPerFirm - place);
  const stories = Array.from({ length }, (_, at) => storyOf(first + at, place + at));
  return { firm: firmOf(Math.floor(first / storiesPerFirm)), stories };
}

/** The first seed from this one on with which a firm begins. */
export function startOfFirm(seed: number): number {
  return Math.ceil(seed / storiesPerFirm) * storiesPerFirm;
}

function firmOf(seed: number): Firm {
  const random = createRandom(seed);
  return { seed, habits: habits.filter(() => random.next() < 0.12), isTwofold: random.next() < 0.1 };
}
