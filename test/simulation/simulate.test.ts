// Stories made by chance, played on the real engine, store and adapters against the sandbox, on a clock that only waiting moves. `npm run
// simulate -- --runs 1000 --seed 5` plays as many as wanted; a failure tells its story and the seed that replays it.
import { describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/domain/contact';
import type { Remote, System } from '@/lib/systems/system';
import { type History, historyOf } from './history';
import { type Played, play } from './play';
import { shrink } from './shrink';
import type { Story } from './story';

const runs = Number(process.env.RUNS ?? 100);
const first = Number(process.env.SEED ?? 1);

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

it(`keeps the promises in ${runs} stories, of the seeds from ${first}`, { timeout: 24 * 3_600_000 }, async () => {
  const failures: string[] = [];
  const sum = { stories: 0, acts: 0, requests: 0, faults: 0, deaths: 0 };
  for (let seed = first; seed < first + runs; ) {
    const history = historyOf(seed, first + runs - seed);
    const played = await play(history);
    add(sum, played);
    // A thousand stories take a while: whoever waits sees that it goes on.
    if (sum.stories % 250 < played.kept && runs > 250) console.info(`${JSON.stringify(sum)}, ${failures.length} failed`);
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

const twice =
  <Call extends unknown[], Answer>(act: (...call: Call) => Promise<Answer>) =>
  async (...call: Call): Promise<Answer> => {
    await act(...call);
    return await act(...call);
  };
const onlyReads =
  ({ read }: System['contacts']): System['contacts']['update'] =>
  async (id, _edit, options) =>
    (await read(id, options)) as Remote<Contact>;
const withBirthday =
  ({ update }: System['contacts']): System['contacts']['update'] =>
  (id, edit, options) =>
    update(id, { ...edit, dateOfBirth: '1990-01-02' }, options);
const inVain =
  (tasks: System['tasks']): System['tasks']['create'] =>
  async (contactId, value, options) => {
    const made = await tasks.create(contactId, value, options);
    await tasks.delete(contactId, made.id, options);
    return made;
  };

describe('a sync that breaks its promises is found out', () => {
  const steps: Story['steps'] = [
    { n: 1, act: 'edit', person: 1, dice: [0.1, 0.1, 0.5, 0.5] },
    { n: 2, act: 'add', person: 1, dice: [0.3, 0.2, 0.5, 0.5] },
    { n: 3, act: 'add', person: 2, dice: [0.1, 0.2, 0.5, 0.5] },
    { n: 4, act: 'edit', person: 2, dice: [0.3, 0.1, 0.5, 0.5] },
    { n: 5, act: 'add', person: 2, dice: [0.3, 0.9, 0.5, 0.5] },
  ];
  type Sabotage = (system: System) => Partial<System>;
  const sabotages: [does: string, broken: RegExp, sabotage: Sabotage][] = [
    ['does what it should', /^$/, () => ({})],
    ['makes tasks twice', /is doubled/, ({ tasks }) => ({ tasks: { ...tasks, create: twice(tasks.create) } })],
    ['makes notes twice', /is doubled/, ({ notes }) => ({ notes: { ...notes, create: twice(notes.create) } })],
    [
      'never writes details',
      /city of Briar Hart: HighLevel has/,
      ({ contacts }) => ({ contacts: { ...contacts, update: onlyReads(contacts) } }),
    ],
    ['writes more than was mapped', /and is/, ({ contacts }) => ({ contacts: { ...contacts, update: withBirthday(contacts) } })],
    ['deletes what it has made', /has not come to/, ({ tasks }) => ({ tasks: { ...tasks, create: inVain(tasks) } })],
  ];
  it.each(sabotages)('%s', { timeout: 60_000 }, async (_does, expected, sabotage) => {
    const firm = { seed: 1, habits: [], isTwofold: false };
    const { broken } = await play({ firm, stories: [{ seed: 1, steps }] }, (system) => ({ ...system, ...sabotage(system) }));
    expect(broken.join('\n')).toMatch(expected);
  });
});

it('replays a seed exactly', { timeout: 60_000 }, async () => {
  const [once, again] = [await play(historyOf(first, 2)), await play(historyOf(first, 2))];
  expect(once.requests.length).toBeGreaterThan(100);
  expect(again).toEqual(once);
});
