// A choice between a few ways, side by side: a radio group with one tab stop that arrow keys move through.
// Its radios are buttons named by their text. A native radio brings a label, and one of the choices shares its name with a field: two
// elements labelled alike would leave people who navigate by labels guessing.
import { useRef } from 'preact/hooks';

export interface ChoiceProps<Value extends string> {
  label: string;
  options: { value: Value; name: string }[];
  value: Value;
  onChange(value: Value): void;
}

/** A segmented radio group. */
export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  const group = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = options.findIndex((option) => option.value === value);
    const next = (index + step + options.length) % options.length;
    const option = options[next];
    if (!option) return;
    onChange(option.value);
    group.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <div class="choice" role="radiogroup" aria-label={label} ref={group}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: named by its text, see the head of this file
        <button
          key={option.value}
          type="button"
          role="radio"
          class="choice-option"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
          onKeyDown={move}
        >
          {option.name}
        </button>
      ))}
    </div>
  );
}
