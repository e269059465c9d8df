// The fields of a partner's form. Holds no text itself: what was typed lives above, so that nothing is lost when the form goes.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Choice } from './Choice';
import { CopyField } from './CopyField';
import { Disclosure } from './Disclosure';
import { cleanText, fieldsOf, type PartnerDraft, type PartnerForm } from './partner-form';
import { SecretField } from './SecretField';
import { TextField } from './TextField';

export interface PartnerFieldsProps {
  form: PartnerForm;
  /** A secret is absent while the stored one is left alone. */
  draft: PartnerDraft;
  errors: Partial<Record<string, string>>;
  /** "Saved 3 days ago" for each secret that the vault holds. */
  saved: Partial<Record<string, string>>;
  busy: boolean;
  redirectAddress: string;
  /** The form takes the place of the button that opened it, and the focus with it. */
  autoFocus?: boolean;
  onEdit(edit: Record<string, string | undefined>): void;
  /** Answers whether the entry was complete; if not, the first wrong field gets the focus. */
  onSubmit(): boolean;
  onCancel?(): void;
  copy(text: string): Promise<void>;
}

/** The sign-in form of a partner. */
export function PartnerFields(props: PartnerFieldsProps) {
  const { form, draft, errors, saved, busy, redirectAddress, autoFocus, onEdit, onSubmit, onCancel, copy } = props;
  const element = useRef<HTMLFormElement>(null);
  const hasRedirect = form.redirects.includes(draft.method);

  useLayoutEffect(() => {
    if (autoFocus) element.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"], input:not([readonly])')?.focus();
  }, [autoFocus]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (busy || onSubmit()) return;
    // After the errors are on screen.
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <form class="form" ref={element} onSubmit={submit} noValidate>
      {form.methods.length > 1 && (
        <Choice label="How to sign in" value={draft.method} options={[...form.methods]} onChange={(method) => onEdit({ method })} />
      )}
      {hasRedirect && (
        <CopyField
          label="Redirect address"
          value={redirectAddress}
          hint={`Enter it for your app at ${form.words.title}, letter by letter the same.`}
          copy={copy}
        />
      )}
      {fieldsOf(form, draft.method).map((field) => {
        const { name, kind, label, aside, hint, placeholder } = field;
        const shared = {
          label,
          error: errors[name],
          hint,
          placeholder,
          onBlur: () => {
            const text = draft[name];
            if (text && kind !== 'once' && cleanText(text) !== text) onEdit({ [name]: cleanText(text) });
          },
        };
        if (!kind) {
          return <TextField {...shared} key={name} aside={aside} value={draft[name] ?? ''} onInput={(text) => onEdit({ [name]: text })} />;
        }
        return (
          <SecretField
            {...shared}
            key={name}
            aside={aside}
            value={draft[name]}
            saved={kind === 'secret' ? saved[name] : undefined}
            onInput={(text) => onEdit({ [name]: text })}
          />
        );
      })}
      <Disclosure title={form.guide.title}>
        <ol class="steps">
          {form.guide.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Disclosure>
      <div class="button-row">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          Connect
        </button>
        {onCancel && (
          <button type="button" class="button button-quiet" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
