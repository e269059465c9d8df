// One side of a change: the value as text, and a word where there is none.
import type { ComponentChildren } from 'preact';
import { LongText } from './LongText';

interface ValueTextProps {
  name: string;
  text: string;
  /** How the value is drawn, in full and while folded, where not as it is. */
  children?: ComponentChildren;
  excerpt?: ComponentChildren;
}

/** `name` is spoken before the value. */
export function ValueText({ name, text, children, excerpt }: ValueTextProps) {
  return (
    <span class="value">
      <span class="hidden-text">{name}: </span>
      {text.trim() ? (
        <LongText text={text} excerpt={excerpt}>
          {children}
        </LongText>
      ) : (
        <em class="faint">Blank</em>
      )}
    </span>
  );
}
