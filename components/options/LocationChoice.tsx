// A company-wide sign-in covers several locations; Lockstep works with one.
import { useId, useState } from 'preact/hooks';

export interface LocationChoiceProps {
  choices: { id: string; name: string }[];
  busy: boolean;
  onChoose(locationId: string): void;
}

/** Asks which location to use: few as a list to tick, many as a drop-down. */
export function LocationChoice({ choices, busy, onChoose }: LocationChoiceProps) {
  const [chosen, setChosen] = useState('');
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const isMissing = isAsked && !chosen;
  const sorted = [...choices].sort((a, b) => a.name.localeCompare(b.name));

  const submit = (event: Event) => {
    event.preventDefault();
    setAsked(true);
    if (chosen) onChoose(chosen);
  };

  return (
    <form class="form callout" onSubmit={submit} noValidate>
      <p>
        <strong>Which location?</strong> Your sign-in covers {choices.length} locations. Lockstep works with one of them.
      </p>
      {choices.length <= 8 ? (
        <fieldset class="form radio-list" aria-describedby={isMissing ? `${id}-error` : undefined}>
          <legend class="hidden-text">Location</legend>
          {sorted.map((choice) => (
            <label key={choice.id} class="check">
              <input type="radio" name={id} value={choice.id} checked={chosen === choice.id} onChange={() => setChosen(choice.id)} />
              <span>{choice.name || choice.id}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <div class="field">
          <label for={`${id}-select`}>Location</label>
          <select
            id={`${id}-select`}
            class="input"
            value={chosen}
            aria-describedby={isMissing ? `${id}-error` : undefined}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">Choose…</option>
            {sorted.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.name || choice.id}
              </option>
            ))}
          </select>
        </div>
      )}
      {isMissing && (
        <p class="field-error" id={`${id}-error`} role="alert">
          Choose a location first.
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          Use this location
        </button>
      </div>
    </form>
  );
}
