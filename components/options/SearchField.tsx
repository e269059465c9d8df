// A search box over a list that is on screen.
import { useId } from 'preact/hooks';

export interface SearchFieldProps {
  label: string;
  value: string;
  onInput(text: string): void;
}

/** A labelled searchbox. */
export function SearchField({ label, value, onInput }: SearchFieldProps) {
  const id = useId();
  return (
    <div class="field search-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
