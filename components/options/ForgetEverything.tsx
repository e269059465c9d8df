// Erases all that Lockstep has on this computer. Not to be undone, so it takes a typed word.
import { useRef, useState } from 'preact/hooks';
import { advice, type Problem, toProblem } from '@/lib/errors';
import { TextField } from './TextField';

export interface ForgetEverythingProps {
  /** Changes that wait to be sent, and would be lost. */
  waiting: number;
  onForget(): Promise<void>;
}

const word = 'FORGET';

/** The button `Forget everything` and the confirmation behind it. */
export function ForgetEverything({ waiting, onForget }: ForgetEverythingProps) {
  const [step, setStep] = useState<'closed' | 'asking' | 'working' | 'done'>('closed');
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const [failure, setFailure] = useState<Problem>();
  const opener = useRef<HTMLButtonElement>(null);

  const close = () => {
    setStep('closed');
    setText('');
    setError('');
    setFailure(undefined);
    // The button is back with the next frame.
    setTimeout(() => opener.current?.focus());
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (step !== 'asking') return;
    if (text.trim().toUpperCase() !== word) {
      setError(`Type ${word} to confirm.`);
      return;
    }
    setStep('working');
    setFailure(undefined);
    onForget().then(
      () => setStep('done'),
      (thrown: unknown) => {
        setFailure(toProblem(thrown, Date.now()));
        setStep('asking');
      },
    );
  };

  if (step === 'closed' || step === 'done') {
    return (
      <div class="button-row">
        <button
          type="button"
          class="button button-danger-line"
          ref={opener}
          onClick={() => {
            setStep('asking');
            setText('');
          }}
        >
          Forget everything
        </button>
        <output class="small">{step === 'done' && 'Everything was erased from this browser.'}</output>
      </div>
    );
  }

  return (
    <form
      class="form callout callout-danger"
      aria-label="Confirm forgetting"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      noValidate
    >
      <p>
        <strong>This erases everything that Lockstep keeps in this browser</strong>: keys, cached contacts, links between records, drafts,
        undo history and settings. HighLevel itself keeps all its data.
      </p>
      {waiting > 0 && (
        <p class="field-error">
          {waiting === 1
            ? '1 change has not been sent yet and would be lost.'
            : `${waiting} changes have not been sent yet and would be lost.`}
        </p>
      )}
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
      {failure && (
        <p class="field-error" role="alert">
          {advice[failure.code].title} Not everything may be erased yet: try again.
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button button-danger" aria-disabled={step === 'working'}>
          {step === 'working' ? 'Erasing…' : 'Forget everything'}
        </button>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
