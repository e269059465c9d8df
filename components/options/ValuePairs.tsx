// What a value on the left is called on the right. A pair is stored once both ends are named.
import { useId, useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import type { Side } from '@/lib/domain/mapping/mapping';

type Pair = readonly [left: string, right: string];

export interface ValuePairsProps {
  titles: Record<Side, string>;
  /** What each field can be, to be suggested. */
  options: Record<Side, readonly string[]>;
  pairs: readonly Pair[];
  onChange(pairs: Pair[]): void;
}

/** The pairs, and a line to add one. */
export function ValuePairs({ titles, options, pairs, onChange }: ValuePairsProps) {
  const id = useId();
  const [left, setLeft] = useState('');
  const [right, setRight] = useState('');
  const isComplete = left.trim() !== '' && right.trim() !== '';

  const add = (event: Event) => {
    event.preventDefault();
    if (!isComplete) return;
    onChange([...pairs, [left.trim(), right.trim()]]);
    setLeft('');
    setRight('');
    document.getElementById(`${id}-left`)?.focus();
  };

  return (
    <form class="stack-tight" aria-label="Value pairs" onSubmit={add}>
      {pairs.length > 0 && (
        <ul class="value-pairs" aria-label="Value pairs">
          {pairs.map(([one, other], index) => (
            <li key={`${one}|${other}`}>
              <span dir="auto">{one}</span> <span aria-hidden="true">⇄</span> <span class="hidden-text">is</span>{' '}
              <span dir="auto">{other}</span>
              <button
                type="button"
                class="icon-button icon-button-small"
                aria-label={`Remove the pair ${one} and ${other}`}
                title="Remove"
                onClick={() => onChange(pairs.filter((_, at) => at !== index))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="value-pair-line">
        {(['left', 'right'] as const).map((side) => (
          <div class="field" key={side}>
            <label for={`${id}-${side}`}>In {titles[side]}</label>
            <input
              id={`${id}-${side}`}
              class="input"
              list={options[side].length > 0 ? `${id}-${side}-list` : undefined}
              autocomplete="off"
              value={side === 'left' ? left : right}
              onInput={(event) => (side === 'left' ? setLeft : setRight)(event.currentTarget.value)}
            />
            {options[side].length > 0 && (
              <datalist id={`${id}-${side}-list`}>
                {options[side].map((option) => (
                  <option key={option} value={option} />
                ))}
              </datalist>
            )}
          </div>
        ))}
        <button type="submit" class="button" aria-disabled={!isComplete}>
          Add pair
        </button>
      </div>
    </form>
  );
}
