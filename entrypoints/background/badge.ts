// The toolbar badge and the notifications: both follow the store, so that they say what is true.
import { browser } from 'wxt/browser';
import { advice } from '@/lib/errors';
import { followStore } from '@/lib/store/follow-store';
import type { AlertRow } from '@/lib/store/rows';
import { type Badge, readBadge } from '@/lib/sync/badge';
import { wakeAt } from './alarms';
import type { Worker } from './worker';

const colours: Record<Badge['kind'], string> = { none: '#5b6472', overdue: '#b3261e', broken: '#8a5300' };

/** Keeps badge and notifications in step with the store while the worker lives. */
export function showBadge({ store }: Worker): void {
  const show = async ({ text, kind, nextAt }: Badge) => {
    await browser.action.setBadgeText({ text });
    await browser.action.setBadgeBackgroundColor({ color: colours[kind] });
    if (nextAt) wakeAt('badge', nextAt + 1000, () => void readBadge(store).then(show));
  };
  const { db } = store;
  followStore(() => readBadge(store), show, { tables: [db.connections, db.tasks, db.outbox, db.alerts] });
  followStore(
    () => db.alerts.toArray(),
    (alerts) => notify(db, alerts),
    { tables: [db.alerts] },
  );
}

/** One notification per cause; gone with its cause. */
async function notify(db: Worker['store']['db'], alerts: AlertRow[]): Promise<void> {
  const causes = new Set(alerts.map(({ cause }) => cause));
  for (const shown of Object.keys(await browser.notifications.getAll())) {
    if (!causes.has(shown)) await browser.notifications.clear(shown);
  }
  for (const { cause, problem, notifiedAt } of alerts) {
    if (notifiedAt) continue;
    await db.alerts.update(cause, { notifiedAt: Date.now() });
    const { title, todo } = advice[problem.code];
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await browser.notifications.create(cause, { type: 'basic', iconUrl, title: `Lockstep: ${title}`, message: todo });
  }
}
