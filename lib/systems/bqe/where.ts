// `where` expressions. Source: BQE API Explorer, filtering: comparisons joined by and / or, texts in single quotes, numbers bare.

/** A text, GUID or date in quotes. Quotes inside are doubled; control characters have no place in a filter. */
export function quoted(text: string): string {
  return `'${text.replace(/\p{Cc}/gu, ' ').replaceAll("'", "''")}'`;
}

/** One of several values of a field, '' for none: `a='1' or a='2'`. */
export function anyOf(field: string, values: readonly string[]): string {
  return [...new Set(values)].map((value) => `${field}=${quoted(value)}`).join(' or ');
}
