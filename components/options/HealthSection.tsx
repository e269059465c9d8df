// Options › Health: whether everything is in step, and if not, what is not and why. Every number opens the list behind it.
import { useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import { advice, type Problem } from '@/lib/errors';
import { ago } from './ago';
import { HealthList } from './HealthList';

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
  status: 'good' | 'bad' | 'idle';
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
}

export interface HealthSectionProps {
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
export function HealthSection({ inStep, lists, systems, runs, alerts, now }: HealthSectionProps) {
  const [open, setOpen] = useState<HealthListName>();
  const isAllWell = alerts.length === 0 && healthLists.every((name) => name === 'left-alone' || lists[name].length === 0);
  return (
    <section class="options-section" id="health" aria-labelledby="health-title">
      <h2 id="health-title" tabIndex={-1}>
        Health
      </h2>
      <div class="card stack">
        <p class={isAllWell ? 'banner banner-success' : 'hint'} role="status">
          {isAllWell && <Icon name="done" />}
          <span>
            {isAllWell ? <strong>Everything is in step.</strong> : 'What is not in step, and why.'} {count.format(inStep)} linked{' '}
            {inStep === 1 ? 'record says' : 'records say'} the same on both sides.
          </span>
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
        {open && <HealthList key={open} title={listNames[open]} records={lists[open]} />}
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
            {runs.map(({ id, title, at, text, outcome }) => (
              <li key={id} class="row">
                <div class="row-head">
                  <span class="row-name">{title}</span>
                  {outcome !== 'done' && <span class="chip chip-warning">{outcome === 'failed' ? 'Failed' : 'Stopped'}</span>}
                  <time class="row-time muted small" dateTime={new Date(at).toISOString()}>
                    {ago(at, now)}
                  </time>
                </div>
                <p class="muted small">{text}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
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
