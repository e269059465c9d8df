// Whether the stories would tell: a sync that breaks a promise on purpose must be found out, and a seed must play the same again.
import { describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/domain/contact';
import type { Remote, System } from '@/lib/systems/system';
import { historyOf } from './history';
import { play } from './play';
import type { Story } from './story';

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
  const [once, again] = [await play(historyOf(1, 1)), await play(historyOf(1, 1))];
  expect(once.requests.length).toBeGreaterThan(50);
  expect(again).toEqual(once);
});
