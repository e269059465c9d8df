// A short fingerprint of a record's content, for systems that do not say when something was changed: same fingerprint, nothing to do.
// 53 bits, not cryptographic. Two records are compared only with their own earlier selves, so a chance hit is out of the question.

/**
 * The fingerprint of a JSON value. It does not depend on the order of keys or of texts in a list, on Unicode forms, on line endings, or on
 * whether a blank is null, '', an empty list or absent. `without` names keys at the top that do not count, such as times of reading.
 */
export function contentHash(value: unknown, without: readonly string[] = []): string {
  const counted =
    without.length > 0 && isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !without.includes(key))) : value;
  return fingerprint(canonical(counted));
}

/** One text per content, '' for a blank. Lengths part the values, so that ['ab', 'c'] is not ['a', 'bc']. */
function canonical(value: unknown): string {
  if (typeof value === 'string') {
    const text = tidy(value);
    return text && `s${text.length}:${text}`;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return `${typeof value === 'number' ? 'n' : 'b'}${value};`;
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    if (value.every((item) => typeof item === 'string')) items.sort();
    return items.length > 0 ? `[${items.join(',')}]` : '';
  }
  if (!isRecord(value)) return '';
  let inside = '';
  for (const key of Object.keys(value).sort()) {
    const text = canonical(value[key]);
    if (text) inside += `k${key.length}:${key}${text}`;
  }
  return inside && `{${inside}}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** Two 32-bit words, each mixed by a multiplication per character, as 14 hex digits. */
function fingerprint(text: string): string {
  let one = 0xdeadbeef | 0;
  let two = 0x41c6ce57 | 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x9e3779b1);
    two = Math.imul(two ^ code, 0x5f356495);
  }
  const low = avalanche(one) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35);
  const high = avalanche(two) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return (4294967296 * (0x1fffff & high) + (low >>> 0)).toString(16).padStart(14, '0');
}

function avalanche(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
