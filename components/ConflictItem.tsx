// One field that both sides changed: what each says and since when, side by side, and what can be kept of it.
import { useId } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import type { Side } from '@/lib/domain/mapping/mapping';
import { newerSide } from '@/lib/domain/merge/change-span';
import { changedWords, whyWords } from './change-words';
import type { DetailField } from './contact-fields';
import { difference, excerptOf, type Parts } from './difference';
import { FormProblem } from './FormProblem';
import { controlOf } from './field-kinds';
import { Icon } from './Icon';
import { DetailEditor } from './later-parts';
import { Marked } from './Marked';
import type { Drafts, PanelActions } from './panel-props';
import type { Conflict, ConflictField, Resolution } from './sync-props';
import { useDisclosure } from './use-disclosure';
import { useSubmit } from './use-submit';
import { ValueText } from './ValueText';

interface ConflictItemProps {
  conflict: Conflict;
  field: ConflictField;
  now: number;
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  onResolve: (resolution: Resolution) => Promise<void>;
}

/** A list item named by the field: `Keep HighLevel`, `Keep BQE CORE` (or the other system's name), `Edit`, `Keep both` for notes. */
export function ConflictItem({ conflict, field, now, timezone, drafts, actions, onResolve }: ConflictItemProps) {
  const id = useId();
  const editing = useDisclosure();
  const { busy, problem, run } = useSubmit();
  const { left, right, edit } = field;
  const titles = { left: systemTitles.highlevel, right: systemTitles[conflict.system] };
  const newer = newerSide(left.changed, right.changed);
  const [leftParts, rightParts] = difference(left.text, right.text);
  const isLong = Math.max(left.text.length, right.text.length) > 100;
  const resolve = (resolution: Resolution) => void run(() => onResolve(resolution));
  const side = (name: Side, parts: Parts) => (
    <div class="conflict-side">
      <p class="conflict-source">
        {titles[name]}
        {newer === name && <span class="chip chip-accent">Newer</span>}
      </p>
      <ValueText name={`${titles[name]} says`} text={field[name].text} excerpt={<Marked parts={excerptOf(parts)} />}>
        <Marked parts={parts} />
      </ValueText>
      <p class="conflict-time">{changedWords(field[name], now, timezone)}</p>
      <button
        type="button"
        class="button button-small"
        aria-describedby={`${id}-label`}
        aria-disabled={busy}
        onClick={() => resolve({ keep: name })}
      >
        Keep {titles[name]}
      </button>
    </div>
  );
  const own: DetailField | undefined = edit && {
    key: `conflict:${conflict.id}:${field.key}`,
    label: field.label,
    text: edit.text,
    ...controlOf(edit),
    edit: () => ({}),
  };
  return (
    <li class="conflict-field" aria-labelledby={`${id}-label`}>
      <div>
        <h3 id={`${id}-label`} dir="auto">
          {field.label}
        </h3>
        <p class="hint">{whyWords[field.why]}</p>
      </div>
      <div class={`conflict-sides${isLong ? ' conflict-long' : ''}`}>
        {side('left', leftParts)}
        {side('right', rightParts)}
      </div>
      {own && editing.open ? (
        <DetailEditor
          field={own}
          labelId={`${id}-label`}
          always
          {...{ drafts, actions }}
          onSave={(text) => onResolve({ text })}
          onClose={editing.hide}
        />
      ) : (
        <div class="button-row conflict-foot">
          {field.before !== undefined && (
            <div class="conflict-before small muted">
              <ValueText name="Both said before" text={field.before}>
                <span aria-hidden="true">Before: </span>
                {field.before}
              </ValueText>
            </div>
          )}
          {conflict.what === 'note' && (
            <button type="button" class="button button-small" aria-disabled={busy} onClick={() => resolve({ keep: 'both' })}>
              Keep both
            </button>
          )}
          {own && (
            <button
              type="button"
              class="button button-quiet button-small"
              aria-describedby={`${id}-label`}
              ref={editing.trigger}
              onClick={editing.show}
            >
              <Icon name="edit" />
              Edit
            </button>
          )}
        </div>
      )}
      <FormProblem problem={problem} />
    </li>
  );
}
