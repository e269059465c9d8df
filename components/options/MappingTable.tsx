// The rules between two systems as a table: HighLevel's field, the direction, the partner's field, who wins. Every change is stored at once.
import { Icon } from '@/components/Icon';
import { systemTitles } from '@/lib/domain/account';
import { checkMapping, offeredFields } from '@/lib/domain/mapping/live-mapping';
import { type FieldRule, fieldRule, type Mapping, type PairName, pairs, ruleKey } from '@/lib/domain/mapping/mapping';
import { AddRule } from './AddRule';
import { MappingRow } from './MappingRow';
import type { MappingPairView } from './MappingSection';

export interface MappingTableProps {
  view: MappingPairView;
  /** "BQE CORE clients" */
  title: string;
  onChange(mapping: Mapping): void;
  onReset(pair: PairName): void;
}

/** One pair's rules. */
export function MappingTable({ view, title, onChange, onReset }: MappingTableProps) {
  const { mapping, fields, planPending } = view;
  const pair = pairs[mapping.pair];
  const titles = { left: systemTitles[pair.left], right: systemTitles[pair.right] };
  const problems = checkMapping(mapping, fields);
  const keys = new Set(mapping.rules.map(ruleKey));
  const general = problems.filter(({ key }) => !keys.has(key as `${FieldRule['left']}|${FieldRule['right']}`));
  const resting = new Set(problems.filter(({ severity }) => severity === 'error').map(({ key }) => key)).size;
  const isWritable = pair.right !== 'localiq';

  const change = (edit: Partial<Mapping>) => onChange({ ...mapping, ...edit, version: mapping.version + 1 });
  const setRule = (index: number, rule: FieldRule) => change({ rules: mapping.rules.map((one, at) => (at === index ? rule : one)) });

  return (
    <div class="card stack">
      <div class="stack-tight">
        <div class="spread">
          <h3>
            {titles.left} ⇄ {title}
          </h3>
          <button type="button" class="button button-quiet button-small" onClick={() => onReset(mapping.pair)}>
            Back to the usual mapping
          </button>
        </div>
        <p class="muted">
          {isWritable
            ? 'Fields that no rule names are never touched. A blank never overwrites a value by itself.'
            : 'LocaliQ can be read only: its values go into HighLevel. The way back is the connected app, or filling its page.'}
        </p>
      </div>

      <p class={planPending ? 'banner banner-warning' : 'hint'} role="status">
        {planPending ? (
          <>
            <Icon name="warning" />
            <span>
              <strong>Changed.</strong> The next sync shows its plan first, and writes nothing before you approve it.
            </span>
          </>
        ) : (
          'When you change something here, the next sync shows its plan first.'
        )}
      </p>

      {resting > 0 && (
        <p class="banner banner-danger">
          <Icon name="warning" />
          <span>
            <strong>{resting === 1 ? '1 rule rests' : `${resting} rules rest`}</strong> until you mend what is said below. The others work
            on.
          </span>
        </p>
      )}
      {general.map(({ key, text }) => (
        <p key={key} class="banner banner-warning">
          <Icon name="warning" />
          <span>{text}</span>
        </p>
      ))}

      <table class="mapping" aria-label={`Field mapping of HighLevel and ${title}`}>
        <thead>
          <tr>
            <th scope="col">{titles.left}</th>
            <th scope="col">Direction</th>
            <th scope="col">{titles.right}</th>
            <th scope="col">When both changed</th>
            <th scope="col">
              <span class="hidden-text">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mapping.rules.map((rule, index) => (
            <MappingRow
              key={ruleKey(rule)}
              rule={rule}
              fields={fields}
              titles={titles}
              problems={problems.filter(({ key }) => key === ruleKey(rule))}
              onChange={(next) => setRule(index, next)}
              onRemove={() => change({ rules: mapping.rules.filter((_, at) => at !== index) })}
            />
          ))}
        </tbody>
      </table>
      {mapping.rules.length === 0 && <p class="empty">No rules: nothing is carried between the two.</p>}

      <AddRule
        titles={titles}
        left={offeredFields(mapping, 'left', fields.left)}
        right={offeredFields(mapping, 'right', fields.right)}
        readOnlyRight={!isWritable}
        onAdd={(left, right) =>
          change({
            rules: [
              ...mapping.rules,
              fieldRule(left, right, isWritable ? {} : { direction: 'to-left', wins: 'left', fillBlanksOnly: true }),
            ],
          })
        }
      />

      <fieldset class="stack-tight">
        <legend class="legend">New records</legend>
        <label class="check">
          <input
            type="checkbox"
            checked={mapping.create.left}
            onChange={(event) => change({ create: { ...mapping.create, left: event.currentTarget.checked } })}
          />
          Create a contact in {titles.left} for a record of {titles.right} that has none
        </label>
        {isWritable && (
          <label class="check">
            <input
              type="checkbox"
              checked={mapping.create.right}
              onChange={(event) => change({ create: { ...mapping.create, right: event.currentTarget.checked } })}
            />
            Create a record in {titles.right} for a contact of {titles.left} that has none
          </label>
        )}
      </fieldset>
    </div>
  );
}
