// One alert per cause, however many changes fail of it; recovery clears it.
import type { AccountId } from '@/lib/domain/account';
import type { Problem } from '@/lib/errors';
import type { Store } from '@/lib/store/records';

/** Raises the alert of this cause, or counts it up. */
export async function raiseAlert({ db, now }: Store, account: AccountId, problem: Problem): Promise<void> {
  const cause = `${account}|${problem.code}`;
  await db.transaction('rw', db.alerts, async () => {
    const alert = await db.alerts.get(cause);
    await db.alerts.put({ since: now(), ...alert, cause, account, problem, count: (alert?.count ?? 0) + 1 });
  });
}

/** A write or check went through: whatever kept the account from working is over. */
export async function clearAlerts({ db }: Store, account: AccountId): Promise<void> {
  if ((await db.alerts.count()) > 0) await db.alerts.where('account').equals(account).delete();
}
