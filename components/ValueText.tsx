// One side of a change: the value as text, and a word where there is none.
import type { ComponentChildren } from 'preact';
import { LongText } from './LongText';

/** `name` is spoken before the value. */
export function ValueText({ name, text, children }: { name: string; text: string; children?: ComponentChildren }) {
  return (
    <span class="value">
      <span class="hidden-text">{name}: </span>
      {text.trim() ? <LongText text={text}>{children}</LongText> : <em class="faint">Blank</em>}
    </span>
  );
}
