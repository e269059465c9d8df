// What filling the page's form would do, field by field, before anything is written: old value, new value, and a choice.
import { useEffect, useState } from 'preact/hooks';
import type { FillOutcome, FillPlan, FillRow } from '@/lib/domain/fill-plan';
import { Dialog } from './Dialog';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import type { PanelActions } from './panel-props';
import { SkeletonRows } from './SkeletonRows';
import { useSubmit } from './use-submit';

interface FillPreviewProps {
  contactUid: string;
  /** Whose values they are. */
  name: string;
  /** False where the contact was opened by hand, so that the page may show somebody else. */
  isPagePerson: boolean;
  actions: Pick<PanelActions, 'previewFill' | 'fill'>;
  onFilled: (outcome: FillOutcome) => void;
  onClose: () => void;
}

/** Dialog `Fill this page` with `Fill` and `Cancel`. */
export function FillPreview({ contactUid, name, isPagePerson, actions, onFilled, onClose }: FillPreviewProps) {
  const looking = useSubmit();
  const filling = useSubmit();
  const [plan, setPlan] = useState<FillPlan>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, when the dialog opens
  useEffect(() => {
    void looking.run(async () => {
      const found = await actions.previewFill(contactUid);
      setPlan(found);
      setChosen(new Set(found.groups.flatMap(({ rows }) => rows.filter((row) => row.chosen).map(({ key }) => key))));
    });
  }, []);
  const rows = plan?.groups.flatMap((group) => group.rows) ?? [];
  const choose = (key: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const fill = async (event: Event) => {
    event.preventDefault();
    const values = rows.filter(({ key, obstacle }) => chosen.has(key) && !obstacle).map(({ key, value }) => ({ key, value }));
    const done = await filling.run(async () => onFilled(await actions.fill(values)));
    if (done) onClose();
  };
  const row = ({ key, label, old, new: wanted, obstacle }: FillRow) => (
    <li key={key} class="fill-row">
      <label class="fill-label">
        <input
          type="checkbox"
          checked={chosen.has(key) && !obstacle}
          disabled={obstacle !== undefined}
          onChange={(event) => choose(key, event.currentTarget.checked)}
        />
        <span dir="auto">{label}</span>
      </label>
      <p class="fill-values">
        {old ? (
          <del dir="auto">
            <span class="hidden-text">now </span>
            {old}
          </del>
        ) : (
          <span class="faint">blank</span>
        )}
        <Icon name="chevronRight" label="becomes" />
        <ins dir="auto">{wanted}</ins>
      </p>
      {obstacle && <p class="fill-obstacle">{obstacle}</p>}
    </li>
  );

  return (
    <Dialog title="Fill this page" onClose={onClose}>
      <form class="form" onSubmit={(event) => void fill(event)}>
        {!plan && !looking.problem && <SkeletonRows rows={3} />}
        <FormProblem problem={looking.problem} />
        {plan && rows.length === 0 && (
          <p class="muted">
            {plan.same > 0
              ? `Nothing to fill: the page already holds what HighLevel has of ${name}.`
              : 'There is no form here that Lockstep can fill. Open the record for editing on the page, then try again.'}
          </p>
        )}
        {rows.length > 0 && (
          <p class="muted">
            From HighLevel’s <strong dir="auto">{name}</strong> into the form on the page. Nothing is saved: that stays with you.
          </p>
        )}
        {plan && rows.length > 0 && (plan.about || !isPagePerson) && (
          <div class="banner banner-warning">
            <Icon name="warning" />
            <span>
              {plan.about ? (
                <>
                  This form seems to be about <strong dir="auto">{plan.about}</strong>. So nothing is chosen for you.
                </>
              ) : (
                'You opened this contact by hand. Make sure that the page is about the same person.'
              )}
            </span>
          </div>
        )}
        {plan?.groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two groups may have one title, and their order stays
          <section key={at} class="fill-group" aria-label={group.title || 'Fields'}>
            {plan.groups.length > 1 && <h3 dir="auto">{group.title || 'Person'}</h3>}
            <ul class="fill-rows">{group.rows.map(row)}</ul>
          </section>
        ))}
        {plan && rows.length > 0 && plan.same > 0 && (
          <p class="small faint">{plan.same === 1 ? '1 more field holds' : `${plan.same} more fields hold`} the same value already.</p>
        )}
        <FormProblem problem={filling.problem} />
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          {rows.length > 0 && (
            <button type="submit" class="button button-primary" disabled={filling.busy || chosen.size === 0}>
              Fill{chosen.size > 0 && ` ${chosen.size === 1 ? '1 field' : `${chosen.size} fields`}`}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
