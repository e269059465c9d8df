// Where two texts differ, so that the eye need not search: what they share at the beginning and the end is left alone.

/** A text in three parts; the middle differs. */
export type Parts = [before: string, differs: string, after: string];

/** Cut at words in long texts and at characters in single words. Nothing is marked in texts that share nothing, or one of which is blank. */
export function difference(one: string, other: string): [Parts, Parts] {
  const cut = /\s/.test(one.trim()) || /\s/.test(other.trim()) ? /(\s+)/ : /(?:)/u;
  const [a, b] = [one.split(cut), other.split(cut)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const parts = (all: string[]): Parts => [
    all.slice(0, start).join(''),
    all.slice(start, all.length - end).join(''),
    all.slice(all.length - end).join(''),
  ];
  if (start + end > 0 && one.trim() && other.trim()) return [parts(a), parts(b)];
  return [
    [one, '', ''],
    [other, '', ''],
  ];
}

/** The parts cut so that the difference stands near the beginning: folded, a long text shows where it differs. */
export function excerptOf([before, differs, after]: Parts): Parts {
  const start = differs && before.length > 60 ? `…${before.slice(-50)}` : before;
  return [start.slice(0, 4000), differs.slice(0, 4000), after.slice(0, 4000)];
}
