// Text as it is compared, never as it is shown: e-mails, names and words brought to one form. Exact on purpose: nothing here guesses that
// two different addresses or names mean the same person.

/** Letters that no decomposition turns into plain ones. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

// Accents of Latin, Greek and Cyrillic, Hebrew points and Arabic vowel signs. The vowel signs of Indic scripts are letters to their readers.
const accents = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640]/g;

/** An e-mail address as it is compared: trimmed, lower-case; '' for what is not an address. `a+b@x` and `a@x` stay two addresses. */
export function normaliseEmail(text: string): string {
  const email = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  return email.length <= 254 && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/.test(email) ? email : '';
}

/** Text without case, accents, invisible signs and doubled spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Cf}/gu, '')
    .replace(accents, '')
    .replace(/[ßæœøđðþłı]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The folded words of a text, in their order: "Anne-Marie O’Neil 🌻" is anne, marie, oneil. */
export function words(text: string): string[] {
  return foldText(text.replace(/['’‘ʼ`´]/g, '')).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
