// A person's initials in a circle; never a picture, which would have to be loaded from somewhere.

/** At most two letters: of the first and the last word. Whole characters, emoji and marks included. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const letter = (word = '') =>
    [...new Intl.Segmenter().segment(word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ''))][0]?.segment ?? '';
  return (words.length > 1 ? letter(words[0]) + letter(words.at(-1)) : letter(words[0])).toUpperCase();
}

/** Decoration: the name stands beside it. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span class={`avatar${small ? ' avatar-small' : ''}`} aria-hidden="true">
      {initialsOf(name) || '·'}
    </span>
  );
}
