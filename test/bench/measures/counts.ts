// What is counted and not timed: requests of a run in which nothing has changed, writes until both systems agree again, and seconds until a change
// by others is seen. The whole worker in one process on a clock of its own, so that the same numbers come out everywhere and `npm test` can compare them.
import 'fake-indexeddb/auto';
import { routineMinutes } from '@/lib/sync/rhythm';
import { AVERY, BRIAR } from '@/sandbox/core/people';
import { keepInStep } from '../../sync/partners';
import { createRig, type Rig } from '../../sync/rig';
import type { Measure } from '../bench-run';
import type { Row } from '../figures';
import { median } from '../statistics';
import { timeUnseen } from './seen';

const minute = 60_000;
const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);

/** One run after so many minutes, and what it brought carried on until nothing is due. */
async function later(rig: Rig, minutes: number): Promise<void> {
  rig.pass(minutes * minute);
  await rig.engine.routine();
  await rig.syncAll();
}

/** HighLevel and both partners connected, their syncs approved and run until they rest. */
async function syncedRig(): Promise<Rig> {
  const rig = await createRig();
  await keepInStep(rig);
  // The first runs after an approval still read what nobody had looked at.
  for (let run = 0; run < 3; run++) await later(rig, 61);
  return rig;
}

type SystemOfSandbox = 'highlevel' | 'bqe' | 'localiq';

/** Runs in an hour. */
const runsAnHour = Math.ceil(60 / routineMinutes);

/** How many requests each system got in each run of an hour, which holds whatever is asked for less often. */
async function quietHour(rig: Rig): Promise<Record<SystemOfSandbox, number[]>> {
  const runs: Record<SystemOfSandbox, number[]> = { highlevel: [], bqe: [], localiq: [] };
  for (let run = 0; run < runsAnHour; run++) {
    const before = requestsSoFar(rig);
    await later(rig, routineMinutes);
    const after = requestsSoFar(rig);
    for (const [system, counts] of entriesOf(runs)) counts.push(after[system] - before[system]);
  }
  return runs;
}

const entriesOf = <Value>(record: Record<SystemOfSandbox, Value>) => Object.entries(record) as [SystemOfSandbox, Value][];

function requestsSoFar({ sandbox }: Rig): Record<SystemOfSandbox, number> {
  return { highlevel: sandbox.highlevel.requests.length, bqe: sandbox.bqe.requests.length, localiq: sandbox.localiq.requests.length };
}

/** Requests that changed something: searches and sign-ins are sent by POST, too. */
function writesSoFar({ sandbox }: Rig): number {
  const all = [...sandbox.highlevel.requests, ...sandbox.bqe.requests];
  return all.filter(({ method, path, status }) => method !== 'GET' && status < 300 && !/\/search$|\/connect\//.test(path)).length;
}

/** Writes from a change until nothing more is written for an hour. */
async function writesAfter(rig: Rig, change: () => void): Promise<number> {
  const before = writesSoFar(rig);
  change();
  for (let run = 0; run < runsAnHour; run++) await later(rig, routineMinutes);
  return writesSoFar(rig) - before;
}

function convergences({ sandbox: { highlevel, bqe } }: Rig): [id: string, what: string, change: () => void][] {
  const contact = (email: string | null) => {
    const found = highlevel.state.contactByEmail(email ?? '');
    if (!found) throw new Error(`${email} is not in HighLevel.`);
    return found;
  };
  return [
    [
      'convergence.field',
      'Writes until both agree, after one field changed in HighLevel',
      () => highlevel.state.editContact(contact(AVERY.email).id, { city: 'Rosslyn' }),
    ],
    [
      'convergence.both-sides',
      'Writes until both agree, after each side changed another field',
      () => {
        highlevel.state.editContact(contact(BRIAR.email).id, { phone: '+12025550117' });
        const client = bqe.state.clientOf(BRIAR);
        if (!client) throw new Error('Briar is no client.');
        bqe.state.edit(client, { address: { ...client.address, city: 'Clarendon' } });
      },
    ],
    [
      'convergence.task',
      'Writes until both agree, after a task was made in HighLevel',
      () =>
        void highlevel.state.addTask({
          contactId: contact(AVERY.email).id,
          title: 'Count the chairs',
          dueAt: highlevel.state.clock() + 48 * 60 * minute,
        }),
    ],
  ];
}

/** Counts everything anew. */
export async function countRuns(): Promise<Row[]> {
  const rig = await syncedRig();
  const titles = { highlevel: 'HighLevel', bqe: 'BQE CORE', localiq: 'LocaliQ' };
  const shared = { unit: '', better: 'less', held: 'count' } as const;
  const steady = entriesOf(await quietHour(rig)).flatMap(([system, runs]): Row[] => [
    { ...shared, id: `steady.${system}`, what: `Requests to ${titles[system]} in a run without news`, value: median(runs), budget: 6 },
    { ...shared, id: `steady.${system}.hour`, what: `Requests to ${titles[system]} in an hour without news`, value: sum(runs) },
  ]);
  const converged: Row[] = [];
  for (const [id, what, change] of convergences(rig)) {
    converged.push({ id, what, value: await writesAfter(rig, change), ...shared });
  }
  return [...steady, ...converged, ...(await timeUnseen(rig))];
}

export const counts: Measure = {
  name: 'counts',
  title: 'Requests and writes',
  needsBrowser: false,
  run: async () => ({
    rows: await countRuns(),
    notes: [
      'Counted in one process on a clock of its own, HighLevel, BQE CORE and LocaliQ connected and both syncs approved. Of the runs of an ' +
        'hour the middle one counts; users, fields, calendars and the like are read anew once an hour.',
      'Seen is what the store says, which the panel shows at once. At the worst a change is made right after a look, or a second before one, which the ' +
        'search then does not show yet. While the panel is visible it looks at the contact on screen every 20 s.',
    ],
  }),
};
