// Makes a story that fails short enough to be read: leaves out steps, deaths and habits while it still fails.
import type { Story } from './story';

/** The shortest story that was found in so many tries and for which `fails` still holds. */
export async function shrink(story: Story, fails: (story: Story) => Promise<boolean>, mostTries = 60): Promise<Story> {
  let best = story;
  let tries = 0;
  const attempt = async (next: Story) => {
    if (tries >= mostTries) return false;
    tries += 1;
    const isShorter = await fails(next);
    if (isShorter) best = next;
    return isShorter;
  };
  if (best.isTwofold) await attempt({ ...best, isTwofold: false });
  if (best.habits.length > 0) await attempt({ ...best, habits: [] });
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = best.steps.length - size; at > -size; at -= size) {
      const [from, to] = [Math.max(0, at), Math.max(0, at) + size];
      await attempt({ ...best, steps: best.steps.filter((_, index) => index < from || index >= to) });
    }
  }
  for (const [at, { diesAt }] of best.steps.entries()) {
    if (diesAt === undefined) continue;
    await attempt({
      ...best,
      steps: best.steps.map(({ diesAt: dies, ...step }, index) => (index === at || !dies ? step : { ...step, diesAt: dies })),
    });
  }
  return best;
}
