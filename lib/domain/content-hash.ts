// A short fingerprint of a record's content, for systems that do not say when something was changed: same fingerprint, nothing to do.
// 53 bits, not cryptographic. Two records are compared only with their own earlier selves, so a chance hit is out of the question.

/**
 * The fingerprint of a JSON value. It does not depend on the order of keys or of texts in a list, on Unicode forms, on line endings, or on
 * whether a blank is null, '', an empty list or absent. `without` names keys at the top that do not count, such as times of reading.
 */
export function contentHash(value: unknown, without: readonly string[] = []): string {
  const state = new Int32Array([seedOne, seedTwo]);
  if (without.length > 0 && isRecord(value)) {
    addRecord(state, Object.fromEntries(Object.entries(value).filter(([key]) => !without.includes(key))));
  } else add(state, value);
  return finish(state);
}

const seedOne = 0xdeadbeef | 0;
const seedTwo = 0x41c6ce57 | 0;
/** Characters that no text holds part the values, so that ['ab', 'c'] is not ['a', 'bc']. */
const marks = { text: 0x10001, number: 0x10002, flag: 0x10003, list: 0x10004, record: 0x10005, key: 0x10006, end: 0x10007 };

function add(state: Int32Array, value: unknown): void {
  if (typeof value === 'string') addText(state, marks.text, tidy(value));
  else if (typeof value === 'number' || typeof value === 'bigint') addText(state, marks.number, String(value));
  else if (typeof value === 'boolean') addText(state, marks.flag, value ? '1' : '0');
  else if (Array.isArray(value)) {
    const isSet = value.every((item) => typeof item === 'string');
    put(state, marks.list);
    for (const item of isSet ? value.map(tidy).sort() : value) add(state, item);
    put(state, marks.end);
  } else if (isRecord(value)) addRecord(state, value);
}

function addRecord(state: Int32Array, record: Record<string, unknown>): void {
  put(state, marks.record);
  for (const key of Object.keys(record).sort()) {
    if (isBlank(record[key])) continue;
    addText(state, marks.key, key);
    add(state, record[key]);
  }
  put(state, marks.end);
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return tidy(value) === '';
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isBlank);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

function addText(state: Int32Array, mark: number, text: string): void {
  put(state, mark);
  for (let index = 0; index < text.length; index++) put(state, text.charCodeAt(index));
}

/** Two multiplications per character: the mixing of 32-bit multiplicative hashes, twice with different factors. */
function put(state: Int32Array, code: number): void {
  state[0] = Math.imul((state[0] ?? 0) ^ code, 0x9e3779b1);
  state[1] = Math.imul((state[1] ?? 0) ^ code, 0x5f356495);
}

function finish(state: Int32Array): string {
  const [a = 0, b = 0] = state;
  const one = avalanche(a) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  const two = avalanche(b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (4294967296 * (0x1fffff & two) + (one >>> 0)).toString(16).padStart(14, '0');
}

function avalanche(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
