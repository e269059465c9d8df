// Systems, runs and alerts of Options › Health in words.

import { connectionStatus } from '@/components/options/connection-status';
import type { HealthRun, HealthSectionProps, HealthSystem } from '@/components/options/HealthSection';
import { systemWords } from '@/components/options/system-words';
import { countOf } from '@/components/record-words';
import { accountTitle, type SystemName, systemNames, systemTitles } from '@/lib/domain/account';
import { budgetOf } from '@/lib/http/budget';
import { type LimitRules, limitsKey } from '@/lib/http/limiter';
import { type HealthReading, lastRunOf } from '@/lib/store/health-queries';
import type { ConnectionRow, RunRow } from '@/lib/store/rows';
import { bqeLimits } from '@/lib/systems/bqe/limits';
import { highlevelLimits } from '@/lib/systems/highlevel/limits';
import { localiqLimits } from '@/lib/systems/localiq/limits';
import { partnerView } from './connect-partner';
import { problemText } from './health-records';

const limits: Record<SystemName, LimitRules> = { highlevel: highlevelLimits, bqe: bqeLimits, localiq: localiqLimits };

/** Where the limiters of the systems keep their counts in `storage.session`. */
export const limitsKeys = systemNames.map(limitsKey);

export interface SystemFacts {
  /** What the limiters keep, by key. */
  counts: Readonly<Record<string, unknown>>;
  /** False while the browser withholds access to the system's hosts. */
  isReachable(system: SystemName): boolean;
  /** Epoch ms. */
  now: number;
}

/** How each system stands. */
export function healthSystems({ connections, syncs, sweptAt }: HealthReading, { counts, isReachable, now }: SystemFacts): HealthSystem[] {
  return systemNames.map((system) => {
    const row = connections.find((one) => one.system === system);
    const { tone, text } = statusOf(system, row, isReachable(system));
    const lastRunAt = lastRunOf(system, syncs);
    const budget = row?.account && budgetOf(counts[limitsKey(system)], limits[system], now);
    const swept = row?.account && sweptAt.get(row.account);
    return {
      title: systemTitles[system],
      status: tone,
      statusText: text,
      ...(lastRunAt !== undefined && { lastRunAt }),
      ...(budget && { budget }),
      ...(swept && { sweptAt: swept }),
    };
  });
}

function statusOf(system: SystemName, row: ConnectionRow | undefined, reachable: boolean) {
  const isProven = row?.account !== undefined;
  return connectionStatus({
    words: systemWords[system],
    connection: row && partnerView(row),
    reachable,
    name: isProven ? row.locationName : '',
    isAsking: system === 'localiq' && row?.locationId === '' && row.state === 'action-needed' && !row.problem,
    isProven,
  });
}

/** The runs, newest first. */
export function healthRuns({ runs }: HealthReading): HealthRun[] {
  return runs.map((run) => ({
    id: String(run.id),
    title: titleOf(run),
    at: run.finishedAt,
    text: textOf(run),
    outcome: run.outcome,
    ...(run.drift && { drift: run.drift }),
  }));
}

function titleOf({ kind, partner }: RunRow): string {
  const name = systemTitles[partner];
  return { sync: `Sync with ${name}`, reconcile: `Nightly comparison with ${name}`, sweep: `Everything linked to ${name} read` }[kind];
}

function textOf({ kind, outcome, writes, drift = [], problem }: RunRow): string {
  const written = writesText(writes);
  if (outcome === 'failed') return [problem && problemText(problem), written].filter(Boolean).join(' ') || 'It did not end well.';
  if (outcome === 'stopped') return ['It stopped for a plan to be approved first.', written].filter(Boolean).join(' ');
  if (kind === 'reconcile' && drift.length === 0) return written || 'Nothing differed.';
  return written || (kind === 'reconcile' ? 'Nothing was written.' : 'Nothing to do.');
}

/** "2 changes to HighLevel, 1 to BQE CORE."; '' for none. */
function writesText(writes: RunRow['writes']): string {
  const made = systemNames.flatMap((system) => (writes[system] ? [{ system, count: writes[system] }] : []));
  const parts = made.map(
    ({ system, count }, at) => `${at === 0 ? countOf(count, 'change') : count.toLocaleString('en')} to ${systemTitles[system]}`,
  );
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}

/** What keeps failing, the longest first. */
export function healthAlerts({ alerts }: HealthReading): HealthSectionProps['alerts'] {
  return alerts.map(({ cause, account, problem, since, count }) => ({ cause, system: accountTitle(account), problem, since, count }));
}
