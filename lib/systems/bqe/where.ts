// `where` expressions. Source: BQE API Explorer, filtering: comparisons joined by and / or, texts in single quotes, numbers bare.
import type { EnumValue } from './wire';

/** A text, GUID or date in quotes. Quotes inside are doubled; control characters have no place in a filter. */
export function quoted(text: string): string {
  return `'${text.replace(/\p{Cc}/gu, ' ').replaceAll("'", "''")}'`;
}

/** A value as a filter wants it: numbers bare, labels quoted. */
export function literal(value: EnumValue): string {
  return typeof value === 'number' ? String(value) : quoted(value);
}

/** One of several values of a field, '' for none: `a='1' or a='2'`. */
export function anyOf(field: string, values: readonly string[]): string {
  return [...new Set(values)].map((value) => `${field}=${quoted(value)}`).join(' or ');
}
