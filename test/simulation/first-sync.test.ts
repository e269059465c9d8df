// Two full systems that know a third of each other's people: the plan writes nothing, applying it writes exactly what it said, and a second run
// nothing. RECORDS= sets how many each side has; `npm run prove:first-sync` takes 10,000.
import { expect, it } from 'vitest';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { unreadPairs } from '@/lib/store/due-work';
import { connectBqe } from '../sync/partners';
import { createRig } from '../sync/rig';
import { later, writes } from '../sync/synced-rig';
import { fillBoth, sharedOf } from './two-firms';

const size = Number(process.env.RECORDS ?? 120);
const shared = sharedOf(size);

it(`plans ${size} and ${size} records without a write, applies exactly the plan, and then rests`, async () => {
  const rig = await createRig({ contacts: 20 });
  await connectBqe(rig);
  fillBoth(rig.sandbox, size);
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
