// One sentence where there is nothing to list, so that empty is not mistaken for broken.
import type { ComponentChildren } from 'preact';

/** A quiet sentence. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
