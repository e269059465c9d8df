// Something that may be opened when it is needed.
import type { ComponentChildren } from 'preact';
import { Icon } from '@/components/Icon';

export interface DisclosureProps {
  title: string;
  children: ComponentChildren;
}

/** A title that opens and closes what it stands for; closed at first. */
export function Disclosure({ title, children }: DisclosureProps) {
  return (
    <details class="disclosure">
      <summary>
        <Icon name="chevronRight" />
        {title}
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
