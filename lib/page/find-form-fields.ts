// Finds the form on a page that a person's values could go into, and tells apart the people and addresses in it. Reads only; what it cannot
// name for sure it leaves out.
import { type FieldMeaning, fieldMeaning, isAboutCompany, isAboutSomebodyElse, purposeOf } from '@/lib/domain/field-kind';
import type { FormField, FormGroup } from '@/lib/domain/form-field';
import { type CanFill, isFillable } from './field-visible';
import { headingsOver, labelOf } from './form-labels';
import { lineage } from './lineage';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface FoundForm {
  groups: FormGroup[];
  /** The control of each field, by its key. */
  controls: Map<string, Control>;
}

interface Candidate {
  control: Control;
  meaning: FieldMeaning;
  label: string;
  /** Over it, the nearest first. */
  headings: string[];
}

const fillable =
  'input:is(:not([type]),[type=text],[type=email],[type=tel],[type=url],[type=number],[type=date]),textarea,select:not([multiple])';
const most = 400;

/** The groups of the form that asks for most of a person; none where the page has no such form. */
export function findForm(page: Document, canFill: CanFill = isFillable): FoundForm {
  const blocks = new Map<Element, Candidate[]>();
  for (const control of [...scopeOf(page).querySelectorAll<Control>(fillable)].slice(0, most)) {
    const form = control.form ?? control.closest('form,[role=form],dialog,[role=dialog]') ?? page.body;
    // What asks for a password is about somebody's sign-in.
    if (form !== page.body && form.querySelector('[type=password]')) continue;
    if (control.closest('lockstep-launcher,lockstep-teach') || !canFill(control)) continue;
    const candidate = candidateOf(control, form);
    if (candidate) blocks.set(form, [...(blocks.get(form) ?? []), candidate]);
  }
  const found: FoundForm = { groups: [], controls: new Map() };
  const [best] = [...blocks.values()].sort((one, other) => kindsIn(other) - kindsIn(one));
  // One field alone is a newsletter's or a search's.
  if (!best || kindsIn(best) < 2) return found;
  for (const { title, purpose, members } of groupsOf(best)) {
    const fields = members.map((candidate): FormField => {
      const key = `field-${found.controls.size}`;
      found.controls.set(key, candidate.control);
      return fieldOf(key, candidate);
    });
    found.groups.push({ title, purpose, fields });
  }
  return found;
}

/** A modal dialog makes everything behind it out of reach. */
function scopeOf(page: Document): ParentNode {
  const modal = [...page.querySelectorAll('dialog[open],[role=dialog][aria-modal=true]')].filter((dialog) =>
    dialog.querySelector(fillable),
  );
  return modal.at(-1) ?? page;
}

function candidateOf(control: Control, form: Element): Candidate | undefined {
  const label = labelOf(control);
  const over = headingsOver(control, form);
  if (over.some(isAboutSomebodyElse)) return undefined;
  const meaning = fieldMeaning({
    autocomplete: control.getAttribute('autocomplete') ?? '',
    label,
    names: [control.name, control.id].filter(Boolean),
    type: control.type,
  });
  if (!meaning || !suits(control, meaning)) return undefined;
  const isFirm = meaning.kind === 'fullName' && over[0] !== undefined && isAboutCompany(over[0]);
  const purpose = meaning.purpose === 'main' ? (over.map(purposeOf).find((one) => one !== 'main') ?? 'main') : meaning.purpose;
  return {
    control,
    label: label || 'Field without a name',
    headings: over,
    meaning: { ...meaning, purpose, ...(isFirm && { kind: 'company' as const }) },
  };
}

/** A number's or date's field takes only its own; a box of three or four signs is a part of something. */
function suits(control: Control, { kind }: FieldMeaning): boolean {
  const { type } = control;
  if (type === 'number') return kind === 'phone' || kind === 'phoneNational' || kind === 'postalCode';
  if (type === 'date') return kind === 'birthday';
  if (type === 'email') return kind === 'email';
  if (type === 'url') return kind === 'website';
  if (type === 'textarea') return kind === 'address' || kind === 'street';
  if (type === 'select-one') return ['state', 'country', 'city', 'phoneCountry'].includes(kind);
  const length = 'maxLength' in control ? control.maxLength : -1;
  return !((kind === 'phone' || kind === 'phoneNational') && length >= 0 && length < 7);
}

function kindsIn(candidates: readonly Candidate[]): number {
  return new Set(candidates.map(({ meaning }) => meaning.kind)).size;
}

interface Group {
  title: string;
  purpose: FormGroup['purpose'];
  members: Candidate[];
}

/** One group per person and per address: by what the headings say, and where a kind comes twice, by the blocks that hold it once. */
function groupsOf(candidates: readonly Candidate[]): Group[] {
  const byPurpose = Map.groupBy(candidates, ({ meaning }) => meaning.purpose);
  return [...byPurpose].flatMap(([purpose, members]) => {
    const people = splitPeople(members);
    return people.map((group): Group => ({ title: titleOf(group, people.length > 1 || purpose !== 'main'), purpose, members: group }));
  });
}

function splitPeople(members: readonly Candidate[]): Candidate[][] {
  // The kind by which people are told apart: it stands there several times, each time as itself.
  const telling = (['email', 'firstName', 'lastName', 'fullName', 'street', 'address', 'phone'] as const)
    .map((kind) => members.filter(({ meaning }) => meaning.kind === kind && !meaning.isRepeat && meaning.use === 'plain'))
    .find((same) => same.length > 1);
  if (!telling) return [[...members]];
  const blocks = telling.map(({ control }) => {
    const others = telling.filter((one) => one.control !== control);
    const line = lineage(control);
    const shared = line.findIndex((block) => others.some((other) => block.contains(other.control)));
    return line.at(shared < 0 ? -1 : shared - 1) ?? control;
  });
  const groups: Candidate[][] = telling.map(() => []);
  for (const member of members) {
    const inside = blocks.findIndex((block) => block.contains(member.control));
    // Fields in a row without blocks belong to the last of the kind before them; what stands before all belongs to the first.
    const before = telling.filter(({ control }) => control === member.control || follows(member.control, control)).length - 1;
    groups[inside >= 0 && blocks[inside] !== telling[inside]?.control ? inside : Math.max(0, before)]?.push(member);
  }
  return groups.filter((group) => group.length > 0);
}

function follows(one: Node, other: Node): boolean {
  return Boolean(other.compareDocumentPosition(one) & 4);
}

/** The heading that all of a group's fields share, where the form has several groups. */
function titleOf(group: readonly Candidate[], isOneOfSeveral: boolean): string {
  if (!isOneOfSeveral) return '';
  const [first, ...rest] = group;
  const shared = first?.headings.find((heading) => rest.every(({ headings }) => headings.includes(heading)));
  return shared ?? first?.headings[0] ?? '';
}

function fieldOf(key: string, { control, meaning, label }: Candidate): FormField {
  const { kind, use, isRepeat } = meaning;
  const field: FormField = { key, kind, use, isRepeat, label, value: control.value, type: control.type };
  if (control instanceof HTMLSelectElement || control.localName === 'select') {
    const options = [...(control as HTMLSelectElement).options].filter(({ disabled }) => !disabled);
    return { ...field, type: 'select', options: options.map(({ value, text }) => ({ value, text: text.trim() })) };
  }
  const input = control as HTMLInputElement;
  return {
    ...field,
    ...(input.maxLength >= 0 && { maxLength: input.maxLength }),
    ...(input.pattern && { pattern: input.pattern }),
    ...(input.placeholder && { placeholder: input.placeholder }),
  };
}
