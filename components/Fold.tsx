// A part of a list that is closed at first: its title and how much is in it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';

interface FoldProps {
  title: string;
  count: number;
  open: boolean;
  onToggle: (open: boolean) => void;
  children: ComponentChildren;
}

/** What is inside is drawn only while it is open. */
export function Fold({ title, count, open, onToggle, children }: FoldProps) {
  const id = useId();
  return (
    <div class="group">
      <button type="button" class="fold" aria-expanded={open} aria-controls={id} onClick={() => onToggle(!open)}>
        <Icon name={open ? 'chevronDown' : 'chevronRight'} />
        {title} <span class="count">{count.toLocaleString('en')}</span>
      </button>
      <div id={id}>{open && children}</div>
    </div>
  );
}
