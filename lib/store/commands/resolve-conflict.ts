// What the user says to fields that both sides changed. Written only where both records still say what was shown; what cannot be written
// is said, and stays different from then on.
import type { CustomValue } from '@/lib/domain/contact';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { goesTo, type LiveRule } from '@/lib/domain/merge/live-rule';
import { carryOver } from '@/lib/domain/merge/merge-field';
import { changeOf, type FieldChange } from '@/lib/domain/merge/merge-records';
import { AppError } from '@/lib/errors';
import { type ConflictRow, type Contested, createConflictReader } from '@/lib/store/contested';
import { withDue } from '@/lib/store/due';
import { rowsOf, type Store } from '@/lib/store/records';
import { carry } from './carry';
import { keepBothNotes } from './keep-both-notes';

export type Answer = { keep: Side | 'both' } | { text: string };

/**
 * Answers one field of a conflict. Throws `outdated` where a record has changed since, `invalid` for a text that the field cannot hold and
 * for a value that cannot be written, with the reason.
 */
export async function resolveConflict(store: Store, id: string, rule: string, answer: Answer): Promise<void> {
  await answerAll(store, [id], (key) => (key === rule ? answer : undefined));
}

/** Keeps the same side in every field of these conflicts. Throws like `resolveConflict`, once everything that can be written is queued. */
export async function keepAll(store: Store, ids: readonly string[], side: Side): Promise<void> {
  await answerAll(store, ids, () => ({ keep: side }));
}

type AnswerOf = (rule: string) => Answer | undefined;

async function answerAll(store: Store, ids: readonly string[], answerOf: AnswerOf): Promise<void> {
  const { db } = store;
  const obstacles: AppError[] = [];
  // Thrown afterwards: what is out of date is marked so in the same transaction.
  await db.transaction('rw', db.tables, async () => {
    const read = createConflictReader(store);
    for (const id of ids) {
      const decision = await db.decisions.get(id);
      if (decision?.kind !== 'conflict') obstacles.push(decidedAlready());
      else obstacles.push(...(await answerOne(store, decision, await read(decision), answerOf)));
    }
  });
  const [first] = obstacles;
  if (first) throw first;
}

async function answerOne(store: Store, decision: ConflictRow, contested: Contested | undefined, answerOf: AnswerOf): Promise<AppError[]> {
  const chosen = decision.fields.flatMap((field) => {
    const answer = answerOf(field.rule);
    return answer ? [{ field, answer }] : [];
  });
  if (chosen.length === 0) return [decidedAlready()];
  if (!contested || chosen.some(({ field }) => !isAsShown(contested, field))) {
    await markDue(store, decision);
    return [new AppError('outdated')];
  }
  if (chosen.some(({ answer }) => 'keep' in answer && answer.keep === 'both')) await keepBothNotes(store, decision, contested);
  const outcome = outcomeOf(contested, chosen);
  await write(store, decision, contested, outcome);
  const stay = new Set(outcome.refused.map(({ rule }) => rule));
  const fields = decision.fields.filter(({ rule }) => stay.has(rule) || !chosen.some(({ field }) => field.rule === rule));
  if (fields.length > 0) await store.db.decisions.put({ ...decision, fields });
  else await store.db.decisions.delete(decision.id);
  return outcome.refused.map(({ error }) => error);
}

interface Outcome {
  changes: Record<Side, FieldChange[]>;
  /** Rules by which the two stay different, or say the same already. */
  settled: string[];
  /** What cannot be written. Such a field stays a question until it is answered again, so that the reason can be read. */
  refused: { rule: string; error: AppError }[];
}

interface Chosen {
  field: ConflictRow['fields'][number];
  answer: Answer;
}

/** What the answers come to. Throws `invalid` for a text that the field cannot hold. */
function outcomeOf(contested: Contested, chosen: readonly Chosen[]): Outcome {
  const outcome: Outcome = { changes: { left: [], right: [] }, settled: [], refused: [] };
  for (const { field, answer } of chosen) {
    const rule = ruleOf(contested, field.rule);
    if (!rule) continue;
    if ('text' in answer) enter(outcome, contested, rule, answer.text);
    else if (answer.keep !== 'both') keep(outcome, contested, rule, answer.keep);
  }
  return outcome;
}

/** The other side gets what this side says. */
function keep(outcome: Outcome, contested: Contested, rule: LiveRule, side: Side): void {
  const now = nowOf(contested, rule);
  const carried = carryOver(rule, side, now, 'asked');
  if (carried.kind === 'write') {
    outcome.changes[carried.to].push(changeOf(rule, carried.to, now[carried.to], carried.value, 'asked'));
    return;
  }
  outcome.settled.push(rule.key);
  // Whoever answers again has read why.
  if (carried.kind === 'refused' && !isLeftApart(contested, rule)) {
    const detail = `${carried.reason} Both records keep what they say.`;
    outcome.refused.push({ rule: rule.key, error: new AppError('invalid', { detail }) });
  }
}

/** Both sides get what was typed, as far as they can be written. */
function enter(outcome: Outcome, contested: Contested, rule: LiveRule, text: string): void {
  const now = nowOf(contested, rule);
  const typedOn = typedSide(rule);
  const read = typedOn && contested.form(rule, typedOn).read?.(text, now[typedOn]);
  if (!typedOn || !read) throw new AppError('invalid', { detail: `${rule.left.label} cannot be edited here.` });
  if (read.refused !== undefined) throw new AppError('invalid', { detail: read.refused });
  const other = otherSide(typedOn);
  const both = { ...now, [typedOn]: read.value } as Record<Side, CustomValue>;
  const carried = carryOver(rule, typedOn, both, 'asked');
  if (carried.kind === 'refused' && isWritable(rule, other)) throw new AppError('invalid', { detail: carried.reason });
  if (carried.kind === 'write') both[other] = carried.value;
  const changed = (['left', 'right'] as const).filter((side) => !rule[side].same(now[side], both[side]));
  for (const side of changed) outcome.changes[side].push(changeOf(rule, side, now[side], both[side], 'asked'));
  if (changed.length === 0) outcome.settled.push(rule.key);
}

async function write(store: Store, decision: ConflictRow, { input, tie }: Contested, { changes, settled }: Outcome): Promise<void> {
  const { table, left, right } = decision;
  for (const to of ['left', 'right'] as const) {
    const from = otherSide(to);
    // Where the other side is written as well, that is what it will say.
    const entered = Object.fromEntries(changes[from].map((change) => [change.rule, change.to]));
    const sources = { ...sourcesOf(input, to), ...entered };
    if (changes[to].length > 0) await carry(store, changes[to], { table, left, right, to, sources, label: 'Conflict decided' });
  }
  if (settled.length === 0) return;
  const now = Object.fromEntries(input.rules.filter(({ key }) => settled.includes(key)).map((rule) => [rule.key, nowOf({ input }, rule)]));
  const ties = table === 'contacts' ? store.db.pairs : store.db.workPairs;
  await ties.update([left, right], { base: { ...tie.base, ...now } });
}

/** The side whose form a value of one's own is typed in; undefined where neither can be written. */
export function typedSide(rule: LiveRule): Side | undefined {
  return (['left', 'right'] as const).find((side) => isWritable(rule, side));
}

function isWritable(rule: LiveRule, side: Side): boolean {
  return goesTo(rule, side) && rule[side].write === 'always';
}

/** True when both records say what the user was shown. */
function isAsShown(contested: Contested, field: ConflictRow['fields'][number]): boolean {
  const rule = ruleOf(contested, field.rule);
  const now = rule && nowOf(contested, rule);
  return now !== undefined && rule?.left.same(now.left, field.left) === true && rule.right.same(now.right, field.right);
}

/** True when the two were left different as they are now. */
function isLeftApart({ tie, input }: Contested, rule: LiveRule): boolean {
  const base = tie.base?.[rule.key];
  const now = nowOf({ input }, rule);
  return base !== undefined && rule.left.same(now.left, base.left) && rule.right.same(now.right, base.right);
}

function ruleOf({ input }: Pick<Contested, 'input'>, key: string): LiveRule | undefined {
  return input.rules.find((rule) => rule.key === key);
}

function nowOf({ input }: Pick<Contested, 'input'>, rule: LiveRule): Record<Side, CustomValue> {
  return { left: input.left[rule.left.ref] ?? '', right: input.right[rule.right.ref] ?? '' };
}

/** The sync looks at both records again. */
async function markDue({ db }: Store, { table, left, right, partner }: ConflictRow): Promise<void> {
  await rowsOf(db, table)
    .where('uid')
    .anyOf(left, right)
    .modify((row: { due?: (typeof partner)[] }) => void Object.assign(row, withDue(row, [partner])));
}

function decidedAlready(): AppError {
  return new AppError('outdated', { detail: 'It was decided meanwhile, or is no longer a question.' });
}
