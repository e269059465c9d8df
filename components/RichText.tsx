// Text from outside, with its formatting where it has one: as plain text at once, sanitised as soon as DOMPurify is there.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { htmlToText, isHtml } from '@/lib/domain/note-html';
import { SanitisedHtml } from './SanitisedHtml';
import { loadSanitiser, readySanitiser } from './sanitiser';

interface RichTextProps {
  html: string;
  class?: string;
  /** Folded to this many lines when longer, with `Show all`. */
  lines: number;
}

/** About what fits a line of a narrow panel. */
const charactersPerLine = 46;

/** Inert whatever it says. */
export function RichText({ html, class: extra, lines }: RichTextProps) {
  const [all, setAll] = useState(false);
  const text = useMemo(() => htmlToText(html), [html]);
  const isLong = useMemo(
    () => text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length || 1) / charactersPerLine), 0) > lines + 1,
    [text, lines],
  );
  const folded = isLong && !all;
  const [ready, setReady] = useState(() => readySanitiser() !== undefined);
  const needsSanitiser = isHtml(html);
  useEffect(() => {
    if (needsSanitiser && !ready)
      void loadSanitiser().then(
        () => setReady(true),
        () => undefined,
      );
  }, [needsSanitiser, ready]);

  // A folded giant is cut before it is drawn: nobody sees more than the first lines.
  const isGiant = folded && text.length > 20_000;
  const isRich = needsSanitiser && ready && !isGiant;
  return (
    <div class={`rich-text${extra ? ` ${extra}` : ''}`}>
      <div class={folded ? 'rich-text-folded' : undefined} style={folded ? { '--lines': lines } : undefined}>
        {isRich ? (
          <SanitisedHtml html={html} />
        ) : (
          <p class="plain-text" dir="auto">
            {folded ? text.slice(0, 4000) : text}
          </p>
        )}
      </div>
      {isLong && (
        <button type="button" class="link-button small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  );
}
