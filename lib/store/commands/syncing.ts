// What a user decides about the background sync of a partner. The worker follows the row; nothing here writes to a server.
import { type PartnerName, systemTitles } from '@/lib/domain/account';
import type { PlanSummary } from '@/lib/domain/plan/plan';
import { AppError } from '@/lib/errors';
import type { Store } from '@/lib/store/records';
import type { SyncRow } from '@/lib/store/rows';

/** Asks for a plan: the worker reads both sides and writes nothing. Throws `not-connected` unless both systems are connected. */
export async function askForPlan({ db }: Store, partner: PartnerName): Promise<void> {
  await db.transaction('rw', db.syncs, db.plans, db.connections, async () => {
    const [left, right] = await Promise.all([db.connections.get('highlevel'), db.connections.get(partner)]);
    if (!left?.account || !right?.account) {
      throw new AppError('not-connected', { detail: `Connect HighLevel and ${systemTitles[partner]} first.` });
    }
    const known = await db.syncs.get(partner);
    // What was approved holds for the accounts that it was approved for.
    const isSame = known?.left === left.account && known.right === right.account;
    const row: SyncRow = isSame ? known : { partner, left: left.account, right: right.account, state: 'off', approved: {} };
    await db.plans.where({ partner }).delete();
    await db.syncs.put({ ...row, state: 'planning' });
  });
}

/**
 * Makes what was planned outdated, since the mapping changed: the next run plans anew and writes nothing before that plan is approved. A
 * sync that is off stays so; a paused one plans when it is resumed. True where the worker has something to do. Call it in a transaction.
 */
export async function planAnew({ db }: Pick<Store, 'db'>, partner: PartnerName): Promise<boolean> {
  const row = await db.syncs.get(partner);
  if (!row || row.state === 'off') return false;
  await db.plans.where({ partner }).delete();
  const isPaused = row.state === 'paused';
  await db.syncs.put(isPaused ? { ...row, pausedFrom: 'planning' } : { ...row, state: 'planning' });
  return !isPaused;
}

/** Approves every plan of the partner that waits: from here on this browser is the one that syncs. */
export async function approvePlan({ db, now }: Store, partner: PartnerName): Promise<void> {
  await db.transaction('rw', db.syncs, db.plans, async () => {
    const row = await db.syncs.get(partner);
    const plans = await db.plans.where({ partner }).toArray();
    if (!row || plans.length === 0) throw new AppError('outdated', { detail: 'The plan is no longer there. Ask for a new one.' });
    const approved = { ...row.approved };
    const allowed = { ...row.allowed };
    for (const { pair, version, plan } of plans) {
      approved[pair] = version;
      allowed[pair] = amountsOf(plan.summary);
    }
    await db.plans.where({ partner }).delete();
    const { problem: _, pausedFrom: _from, ...kept } = row;
    await db.syncs.put({ ...kept, state: 'on', approved, allowed, approvedAt: row.approvedAt ?? now() });
  });
}

/** Says no to the plan: a sync that never ran is off again, any other rests until it is resumed. */
export async function cancelPlan({ db }: Store, partner: PartnerName): Promise<void> {
  await db.transaction('rw', db.syncs, db.plans, async () => {
    const row = await db.syncs.get(partner);
    await db.plans.where({ partner }).delete();
    if (row) await db.syncs.put(row.approvedAt ? { ...row, state: 'paused', pausedFrom: 'planning' } : { ...row, state: 'off' });
  });
}

/** Holds the sync. What changes meanwhile is kept as due. */
export async function pauseSync({ db }: Store, partner: PartnerName): Promise<void> {
  await db.syncs
    .where({ partner })
    .and(({ state }) => state !== 'off' && state !== 'paused')
    .modify((row) => {
      row.pausedFrom = row.state as NonNullable<SyncRow['pausedFrom']>;
      row.state = 'paused';
    });
}

/** Goes on where the sync was held. */
export async function resumeSync({ db }: Store, partner: PartnerName): Promise<void> {
  await db.syncs
    .where({ partner })
    .and(({ state }) => state === 'paused')
    .modify((row) => {
      row.state = row.pausedFrom ?? 'on';
      delete row.pausedFrom;
    });
}

/** How many records a plan makes or changes, and how many values it blanks: what the brake counts. */
function amountsOf({ create, update, blanked }: PlanSummary): { changes: number; blanks: number } {
  return { changes: create.left + create.right + update.left + update.right, blanks: blanked };
}
