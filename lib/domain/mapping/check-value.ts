// What a server would refuse is refused here, before it is sent, and nothing is cut off in silence.
import type { CustomValue } from '@/lib/domain/contact';
import { type Field, isBlank } from './field';
import { plain } from './forms/form';

/** Why the field cannot take the value, in a user's words; undefined where it can. */
export function checkValue(value: CustomValue, field: Field): string | undefined {
  if (isBlank(value)) return field.required ? `${field.label} cannot be blank.` : undefined;
  const longest = field.maxLength ?? Number.POSITIVE_INFINITY;
  const { length } = plain(value);
  return length > longest ? `${field.label} takes ${longest} characters, this has ${length}.` : undefined;
}
