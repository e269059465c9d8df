// Fills in Options › Activity: the log page by page, live at its newest end, and what can be done with it.
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ActivityFilter, ActivitySectionProps } from '@/components/options/ActivitySection';
import type { ActivityProof } from '@/components/options/ActivityTools';
import type { ActivityRow } from '@/components/options/activity-view';
import type { AuditLog } from '@/lib/audit/audit-log';
import { csvHead, toCsv, toJsonLines } from '@/lib/audit/export-log';
import { everyRow, type LogFilter, type LogRow, readLog } from '@/lib/audit/read-log';
import { entryDays, valueDays } from '@/lib/audit/retention';
import type { BreakReason } from '@/lib/audit/verify-chain';
import { accountTitle } from '@/lib/domain/account';
import { type Problem, toProblem } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';

const pageSize = 50;
/** So many lines of read counts are shown, the latest days first. */
const shownReads = 40;

const reasons: Record<BreakReason, string> = {
  changed: 'It is not what was written.',
  missing: 'Entries before it were taken out.',
  'values-changed': 'What it says of a person was changed.',
  'values-missing': 'What it says of a person is gone and was not erased here.',
  'start-missing': 'Older entries were taken out.',
  'end-missing': 'Newer entries were taken out.',
  'head-differs': 'It is not the one that your head was taken from.',
};

/** The props of the section. `save` hands a file to the user. */
export function useActivity(db: Database, log: AuditLog, now: number, save: (name: string, content: Blob) => void): ActivitySectionProps {
  const [filter, setFilter] = useState<ActivityFilter>({ text: '' });
  const [wanted, setWanted] = useState(pageSize);
  const [read, setRead] = useState<{ rows: ActivityRow[]; hasMore: boolean; for: ActivityFilter; upTo: number }>();
  const [problem, setProblem] = useState<Problem>();
  const [reads, setReads] = useState<ActivitySectionProps['reads']>([]);

  useEffect(() => {
    // What other contexts put down is chained before it is shown.
    const endSealing = followStore(
      () => db.auditPending.count(),
      (count) => count > 0 && void log.seal().catch(() => undefined),
      { tables: [db.auditPending] },
    );
    const endCounting = followStore(() => readCounts(db), setReads, { tables: [db.readCounts] });
    return () => {
      endSealing();
      endCounting();
    };
  }, [db, log]);

  useEffect(() => {
    return followStore(
      () => readLog(db, logFilter(filter), { size: wanted }),
      ({ rows, next }) => {
        setRead({ rows: rows.map(activityRow), hasMore: next !== undefined, for: filter, upTo: wanted });
        setProblem(undefined);
      },
      { tables: [db.audit, db.auditValues], onError: (error) => setProblem(toProblem(error, Date.now())) },
    );
  }, [db, filter, wanted]);

  const onFilter = useCallback((next: ActivityFilter) => {
    setWanted(pageSize);
    setFilter(next);
  }, []);

  return {
    rows: read?.rows,
    hasMore: read?.hasMore ?? false,
    isReading: read === undefined || read.for !== filter || read.upTo !== wanted,
    ...(problem && { problem }),
    filter,
    onFilter,
    onMore: () => setWanted((before) => before + pageSize),
    retention: { entryDays, valueDays },
    reads,
    now,
    copy: (text) => navigator.clipboard.writeText(text),
    onErase: (contactUid) => log.eraseValues(contactUid ? { contactUid } : {}),
    onVerify: (head, onProgress) => verify(log, head, onProgress),
    async onExport(format) {
      await log.append([{ system: 'highlevel', kind: 'log', what: 'log.exported', outcome: 'done' }]);
      await log.seal();
      const parts: string[] = format === 'csv' ? [csvHead] : [];
      for await (const rows of everyRow(db)) parts.push(format === 'csv' ? toCsv(rows) : toJsonLines(rows));
      const day = new Date().toISOString().slice(0, 10);
      const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/x-ndjson;charset=utf-8';
      save(`lockstep-activity-${day}.${format}`, new Blob(parts, { type }));
    },
  };
}

async function verify(log: AuditLog, head: string, onProgress: (done: number) => void): Promise<ActivityProof> {
  const [, seq, mac] = /^(\d+):([0-9a-f]{64})$/.exec(head) ?? [];
  if (head && !mac) {
    return {
      entries: 0,
      head: '',
      at: Date.now(),
      broken: { seq: 0, text: 'The head that you entered is not one: it looks like 12:9f3c….' },
    };
  }
  const report = await log.verify({ onProgress, ...(mac && { exported: { seq: Number(seq), mac } }) });
  return {
    entries: report.entries,
    ...(report.firstAt !== undefined && { firstAt: report.firstAt }),
    ...(report.broken && { broken: { seq: report.broken.seq, text: reasons[report.broken.reason] } }),
    head: report.head && !report.broken ? `${report.head.seq}:${report.head.mac}` : '',
    at: Date.now(),
  };
}

function logFilter({ kind, text, contact }: ActivityFilter): LogFilter {
  return { text, ...(kind && { kind }), ...(contact && { uid: contact.uid }) };
}

function activityRow({ entry, values }: LogRow): ActivityRow {
  const { seq, at, account, userId, kind, what, outcome, why, remoteId, contactUid, requestId, endpoint, code, status, valuesMac, letGo } =
    entry;
  return {
    seq,
    at,
    account,
    userId,
    kind,
    what,
    outcome,
    isErased: valuesMac !== undefined && values === undefined,
    ...(why && { why }),
    ...(remoteId && { remoteId }),
    ...(contactUid && { contactUid }),
    ...(requestId && { requestId }),
    ...(endpoint && { endpoint }),
    ...(code && { code }),
    ...(status !== undefined && { status }),
    ...(letGo && { letGo: letGo.count }),
    ...values,
  };
}

async function readCounts(db: Database): Promise<ActivitySectionProps['reads']> {
  const rows = await db.readCounts.orderBy('day').reverse().limit(shownReads).toArray();
  return rows
    .map(({ day, account, endpoint, count }) => ({
      day,
      system: accountTitle(account),
      endpoint,
      count,
    }))
    .sort((one, other) => other.day.localeCompare(one.day) || other.count - one.count);
}
