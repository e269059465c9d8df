// What else can be said of a rule: whether it may overwrite, what becomes of blanks, and which values stand for which.
import type { Field } from '@/lib/domain/mapping/field';
import type { BlankRule, FieldRule, Side } from '@/lib/domain/mapping/mapping';
import { ValuePairs } from './ValuePairs';

export interface RuleDetailsProps {
  rule: FieldRule;
  left: Field | undefined;
  right: Field | undefined;
  titles: Record<Side, string>;
  onChange(rule: FieldRule): void;
}

/** The details of one rule. */
export function RuleDetails({ rule, left, right, titles, onChange }: RuleDetailsProps) {
  const hasPairs = rule.converter === 'value-pairs';
  return (
    <div class="rule-details stack">
      <label class="check">
        <input
          type="checkbox"
          checked={rule.fillBlanksOnly}
          onChange={(event) => onChange({ ...rule, fillBlanksOnly: event.currentTarget.checked })}
        />
        Fill blanks only: never overwrite a value
      </label>
      <label class="field">
        <span class="label">When somebody blanks it on one side</span>
        <select
          class="input"
          value={rule.blanks ?? 'carry'}
          disabled={rule.fillBlanksOnly}
          onChange={(event) => onChange({ ...rule, blanks: event.currentTarget.value as BlankRule })}
        >
          <option value="carry">Blank it on the other side too</option>
          <option value="ask">Ask me</option>
          <option value="keep">Keep the value on the other side</option>
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={hasPairs}
          onChange={(event) => onChange({ ...rule, converter: event.currentTarget.checked ? 'value-pairs' : 'by-type' })}
        />
        Values have other names on the other side
      </label>
      {hasPairs && (
        <ValuePairs
          titles={titles}
          options={{ left: left?.options ?? [], right: right?.options ?? [] }}
          pairs={rule.valuePairs ?? []}
          onChange={(valuePairs) => onChange({ ...rule, valuePairs })}
        />
      )}
    </div>
  );
}
