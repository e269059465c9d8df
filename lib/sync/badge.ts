// What the toolbar badge says: "!" when something needs the user, else how many tasks are overdue.
import type { Store } from '@/lib/store/records';

export interface Badge {
  text: string;
  /** Whether it warns or counts. */
  kind: 'none' | 'overdue' | 'broken';
  /** When the next open task becomes overdue, epoch ms: the badge changes then by itself. */
  nextAt?: number;
}

/** The badge for the state of the store. Overdue tasks are mine where I said who I am, else everybody's. */
export async function readBadge({ db, now }: Store): Promise<Badge> {
  const connection = await db.connections.get('highlevel');
  if (!connection?.account) return { text: '', kind: 'none' };
  const { account } = connection;
  const me = connection.iAm ?? connection.userId ?? '';
  const blocked = await db.outbox.where('[account+state]').equals([account, 'blocked']).count();
  const alerts = await db.alerts.where('account').equals(account).count();

  const due = (from: number, to: number) => {
    const open = db.tasks.where('[account+openDueAt]').between([account, from], [account, to]);
    return me ? open.and(({ value }) => value.assignedTo === me) : open;
  };
  const next = await due(now(), Number.MAX_SAFE_INTEGER).first();
  const nextAt = next?.openDueAt && { nextAt: next.openDueAt };
  if (connection.state === 'action-needed' || blocked > 0 || alerts > 0) return { text: '!', kind: 'broken', ...nextAt };
  const overdue = await due(1, now()).limit(100).count();
  if (overdue === 0) return { text: '', kind: 'none', ...nextAt };
  return { text: overdue > 99 ? '99+' : String(overdue), kind: 'overdue', ...nextAt };
}
