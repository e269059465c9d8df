// One step of a plan: who, what, why, and the values old → new where there are some.
import type { PlanRow } from './plan-rows';
import { ValueChange } from './ValueChange';

/** A list item. */
export function PlanRowItem({ row }: { row: PlanRow }) {
  const { kind, name, act, note, changes } = row;
  return (
    <li class="row">
      <div class="row-head">
        <span class="row-name" dir="auto">
          {name}
        </span>
        <span class={`chip ${chipOf[kind]}`}>{act}</span>
      </div>
      {note && (
        <p class="muted small" dir="auto">
          {note}
        </p>
      )}
      {changes.length > 0 && (
        <dl class="changes">
          {changes.map((change) => (
            <ValueChange key={change.label} {...change} isChoice={kind === 'conflict'} isNew={kind === 'create'} />
          ))}
        </dl>
      )}
    </li>
  );
}

const chipOf: Record<PlanRow['kind'], string> = {
  create: 'chip-success',
  update: 'chip-accent',
  link: 'chip-accent',
  conflict: 'chip-warning',
  question: 'chip-warning',
  refused: 'chip-warning',
  skip: '',
};
