// A list of any length, fifty at a time: ten thousand records must not make the panel wait.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface LongListProps<T> {
  items: T[];
  /** Draws a list item with a key of its own. */
  draw: (item: T) => ComponentChildren;
  page?: number;
}

/** `Show more` adds the next page. */
export function LongList<T>({ items, draw, page = 50 }: LongListProps<T>) {
  const [shown, setShown] = useState(page);
  const rest = items.length - shown;
  return (
    <>
      <ul class="items">{items.slice(0, shown).map(draw)}</ul>
      {rest > 0 && (
        <button type="button" class="button button-quiet button-small show-more" onClick={() => setShown(shown + page)}>
          Show more <span class="count">{rest.toLocaleString('en')}</span>
        </button>
      )}
    </>
  );
}
