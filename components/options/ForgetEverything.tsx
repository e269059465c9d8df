// Erases all that Lockstep has on this computer.
import { TypedConfirm } from './TypedConfirm';

export interface ForgetEverythingProps {
  /** Changes that wait to be sent, and would be lost. */
  waiting: number;
  onForget(): Promise<void>;
}

/** The button `Forget everything` and the confirmation behind it. */
export function ForgetEverything({ waiting, onForget }: ForgetEverythingProps) {
  const forget = async () => {
    await onForget();
    return 'Everything was erased from this browser.';
  };
  return (
    <TypedConfirm
      opener="Forget everything"
      name="Confirm forgetting"
      word="FORGET"
      act="Forget everything"
      ifFailed="Not everything may be erased yet: try again."
      onConfirm={forget}
    >
      <p>
        <strong>This erases everything that Lockstep keeps in this browser</strong>: keys, cached contacts, links between records, drafts,
        undo history and settings. The systems keep all their data.
      </p>
      {waiting > 0 && (
        <p class="field-error">
          {waiting === 1
            ? '1 change has not been sent yet and would be lost.'
            : `${waiting} changes have not been sent yet and would be lost.`}
        </p>
      )}
    </TypedConfirm>
  );
}
