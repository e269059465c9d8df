// The lists of Options › Health in words: whose record is not in step, what it is about, and why in a sentence.
import type { HealthListName, HealthRecord } from '@/components/options/HealthSection';
import { questionText, whyAsked } from '@/components/options/plan-rows';
import { changeLabel } from '@/entrypoints/sidepanel/change-label';
import { accountTitle, systemTitles } from '@/lib/domain/account';
import { pairs, type Side } from '@/lib/domain/mapping/mapping';
import { advice, type Problem } from '@/lib/errors';
import type { HealthReading } from '@/lib/store/health-queries';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { DecisionRow, PairRow } from '@/lib/store/rows';

/** What can be done about a change that waits. */
export interface EntryActs {
  retry(seq: number): void;
  discard(seq: number): void;
}

const tableNames = { contacts: 'Contact', tasks: 'Task', notes: 'Note' } as const;

/** Every list of the section. */
export function healthRecords(reading: HealthReading, acts: EntryActs, now: number): Record<HealthListName, HealthRecord[]> {
  const { entries, decisions, single, answered, named } = reading;
  const failed = entries.filter(({ state }) => state === 'blocked');
  return {
    waiting: entries.filter(({ state }) => state !== 'blocked').map((entry) => entryRecord(entry, reading, acts, now)),
    failed: failed.map((entry) => entryRecord(entry, reading, acts, now)),
    conflicts: decisions.filter(({ kind }) => kind === 'conflict').map((row) => decisionRecord(row, reading)),
    questions: decisions.filter(({ kind }) => kind === 'question').map((row) => decisionRecord(row, reading)),
    'left-alone': [
      ...single.map(({ one }) => {
        const { name, account } = named(one);
        return { id: one, name, what: account ? accountTitle(account) : '', why: 'You said that it is to have no partner.' };
      }),
      ...answered.map((pair) => ({ ...answeredText(pair), id: `${pair.left}|${pair.right}`, name: named(pair.left).name })),
    ],
  };
}

function entryRecord(entry: OutboxEntry, reading: HealthReading, { retry, discard }: EntryActs, now: number): HealthRecord {
  const { seq, contactUid, change, account, state, problem } = entry;
  return {
    id: String(seq),
    name: reading.named(contactUid).name,
    what: `${changeLabel(change)} · ${accountTitle(account)}`,
    why: whyWaits(entry, reading, now),
    // What is on its way can neither be hurried nor taken back.
    ...(state !== 'sending' && {
      acts: [...(problem ? [{ name: 'Try again', run: () => retry(seq) }] : []), { name: 'Discard', run: () => discard(seq) }],
    }),
  };
}

function whyWaits({ account, state, problem, notBefore }: OutboxEntry, { connected }: HealthReading, now: number): string {
  if (state === 'sending') return 'It is on its way.';
  const isLater = notBefore > now;
  if (problem)
    return [problemText(problem), isLater && state === 'waiting' && `It is tried again ${soon(notBefore - now)}.`]
      .filter(Boolean)
      .join(' ');
  if (!connected.has(account))
    return `${accountTitle(account)} is not connected. It is kept, and sent once the same account is connected again.`;
  return isLater ? `It goes out ${soon(notBefore - now)}, so that it can be undone before.` : 'It goes out in its turn.';
}

/** What went wrong and what to do, in one line; what the server said comes last, as the advice has it below. */
export function problemText({ code, detail }: Problem): string {
  const { title, todo } = advice[code];
  return [title, todo, detail].filter(Boolean).join(' ');
}

function soon(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'in less than a minute';
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
}

function decisionRecord(row: DecisionRow, { named }: HealthReading): HealthRecord {
  const { id, partner, pair } = row;
  if (row.kind === 'conflict') {
    const fields = row.fields.map(({ label, why }) => `${label}: ${whyAsked[why].charAt(0).toLowerCase()}${whyAsked[why].slice(1)}`);
    return { id, name: named(row.contactUid).name, what: `${tableNames[row.table]} · ${systemTitles[partner]}`, why: fields.join(' ') };
  }
  const { question } = row;
  const titles: Record<Side, string> = { left: systemTitles.highlevel, right: systemTitles[pairs[pair].right] };
  if (question.about === 'work-deleted') {
    const what = `${tableNames[question.table]} deleted in ${titles[question.side]}`;
    return {
      id,
      name: named(question.contactUid).name,
      what,
      why: 'Nothing is deleted by itself: you decide what becomes of the other one.',
    };
  }
  const { name, act, note } = questionText(question, titles, (_, uid) => named(uid).name);
  return { id, name, what: act, why: note };
}

function answeredText({ pair, answered = [] }: PairRow): Pick<HealthRecord, 'what' | 'why'> {
  const done = answered.includes('deleted') ? 'deleted' : 'put away';
  return { what: systemTitles[pairs[pair].right], why: `It was ${done} in one of the two systems, and you leave the other as it is.` };
}
