// A value on its way into a field of the other system. Law, in both directions: there and back and there again is the same as there.
import type { CustomValue } from '@/lib/domain/contact';
import { checkValue } from './check-value';
import { blankOf, type Field, isBlank, type Tools } from './field';
import { itemsOf, showItems } from './forms/choice-forms';
import { squash } from './forms/form';
import { forms } from './forms/forms';
import { type TypePair, typeNoun, typePair } from './type-pairs';
import { partnerOf, type ValuePairs } from './value-pairs';

/** The value as the other field takes it, or why it cannot take it, in a user's words. */
export type Carried = { value: CustomValue; refused?: undefined } | { value?: undefined; refused: string };

/** Carries a value from one field into another. `current` is what the target holds now, to keep what the source leaves open. */
export function convert(value: CustomValue, from: Field, to: Field, tools: Tools, current?: CustomValue, pairs: ValuePairs = []): Carried {
  if (isBlank(value)) return { value: blankOf(to.type) };
  const pair: TypePair = pairs.length > 0 && to.type !== 'file' && from.type !== 'file' ? { kind: 'same' } : typePair(from.type, to.type);
  if (pair.kind === 'refused') return { refused: pair.reason };
  const shown = forms[from.type].show(value, from, tools);
  const text =
    pairs.length > 0 ? pairedText(value, from, tools, pairs) : from.type === 'choice' && to.type === 'choices' ? showItems([shown]) : shown;
  if (text === undefined) return { refused: `${to.label}: no value is paired with ${quoted(shown)}.` };
  return text.trim() === '' ? { value: blankOf(to.type) } : readAs(text, to, tools, current);
}

/** What somebody typed (see `typedText`) as the field takes it. */
export function readTyped(text: string, field: Field, tools: Tools, current?: CustomValue): Carried {
  if (field.type === 'boolean') return { value: text.trim() !== '' };
  const typed = field.type === 'choices' ? showItems(text.split('\n').filter(Boolean)) : text;
  if (typed.trim() !== '') return readAs(typed, field, tools, current);
  const refused = checkValue('', field);
  return refused ? { refused } : { value: blankOf(field.type) };
}

/** The value as an editor holds it: choices are lines, a yes-or-no is "yes" or "", a moment is what the clock shows. */
export function typedText(value: CustomValue | undefined, field: Field, tools: Tools): string {
  const shown = shownText(value, field, tools);
  if (field.type === 'choices') return itemsOf(value ?? '').join('\n');
  if (field.type === 'boolean') return shown === 'Yes' ? 'yes' : '';
  return field.type === 'date-time' ? shown.replace(' ', 'T') : shown;
}

/** The value as people read it; '' for blank. */
export function shownText(value: CustomValue | undefined, field: Field, tools: Tools): string {
  return value === undefined || isBlank(value) ? '' : forms[field.type].show(value, field, tools);
}

function readAs(text: string, to: Field, tools: Tools, current: CustomValue | undefined): Carried {
  const read = forms[to.type].read(text, to, tools, current);
  if (read === undefined || isBlank(read)) return { refused: unreadable(text, to) };
  const refused = checkValue(read, to);
  return refused ? { refused } : { value: read };
}

/** True when two values of a field are the same but for their spelling. */
export function sameFieldValue(one: CustomValue | undefined, other: CustomValue | undefined, field: Field, tools: Tools): boolean {
  return canonicalValue(one, field, tools) === canonicalValue(other, field, tools);
}

/** True when the value says nothing in its field: blank, or nothing but markup. */
export function saysNothing(value: CustomValue | undefined, field: Field, tools: Tools): boolean {
  return canonicalValue(value, field, tools) === '';
}

function canonicalValue(value: CustomValue | undefined, field: Field, tools: Tools): string {
  return value === undefined || isBlank(value) ? '' : forms[field.type].canonical(value, field, tools);
}

/** The text with each item called by its partner; undefined where one of them has none and cannot go as it is. */
function pairedText(value: CustomValue, from: Field, tools: Tools, pairs: ValuePairs): string | undefined {
  if (from.type !== 'choices') return partnerOf(forms[from.type].show(value, from, tools), pairs);
  const paired = itemsOf(value).map((item) => partnerOf(item, pairs));
  return paired.includes(undefined) ? undefined : showItems((paired as string[]).map(squash));
}

function unreadable(text: string, to: Field): string {
  const list = to.options ?? [];
  if (list.length > 0) return `${to.label}: ${quoted(text)} is not one of its choices.`;
  return `${to.label}: ${quoted(text)} cannot be read as ${typeNoun(to.type)}.`;
}

function quoted(text: string): string {
  const line = squash(text);
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}
