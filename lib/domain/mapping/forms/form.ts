// How the values of one type are compared, shown and read. Converting is showing in one type and reading in the other, so n types need n
// forms and not n × n converters. Law: reading what was shown and showing it again gives the same text.
import type { CustomValue } from '@/lib/domain/contact';
import type { Field, Tools } from '@/lib/domain/mapping/field';

export interface Form {
  /** The one text that stands for all spellings of a value, '' for blank: equal texts are equal values. */
  canonical(value: CustomValue, field: Field, tools: Tools): string;
  /** The value as text that other types can read. */
  show(value: CustomValue, field: Field, tools: Tools): string;
  /** The text as a value of the field; undefined where it can be none. `current` is what the field holds, to keep what the text leaves open. */
  read(text: string, field: Field, tools: Tools, current?: CustomValue): CustomValue | undefined;
}

/** One line without doubled blanks, composed. */
export function squash(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** The value as plain text, whatever it is. */
export function plain(value: CustomValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
