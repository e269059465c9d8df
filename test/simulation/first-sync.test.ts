// Two full systems that know a third of each other's people: the plan writes nothing, applying it writes exactly what it said, and a second run
// nothing. RECORDS= sets how many each side has; `npm run prove:first-sync` takes 10,000.
import { expect, it } from 'vitest';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { unreadPairs } from '@/lib/store/due-work';
import type { Person } from '../../sandbox/core/people';
import { connectBqe } from '../sync/partners';
import { createRig, type Rig } from '../sync/rig';
import { later, writes } from '../sync/synced-rig';

const size = Number(process.env.RECORDS ?? 120);
const shared = Math.round(size * 0.3);

type Named = Pick<Person, 'firstName' | 'lastName'> & { email: string; city: string };

/** People whose names and marks are nobody else's. */
function personAt(at: number): Named {
  const name = (of: number) => [...String(of)].map((digit) => 'bdfghklmnp'[Number(digit)]).join('a');
  return {
    firstName: `Pat${name(at)}`,
    lastName: `Lee${name(at)}`,
    email: `pat.${at}@example.com`,
    city: at % 2 === 0 ? 'Rosslyn' : 'Clarendon',
  };
}

/** The first `shared` people are known to both; every second of them with a value that the other side lacks. */
function fill({ sandbox }: Rig): void {
  const { highlevel, bqe } = sandbox;
  for (let at = 0; at < size; at++) {
    const { email, firstName, lastName, city } = personAt(at);
    highlevel.state.addContact({ email, firstName, lastName, city, ...(at % 4 === 0 && { website: `https://www.example.com/${at}` }) });
  }
  for (let other = 0; other < size; other++) {
    const at = other < shared ? other : size + other;
    const { email, firstName, lastName, city } = personAt(at);
    const client = bqe.state.addClient({ name: `${firstName} ${lastName}`, firstName, lastName });
    client.address = { ...client.address, city: at < shared && at % 3 === 0 ? '' : city };
    bqe.state.setCommunication(client, 'email', email);
  }
}

it(`plans ${size} and ${size} records without a write, applies exactly the plan, and then rests`, async () => {
  const rig = await createRig({ contacts: 20 });
  await connectBqe(rig);
  fill(rig);
  rig.pass(60 * 60_000);
  await askForPlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  expect(writes(rig)).toEqual([]);

  const plans = await rig.db.plans.toArray();
  const sums = plans.map(({ plan }) => plan.summary);
  const wanted = {
    left: plans.reduce((sum, { plan: { summary }, tasks }) => sum + summary.create.left + summary.update.left + (tasks?.left ?? 0), 0),
    right: plans.reduce((sum, { plan: { summary }, tasks }) => sum + summary.create.right + summary.update.right + (tasks?.right ?? 0), 0),
  };
  expect(sums.reduce((sum, { link }) => sum + link, 0)).toBeGreaterThanOrEqual(shared);
  expect(sums.reduce((sum, { create }) => sum + create.left, 0)).toBeGreaterThanOrEqual(size - shared);
  expect(wanted.right).toBeGreaterThan(shared / 4);

  await approvePlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  await rig.syncAll();
  // Tasks and notes of new links are read a hundred a run.
  while ((await unreadPairs(rig.db, 'bqe')).length > 0) await later(rig);
  const [toHighLevel, toBqe] = ['services.leadconnectorhq.com', 'api.bqecore.com'].map((host) =>
    writes(rig).filter((one) => one.host === host),
  );
  expect({ left: toHighLevel?.length, right: toBqe?.length }).toEqual(wanted);
  expect(await rig.db.outbox.count()).toBe(0);
  expect(rig.sandbox.highlevel.state.tooManyRequests).toBe(0);

  await later(rig);
  await later(rig, 24 * 60);
  expect(writes(rig)).toHaveLength(wanted.left + wanted.right);
}, 3_600_000);
