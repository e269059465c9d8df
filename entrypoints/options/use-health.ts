// Options › Health, live while it is on screen: reading all of it at every change would be work for nobody otherwise.
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { HealthSectionProps } from '@/components/options/HealthSection';
import { useSubmit } from '@/components/use-submit';
import type { sendMessage } from '@/lib/messages';
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { followStore } from '@/lib/store/follow-store';
import { type HealthReading, readHealth } from '@/lib/store/health-queries';
import type { Store } from '@/lib/store/records';
import { healthRecords } from './health-records';
import { healthAlerts, healthRuns, healthSystems, limitsKeys, type SystemFacts } from './health-runs';

export interface HealthDeps {
  store: Store;
  send: typeof sendMessage;
  /** `storage.session`, where the limiters' counts are. */
  counts: { get(keys: string[]): Promise<Record<string, unknown>> };
  isReachable: SystemFacts['isReachable'];
}

/** How soon a request that was sent shows in what is left of the limit. */
const countsEveryMs = 5000;

/** The props of the section. */
export function useHealth({ store, send, counts, isReachable }: HealthDeps, now: number): HealthSectionProps {
  const [isOpen, setOpen] = useState(false);
  const [reading, setReading] = useState<HealthReading>();
  const [kept, setKept] = useState<{ counts: Record<string, unknown>; at: number }>({ counts: {}, at: 0 });
  const { problem, run } = useSubmit();

  useEffect(() => {
    if (!isOpen) return;
    const readCounts = () =>
      void counts.get(limitsKeys).then(
        (found) => setKept({ counts: found, at: store.now() }),
        () => undefined,
      );
    readCounts();
    const timer = setInterval(readCounts, countsEveryMs);
    const endFollowing = followStore(() => readHealth(store.db), setReading);
    return () => {
      clearInterval(timer);
      endFollowing();
      setReading(undefined);
    };
  }, [store, counts, isOpen]);

  const follow = useCallback(() => {
    setOpen(true);
    return () => setOpen(false);
  }, []);

  if (!reading) return { ...nothing, isReading: true, now, follow };
  const decide = (command: (store: Store, seq: number) => Promise<void>) => (seq: number) =>
    void run(async () => {
      await command(store, seq);
      void send('outboxChanged').catch(() => undefined);
    });
  const acts = { retry: decide(retryEntry), discard: decide(discardEntry) };
  return {
    inStep: reading.inStep,
    lists: healthRecords(reading, acts, now),
    systems: healthSystems(reading, { counts: kept.counts, isReachable, now: Math.max(now, kept.at) }),
    runs: healthRuns(reading),
    alerts: healthAlerts(reading),
    now,
    follow,
    ...(problem && { failure: problem }),
  };
}

const nothing: Omit<HealthSectionProps, 'now'> = {
  inStep: 0,
  lists: { waiting: [], failed: [], conflicts: [], questions: [], 'left-alone': [] },
  systems: [],
  runs: [],
  alerts: [],
};
