// Erases what the log says of people, everybody or one. Not to be undone, so it takes a typed word.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSubmit } from '@/components/use-submit';
import { ProblemBanner } from './ProblemBanner';
import { TextField } from './TextField';

export interface EraseValuesProps {
  /** One person; everybody where it is absent. */
  contact?: { uid: string; name: string };
  onErase(contactUid: string | undefined): Promise<number>;
}

const word = 'ERASE';

/** The button `Erase personal values` and the confirmation behind it. */
export function EraseValues({ contact, onErase }: EraseValuesProps) {
  const [isAsking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const [erased, setErased] = useState<number>();
  const { busy, problem, run } = useSubmit();
  const opener = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  useLayoutEffect(() => {
    if (wasAsking.current && !isAsking) opener.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  const close = () => {
    setAsking(false);
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
      setErased(await onErase(contact?.uid));
      close();
    });
  };

  if (!isAsking) {
    return (
      <div class="button-row">
        <button
          type="button"
          class="button button-danger-line"
          ref={opener}
          onClick={() => {
            setErased(undefined);
            setAsking(true);
          }}
        >
          {contact ? `Erase values of ${contact.name}` : 'Erase personal values'}
        </button>
        <output class="small">
          {erased !== undefined && `Erased from ${erased === 1 ? '1 entry' : `${erased.toLocaleString('en')} entries`}.`}
        </output>
      </div>
    );
  }
  return (
    <form
      class="form callout callout-danger"
      aria-label="Confirm erasing"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      noValidate
    >
      <p>
        <strong>This erases {contact ? `${contact.name}’s name and values` : 'all names and values'} from the log.</strong> What was done,
        when and by whom stays, and the chain can still be verified. Undo and the records themselves are not touched.
      </p>
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
      {problem && <ProblemBanner problem={problem} urgent />}
      <div class="button-row">
        <button type="submit" class="button button-danger" aria-disabled={busy}>
          {busy ? 'Erasing…' : 'Erase'}
        </button>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
