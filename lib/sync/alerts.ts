// One alert per cause, however many changes fail of it; recovery clears it.
import type { AccountId } from '@/lib/domain/account';
import { advice, type Problem } from '@/lib/errors';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { Store } from '@/lib/store/records';

const patience = { failures: 5, ms: 15 * 60_000 };

/** True for a change that has failed for too long to go on in silence. */
export function isPersistent(
  { attempts, firstFailedAt }: Pick<OutboxEntry, 'attempts'> & { firstFailedAt?: number | undefined },
  now: number,
): boolean {
  return attempts >= patience.failures || now - (firstFailedAt ?? now) >= patience.ms;
}

/** Raises the alert of this cause, or counts it up. */
export async function raiseAlert({ db, now }: Store, account: AccountId, problem: Problem): Promise<void> {
  const cause = `${account}|${problem.code}`;
  await db.transaction('rw', db.alerts, async () => {
    const alert = await db.alerts.get(cause);
    await db.alerts.put({ since: now(), ...alert, cause, account, problem, count: (alert?.count ?? 0) + 1 });
  });
}

/**
 * A write or check went through: what kept the whole account from working is over. Alerts of single changes go when no change fails of
 * their cause any more.
 */
export async function clearAlerts({ db, now }: Store, account: AccountId): Promise<void> {
  if ((await db.alerts.count()) === 0) return;
  for (const { cause, problem } of await db.alerts.where('account').equals(account).toArray()) {
    const stillFails = await db.outbox
      .where('[account+state]')
      .equals([account, 'waiting'])
      .filter((entry) => entry.problem?.code === problem.code && isPersistent(entry, now()))
      .first();
    if (advice[problem.code].then === 'hold' || !stillFails) await db.alerts.delete(cause);
  }
}
