// The editor of one field, by its kind. Enter saves, Escape puts the old value back; what was typed stays as a draft until then.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DetailField } from './contact-fields';
import { FormProblem } from './FormProblem';
import { closeOnEscape } from './form-keys';
import { IconButton } from './IconButton';
import type { Drafts, PanelActions } from './panel-props';
import { textDirection } from './text-direction';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';

interface DetailEditorProps {
  field: DetailField;
  labelId: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}

/** Named by the field's label. */
export function DetailEditor({ field, labelId, drafts, actions, onSave, onClose }: DetailEditorProps) {
  const { fields, set, changed, forget } = useFields(`field:${field.key}`, { text: field.text }, drafts, actions);
  const { problem, run } = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    const control = form.current?.querySelector<HTMLElement>('input, textarea, select');
    control?.focus();
    if (control instanceof HTMLInputElement && control.type === 'text') control.select();
  }, []);
  const save = async (event: Event) => {
    event.preventDefault();
    if (changed && !(await run(() => onSave(fields.text)))) return;
    forget();
    onClose();
  };
  const cancel = () => {
    forget();
    onClose();
  };
  const type = (text: string) => set('text', text);
  const named = { 'aria-labelledby': labelId };

  return (
    <form class="detail-editor" noValidate ref={form} onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(cancel)}>
      <div class="detail-control">
        {field.kind === 'long' ? (
          <textarea
            class="input"
            rows={3}
            dir={textDirection(fields.text)}
            value={fields.text}
            onInput={(event) => type(event.currentTarget.value)}
            {...named}
          />
        ) : field.kind === 'one' ? (
          <select class="input" value={fields.text} onChange={(event) => type(event.currentTarget.value)} {...named}>
            <option value="">None</option>
            {fields.text && !field.choices?.some((choice) => choice.value === fields.text) && (
              <option value={fields.text}>{field.reading ?? fields.text}</option>
            )}
            {field.choices?.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        ) : field.kind === 'many' ? (
          <fieldset class="choices" {...named}>
            {field.choices?.map((choice) => (
              <label key={choice.value} class="check">
                <input
                  type="checkbox"
                  checked={fields.text.split('\n').includes(choice.value)}
                  onChange={(event) => type(withChoice(fields.text, choice.value, event.currentTarget.checked))}
                />
                <span dir="auto">{choice.label}</span>
              </label>
            ))}
          </fieldset>
        ) : field.kind === 'yes' ? (
          <input
            type="checkbox"
            checked={fields.text === 'yes'}
            onChange={(event) => type(event.currentTarget.checked ? 'yes' : '')}
            {...named}
          />
        ) : field.kind === 'date' ? (
          <input class="input" type="date" value={fields.text} onInput={(event) => type(event.currentTarget.value)} {...named} />
        ) : (
          <input
            class="input"
            inputMode={inputModes[field.kind] ?? 'text'}
            dir="auto"
            autoComplete="off"
            value={fields.text}
            onInput={(event) => type(event.currentTarget.value)}
            {...named}
          />
        )}
        <IconButton icon="check" name="Save" small type="submit" aria-describedby={labelId} />
        <IconButton icon="close" name="Cancel" small aria-describedby={labelId} onClick={cancel} />
      </div>
      <FormProblem problem={problem} />
    </form>
  );
}

// Plain text for all: a field of type number or email drops what it cannot read, and with it what was typed.
const inputModes: Partial<Record<DetailField['kind'], 'decimal' | 'tel' | 'url' | 'email'>> = {
  number: 'decimal',
  tel: 'tel',
  url: 'url',
  email: 'email',
};

function withChoice(text: string, value: string, chosen: boolean): string {
  const others = text.split('\n').filter((one) => one && one !== value);
  return (chosen ? [...others, value] : others).join('\n');
}
