// What a sync would do, before it does anything: counts, every step with its reason, what may follow from it, and the decision.
import { useMemo, useState } from 'preact/hooks';
import { FormProblem } from '@/components/FormProblem';
import { Icon } from '@/components/Icon';
import type { Brake } from '@/lib/domain/plan/brake';
import type { Problem } from '@/lib/errors';
import { ago } from './ago';
import { PagedList } from './PagedList';
import { PlanRowItem } from './PlanRowItem';
import { type PlanKind, type PlanRow, planKinds } from './plan-rows';
import { SearchField } from './SearchField';
import { type Stamping, StampingChoice } from './StampingChoice';
import type { SystemWords } from './system-words';

export interface FirstSyncPlanProps {
  /** Why there is a plan: the first sync, a changed mapping, or a run that was stopped because it would change unusually much. */
  cause: 'first' | 'mapping' | 'brake';
  /** The partner's: BQE CORE or LocaliQ. */
  words: SystemWords;
  rows: readonly PlanRow[];
  /** HighLevel contacts that would be made or changed: the firm's own workflows may run for them. */
  highlevelWrites: { create: number; update: number };
  /** Open tasks that come along with the linked records; absent for a partner that keeps none. */
  tasks?: { toHighLevel: number; toPartner: number };
  /** Pairs by which nothing is to be done. */
  inStep: number;
  brake?: Brake;
  madeAt: number;
  now: number;
  /** Whether ids may be written into a custom field on each side. */
  stamping?: Stamping;
  busy: boolean;
  /** Why the last click did nothing. */
  failure?: Problem;
  onApprove(): void;
  onCancel(): void;
}

const kindNames: Record<PlanKind, string> = {
  create: 'Create',
  update: 'Update',
  link: 'Link',
  conflict: 'Conflicts',
  question: 'Questions',
  refused: 'Cannot be written',
  skip: 'Skip',
};

const count = new Intl.NumberFormat('en');

/** Where the page shows the plan of a partner. */
function planId({ id }: SystemWords): string {
  return `plan-${id}`;
}

/** The plan with `Approve` and `Cancel`. */
export function FirstSyncPlan(props: FirstSyncPlanProps) {
  const { cause, words, rows, highlevelWrites, tasks, inStep, brake, madeAt, now, stamping, busy, failure, onApprove, onCancel } = props;
  const [kind, setKind] = useState<PlanKind>();
  const [text, setText] = useState('');

  const amounts = useMemo(() => {
    const found: Partial<Record<PlanKind, number>> = {};
    for (const row of rows) found[row.kind] = (found[row.kind] ?? 0) + 1;
    return found;
  }, [rows]);
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const fits = (row: PlanRow) =>
      !wanted ||
      [row.name, row.act, row.note, ...row.changes.flatMap(({ label, from, to }) => [label, from, to])].some((part) =>
        part.toLowerCase().includes(wanted),
      );
    return rows.filter((row) => (!kind || row.kind === kind) && fits(row));
  }, [rows, kind, text]);

  const id = planId(words);
  const { create, update } = highlevelWrites;
  const kinds = planKinds.filter((one) => amounts[one]);

  return (
    <section class="card stack" id={id} aria-labelledby={`${id}-title`}>
      <header class="stack-tight">
        <h3 id={`${id}-title`} tabIndex={-1}>
          {cause === 'first' ? 'First sync plan' : 'Sync plan'}
        </h3>
        <p class="muted">
          {causeText(cause, words.title)} Made {ago(madeAt, now)}; nothing is written before you approve.
        </p>
      </header>

      {brake && (
        <div class="banner banner-danger">
          <Icon name="warning" />
          <p>
            <strong>
              This run would{' '}
              {brake.cause === 'blanks' ? `blank ${count.format(brake.count)} values` : `change ${count.format(brake.count)} records`}
              {brake.of > 0 && ` of ${count.format(brake.of)} linked`}.
            </strong>{' '}
            That is unusually many. A changed filter or a lost permission looks just like it: check a few rows before you approve.
          </p>
        </div>
      )}

      <fieldset class="amounts">
        <legend class="hidden-text">Show</legend>
        <Amount name="All" amount={rows.length} chosen={kind === undefined} onChoose={() => setKind(undefined)} />
        {kinds.map((one) => (
          <Amount
            key={one}
            kind={one}
            name={kindNames[one]}
            amount={amounts[one] ?? 0}
            chosen={kind === one}
            onChoose={() => setKind(one)}
          />
        ))}
      </fieldset>
      {inStep > 0 && <p class="hint">{pairs(inStep)} the same on both sides already: nothing is written for them.</p>}

      {cause === 'first' && <p class="hint">{comesAlong(words, tasks)}</p>}

      {create + update > 0 && (
        <div class="banner banner-warning">
          <Icon name="warning" />
          <p>
            <strong>In HighLevel {highlevelText(create, update)}.</strong> Your workflows and automations there may run for them, and send
            messages. Pause those that should not before you approve.
          </p>
        </div>
      )}
      {cause === 'first' && (
        <div class="banner">
          <Icon name="lock" />
          <p>
            <strong>Do this in one browser per firm.</strong> The browser in which the plan is approved is the one that syncs in the
            background. The panel works in all of them.
          </p>
        </div>
      )}
      {rows.length > 10 && <SearchField label="Filter by name or value" value={text} onInput={setText} />}
      {shown.length > 0 ? (
        <PagedList key={`${kind}|${text}`} label="Steps of the plan" items={shown} draw={(row) => <PlanRowItem key={row.id} row={row} />} />
      ) : (
        <p class="empty">{rows.length === 0 ? 'There is nothing to do: both sides say the same.' : 'Nothing in the plan fits.'}</p>
      )}

      {stamping && <StampingChoice words={words} stamping={stamping} busy={busy} />}

      <FormProblem problem={failure} />
      <div class="button-row connection-foot plan-foot">
        <button type="button" class="button button-primary" aria-disabled={busy} onClick={() => !busy && onApprove()}>
          Approve
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
        <span class="muted small">Conflicts and questions wait for you either way.</span>
      </div>
    </section>
  );
}

interface AmountProps {
  kind?: PlanKind;
  name: string;
  amount: number;
  chosen: boolean;
  onChoose(): void;
}

function Amount({ kind, name, amount, chosen, onChoose }: AmountProps) {
  return (
    <button type="button" class={`amount amount-${kind ?? 'all'}`} aria-pressed={chosen} onClick={onChoose}>
      <span class="amount-number">{count.format(amount)}</span> <span>{name}</span>
    </button>
  );
}

function causeText(cause: FirstSyncPlanProps['cause'], partner: string): string {
  if (cause === 'first') return `What the first sync between HighLevel and ${partner} would do.`;
  return cause === 'mapping'
    ? `The field mapping changed. What the next sync with ${partner} would do by it.`
    : `The sync with ${partner} was stopped.`;
}

/** "4 contacts would be created and 2 contacts changed"; what is none is not said. */
function highlevelText(create: number, update: number): string {
  if (create === 0) return `${contacts(update)} would be changed`;
  return `${contacts(create)} would be created${update > 0 ? ` and ${contacts(update)} changed` : ''}`;
}

/** What the rows do not list: tasks that come along, and what travels from the approval on. */
function comesAlong({ id, title }: SystemWords, tasks: FirstSyncPlanProps['tasks']): string {
  if (id === 'localiq')
    return 'From now on new calls, forms and chats become HighLevel contacts, each with a note. Older ones stay as they are.';
  const { toHighLevel = 0, toPartner = 0 } = tasks ?? {};
  const added = [toHighLevel > 0 && `${count.format(toHighLevel)} in HighLevel`, toPartner > 0 && `${count.format(toPartner)} in ${title}`];
  const open = added.filter(Boolean).join(' and ');
  return `Open tasks and to-dos of linked records come along${open ? `: ${open} would be added` : ''}. Notes travel from now on.`;
}

function contacts(amount: number): string {
  return amount === 1 ? '1 contact' : `${count.format(amount)} contacts`;
}

function pairs(amount: number): string {
  return amount === 1 ? '1 pair says' : `${count.format(amount)} pairs say`;
}
