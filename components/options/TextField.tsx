// A labelled one-line field with its hint, warning and error. An error is tied to the field, so that it is read out with it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { focusOnce } from './focus-once';

export interface TextFieldProps {
  label: string;
  /** Shown behind the label, not part of the name. */
  aside?: string;
  value: string;
  hint?: ComponentChildren;
  warning?: string;
  error?: string;
  /** Shown as dots. */
  isSecret?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  onInput(value: string, pasted: boolean): void;
  onBlur?(): void;
  /** What stands beside the input, inside its frame. */
  children?: ComponentChildren;
}

/** A text field. Nothing in it is completed, corrected or remembered by the browser. */
export function TextField(props: TextFieldProps) {
  const { label, aside, value, hint, warning, error, isSecret, placeholder, autoFocus, onInput, onBlur, children } = props;
  const id = useId();
  const notes = [error && `${id}-error`, warning && !error && `${id}-warning`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const shared = {
    id,
    class: 'input',
    value,
    placeholder,
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: false,
    // Set on a field that the user has just asked for, where focus belongs.
    ref: autoFocus ? focusOnce : undefined,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': notes || undefined,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) =>
      onInput(event.currentTarget.value, event.inputType === 'insertFromPaste'),
    onBlur,
  } as const;
  return (
    <div class="field">
      <div class="field-top">
        <label for={id}>{label}</label>
        {aside && <span class="faint small">{aside}</span>}
      </div>
      <div class="field-line">
        {/* The same element either way: showing a secret keeps the cursor where it is. */}
        {isSecret ? <input {...shared} type="password" /> : <input {...shared} type="text" />}
        {children}
      </div>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {warning && !error && (
        <p class="field-warning" id={`${id}-warning`}>
          {warning}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
