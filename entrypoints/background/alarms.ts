// The only timers that count: a timer dies with the worker, an alarm does not.
import { browser } from 'wxt/browser';
import type { Worker } from './worker';

/** Every alarm's name. working: armed while a job runs, so that a killed worker comes back to it. */
const names = ['routine', 'outbox', 'sync', 'working', 'badge'] as const;
export type AlarmName = (typeof names)[number];

/** Alarms shorter than this come late. */
const shortestAlarmMs = 30_000;

/** Creates a repeating alarm only where it is missing or differs: creating it again would restart its countdown. */
export async function ensureAlarm(name: AlarmName, { periodInMinutes }: { periodInMinutes: number }): Promise<void> {
  const alarm = await browser.alarms.get(name);
  if (alarm?.periodInMinutes !== periodInMinutes) await browser.alarms.create(name, { periodInMinutes });
}

const timers = new Map<AlarmName, ReturnType<typeof setTimeout>>();

/** Calls back at a time (epoch ms): by a timer where that is soon, with an alarm behind it in case the worker ends before. */
export function wakeAt(name: AlarmName, at: number, onTime: () => void): void {
  const delay = Math.max(0, at - Date.now());
  clearTimeout(timers.get(name));
  if (delay < shortestAlarmMs) timers.set(name, setTimeout(onTime, delay));
  void browser.alarms.create(name, { when: Date.now() + Math.max(delay, shortestAlarmMs) });
}

/** Attaches the alarm listener. */
export function listenForAlarms({ engine, whileWorking }: Worker): void {
  const jobs: Record<AlarmName, () => Promise<unknown>> = {
    routine: engine.routine,
    outbox: engine.drain,
    sync: engine.syncDue,
    working: async () => {
      await engine.drain();
      await engine.index();
      await engine.syncDue();
    },
    // Waking up is enough: the badge follows the store and the clock from the start of the worker.
    badge: async () => undefined,
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    const known = names.find((one) => one === name);
    if (known) void whileWorking(jobs[known]);
  });
}
