// Two full systems that know a third of each other's people: the plan writes nothing, applying it writes exactly what it said, and a second run
// nothing. RECORDS= sets how many each side has; `npm run prove:first-sync` takes 10,000.
import { expect, it } from 'vitest';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { unreadPairs } from '@/lib/store/due-work';
import type { PlanRow } from '@/lib/store/rows';
import { connectBqe } from '../sync/partners';
import { createRig, type Rig } from '../sync/rig';
import { later, writes } from '../sync/synced-rig';
import { tellProgress } from './progress';
import { fillBoth, sharedOf } from './two-firms';

const size = Number(process.env.RECORDS ?? 120);
const shared = sharedOf(size);

/** What the plans of both kinds of record say together. */
function planned(plans: readonly PlanRow[]) {
  const sum = (of: (row: PlanRow) => number) => plans.reduce((total, row) => total + of(row), 0);
  const made = { left: sum(({ plan }) => plan.summary.create.left), right: sum(({ plan }) => plan.summary.create.right) };
  const changed = { left: sum(({ plan }) => plan.summary.update.left), right: sum(({ plan }) => plan.summary.update.right) };
  const tasks = { left: sum((row) => row.tasks?.left ?? 0), right: sum((row) => row.tasks?.right ?? 0) };
  return {
    linked: sum(({ plan }) => plan.summary.link),
    made,
    changed,
    tasks,
    writes: { left: made.left + changed.left + tasks.left, right: made.right + changed.right + tasks.right },
  };
}

/** Requests that changed something, by side. */
function written(rig: Rig) {
  const to = (host: string) => writes(rig).filter((one) => one.host === host).length;
  return { left: to('services.leadconnectorhq.com'), right: to('api.bqecore.com') };
}

it(`plans ${size} and ${size} records without a write, applies exactly the plan, and then rests`, async () => {
  const rig = await createRig({ contacts: 20 });
  await connectBqe(rig);
  fillBoth(rig.sandbox, size);
  rig.pass(60 * 60_000);
  const progress = tellProgress(rig);

  progress.next('planning');
  await askForPlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  expect(writes(rig)).toEqual([]);
  const plan = planned(await rig.db.plans.toArray());
  expect(plan.linked).toBeGreaterThanOrEqual(shared);
  expect(plan.made.left).toBeGreaterThanOrEqual(size - shared);
  expect(plan.writes.right).toBeGreaterThan(shared / 4);

  progress.next('writing what was approved');
  await approvePlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  await rig.syncAll();
  progress.next("reading the links' tasks and notes");
  // Those of a hundred new links in a run.
  while ((await unreadPairs(rig.db, 'bqe')).length > 0) await later(rig);
  expect(written(rig)).toEqual(plan.writes);
  expect(await rig.db.outbox.count()).toBe(0);
  expect(await rig.db.pairs.count()).toBe(plan.linked + plan.made.left + plan.made.right);

  progress.next('looking again, and a night later');
  await later(rig);
  await later(rig, 24 * 60);
  expect(written(rig)).toEqual(plan.writes);
  const { highlevel, bqe } = rig.sandbox;
  const refused = [...highlevel.requests, ...bqe.requests].filter(({ status }) => status === 429).length;
  expect(refused).toBe(0);

  const { made, changed, tasks, linked } = plan;
  console.info(
    [
      `First sync of ${size} and ${size} records, proved:`,
      `planned without a write, then linked ${linked}; made ${made.left} in HighLevel and ${made.right} in BQE CORE;`,
      `changed ${changed.left} and ${changed.right}; copied ${tasks.left} and ${tasks.right} open tasks: exactly as planned.`,
      `A second run and a night later: 0 writes. ${highlevel.requests.length} requests to HighLevel, ${bqe.requests.length} to BQE CORE,`,
      `${refused} of them refused for the limit (429). By the virtual clock: ${progress.minutes()}.`,
    ].join('\n'),
  );
}, 3_600_000);
