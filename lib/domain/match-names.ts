// Whether two names can belong to one person. Nicknames are not guessed: Bob and Robert are different until a user says otherwise.
import { words } from './normalise';

/**
 * same: every word agrees, in any order · compatible: the shorter name fits into the longer one (initials, middle names, one-word names) ·
 * different: it does not · unknown: one side has no name.
 */
export type NameAgreement = 'same' | 'compatible' | 'different' | 'unknown';

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'sir', 'phd', 'md', 'pe', 'aia', 'esq', 'cpa', 'dds', 'mba']);
const generations = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
/** What telephone companies and forms write where they know no name. */
const placeholders = new Set(
  ['unknown', 'unknown caller', 'unknown name', 'wireless caller', 'anonymous', 'private', 'private caller', 'no name', 'name unavailable']
    .concat([
      'unavailable',
      'not provided',
      'unnamed contact',
      'unnamed',
      'na',
      'n a',
      'none',
      'test',
      'guest',
      'visitor',
      'website visitor',
    ])
    .concat(['caller', 'customer', 'new lead', 'lead', 'cell phone', 'toll free', 'restricted', 'blocked']),
);
const legalForms = new Set([
  'inc',
  'llc',
  'llp',
  'lp',
  'ltd',
  'limited',
  'co',
  'corp',
  'corporation',
  'company',
  'gmbh',
  'ag',
  'pc',
  'pllc',
]);
const fillers = new Set(['the', 'and', 'of']);

/** Compares two names of people. */
export function compareNames(one: string, other: string): NameAgreement {
  const first = nameWords(one);
  const second = nameWords(other);
  if (first.words.length === 0 || second.words.length === 0) return 'unknown';
  if (first.generation && second.generation && first.generation !== second.generation) return 'different';
  const agreement = compareWords(first.words, second.words);
  return agreement === 'same' && first.generation !== second.generation ? 'compatible' : agreement;
}

/** True when two company names agree but for legal forms, case and signs: "Quill & Hart, Inc." and "quill and hart". */
export function isSameCompany(one: string, other: string): boolean {
  const plain = (text: string) => {
    const all = words(text);
    const telling = all.filter((word) => !legalForms.has(word) && !fillers.has(word));
    return (telling.length > 0 ? telling : all).join(' ');
  };
  return plain(one) !== '' && plain(one) === plain(other);
}

interface NameWords {
  words: string[];
  generation: string;
}

function nameWords(name: string): NameWords {
  // An address or a number in the place of a name is no name.
  if (name.includes('@') || !/\p{L}/u.test(name)) return { words: [], generation: '' };
  const all = words(name);
  if (placeholders.has(all.join(' '))) return { words: [], generation: '' };
  const telling = all.filter((word) => !titles.has(word) && !generations.has(word));
  return { words: telling, generation: all.find((word) => generations.has(word)) ?? '' };
}

function compareWords(first: string[], second: string[]): NameAgreement {
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  const left = [...long];
  const initials: string[] = [];
  let whole = 0;
  for (const word of short) {
    const at = left.indexOf(word);
    if (at >= 0) {
      left.splice(at, 1);
      if (word.length > 1) whole += 1;
    } else {
      initials.push(word);
    }
  }
  // "Anne-Marie" and "Annemarie" differ in nothing but a sign.
  if (short.join('') === long.join(''))
    return short.length === 1 && long.length === 1 && !isWholeNameInOneWord(short[0]) ? 'compatible' : 'same';
  for (const word of initials) {
    const at = left.findIndex((candidate) => isInitialOf(word, candidate) || isInitialOf(candidate, word));
    if (at < 0) return 'different';
    left.splice(at, 1);
  }
  if (whole === 0) return 'different';
  // One word against several is a first name or a last name, and many people share those.
  if (short.length === 1) return 'different';
  return initials.length === 0 && left.length === 0 ? 'same' : 'compatible';
}

function isInitialOf(letter: string, word: string): boolean {
  return [...letter].length === 1 && /\p{Ll}/u.test(letter) && word.startsWith(letter);
}

/** Chinese, Japanese and Korean names are written without a space. */
function isWholeNameInOneWord(word: string | undefined): boolean {
  return /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]{2,}$/u.test(word ?? '');
}
