// Starts the runs of the partners' syncs: one at a time for each, only between the accounts that it was approved for, and again while
// what was sent has brought news.
import type { Table } from 'dexie';
import { type PartnerName, partnerNames } from '@/lib/domain/account';
import type { Problem } from '@/lib/errors';
import { unreadPairs } from '@/lib/store/due-work';
import type { ConnectionRow, Row, SyncRow } from '@/lib/store/rows';
import { comparePartner } from './compare-partner';
import { isComparisonDue } from './comparison-due';
import type { SyncContext } from './context';
import type { PartnerRun } from './partner-run';
import { isSettled, settledAt } from './settle-window';
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
/** So many of what waits are looked at for what is young; what is left of a longer list has stood by then. */
const glance = 200;

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

  /** What waits for a partner's sync, in each of its tables; nothing for one that may not run. */
  async function dueRows(partner: PartnerName) {
    if ((await db.syncs.get(partner))?.state !== 'on') return [];
    return [db.contacts, db.tasks, db.notes].map((table) => (table as Table<Row<unknown>>).where('due').equals(partner));
  }

  /** True where something waits for a sync that may run, and has stood for long enough. */
  async function isDue(partner: PartnerName): Promise<boolean> {
    // One is enough: after a first sync many thousands wait.
    const firsts = (await dueRows(partner)).map((rows) => rows.and((row) => isSettled(row, store.now())).first());
    return (await Promise.all(firsts)).some((row) => row !== undefined);
  }

  /** Pairs of which nothing was read yet: a run reads some of them. */
  async function unread(partner: PartnerName): Promise<number> {
    return (await db.syncs.get(partner))?.state === 'on' ? (await unreadPairs(db, partner)).length : 0;
  }

  /** How many records of each kind the last look found that a run could have carried on. */
  let leftBefore = '';

  return {
    go,
    compare,
    /** True where there is something to carry on for a sync that may run. */
    hasWork: async (partner: PartnerName) => (await isDue(partner)) || (await unread(partner)) > 0,
    /**
     * When a run should carry on what waits, epoch ms: as soon as the youngest has stood for long enough, and soon where something was left by a
     * run that came too early. Undefined where nothing waits, or where the last run could do nothing about the same records.
     */
    async nextAt(): Promise<number | undefined> {
      const lists = (await Promise.all(partnerNames.map(dueRows))).flat();
      const glances = await Promise.all(lists.map((rows) => rows.clone().limit(glance).toArray()));
      const young = glances.flat().flatMap((row) => settledAt(row, store.now()) || []);
      if (young.length > 0) return Math.min(...young);
      const counts = await Promise.all([...lists.map((rows) => rows.count()), ...partnerNames.map(unread)]);
      const isNew = String(counts) !== leftBefore;
      leftBefore = String(counts);
      return isNew && counts.some((count) => count > 0) ? store.now() + soonMs : undefined;
    },
  };
}
