// A conflict as its rules see it: what both records say now, and how each field is compared, shown and typed.
import type { PartnerName } from '@/lib/domain/account';
import type { Contact, CustomValue } from '@/lib/domain/contact';
import { type Carried, readTyped, shownText, typedText } from '@/lib/domain/mapping/convert';
import type { Field, FieldType, Tools } from '@/lib/domain/mapping/field';
import { plain } from '@/lib/domain/mapping/forms/form';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import type { PairName, Side } from '@/lib/domain/mapping/mapping';
import type { LiveRule } from '@/lib/domain/merge/live-rule';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import { managedFlow, noteMerge } from '@/lib/domain/merge/merge-notes';
import type { MergeInput } from '@/lib/domain/merge/merge-records';
import { taskMerge } from '@/lib/domain/merge/merge-tasks';
import { blankNote, type Note } from '@/lib/domain/note';
import type { Task } from '@/lib/domain/task';
import { fromLocalInput } from '@/lib/domain/zoned-time';
import { mappingInUse } from './mapping-in-use';
import { type AnyRow, rowsOf, type Store } from './records';
import type { ConflictDecision, DecisionRow, PairRow, WorkPairRow } from './rows';
import { type WorkContext, workContext } from './work-context';

export type ConflictRow = DecisionRow & ConflictDecision;

export interface Contested {
  left: AnyRow;
  /** Absent for the text of a partner's record that one managed note holds. */
  right: AnyRow | undefined;
  tie: PairRow | WorkPairRow;
  input: MergeInput;
  /** Who is who among users, and what the clock says. */
  work: WorkContext;
  form(rule: LiveRule, side: Side): FieldForm;
}

/** How the values of a field are shown and typed. */
interface FieldForm {
  type: FieldType;
  options?: readonly string[];
  show(value: CustomValue | undefined): string;
  typed(value: CustomValue | undefined): string;
  /** Absent where nothing can be typed. */
  read?(text: string, current: CustomValue | undefined): Carried;
}

/** Reads conflicts one after the other; mappings and users are read once. Undefined where a record or their tie is gone. */
export function createConflictReader(store: Store): (decision: ConflictRow) => Promise<Contested | undefined> {
  const { db } = store;
  const mappings = new Map<PairName, Promise<LiveMapping>>();
  const works = new Map<PartnerName, Promise<WorkContext>>();

  return async (decision) => {
    const { table, pair, partner, left: leftUid, right: rightUid } = decision;
    const [left, right] = await Promise.all([rowsOf(db, table).get(leftUid), rowsOf(db, table).get(rightUid)]);
    const key: [string, string] = [leftUid, rightUid];
    const tie = await (table === 'contacts' ? db.pairs.get(key) : db.workPairs.get(key));
    const live = mappings.get(pair) ?? mappingInUse(store, pair);
    const work = works.get(partner) ?? workContext(store, partner);
    mappings.set(pair, live);
    works.set(partner, work);
    const isManaged = table === 'notes' && !right;
    if (!left || !tie || !(right || isManaged) || [left, right].some((row) => row?.deletedAt || row?.goneAt)) return undefined;
    const [mapping, context] = await Promise.all([live, work]);
    const base = tie.base && { base: tie.base };
    const sides = { left, right, tie, work: context };
    if (table === 'contacts') {
      const input = contactMerge(mapping, { left: left.value as Contact, right: right?.value as Contact, ...base });
      return { ...sides, input, form: contactForms(mapping) };
    }
    if (table === 'tasks') {
      const both = { left: left.value as Task, right: right?.value as Task };
      return { ...sides, input: taskMerge({ ...both, ...base }, context), form: taskForms(both, context) };
    }
    const notes = { left: left.value as Note, right: (right?.value as Note | undefined) ?? blankNote(), ...base };
    // Into the partner's own text nothing is written: whoever keeps HighLevel's note leaves the two apart.
    const input = isManaged ? noteMerge(notes, managedFlow) : noteMerge(notes);
    // What the partner's own text says is not kept as a note: the conflict itself tells.
    const said = isManaged ? { ...input, right: { text: decision.fields[0]?.right ?? '' } } : input;
    const longText = formOf('long-text', context);
    return { ...sides, input: said, form: () => longText };
  };
}

function contactForms({ fields, tools }: LiveMapping): Contested['form'] {
  return (rule, side) => {
    const field = fields[side].find(({ ref }) => ref === rule[side].ref);
    return field ? fieldForm(field, tools) : { type: 'text', show: plain, typed: plain };
  };
}

function fieldForm(field: Field, tools: Tools): FieldForm {
  const { type, options } = field;
  return {
    type,
    ...(options && { options }),
    show: (value) => shownText(value, field, tools),
    typed: (value) => typedText(value, field, tools),
    ...(type !== 'file' && { read: (text: string, current?: CustomValue) => readTyped(text, field, tools, current) }),
  };
}

/** A field of a task or note: shown and typed as one of that type is. */
function formOf(type: FieldType, { zone }: WorkContext, label = 'Text'): FieldForm {
  return fieldForm({ ref: 'source', label, type, write: 'always' }, { toE164: (phone) => phone, zone });
}

function taskForms({ right }: Record<Side, Task>, context: WorkContext): Contested['form'] {
  const { zone, users } = context;
  return (rule, side) => {
    const { ref, label } = rule[side];
    if (ref === 'title') return formOf('text', context, label);
    if (ref === 'body') return formOf('long-text', context, label);
    if (ref === 'completed') return onlyShown('boolean', (value) => (value === true ? 'Yes' : 'No'));
    if (ref === 'assignedTo') return onlyShown('text', (value) => users[side].find(({ id }) => id === value)?.name ?? plain(value));
    const due = formOf(side === 'right' && right.dayOnly ? 'date' : 'date-time', context, label);
    return { ...due, show: (value) => (value ? due.show(value) : ''), read: (text) => dueFrom(text, zone) };
  };
}

/** A moment as tasks keep it. */
function dueFrom(text: string, zone: string): Carried {
  const at = fromLocalInput(text.length > 10 ? text.replace(' ', 'T') : `${text}T00:00`, zone);
  return at ? { value: at } : { refused: 'Enter a date and a time.' };
}

function onlyShown(type: FieldType, show: (value: CustomValue) => string): FieldForm {
  const text = (value: CustomValue | undefined) => (value === undefined ? '' : show(value));
  return { type, show: text, typed: text };
}
