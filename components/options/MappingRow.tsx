// One rule of a mapping as a row: direction and winner to choose, the rest behind a button, and below it what is wrong.
import { useId, useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import type { Field, FieldRef } from '@/lib/domain/mapping/field';
import { customIdOf } from '@/lib/domain/mapping/field';
import type { MappingProblem } from '@/lib/domain/mapping/live-mapping';
import type { Direction, FieldRule, Side, Winner } from '@/lib/domain/mapping/mapping';
import { typeNoun, typePair } from '@/lib/domain/mapping/type-pairs';
import { RuleDetails } from './RuleDetails';

export interface MappingRowProps {
  rule: FieldRule;
  fields: Record<Side, readonly Field[]>;
  titles: Record<Side, string>;
  problems: readonly MappingProblem[];
  onChange(rule: FieldRule): void;
  onRemove(): void;
}

/** A table row, and the row of its details while they are open. */
export function MappingRow({ rule, fields, titles, problems, onChange, onRemove }: MappingRowProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const left = fields.left.find(({ ref }) => ref === rule.left);
  const right = fields.right.find(({ ref }) => ref === rule.right);
  const name = `${labelOf(left, rule.left)} and ${labelOf(right, rule.right)}`;
  const isResting = problems.some(({ severity }) => severity === 'error');
  // Two fields of one kind need no word about it.
  const showType = left?.type !== right?.type;
  const conversion = left && right && left.type !== right.type ? typePair(left.type, right.type) : undefined;
  const extras = [
    rule.fillBlanksOnly && 'fills blanks only',
    rule.blanks === 'ask' && 'asks before blanking',
    rule.blanks === 'keep' && 'never blanks',
    rule.valuePairs?.length && `${rule.valuePairs.length} value ${rule.valuePairs.length === 1 ? 'pair' : 'pairs'}`,
    rule.converter === 'by-type' && conversion?.kind === 'converted' && conversion.note.replace(/\.$/, '').toLowerCase(),
  ].filter(Boolean);

  return (
    <>
      <tr class={isResting ? 'mapping-row mapping-resting' : 'mapping-row'}>
        <th scope="row" data-side={titles.left}>
          <FieldName field={left} fieldRef={rule.left} showType={showType} />
        </th>
        <td>
          <select
            class="input"
            aria-label={`Direction of ${name}`}
            value={rule.direction}
            onChange={(event) => onChange({ ...rule, direction: event.currentTarget.value as Direction })}
          >
            <option value="both">⇄ Both ways</option>
            <option value="to-right">→ {titles.right}</option>
            <option value="to-left">← {titles.left}</option>
            <option value="none">– Not at all</option>
          </select>
        </td>
        <td data-side={titles.right}>
          <FieldName field={right} fieldRef={rule.right} showType={showType} />
        </td>
        <td>
          <select
            class="input"
            aria-label={`When both changed: ${name}`}
            value={rule.wins}
            disabled={rule.direction === 'none' || rule.fillBlanksOnly}
            onChange={(event) => onChange({ ...rule, wins: event.currentTarget.value as Winner })}
          >
            <option value="newest">Newest wins</option>
            <option value="left">{titles.left} wins</option>
            <option value="right">{titles.right} wins</option>
            <option value="ask">Ask me</option>
          </select>
        </td>
        <td class="mapping-acts">
          <button
            type="button"
            class="icon-button icon-button-small"
            aria-label={`More about ${name}`}
            title="More"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${id}-details` : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'chevronUp' : 'chevronDown'} />
          </button>
          <button
            type="button"
            class="icon-button icon-button-small"
            aria-label={`Remove the rule for ${name}`}
            title="Remove"
            onClick={onRemove}
          >
            <Icon name="trash" />
          </button>
        </td>
      </tr>
      {(extras.length > 0 || problems.length > 0) && (
        <tr class="mapping-notes">
          <td colSpan={5}>
            {extras.length > 0 && <p class="muted small">{capital(extras.join(', '))}.</p>}
            {problems.map(({ code, severity, text }) => (
              <p key={`${code}${text}`} class={severity === 'error' ? 'field-error' : 'field-warning'}>
                {severity === 'error' && <strong>Rests: </strong>}
                {text}
              </p>
            ))}
          </td>
        </tr>
      )}
      {isOpen && (
        <tr class="mapping-notes">
          <td colSpan={5} id={`${id}-details`}>
            <RuleDetails rule={rule} left={left} right={right} titles={titles} onChange={onChange} />
          </td>
        </tr>
      )}
    </>
  );
}

function FieldName({ field, fieldRef, showType }: { field: Field | undefined; fieldRef: FieldRef; showType: boolean }) {
  return (
    <>
      <span class={field ? '' : 'mapping-gone'} dir="auto">
        {labelOf(field, fieldRef)}
      </span>
      {field ? (
        field.write !== 'always' && (
          <span class="mapping-type" title={field.route}>
            <Icon name="lock" label={field.write === 'never' ? 'Cannot be written' : 'Can be written on new records only'} />
          </span>
        )
      ) : (
        <span class="chip chip-warning">removed</span>
      )}
      {field && showType && <span class="mapping-type faint">{typeNoun(field.type).replace(/^an? /, '')}</span>}
    </>
  );
}

/** What a field is called; one that is gone, by what is left of it. */
function labelOf(field: Field | undefined, ref: FieldRef): string {
  return field?.label ?? customIdOf(ref) ?? ref;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
