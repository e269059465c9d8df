// A plan as lines that people read: who, what would become of the record, and why. Made once for a plan, then filtered and paged.
import { systemTitles } from '@/lib/domain/account';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import type { WhyAsk } from '@/lib/domain/merge/merge-field';
import type { Plan, Question, SkipReason, Step } from '@/lib/domain/plan/plan';
import { reviewOf } from '@/lib/domain/plan/review';

export const planKinds = ['create', 'update', 'link', 'conflict', 'question', 'refused', 'skip'] as const;
export type PlanKind = (typeof planKinds)[number];

/** One value that would change. */
interface PlanChange {
  label: string;
  /** '' for blank. */
  from: string;
  to: string;
  /** Why, what would be lost, or why it cannot be written. */
  note: string;
  isRefused?: boolean;
}

export interface PlanRow {
  id: string;
  kind: PlanKind;
  /** The person. */
  name: string;
  /** What would happen: "New in HighLevel". */
  act: string;
  /** Why, or what is asked; '' where the act says it all. */
  note: string;
  changes: PlanChange[];
}

/** What a record is called. */
export type PlanNames = (side: Side, uid: string) => string;

/** The steps of a plan as rows, in the plan's order. */
export function planRows({ steps }: Pick<Plan, 'steps'>, live: LiveMapping, nameOf: PlanNames): PlanRow[] {
  const titles = { left: systemTitles[live.pair.left], right: systemTitles[live.pair.right] };
  const { pair } = live.mapping;
  return steps.map((step, index) => ({ id: `${pair}|${index}`, kind: step.kind, ...rowOf(step, live, titles, nameOf) }));
}

function rowOf(step: Step, live: LiveMapping, titles: Record<Side, string>, nameOf: PlanNames): Omit<PlanRow, 'id' | 'kind'> {
  switch (step.kind) {
    case 'create': {
      const [first = '', ...others] = step.from;
      const more = others.map((uid) => nameOf(otherSide(step.side), uid)).join(', ');
      return {
        name: nameOf(otherSide(step.side), first),
        act: `New in ${titles[step.side]}`,
        note: more && `Also filled from ${more}.`,
        changes: changesOf(step, live),
      };
    }
    case 'update': {
      const fields = step.changes.length === 1 ? '1 field' : `${step.changes.length} fields`;
      return { name: nameOf(step.side, step.uid), act: `${fields} in ${titles[step.side]}`, note: '', changes: changesOf(step, live) };
    }
    case 'link':
      return {
        name: nameOf('left', step.left),
        act: `Linked to ${nameOf('right', step.right)} in ${titles.right}`,
        note: `${step.reasons.join(', ')}.`,
        changes: [],
      };
    case 'conflict':
      return {
        name: nameOf('left', step.left),
        act: 'You decide',
        note: 'Nothing is written until you choose.',
        changes: step.fields.map(({ label, left, right, why }) => ({ label, from: text(left), to: text(right), note: whyAsked[why] })),
      };
    case 'refused':
      return {
        name: nameOf('left', step.left),
        act: 'Cannot be written',
        note: '',
        changes: step.fields.map(({ label, value, reason }) => ({ label, from: '', to: text(value), note: reason, isRefused: true })),
      };
    case 'question':
      return { ...questionText(step.question, titles, nameOf), changes: [] };
    case 'skip':
      return {
        name: nameOf(step.side, step.uid),
        act: 'Left alone',
        note: skipText(step.reason, titles[otherSide(step.side)]),
        changes: [],
      };
  }
}

function changesOf(step: Extract<Step, { kind: 'create' | 'update' }>, live: LiveMapping): PlanChange[] {
  return reviewOf({ side: step.side, changes: step.changes, ...('refused' in step && { refused: step.refused }) }, live).map(
    ({ label, from, to, rule, warning, obstacle }) => ({
      label,
      from,
      to,
      note: obstacle || [step.kind === 'update' && rule, warning].filter(Boolean).join('. '),
      ...(obstacle && { isRefused: true }),
    }),
  );
}

/** Why a field is a question. */
export const whyAsked: Record<WhyAsk, string> = {
  'both-changed': 'Both sides changed.',
  'times-overlap': 'Both sides changed, and which was later is not certain.',
  'never-agreed': 'They differ, and were never compared before.',
  blanked: 'It was blanked on one side.',
};

/** Why a record is left alone, as a sentence. `target` is the system that it would go to. */
export function skipText(reason: SkipReason, target: string): string {
  switch (reason) {
    case 'create-off':
      return `The mapping makes no new records in ${target}.`;
    case 'archived':
      return 'Its own system has put it away.';
    case 'nothing-to-go-by':
      return 'It has neither e-mail nor phone nor name.';
    case 'duplicate':
      return `${target} has this e-mail already, on a record that you keep apart from it.`;
    case 'required-blank':
      return `${target} demands a field that is blank here.`;
  }
}

/** A question as a line: about whom, what is asked, and between what. */
export function questionText(question: Question, titles: Record<Side, string>, nameOf: PlanNames): Pick<PlanRow, 'name' | 'act' | 'note'> {
  switch (question.about) {
    case 'which': {
      const other = otherSide(question.side);
      const candidates = question.candidates.map(({ uid, reasons }) => `${nameOf(other, uid)} (${reasons.join(', ').toLowerCase()})`);
      return { name: nameOf(question.side, question.uid), act: `Who is this in ${titles[other]}?`, note: `${candidates.join('; ')}.` };
    }
    case 'same-person': {
      const [first = '', ...others] = question.uids.map((uid) => nameOf(question.side, uid));
      return {
        name: first,
        act: `Several records in ${titles[question.side]}`,
        note: `Looks like the same person as ${others.join(', ')}.`,
      };
    }
    case 'already-linked':
      return {
        name: nameOf('right', question.right),
        act: 'The contact has a partner already',
        note: `${nameOf('left', question.left)}: ${question.reasons.join(', ').toLowerCase()}.`,
      };
    case 'linked-twice': {
      const partners = question.partners.map((uid) => nameOf(otherSide(question.side), uid)).join(', ');
      return { name: nameOf(question.side, question.uid), act: 'Linked to several', note: `${partners}.` };
    }
    case 'deleted':
    case 'archived': {
      const done = question.about === 'deleted' ? 'Deleted' : 'Put away';
      return {
        name: nameOf(otherSide(question.side), question[otherSide(question.side)]),
        act: `${done} in ${titles[question.side]}`,
        note: 'Nothing is deleted by itself: you decide what becomes of the other one.',
      };
    }
  }
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' && value !== null ? 'Files' : String(value ?? '');
}
