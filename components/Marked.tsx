// A text with the part marked that differs from another's.
import type { Parts } from './difference';

/** Text only. */
export function Marked({ parts: [before, differs, after] }: { parts: Parts }) {
  return (
    <>
      {before}
      {differs && <mark>{differs}</mark>}
      {after}
    </>
  );
}
