// A person's name in one field or in two. Law: what was split and joined once stays the same however often it is split and joined again.

/** First and last name; middle names go with the first, particles and generations with the last. */
export interface PersonName {
  firstName: string;
  lastName: string;
}

const generations = /^(?:jr|sr|ii|iii|iv|phd|md|esq|cpa|pe|aia)\.?$/i;
/** Words that begin a last name when they stand before it in small letters: "van der Berg", "de la Cruz". */
const particles = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'du',
  'la',
  'le',
  'bin',
  'ibn',
  'al',
  'el',
  'ter',
  'zu',
]);

/** One text for both: "Ada King Lovelace". A comma form ("Lovelace, Ada") is turned round. */
export function joinName(name: PersonName): string {
  const { firstName, lastName } = splitName(`${name.firstName} ${name.lastName}`);
  return `${firstName} ${lastName}`.trim();
}

/**
 * Two names from one text. `current` is what the record holds now: as long as its last name still ends the text, the border stays where a
 * person put it ("Mary Ann" + "van der Berg Smith"). A single word is a first name. Scripts written from right to left come in reading order.
 */
export function splitName(text: string, current?: PersonName): PersonName {
  const words = wordsOf(text);
  const kept = current && splitLike(words, current);
  if (kept) return kept;
  let border = words.length - 1;
  while (border > 1 && generations.test(words[border] ?? '')) border -= 1;
  while (border > 1 && particles.has(words[border - 1] ?? '')) border -= 1;
  if (words.length === 2 && generations.test(words[1] ?? '')) border = 1;
  return words.length < 2
    ? { firstName: words.join(' '), lastName: '' }
    : { firstName: words.slice(0, border).join(' '), lastName: words.slice(border).join(' ') };
}

/** The words in the order first, last; commas taken out, marks of writing direction too. */
function wordsOf(text: string): string[] {
  const clean = text
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  const [before = '', ...after] = clean.split(/[,،，]/).map((part) => part.trim().split(/\s+/).filter(Boolean));
  const names = after.filter((part) => !part.every((word) => generations.test(word)));
  const suffixes = after.filter((part) => part.length > 0 && part.every((word) => generations.test(word)));
  // Only "Last, First" is turned round; more commas are a list of something else, left in its order.
  const [given = []] = names;
  return [...(names.length === 1 ? [...given, ...before] : [...before, ...names.flat()]), ...suffixes.flat()];
}

function splitLike(words: string[], current: PersonName): PersonName | undefined {
  const last = wordsOf(current.lastName);
  const rest = words.length - last.length;
  if (last.length === 0 || rest < 1 || last.some((word, index) => words[rest + index] !== word)) return undefined;
  return { firstName: words.slice(0, rest).join(' '), lastName: last.join(' ') };
}
