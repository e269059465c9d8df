// Something that may be opened when it is needed.
import type { ComponentChildren } from 'preact';
import { Glyph } from './Glyph';

export interface DisclosureProps {
  title: string;
  children: ComponentChildren;
}

/** A title that opens and closes what it stands for; closed at first. */
export function Disclosure({ title, children }: DisclosureProps) {
  return (
    <details class="disclosure">
      <summary>
        <Glyph name="chevron" />
        {title}
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
