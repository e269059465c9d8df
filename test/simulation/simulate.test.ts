// Stories made by chance, played on the real engine, store and adapters against the sandbox, on a clock that only waiting moves. `npm run
// simulate -- --runs 1000 --seed 5` plays as many as wanted; a failure tells its story and the seed that replays it.
import { expect, it } from 'vitest';
import { play } from './play';
import { shrink } from './shrink';
import { type Story, storyOf } from './story';

const runs = Number(process.env.RUNS ?? 12);
const first = Number(process.env.SEED ?? 1);

/** The failure as a person can read it. */
async function tellFailure(story: Story, broken: readonly string[]): Promise<string> {
  const [complaint = ''] = broken;
  // Values differ from story to story: what counts is which promise it is.
  const kindOf = (text: string) => text.replace(/“.*”|\S*\d\S*/g, '').slice(0, 40);
  const short = await shrink(story, async (one) => (await playSafely(one)).broken.some((text) => kindOf(text) === kindOf(complaint)));
  const { told, broken: stillBroken } = await playSafely(short);
  const habits = short.habits.map(({ says }) => `${says}.`);
  return [`Story ${story.seed}:`, ...habits, ...told, 'At the end:', ...stillBroken.slice(0, 8)].join('\n');
}

/** An error is a broken promise, too. */
async function playSafely(story: Story) {
  return await play(story).catch((error: unknown) => ({
    broken: [`It threw ${error instanceof Error ? error.stack : error}`],
    told: [],
    requests: [],
  }));
}

it(`keeps the promises in ${runs} stories, of the seeds from ${first}`, { timeout: 24 * 3_600_000 }, async () => {
  const failures: string[] = [];
  for (let seed = first; seed < first + runs; seed++) {
    const story = storyOf(seed);
    const { broken } = await playSafely(story);
    if (broken.length > 0) failures.push(await tellFailure(story, broken));
  }
  expect(failures.join('\n\n')).toBe('');
});

it('replays a seed exactly', { timeout: 60_000 }, async () => {
  const [once, again] = [await play(storyOf(first)), await play(storyOf(first))];
  expect(once.requests.length).toBeGreaterThan(100);
  expect(again).toEqual(once);
});
