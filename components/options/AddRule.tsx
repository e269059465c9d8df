// A new rule between two fields. Types that cannot meet are refused here, with the reason, before anything is stored.
import { useId, useState } from 'preact/hooks';
import type { Field, FieldRef } from '@/lib/domain/mapping/field';
import type { Side } from '@/lib/domain/mapping/mapping';
import { typePair } from '@/lib/domain/mapping/type-pairs';

export interface AddRuleProps {
  titles: Record<Side, string>;
  /** Fields that no rule names yet. */
  left: readonly Field[];
  right: readonly Field[];
  /** The right side can only be read. */
  readOnlyRight: boolean;
  onAdd(left: FieldRef, right: FieldRef): void;
}

/** Two drop-downs and a button. */
export function AddRule({ titles, left, right, readOnlyRight, onAdd }: AddRuleProps) {
  const id = useId();
  const [one, setOne] = useState('');
  const [other, setOther] = useState('');
  const from = left.find(({ ref }) => ref === one);
  const to = right.find(({ ref }) => ref === other);
  const verdict = from && to ? verdictOf(from, to, readOnlyRight) : undefined;
  const canAdd = verdict !== undefined && !verdict.refused;

  const add = (event: Event) => {
    event.preventDefault();
    if (!from || !to || !canAdd) return;
    onAdd(from.ref, to.ref);
    setOne('');
    setOther('');
    document.getElementById(`${id}-left`)?.focus();
  };

  return (
    <form class="stack-tight" aria-label="Add a rule" onSubmit={add}>
      <div class="value-pair-line">
        <FieldSelect id={`${id}-left`} title={titles.left} fields={left} value={one} describedBy={`${id}-verdict`} onChange={setOne} />
        <FieldSelect
          id={`${id}-right`}
          title={titles.right}
          fields={right}
          value={other}
          describedBy={`${id}-verdict`}
          onChange={setOther}
        />
        <button type="submit" class="button" aria-disabled={!canAdd}>
          Add rule
        </button>
      </div>
      <p id={`${id}-verdict`} class={verdict?.refused ? 'field-error' : 'hint'} aria-live="polite">
        {verdict?.text}
      </p>
    </form>
  );
}

interface FieldSelectProps {
  id: string;
  title: string;
  fields: readonly Field[];
  value: string;
  describedBy: string;
  onChange(ref: string): void;
}

function FieldSelect({ id, title, fields, value, describedBy, onChange }: FieldSelectProps) {
  return (
    <div class="field">
      <label for={id}>Field in {title}</label>
      <select id={id} class="input" value={value} aria-describedby={describedBy} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">Choose…</option>
        {fields.map(({ ref, label, write }) => (
          <option key={ref} value={ref}>
            {label}
            {write === 'never' ? ' (cannot be written)' : ''}
          </option>
        ))}
      </select>
    </div>
  );
}

function verdictOf(from: Field, to: Field, readOnlyRight: boolean): { text: string; refused: boolean } {
  const there = typePair(from.type, to.type);
  const back = typePair(to.type, from.type);
  if (from.write === 'never' && (to.write === 'never' || readOnlyRight)) {
    return { text: `Neither can be written. ${from.route ?? ''}`, refused: true };
  }
  if (back.kind === 'refused' && (readOnlyRight || there.kind === 'refused')) return { text: back.reason, refused: true };
  const notes = [there, back].map((pair) =>
    pair.kind === 'converted' ? pair.note : pair.kind === 'refused' ? `One way only: ${pair.reason}` : '',
  );
  const route = to.write === 'never' ? to.route : from.write === 'never' ? from.route : '';
  return {
    text: [...new Set([...(readOnlyRight ? [notes[1]] : notes), readOnlyRight ? '' : route])].filter(Boolean).join(' '),
    refused: false,
  };
}
