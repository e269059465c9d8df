// The record of a run, for Health. Runs that found nothing to do are one line, not one every few minutes.
import { type SystemName, systemNames } from '@/lib/domain/account';
import type { Database } from './database';
import type { Store } from './records';
import type { RunRow } from './rows';

/** Adds the run, and says in the sync's row how it ended. Only a run that asked for news knows that an earlier problem is over. */
export async function keepRun({ db }: Store, run: Omit<RunRow, 'id'>, hasAsked = true): Promise<void> {
  await db.transaction('rw', db.runs, db.syncs, async () => {
    const last = await db.runs.where({ partner: run.partner }).last();
    if (last && isIdle(last) && isIdle(run) && last.kind === run.kind) await db.runs.delete(last.id as number);
    await db.runs.add(run as RunRow);
    await db.syncs.where({ partner: run.partner }).modify((sync) => {
      sync.lastRunAt = run.finishedAt;
      delete sync.progress;
      if (run.problem) sync.problem = run.problem;
      else if (hasAsked) delete sync.problem;
    });
  });
}

/** The last write that a sync has queued so far; what comes after it is counted by `writesSince`. */
export async function lastWrite(db: Database): Promise<number> {
  return (await db.undo.orderBy('id').last())?.id ?? 0;
}

/** How many writes a sync has queued since, by system. */
export async function writesSince(db: Database, last: number): Promise<RunRow['writes']> {
  const writes: RunRow['writes'] = {};
  for (const { account, isSync } of await db.undo.where('id').above(last).toArray()) {
    const system = systemNames.find((name) => account.startsWith(`${name}:`)) as SystemName;
    if (isSync) writes[system] = (writes[system] ?? 0) + 1;
  }
  return writes;
}

function isIdle({ outcome, writes, drift }: Omit<RunRow, 'id'>): boolean {
  return outcome === 'done' && Object.keys(writes).length === 0 && !drift?.length;
}
