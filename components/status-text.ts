// What the status line says, derived from how things stand and from nothing else, so that it cannot say anything untrue.
import type { PanelStatus } from './panel-props';

export type StatusTone = 'good' | 'busy' | 'waiting' | 'offline' | 'bad';

/** "1 change waiting", "3 changes waiting". */
export function waitingText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'change' : 'changes'} waiting`;
}

/** The one text for the whole state. What hinders comes first: no network, then what needs the user, then what is under way. */
export function statusText(status: PanelStatus): { text: string; tone: StatusTone } {
  if (status.offline) return { text: 'Offline', tone: 'offline' };
  if (needsUser(status)) return { text: 'Action needed', tone: 'bad' };
  if (status.queue.length > 0) return { text: waitingText(status.queue.length), tone: 'waiting' };
  if (status.syncing || (status.index && !status.index.paused)) return { text: 'Syncing…', tone: 'busy' };
  return { text: 'Up to date', tone: 'good' };
}

/** True when nothing goes on by itself: the connection is broken, a change was refused, or the sync has a question. */
function needsUser(status: Pick<PanelStatus, 'connectionProblem' | 'queue' | 'decisions'>): boolean {
  const { connectionProblem, queue, decisions = [] } = status;
  return connectionProblem !== undefined || decisions.length > 0 || queue.some((entry) => entry.state === 'blocked');
}
