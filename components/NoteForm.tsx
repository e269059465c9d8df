// To write a note or change one, as plain text: paragraphs and lines are kept, formatting from elsewhere is not, and that is said before.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Note } from '@/lib/domain/note';
import { hasFormatting, htmlToText, textToHtml } from '@/lib/domain/note-html';
import { Field } from './Field';
import { FormEnd } from './FormEnd';
import { beginForm, closeOnEscape } from './form-keys';
import { Icon } from './Icon';
import type { Drafts, PanelActions } from './panel-props';
import { textDirection } from './text-direction';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';

interface NoteFormProps {
  /** The note to change; absent for a new one. */
  note?: Note;
  formKey: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  /** Called with the new body as HTML, only if it says something else than before. Rejects to keep the form open. */
  onSave: (body: string) => Promise<void>;
  onClose: () => void;
}

/** Field `Note`. */
export function NoteForm({ note, formKey, drafts, actions, onSave, onClose }: NoteFormProps) {
  const [blank] = useState(() => ({ text: htmlToText(note?.body ?? '') }));
  const { fields, set, forget } = useFields(formKey, blank, drafts, actions);
  const { busy, problem, run } = useSubmit();
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    beginForm(input.current?.form ?? null);
    input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
  }, []);
  const isRich = note !== undefined && hasFormatting(note.body);

  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!fields.text.trim()) return;
    const isSame = note && fields.text === blank.text;
    if (!isSame && !(await run(() => onSave(textToHtml(fields.text))))) return;
    forget();
    onClose();
  };

  return (
    <form class="form edit-form" noValidate onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(onClose)}>
      <Field label="Note" error={tried && !fields.text.trim() ? 'Write something first.' : undefined}>
        {(control) => (
          <textarea
            class="input"
            ref={input}
            value={fields.text}
            dir={textDirection(fields.text)}
            rows={4}
            onInput={(event) => set('text', event.currentTarget.value)}
            {...control}
          />
        )}
      </Field>
      {isRich && (
        <p class="banner banner-warning">
          <Icon name="warning" />
          <span>This note has formatting. Saving a change here keeps the text and loses the formatting.</span>
        </p>
      )}
      <FormEnd problem={problem} busy={busy} save="Save note" onCancel={onClose} />
    </form>
  );
}
