// What Options › Health shows, all from the store: what is not in step, how each system stands, and what the last runs did.
import { type AccountId, partnerNames, type SystemName } from '@/lib/domain/account';
import { type Named, namedContacts } from './contact-names';
import type { Database } from './database';
import type { OutboxEntry } from './outbox-entry';
import type { AlertRow, ApartRow, ConnectionRow, DecisionRow, PairRow, RunRow, SyncRow } from './rows';

/** More runs than anybody reads. */
const shownRuns = 50;

export interface HealthReading {
  /** Linked records that nothing waits for: no change, no decision, no look of the sync. */
  inStep: number;
  /** Everything that the servers have not confirmed, of all accounts, oldest first. */
  entries: OutboxEntry[];
  decisions: DecisionRow[];
  /** Records that are to have no partner. */
  single: ApartRow[];
  /** Pairs of which the user left one side as it is. */
  answered: PairRow[];
  connections: ConnectionRow[];
  /** Accounts that take changes as things are. */
  connected: ReadonlySet<AccountId>;
  syncs: SyncRow[];
  /** By account: when what hangs on all linked records was last read. */
  sweptAt: Map<AccountId, number>;
  /** Newest first. */
  runs: RunRow[];
  alerts: AlertRow[];
  named: (uid: string) => Named;
}

/** Reads all of it. */
export async function readHealth(db: Database): Promise<HealthReading> {
  const [entries, decisions, single, answered, connections, receivers, syncs, runs, alerts] = await Promise.all([
    db.outbox.orderBy('seq').toArray(),
    db.decisions.toArray(),
    db.apart.where('other').equals('').toArray(),
    db.pairs.where('answered').anyOf('deleted', 'archived').distinct().toArray(),
    db.connections.toArray(),
    db.receivers.toArray(),
    db.syncs.toArray(),
    db.runs.orderBy('id').reverse().limit(shownRuns).toArray(),
    db.alerts.toArray(),
  ]);
  const concerned = [...entries.map(({ contactUid }) => contactUid), ...decisions.flatMap(concernedBy)];
  const shown = [...single.map(({ one }) => one), ...answered.map(({ left }) => left)];
  return {
    inStep: await countInStep(db, concerned, answered),
    entries,
    decisions,
    single,
    answered,
    connections,
    connected: new Set(
      [...connections, ...receivers].flatMap(({ account, state }) => (account && state !== 'action-needed' ? [account] : [])),
    ),
    syncs,
    sweptAt: await lastSweeps(db, connections),
    runs,
    alerts: alerts.sort((one, other) => one.since - other.since),
    named: await namedContacts(db, [...concerned, ...shown]),
  };
}

/** Records of a decision, the contact that a task or note hangs on included. */
function concernedBy(decision: DecisionRow): string[] {
  if (decision.kind === 'conflict') return [...decision.uids, decision.contactUid];
  return 'contactUid' in decision.question ? [...decision.uids, decision.question.contactUid] : decision.uids;
}

async function countInStep(db: Database, concerned: readonly string[], answered: readonly PairRow[]): Promise<number> {
  const due = await db.contacts
    .where('due')
    .anyOf([...partnerNames])
    .primaryKeys();
  const uids = [...new Set([...concerned, ...due])];
  const [all, byLeft, byRight] = await Promise.all([
    db.pairs.count(),
    db.pairs.where('left').anyOf(uids).primaryKeys(),
    db.pairs.where('right').anyOf(uids).primaryKeys(),
  ]);
  const known = answered.map(({ left, right }) => [left, right]);
  return all - new Set([...byLeft, ...byRight, ...known].map((key) => key.join('|'))).size;
}

async function lastSweeps(db: Database, connections: readonly ConnectionRow[]): Promise<Map<AccountId, number>> {
  const accounts = connections.flatMap(({ account }) => (account ? [account] : []));
  const sweeps = await db.progress.bulkGet(accounts.map((account): [AccountId, string] => [account, 'sweep']));
  return new Map(sweeps.flatMap((row) => (row?.finishedAt ? [[row.account, row.finishedAt]] : [])));
}

/** When a system last took part in a run, epoch ms; undefined for never. */
export function lastRunOf(system: SystemName, syncs: readonly SyncRow[]): number | undefined {
  const runs = syncs.flatMap(({ partner, lastRunAt }) => (lastRunAt && (system === 'highlevel' || system === partner) ? [lastRunAt] : []));
  return runs.length > 0 ? Math.max(...runs) : undefined;
}
