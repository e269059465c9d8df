// What nobody can come back to goes; everything else stays.
import { expect, it } from 'vitest';
import { purgeOld } from '@/lib/store/purge-old';
import { createStoreRig } from './store-rig';

const dayMs = 24 * 60 * 60_000;

it('lets go of records of runs after thirty days, and of no younger one', async () => {
  const rig = await createStoreRig();
  const run = { partner: 'bqe', kind: 'sync', outcome: 'done', writes: {} } as const;
  for (const daysAgo of [31, 29, 0]) {
    const finishedAt = rig.store.now() - daysAgo * dayMs;
    await rig.db.runs.add({ ...run, startedAt: finishedAt, finishedAt });
  }
  await purgeOld(rig.store);
  expect((await rig.db.runs.toArray()).map(({ finishedAt }) => (rig.store.now() - finishedAt) / dayMs)).toEqual([29, 0]);
});
