// How a field of a mapping is edited on screen.
import type { FieldType } from '@/lib/domain/mapping/field';
import type { DetailField, FieldKind } from './contact-fields';
import type { FieldEdit } from './sync-props';

const kinds: Record<FieldType, FieldKind> = {
  text: 'text',
  'long-text': 'long',
  email: 'email',
  phone: 'tel',
  url: 'url',
  number: 'number',
  money: 'number',
  date: 'date',
  'date-time': 'date-time',
  boolean: 'yes',
  choice: 'one',
  choices: 'many',
  country: 'text',
  state: 'text',
  file: 'shown',
};

/** What the control needs. A list whose choices are not known is typed, one a line. */
export function controlOf({ type, text, options = [] }: FieldEdit): Pick<DetailField, 'kind' | 'choices'> {
  const kind = kinds[type];
  const isChoice = kind === 'one' || kind === 'many';
  if (isChoice && options.length === 0) return { kind: kind === 'many' ? 'long' : 'text' };
  const all = new Set([...options, ...(kind === 'many' ? text.split('\n').filter(Boolean) : [])]);
  return { kind, ...(isChoice && { choices: [...all].map((value) => ({ value, label: value })) }) };
}
