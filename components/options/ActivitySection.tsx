// Options › Activity: what Lockstep did, newest first, with the ways to search it, prove it, take it along and erase what it says of people.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '@/lib/errors';
import { ActivityItem } from './ActivityItem';
import { ActivityTools, type ActivityToolsProps } from './ActivityTools';
import { type ActivityKind, type ActivityRow, activityKinds } from './activity-view';
import { ProblemBanner } from './ProblemBanner';
import { SearchField } from './SearchField';

export interface ActivityFilter {
  kind?: ActivityKind;
  text: string;
  /** A contact whose entries alone are shown, with what it is called. */
  contact?: { uid: string; name: string };
}

export interface ActivitySectionProps extends Omit<ActivityToolsProps, 'contact'> {
  /** Newest first, as far as they were read; undefined while they are. */
  rows: readonly ActivityRow[] | undefined;
  /** There are older ones. */
  hasMore: boolean;
  isReading: boolean;
  problem?: Problem;
  filter: ActivityFilter;
  onFilter(filter: ActivityFilter): void;
  onMore(): void;
}

const kindNames: Record<ActivityKind, string> = {
  write: 'Changes',
  'sign-in': 'Sign-ins',
  refused: 'Refused access',
  log: 'The log itself',
};

/** The section `Activity`. */
export function ActivitySection({ rows, hasMore, isReading, problem, filter, onFilter, onMore, ...tools }: ActivitySectionProps) {
  const [text, setText] = useState(filter.text);
  const latest = useRef(filter);
  latest.current = filter;

  useEffect(() => {
    if (text === latest.current.text) return;
    // A long log is searched once the typing pauses.
    const timer = setTimeout(() => onFilter({ ...latest.current, text }), 200);
    return () => clearTimeout(timer);
  }, [text, onFilter]);

  const isFiltered = filter.text !== '' || filter.kind !== undefined || filter.contact !== undefined;
  return (
    <section class="options-section" id="activity" aria-labelledby="activity-title">
      <h2 id="activity-title" tabIndex={-1}>
        Activity
      </h2>
      <div class="card stack">
        <div class="filters">
          <SearchField label="Search" value={text} onInput={setText} />
          <label class="field">
            <span class="label">Kind</span>
            <select
              class="input"
              value={filter.kind ?? ''}
              onChange={(event) => {
                const { kind: _, ...rest } = filter;
                const kind = activityKinds.find((one) => one === event.currentTarget.value);
                onFilter({ ...rest, ...(kind && { kind }) });
              }}
            >
              <option value="">Everything</option>
              {activityKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {kindNames[kind]}
                </option>
              ))}
            </select>
          </label>
        </div>
        {filter.contact && (
          <p class="button-row">
            <span class="chip chip-accent" dir="auto">
              Only {filter.contact.name}
            </span>
            <button
              type="button"
              class="button button-quiet button-small"
              onClick={() => {
                const { contact: _, ...rest } = filter;
                onFilter(rest);
              }}
            >
              Show everybody
            </button>
          </p>
        )}
        {problem && <ProblemBanner problem={problem} urgent />}
        {rows && rows.length > 0 && (
          <ul class="rows" aria-label="Activity" aria-busy={isReading}>
            {rows.map((row) => (
              <ActivityItem
                key={row.seq}
                row={row}
                onOnly={(contact) => onFilter({ ...filter, contact })}
                isOnly={filter.contact !== undefined}
              />
            ))}
          </ul>
        )}
        {rows?.length === 0 && (
          <p class="empty">
            {isFiltered ? 'Nothing in the log fits.' : 'Nothing yet. Every write, sign-in and refused access will be listed here.'}
          </p>
        )}
        {!rows && <p class="muted">Reading the log…</p>}
        {hasMore && (
          <div class="button-row">
            <button type="button" class="button" aria-disabled={isReading} onClick={() => !isReading && onMore()}>
              {isReading ? 'Reading…' : 'Show older'}
            </button>
          </div>
        )}
      </div>
      <ActivityTools {...tools} {...(filter.contact && { contact: filter.contact })} />
    </section>
  );
}
