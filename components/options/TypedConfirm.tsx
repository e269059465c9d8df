// A button for what cannot be undone, and the confirmation behind it, which takes a typed word.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSubmit } from '@/components/use-submit';
import { ProblemBanner } from './ProblemBanner';
import { TextField } from './TextField';

export interface TypedConfirmProps {
  /** The button that opens it. */
  opener: string;
  /** Its name for screen readers. */
  name: string;
  /** What has to be typed, in capitals. */
  word: string;
  /** The button that does it. */
  act: string;
  /** What will be gone. */
  children: ComponentChildren;
  /** Said besides the problem where it failed. */
  ifFailed?: string;
  /** Resolves to what is said once it was done. */
  onConfirm(): Promise<string>;
}

/** The button and, once pressed, the form in its place. */
export function TypedConfirm({ opener, name, word, act, children, ifFailed, onConfirm }: TypedConfirmProps) {
  const [isAsking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const [done, setDone] = useState('');
  const { busy, problem, run } = useSubmit();
  const openerButton = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  useLayoutEffect(() => {
    if (wasAsking.current && !isAsking) openerButton.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  const show = (isShown: boolean) => {
    setAsking(isShown);
    setText('');
    setError('');
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim().toUpperCase() !== word) {
      setError(`Type ${word} to confirm.`);
      return;
    }
    void run(async () => {
      setDone(await onConfirm());
      show(false);
    });
  };

  if (!isAsking) {
    const ask = () => {
      setDone('');
      show(true);
    };
    return (
      <div class="button-row">
        <button type="button" class="button button-danger-line" ref={openerButton} onClick={ask}>
          {opener}
        </button>
        <output class="small">{done}</output>
      </div>
    );
  }
  return (
    <form
      class="form callout callout-danger"
      aria-label={name}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && show(false)}
      noValidate
    >
      {children}
      <TextField
        label={`Type ${word} to confirm`}
        value={text}
        error={error}
        autoFocus
        onInput={(value) => {
          setText(value);
          setError('');
        }}
      />
      {problem && (
        <ProblemBanner problem={problem} urgent>
          {ifFailed && <p>{ifFailed}</p>}
        </ProblemBanner>
      )}
      <div class="button-row">
        <button type="submit" class="button button-danger" aria-disabled={busy}>
          {busy ? 'Erasing…' : act}
        </button>
        <button type="button" class="button" onClick={() => show(false)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
