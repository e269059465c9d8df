// Starts the runs of the partners' syncs: one at a time for each, only between the accounts that it was approved for, and again while
// what was sent has brought news.
import { type PartnerName, partnerNames } from '@/lib/domain/account';
import type { Problem } from '@/lib/errors';
import type { ConnectionRow, SyncRow } from '@/lib/store/rows';
import { comparePartner } from './compare-partner';
import { isComparisonDue } from './comparison-due';
import type { SyncContext } from './context';
import type { PartnerRun } from './partner-run';
import { settledAt } from './settle-window';
import { carryOnDue, planPartner, syncPartner } from './sync-partner';

export interface PartnerRunsDeps {
  store: PartnerRun['store'];
  /** The context of a connection that works. */
  contextOf: (connection: ConnectionRow) => SyncContext;
  /** Sends what waits for HighLevel and the partner. */
  drain: (partner: PartnerName) => Promise<unknown>;
}

/** After so many rounds what is still due waits for the next run: both sides keep changing, or a server does not keep what it takes. */
const mostRounds = 3;
const soonMs = 5_000;

/** The runs of one partner's sync. Throws AppError that names the system it is of. */
export function createPartnerRuns({ store, contextOf, drain }: PartnerRunsDeps) {
  const { db } = store;

  /** Undefined where the sync has nothing to do now. Throws `wrong-account` where it was approved for another account. */
  async function runOf(partner: PartnerName): Promise<PartnerRun | undefined> {
    const sync = await db.syncs.get(partner);
    const [left, right] = await Promise.all([db.connections.get('highlevel'), db.connections.get(partner)]);
    if (!sync || !left || !right || [left, right].some(({ state }) => state !== 'connected')) return undefined;
    if (left.account !== sync.left || right.account !== sync.right) {
      const problem = {
        code: 'wrong-account' as const,
        detail: 'The plan was approved for another account. Ask for a new one.',
        at: store.now(),
      };
      if (sync.state !== 'off') await turnOff(sync, problem);
      return undefined;
    }
    return { store, partner, left: contextOf(left), right: contextOf(right), sync };
  }

  /** Nothing that was planned or approved holds for other accounts. */
  async function turnOff({ partner, left, right }: SyncRow, problem: Problem): Promise<void> {
    await db.transaction('rw', db.syncs, db.plans, async () => {
      await db.plans.where({ partner }).delete();
      await db.syncs.put({ partner, left, right, state: 'off', approved: {}, problem });
    });
  }

  /** Runs what the row says: a plan, or a run that asks for news where `pulls`. */
  async function go(partner: PartnerName, pulls: boolean): Promise<void> {
    let asks = pulls;
    for (let round = 0; round < mostRounds; round++) {
      const run = await runOf(partner);
      if (run?.sync.state === 'planning') {
        await planPartner(run);
        continue;
      }
      if (run?.sync.state !== 'on') return;
      await (asks ? syncPartner(run) : carryOnDue(run));
      asks = false;
      await drain(partner);
      if (!(await isDue(partner))) return;
    }
  }

  /** Compares everything with the partner, once a night or at the next start. */
  async function compare(partner: PartnerName): Promise<void> {
    const run = await runOf(partner);
    if (run?.sync.state !== 'on' || !(await isComparisonDue(run))) return;
    await comparePartner(run);
    await drain(partner);
    await go(partner, false);
  }

  /** True where something waits for a sync that may run, and has stood for long enough. */
  async function isDue(partner: PartnerName): Promise<boolean> {
    return (await dueTimes([partner])).some((at) => at === 0);
  }

  /** When what waits for a sync of one of them may be carried on, epoch ms each; 0 for now. */
  async function dueTimes(partners: readonly PartnerName[]): Promise<number[]> {
    const on = (await db.syncs.bulkGet([...partners])).flatMap((sync) => (sync?.state === 'on' ? [sync.partner] : []));
    if (on.length === 0) return [];
    const lists = await Promise.all([db.contacts, db.tasks, db.notes].map((table) => table.where('due').anyOf(on).toArray()));
    return lists.flat().map((row) => settledAt(row, store.now()));
  }

  /** How many records the last look found that a run could have carried on. */
  let leftBefore = 0;

  return {
    go,
    compare,
    isDue,
    /**
     * When a run should carry on what waits, epoch ms: as soon as the youngest has stood for long enough, and soon where something was left by a
     * run that came too early. Undefined where nothing waits, or where the last run could do nothing about the same records.
     */
    async nextAt(): Promise<number | undefined> {
      const times = await dueTimes(partnerNames);
      const young = times.filter((at) => at > 0);
      if (young.length > 0) return Math.min(...young);
      const left = times.length;
      const isNew = left !== leftBefore;
      leftBefore = left;
      return left > 0 && isNew ? store.now() + soonMs : undefined;
    },
  };
}
