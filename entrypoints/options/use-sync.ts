// The background sync of each partner in Options: how it stands, the plan that waits, and what can be decided about both. The worker follows
// the row that a click has changed; it is only told not to wait for its next round.
import { useEffect, useState } from 'preact/hooks';
import type { FirstSyncPlanProps } from '@/components/options/FirstSyncPlan';
import type { SyncControlsProps, SyncState } from '@/components/options/SyncControls';
import { systemWords } from '@/components/options/system-words';
import { useSubmit } from '@/components/use-submit';
import { type PartnerName, partnerNames } from '@/lib/domain/account';
import type { StampFieldNames } from '@/lib/domain/stamp';
import type { Problem } from '@/lib/errors';
import type { sendMessage } from '@/lib/messages';
import { chooseStamping } from '@/lib/store/commands/stamp';
import { approvePlan, askForPlan, cancelPlan, pauseSync, resumeSync } from '@/lib/store/commands/syncing';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';
import type { Store } from '@/lib/store/records';
import type { SyncRow } from '@/lib/store/rows';
import { stampableFields } from './stampable-fields';
import { type WaitingPlan, waitingPlans } from './waiting-plans';

/** How often it is looked up when the next round begins. */
const roundEveryMs = 30_000;

export interface SyncDeps {
  store: Store;
  send: typeof sendMessage;
  /** When the worker's next round begins, epoch ms; undefined where none is due. */
  nextRoundAt(): Promise<number | undefined>;
}

interface SyncView {
  /** Of partners that can be kept in step: both systems are connected. */
  controls: Partial<Record<PartnerName, SyncControlsProps>>;
  plans: FirstSyncPlanProps[];
}

/** Undefined until the store was read. */
export function useSync(deps: SyncDeps, now: number): SyncView | undefined {
  const { store, nextRoundAt } = deps;
  const [syncs, setSyncs] = useState<Partial<Record<PartnerName, SyncReading>>>();
  const nextRunAt = useNextRound(nextRoundAt);
  const plans = usePlans(store);
  const clicks = { bqe: useClicks(deps, 'bqe'), localiq: useClicks(deps, 'localiq') };

  useEffect(() => {
    const { db } = store;
    return followStore(() => readSyncs(db), setSyncs, { tables: [db.connections, db.syncs, db.reference] });
  }, [store]);

  if (!syncs) return undefined;
  const view: SyncView = { controls: {}, plans: [] };
  for (const partner of partnerNames) {
    const reading = syncs[partner];
    if (!reading) continue;
    const words = systemWords[partner];
    const { row, stamps } = reading;
    const state = stateOf(row);
    const { busy, failure, click, syncNow } = clicks[partner];
    // Half of a plan is none: it is shown once all of it is there.
    const plan = state === 'plan' || state === 'braked' ? plans[partner] : undefined;
    const told = failure && !isOver(failure, row) && { failure };
    view.controls[partner] = {
      words,
      state,
      now,
      onSyncNow: () => (state === 'off' ? click(askForPlan, syncNow) : syncNow()),
      onPause: () => click(pauseSync),
      onResume: () => click(resumeSync, syncNow),
      ...(row?.progress && { progress: row.progress }),
      ...(row?.lastRunAt !== undefined && { lastRunAt: row.lastRunAt }),
      ...(nextRunAt !== undefined && { nextRunAt }),
      ...(row?.problem && { problem: row.problem }),
      ...(!plan && told),
    };
    if (!plan) continue;
    view.plans.push({
      ...plan,
      words,
      now,
      stamping: {
        on: row?.isStamping ?? false,
        fields: stamps,
        onChange: (on) => click((own) => chooseStamping(own, partner, on)),
      },
      busy,
      onApprove: () => click(approvePlan, syncNow),
      onCancel: () => click(cancelPlan),
      ...told,
    });
  }
  return view;
}

interface SyncReading {
  row: SyncRow | undefined;
  /** Where ids can be kept. */
  stamps: StampFieldNames;
}

/** The syncs between accounts that are connected now; what was approved for others says nothing about them. */
async function readSyncs(db: Database): Promise<Partial<Record<PartnerName, SyncReading>>> {
  const readings: Partial<Record<PartnerName, SyncReading>> = {};
  const left = (await db.connections.get('highlevel'))?.account;
  for (const partner of partnerNames) {
    const right = (await db.connections.get(partner))?.account;
    if (!left || !right) continue;
    const known = await db.syncs.get(partner);
    const row = known?.left === left && known.right === right ? known : undefined;
    readings[partner] = { row, stamps: row ? await stampableFields(db, row) : {} };
  }
  return readings;
}

function stateOf(row: SyncRow | undefined): SyncState {
  if (!row) return 'off';
  return row.state === 'on' && row.progress ? 'running' : row.state;
}

/** The plans in words, made anew only when the plans themselves change: they may have ten thousand steps. */
function usePlans(store: Store): Partial<Record<PartnerName, WaitingPlan>> {
  const [plans, setPlans] = useState<Partial<Record<PartnerName, WaitingPlan>>>({});
  useEffect(() => {
    return followStore(async () => await waitingPlans(store, await store.db.plans.toArray()), setPlans, { tables: [store.db.plans] });
  }, [store]);
  return plans;
}

function useNextRound(nextRoundAt: SyncDeps['nextRoundAt']): number | undefined {
  const [at, setAt] = useState<number>();
  useEffect(() => {
    const read = () => void nextRoundAt().then(setAt, () => undefined);
    read();
    const timer = setInterval(read, roundEveryMs);
    return () => clearInterval(timer);
  }, [nextRoundAt]);
  return at;
}

interface Clicks {
  busy: boolean;
  /** Why the last click did nothing. */
  failure: Problem | undefined;
  /** Runs a command of the store and, once it holds, what comes after it. */
  click(command: (store: Store, partner: PartnerName) => Promise<void>, after?: () => void): void;
  /** Has the worker do now what the row says. Its answer comes when it has ended, which may be long after this page has. */
  syncNow(): void;
}

function useClicks({ store, send }: SyncDeps, partner: PartnerName): Clicks {
  const { busy, problem, run } = useSubmit();
  const [answered, setAnswered] = useState<Problem>();
  return {
    busy,
    failure: problem ?? answered,
    click(command, after) {
      setAnswered(undefined);
      void run(() => command(store, partner)).then((held) => held && after?.());
    },
    syncNow() {
      setAnswered(undefined);
      // A worker that is ended meanwhile answers nothing; the next one goes on by the row.
      send('syncNow', partner).then(
        (answer) => setAnswered(answer.problem),
        () => undefined,
      );
    },
  };
}

/** A failure that the row tells as well, or that a later run has left behind. */
function isOver({ code, at }: Problem, row: SyncRow | undefined): boolean {
  return row?.problem?.code === code || (row?.lastRunAt ?? 0) > at;
}
