// JSON as a server sends it, which may be anything that parses. What would harm whoever handles the value later does not get past this.

/** No answer that we read is nested nearly as deep; beyond some thousands of levels copying, comparing or storing it would overflow the stack. */
const mostLevels = 100;

/**
 * Reads JSON. Throws SyntaxError for what is none, or is nested too deep. A key `__proto__` is left out: where values are copied it would
 * become a prototype.
 */
export function parseJson(text: string): unknown {
  const value: unknown = mayNamePrototype.test(text) ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  if (isDeeper(value, mostLevels)) throw new SyntaxError('Nested too deep');
  return value;
}

/** Reads JSON; undefined for what is none. */
export function parseJsonLeniently(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Also with letters written as escapes, which nobody does without a reason. */
const mayNamePrototype = /__proto__|\\u00[567]/i;

/** For JSON.parse: undefined takes a key away. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
