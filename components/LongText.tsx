// A value as plain text, folded when it is long.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface LongTextProps {
  text: string;
  /** How it is drawn, where not as it is. */
  children?: ComponentChildren;
  /** What is drawn while folded, where that is not the beginning. */
  excerpt?: ComponentChildren;
  lines?: number;
}

/** About what fits a line of half a panel. */
const charactersPerLine = 32;

/** `Show all` opens it. Never markup. */
export function LongText({ text, children, excerpt, lines = 4 }: LongTextProps) {
  const [all, setAll] = useState(false);
  const isLong = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length || 1) / charactersPerLine), 0) > lines + 1;
  const folded = isLong && !all;
  return (
    <>
      <span class={`plain-text long-text${folded ? ' rich-text-folded' : ''}`} dir="auto" style={folded ? { '--lines': lines } : undefined}>
        {/* A folded giant is cut before it is drawn: nobody sees more than the first lines. */}
        {folded ? (excerpt ?? text.slice(0, 4000)) : (children ?? text)}
      </span>
      {isLong && (
        <button type="button" class="link-button small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  );
}
