// Plays as many stories as were asked for (RUNS, from the seed SEED on) in two parts, each a test file of its own, so that two processors share
// them. A failure tells its story and the command that replays it.
import { expect, it } from 'vitest';
import { type History, historyOf, startOfFirm } from './history';
import { type Played, play } from './play';
import { shrink } from './shrink';

const runs = Number(process.env.RUNS ?? 200);
const begin = Number(process.env.SEED ?? 1);
const end = begin + runs;
/** What happens in one firm stays together: each story goes on from the one before. */
const middle = Math.min(end, startOfFirm(begin + Math.ceil(runs / 2)));

/** The test that plays one part; a short run has no second one. */
export function playAll(part: 'first' | 'second'): void {
  const [first, last] = part === 'first' ? [begin, middle - 1] : [middle, end - 1];
  it.runIf(last >= first)(`keeps the promises in the stories of the seeds ${first} to ${last}`, { timeout: 24 * 3_600_000 }, async () => {
    const failures: string[] = [];
    const sum = { stories: 0, acts: 0, requests: 0, faults: 0, deaths: 0 };
    for (let seed = first; seed <= last; ) {
      const history = historyOf(seed, last + 1 - seed);
      const played = await play(history);
      add(sum, played);
      // A thousand stories take a while: whoever waits sees that it goes on.
      if (sum.stories % 250 < played.kept && runs > 500) console.info(`${JSON.stringify(sum)}, ${failures.length} failed`);
      seed += played.kept;
      if (played.broken.length === 0) continue;
      // What comes after it happens in a firm of its own.
      seed += 1;
      failures.push(await tellFailure({ ...history, stories: history.stories.slice(0, played.kept + 1) }, played));
      console.info(failures.at(-1));
    }
    expect(failures.join('\n\n')).toBe('');
    console.info(`Every promise was kept in ${JSON.stringify(sum)}.`);
  });
}

/** The failure as a person can read it. */
async function tellFailure(history: History, { broken }: Played): Promise<string> {
  const [complaint = ''] = broken;
  // Values differ from story to story: what counts is which promise it is.
  const kindOf = (text: string) => text.replace(/“.*”|\S*\d\S*/g, '').slice(0, 40);
  const short = await shrink(history, async (one) => (await play(one)).broken.some((text) => kindOf(text) === kindOf(complaint)));
  const { told, broken: stillBroken } = await play(short);
  const { habits, isTwofold } = short.firm;
  const firm = [...habits.map(({ says }) => `${says}.`), ...(isTwofold ? ['Both devices keep the systems in step.'] : [])];
  const [seed = 0, last] = [history.stories[0]?.seed, history.stories.at(-1)?.seed];
  const replay = `Story ${last} (npm run simulate -- --seed ${seed} --runs ${history.stories.length}):`;
  return [replay, ...firm, ...told, 'At the end:', ...stillBroken.slice(0, 8)].join('\n');
}

type Sum = Record<'stories' | 'acts' | 'requests' | 'faults' | 'deaths', number>;

/** Counts in what happened. */
function add(sum: Sum, { kept, told, requests }: Played): void {
  const saying = (words: string) => told.filter((sentence) => sentence.includes(words)).length;
  sum.stories += kept;
  sum.acts += told.length;
  sum.requests += requests.length;
  sum.faults += saying(' will meet: ');
  sum.deaths += saying(', and dies at its step ');
}
