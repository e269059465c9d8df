// A key or password. A stored one is never shown again: the field says how old it is and offers to replace it.
import { useState } from 'preact/hooks';
import { focusOnce } from './focus-once';
import { TextField } from './TextField';

export interface SecretFieldProps {
  label: string;
  /** What was typed; undefined while a stored secret is left alone. */
  value: string | undefined;
  /** Shown behind the label, not part of the name. */
  aside?: string;
  /** "Saved 3 days ago", when one is stored. */
  saved?: string;
  hint?: string;
  warning?: string;
  error?: string;
  placeholder?: string;
  onInput(value: string | undefined, pasted?: boolean): void;
  onBlur?(): void;
}

/** A secret's field. `onInput(undefined)` means: keep the stored one. */
export function SecretField({ label, value, saved, onInput, ...field }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  // Where a stored secret is about to be replaced, or was kept after all, the focus goes along.
  const [wasAsked, setAsked] = useState(saved !== undefined && value === '');

  if (saved && value === undefined) {
    const replace = () => {
      setAsked(true);
      onInput('');
    };
    return (
      <div class="field">
        <span class="label">{label}</span>
        <div class="saved-line">
          <span>{saved}</span>
          <button type="button" class="button button-small" ref={wasAsked ? focusOnce : undefined} onClick={replace}>
            Replace
          </button>
        </div>
      </div>
    );
  }

  return (
    <TextField
      {...field}
      label={label}
      value={value ?? ''}
      isSecret={!isShown}
      autoFocus={wasAsked}
      onInput={(text, pasted) => onInput(text, pasted)}
    >
      <button type="button" class="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {saved && (
        <button type="button" class="button button-quiet" onClick={() => onInput(undefined)}>
          Keep saved
        </button>
      )}
    </TextField>
  );
}
