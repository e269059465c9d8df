// `where` expressions. Source: BQE API Explorer, filtering: comparisons joined by and / or, texts in single quotes, numbers bare.

/** A text, GUID or date in quotes. Quotes inside are doubled; control characters have no place in a filter. */
export function quoted(text: string): string {
  return `'${text.replace(/\p{Cc}/gu, ' ').replaceAll("'", "''")}'`;
}

/** An order that is the same on every page; by id alone where that is all there is, and the time does not matter more. */
export function orderBy(field: string, direction: 'asc' | 'desc', { sortsByTwo }: { sortsByTwo: boolean }, timeMatters = true): string {
  if (sortsByTwo) return `${field} ${direction},id ${direction}`;
  return timeMatters ? `${field} ${direction}` : 'id asc';
}

/** One of several values of a field, '' for none: `a='1' or a='2'`. */
export function anyOf(field: string, values: readonly string[]): string {
  return [...new Set(values)].map((value) => `${field}=${quoted(value)}`).join(' or ');
}
