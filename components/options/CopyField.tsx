// A text to be taken elsewhere, read-only, with a copy button.
import { useId } from 'preact/hooks';
import { CopyButton } from './CopyButton';

export interface CopyFieldProps {
  label: string;
  value: string;
  hint?: string;
  copy(text: string): Promise<void>;
}

/** A read-only field that selects itself on focus. */
export function CopyField({ label, value, hint, copy }: CopyFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-line">
        <input
          id={id}
          class="input code"
          readOnly
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton name="Copy" text={value} copy={copy} />
      </div>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
