// A long list, a page at a time, with the way back and forth. The pages of ten thousand rows cost as much as those of ten.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface PagedListProps<T> {
  items: readonly T[];
  /** Names the list. */
  label: string;
  /** Draws a list item with a key of its own. */
  draw(item: T): ComponentChildren;
  size?: number;
}

const count = new Intl.NumberFormat('en');

/** Give it a key that changes with the filter, so that it begins at the first page. */
export function PagedList<T>({ items, label, draw, size = 50 }: PagedListProps<T>) {
  const [page, setPage] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const shown = Math.min(page, pages - 1);
  const from = shown * size;

  const go = (to: number) => {
    setPage(to);
    // What was read is above; the new page begins at the list's top.
    list.current?.focus();
    list.current?.scrollIntoView?.({ block: 'nearest' });
  };

  return (
    <div class="stack-tight">
      <ul class="rows" aria-label={label} tabIndex={-1} ref={list}>
        {items.slice(from, from + size).map(draw)}
      </ul>
      {pages > 1 && (
        <nav class="pager" aria-label={`Pages of ${label.toLowerCase()}`}>
          <button type="button" class="button button-small" aria-disabled={shown === 0} onClick={() => shown > 0 && go(shown - 1)}>
            Previous
          </button>
          <span class="muted small numbers" aria-live="polite">
            {count.format(from + 1)}–{count.format(Math.min(from + size, items.length))} of {count.format(items.length)}
          </span>
          <button
            type="button"
            class="button button-small"
            aria-disabled={shown === pages - 1}
            onClick={() => shown < pages - 1 && go(shown + 1)}
          >
            Next
          </button>
        </nav>
      )}
    </div>
  );
}
