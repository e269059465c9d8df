// The background sync between HighLevel and one partner: one run, from top to bottom. Each step may be killed and run again.
import { toProblem } from '@/lib/errors';
import { keepRun, lastWrite, writesSince } from '@/lib/store/keep-run';
import type { RunRow } from '@/lib/store/rows';
import { keepSince } from './approved-since';
import { captureLeads } from './capture-leads';
import { eachAlone } from './each-alone';
import { makePlan } from './make-plan';
import { syncManagedNotes } from './managed-notes';
import type { PartnerRun } from './partner-run';
import { pullLeads } from './pull-leads';
import { pullWork } from './pull-work';
import { readAllWork } from './read-all-work';
import { stampPairs } from './stamp-pairs';
import { syncContacts } from './sync-contacts';
import { syncWork } from './sync-work';

/** Asks both sides for news and brings them in step; contacts were pulled before, since the panel needs them too. Throws AppError. */
export async function syncPartner(run: PartnerRun): Promise<void> {
  await recorded(run, true, async () => {
    await pullWork(run);
    await pullLeads(run);
    return await bringInStep(await keepSince(run));
  });
}

/** Carries on what is known to have changed; asks nobody for news. Throws AppError. */
export async function carryOnDue(run: PartnerRun): Promise<void> {
  await recorded(run, false, () => bringInStep(run));
}

/** Makes the plan that a sync needs before it may write. Throws AppError. */
export async function planPartner(run: PartnerRun): Promise<void> {
  try {
    await makePlan(run);
  } catch (error) {
    await run.store.db.syncs.update(run.partner, { problem: toProblem(error, run.store.now()) });
    throw error;
  }
}

/** From what is due to the outbox. */
async function bringInStep(run: PartnerRun): Promise<RunRow['outcome']> {
  const { isHeld, looked } = await syncContacts(run);
  if (isHeld) return 'stopped';
  await eachAlone([stampPairs, captureLeads, () => syncManagedNotes(run, looked), readAllWork, syncWork], (step) => step(run));
  return 'done';
}

/** Runs it and puts down how it ended. */
async function recorded({ store, partner }: PartnerRun, hasAsked: boolean, work: () => Promise<RunRow['outcome']>): Promise<void> {
  const startedAt = store.now();
  const before = await lastWrite(store.db);
  const keep = async (end: Pick<RunRow, 'outcome' | 'problem'>) => {
    const writes = await writesSince(store.db, before);
    await keepRun(store, { partner, kind: 'sync', startedAt, finishedAt: store.now(), writes, ...end }, hasAsked);
  };
  try {
    await keep({ outcome: await work() });
  } catch (error) {
    await keep({ outcome: 'failed', problem: toProblem(error, store.now()) });
    throw error;
  }
}
