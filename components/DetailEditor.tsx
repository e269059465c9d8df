// The editor of one field, by its kind. Enter saves, Escape puts the old value back; what was typed stays as a draft until then.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DetailField } from './contact-fields';
import { FieldControl } from './FieldControl';
import { FormProblem } from './FormProblem';
import { closeOnEscape } from './form-keys';
import { IconButton } from './IconButton';
import type { Drafts, PanelActions } from './panel-props';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';

interface DetailEditorProps {
  field: DetailField;
  labelId: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  /** Saves what was not changed, too: to confirm a value is an answer. */
  always?: boolean;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}

/** Named by the field's label. */
export function DetailEditor({ field, labelId, drafts, actions, always = false, onSave, onClose }: DetailEditorProps) {
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
    if ((changed || always) && !(await run(() => onSave(fields.text)))) return;
    forget();
    onClose();
  };
  const cancel = () => {
    forget();
    onClose();
  };
  return (
    <form class="detail-editor" noValidate ref={form} onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(cancel)}>
      <div class="detail-control">
        <FieldControl field={field} text={fields.text} onType={(text) => set('text', text)} aria-labelledby={labelId} />
        <IconButton icon="check" name="Save" small type="submit" aria-describedby={labelId} />
        <IconButton icon="close" name="Cancel" small aria-describedby={labelId} onClick={cancel} />
      </div>
      <FormProblem problem={problem} />
    </form>
  );
}
