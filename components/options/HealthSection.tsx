// Options › Health: whether everything is in step, and if not, what is not and why. Every number opens the list behind it.
import { useEffect, useState } from 'preact/hooks';
import { FormProblem } from '@/components/FormProblem';
import { Icon } from '@/components/Icon';
import { countOf } from '@/components/record-words';
import { advice, type Problem } from '@/lib/errors';
import { ago } from './ago';
import type { ConnectionStatus } from './connection-status';
import { Disclosure } from './Disclosure';
import { HealthList } from './HealthList';
import { PagedList } from './PagedList';

const healthLists = ['waiting', 'failed', 'conflicts', 'questions', 'left-alone'] as const;
export type HealthListName = (typeof healthLists)[number];

/** A record that is not in step, and why in one sentence. */
export interface HealthRecord {
  id: string;
  name: string;
  /** "Contact changed", or the system that it is in. */
  what: string;
  why: string;
  /** What can be done about it. */
  acts?: { name: string; run(): void }[];
}

export interface HealthSystem {
  title: string;
  status: ConnectionStatus['tone'];
  /** "Connected to Northwind Architects" */
  statusText: string;
  lastRunAt?: number;
  /** Requests left in this window and today; absent where the system does not say. */
  budget?: { left: number; of: number; dailyLeft?: number; dailyOf?: number };
  /** When the slow sweep last went through all linked records; absent for never. */
  sweptAt?: number;
}

export interface HealthRun {
  id: string;
  /** "Sync with BQE CORE", "Nightly comparison". */
  title: string;
  at: number;
  /** "2 pulled, 1 pushed, nothing left". */
  text: string;
  outcome: 'done' | 'failed' | 'stopped';
  /** Records that a comparison found to differ, and what was done about each. */
  drift?: readonly { name: string; text: string }[];
}

export interface HealthSectionProps {
  /** The store is being read: nothing is said before. */
  isReading?: boolean;
  /** Called when the section comes on screen; what it answers, when it leaves. */
  follow?: () => () => void;
  /** Why the last click on a record did nothing. */
  failure?: Problem;
  inStep: number;
  lists: Record<HealthListName, readonly HealthRecord[]>;
  systems: readonly HealthSystem[];
  runs: readonly HealthRun[];
  /** What keeps failing, one per cause. */
  alerts: readonly { cause: string; system: string; problem: Problem; since: number; count: number }[];
  now: number;
}

const listNames: Record<HealthListName, string> = {
  waiting: 'Waiting to be sent',
  failed: 'Failed',
  conflicts: 'Conflicts',
  questions: 'Questions',
  'left-alone': 'Left alone',
};

const count = new Intl.NumberFormat('en');
const sweepMs = 24 * 60 * 60_000;

/** The section `Health`. */
export function HealthSection({ isReading = false, follow, failure, inStep, lists, systems, runs, alerts, now }: HealthSectionProps) {
  const [open, setOpen] = useState<HealthListName>();
  useEffect(() => follow?.(), [follow]);
  const isAllWell = !isReading && alerts.length === 0 && healthLists.every((name) => name === 'left-alone' || lists[name].length === 0);
  return (
    <section class="options-section" id="health" aria-labelledby="health-title">
      <h2 id="health-title" tabIndex={-1}>
        Health
      </h2>
      <div class="card stack">
        <p class={isAllWell ? 'banner banner-success' : 'hint'} role="status">
          {isAllWell && <Icon name="done" />}
          <span>{isReading ? 'Reading…' : <Standing isAllWell={isAllWell} inStep={inStep} />}</span>
        </p>
        {alerts.map(({ cause, system, problem, since, count: times }) => (
          <div key={cause} class="banner banner-danger">
            <Icon name="warning" />
            <div class="stack-tight">
              <p>
                <strong>
                  {system}: {advice[problem.code].title}
                </strong>{' '}
                {advice[problem.code].todo}
              </p>
              {problem.detail && <p>{problem.detail}</p>}
              <p class="muted">
                Since {ago(since, now)}, {times === 1 ? 'once' : `${count.format(times)} times`}.
              </p>
            </div>
          </div>
        ))}
        <fieldset class="amounts">
          <legend class="hidden-text">Lists</legend>
          {healthLists.map((name) => (
            <button
              key={name}
              type="button"
              class={`amount amount-${lists[name].length === 0 ? 'none' : name}`}
              aria-expanded={open === name}
              onClick={() => setOpen(open === name ? undefined : name)}
            >
              <span class="amount-number">{count.format(lists[name].length)}</span> <span>{listNames[name]}</span>
            </button>
          ))}
        </fieldset>
        <FormProblem problem={failure} />
        {open && (
          <>
            {(open === 'conflicts' || open === 'questions') && lists[open].length > 0 && (
              <p class="hint">You decide in the side panel: its status line leads to them.</p>
            )}
            <HealthList key={open} title={listNames[open]} records={lists[open]} />
          </>
        )}
      </div>

      <div class="card stack">
        <h3>Systems</h3>
        <ul class="rows" aria-label="Systems">
          {systems.map((system) => (
            <SystemLine key={system.title} system={system} now={now} />
          ))}
        </ul>
      </div>

      <div class="card stack">
        <h3>Last runs</h3>
        {runs.length === 0 ? (
          <p class="empty">No run yet.</p>
        ) : (
          <ul class="rows" aria-label="Last runs">
            {runs.map(({ id, title, at, text, outcome, drift = [] }) => (
              <li key={id} class="row">
                <div class="row-head">
                  <span class="row-name">{title}</span>
                  {outcome !== 'done' && <span class="chip chip-warning">{outcome === 'failed' ? 'Failed' : 'Stopped'}</span>}
                  <time class="row-time muted small" dateTime={new Date(at).toISOString()}>
                    {ago(at, now)}
                  </time>
                </div>
                <p class="muted small">{text}</p>
                {drift.length > 0 && (
                  <Disclosure title={`${countOf(drift.length, 'record')} differed`}>
                    <DriftList drift={drift} />
                  </Disclosure>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Standing({ isAllWell, inStep }: { isAllWell: boolean; inStep: number }) {
  const isLinked = inStep > 0 || !isAllWell;
  return (
    <>
      {isAllWell ? <strong>{isLinked ? 'Everything is in step.' : 'Nothing waits.'}</strong> : 'What is not in step, and why.'}{' '}
      {isLinked
        ? `${count.format(inStep)} linked ${inStep === 1 ? 'record says' : 'records say'} the same on both sides.`
        : 'No records are linked yet.'}
    </>
  );
}

function DriftList({ drift }: { drift: NonNullable<HealthRun['drift']> }) {
  return (
    <PagedList
      label="Records that differed"
      items={drift.map((one, at) => ({ ...one, key: at }))}
      draw={({ key, name, text }) => (
        <li key={key} class="row">
          <span class="row-name" dir="auto">
            {name}
          </span>
          <p class="muted small">{text}</p>
        </li>
      )}
    />
  );
}

function SystemLine({ system, now }: { system: HealthSystem; now: number }) {
  const { title, status, statusText, lastRunAt, budget, sweptAt } = system;
  const isLate = sweptAt !== undefined && now - sweptAt > sweepMs;
  return (
    <li class="row">
      <div class="row-head">
        <span class="row-name">{title}</span>
        <span class={`connection-status connection-status-${status}`}>{statusText}</span>
      </div>
      {budget && (
        <div class="budget">
          <span class="small numbers">
            {count.format(budget.left)} of {count.format(budget.of)} requests left
            {budget.dailyLeft !== undefined &&
              `, ${count.format(budget.dailyLeft)}${budget.dailyOf === undefined ? '' : ` of ${count.format(budget.dailyOf)}`} today`}
          </span>
          <meter
            class="meter"
            aria-label={`Requests left at ${title}`}
            min={0}
            max={budget.of}
            value={budget.left}
            low={budget.of * 0.15}
          />
        </div>
      )}
      <p class="muted small">
        {lastRunAt === undefined ? 'Never synced' : `Last run ${ago(lastRunAt, now)}`}
        {sweptAt !== undefined && (
          <>
            {' · '}
            <span class={isLate ? 'field-warning' : ''}>
              notes, tasks and appointments of all linked records read {ago(sweptAt, now)}
              {isLate && ', more than a day'}
            </span>
          </>
        )}
      </p>
    </li>
  );
}
