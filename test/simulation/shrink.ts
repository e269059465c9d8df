// Makes a history that fails short enough to be read: leaves out stories, steps, deaths and habits while it still fails.
import type { History } from './history';
import type { Step } from './story';

/** The shortest history that was found in so many tries and for which `fails` still holds. */
export async function shrink(history: History, fails: (history: History) => Promise<boolean>, mostTries = 80): Promise<History> {
  let best = history;
  let tries = 0;
  const attempt = async (next: History) => {
    if (tries >= mostTries) return;
    tries += 1;
    if (await fails(next)) best = next;
  };
  if (best.stories.length > 1) await attempt({ ...best, stories: best.stories.slice(-1) });
  if (best.firm.isTwofold) await attempt({ ...best, firm: { ...best.firm, isTwofold: false } });
  if (best.firm.habits.length > 0) await attempt({ ...best, firm: { ...best.firm, habits: [] } });
  for (let size = Math.ceil(stepsOf(best).length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = stepsOf(best).length - size; at > -size; at -= size) {
      const left = new Set(stepsOf(best).slice(Math.max(0, at), Math.max(0, at) + size));
      await attempt(withSteps(best, (step) => (left.has(step) ? [] : [step])));
    }
  }
  for (const dying of stepsOf(best)) {
    const { diesAt, ...living } = dying;
    if (diesAt !== undefined) await attempt(withSteps(best, (step) => [step === dying ? living : step]));
  }
  const eventful = best.stories.filter(({ steps }) => steps.length > 0);
  if (eventful.length < best.stories.length) await attempt({ ...best, stories: eventful });
  return best;
}

function stepsOf({ stories }: History): Step[] {
  return stories.flatMap(({ steps }) => steps);
}

function withSteps(history: History, change: (step: Step) => Step[]): History {
  return { ...history, stories: history.stories.map((story) => ({ ...story, steps: story.steps.flatMap(change) })) };
}
