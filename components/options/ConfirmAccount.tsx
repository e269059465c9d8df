// A sign-in that came back without the proof that it was started here: the person who looks at it is the proof.

export interface ConfirmAccountProps {
  system: string;
  /** What the account is called, as far as it is known. */
  name: string;
  onConfirm(): void;
}

/** Asks whether this is the account that was meant. */
export function ConfirmAccount({ system, name, onConfirm }: ConfirmAccountProps) {
  return (
    <div class="callout stack">
      <p>
        <strong>Is {name} the one you signed in to?</strong> {system}’s answer did not say that it belongs to the sign-in that was started
        here, so please compare it with the address of your {system} pages.
      </p>
      <div class="button-row">
        <button type="button" class="button button-primary" onClick={onConfirm}>
          Yes, use this account
        </button>
      </div>
    </div>
  );
}
