// Numbers as LocaliQ keeps them: whatever somebody typed, in whatever field. Source: LocaliQ API docs, contacts ("unnormalised").
// Nothing is rewritten here; that is for whoever knows the country. Only the order is decided.

/** The raw numbers of a contact, the one to call first. `best` is '' where nothing that was typed can be a number. */
export function choosePhones(typed: readonly string[]): { best: string; others: string[] } {
  const numbers = new Map<string, string>();
  for (const raw of typed.map((text) => text.trim())) {
    // The same digits in another dress are the same number; text without digits only equals itself.
    const key = bareDigits(raw).replace(/^1(?=\d{10}$)/, '') || raw.toLowerCase();
    if (raw && !numbers.has(key)) numbers.set(key, raw);
  }
  const all = [...numbers.values()];
  const best = all.find((raw) => bareDigits(raw).length >= 10 && looksLikePhone(raw)) ?? all.find(looksLikePhone) ?? '';
  return { best, others: all.filter((raw) => raw !== best) };
}

/** Longer text is prose, and not worth a pattern. */
const longest = 60;

/** Could be dialled: 7 to 15 digits and hardly any letters. An extension does not count. */
export function looksLikePhone(text: string): boolean {
  if (text.length > longest) return false;
  const main = withoutExtension(text);
  const digits = main.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 && !/[^\d\s()+./\-‐-–]/.test(main) && !/^(\d)\1+$/.test(digits);
}

function bareDigits(text: string): string {
  return withoutExtension(text).replace(/\D/g, '');
}

function withoutExtension(text: string): string {
  if (text.length > longest) return '';
  return text
    .replace(/^\s*tel:\s*/i, '')
    .replace(/\s*(?:[;,]\s*)?(?:x|ext\.?|extension|#)\s*=?\s*\d{1,7}\s*$/i, '')
    .trim();
}
