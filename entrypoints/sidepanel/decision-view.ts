// Everything that waits for the user's decision, as the panel shows it: names, values as people read them, who could be who.
import type { ChoiceQuestion, Conflict, ConflictField, Decision, GoneAnswer, GoneQuestion, RecordCard } from '@/components/sync-props';
import type { SystemName } from '@/lib/domain/account';
import { displayName } from '@/lib/domain/contact';
import { otherSide, pairs, type Side } from '@/lib/domain/mapping/mapping';
import type { Reason } from '@/lib/domain/match-contact';
import { saidText } from '@/lib/domain/merge/note-text';
import type { Question } from '@/lib/domain/plan/plan';
import { rivalsOf } from '@/lib/store/commands/answer-choice';
import { typedSide } from '@/lib/store/commands/resolve-conflict';
import { type ConflictRow, type Contested, createConflictReader } from '@/lib/store/contested';
import type { Store } from '@/lib/store/records';
import type { ContactRow, DecisionRow, NoteRow, TaskRow } from '@/lib/store/rows';

type QuestionRow = Extract<DecisionRow, { kind: 'question' }>;

/** Reads them in the order in which they came up. Those about records that are gone are one question by system. */
export async function readDecisions(store: Store): Promise<Decision[]> {
  const rows = (await store.db.decisions.toArray()).sort((one, other) => one.madeAt - other.madeAt || (one.id < other.id ? -1 : 1));
  const readConflict = createConflictReader(store);
  const groups = new Map<string, GoneQuestion>();
  const decisions: (Decision | undefined)[] = [];
  for (const row of rows) {
    if (row.kind === 'conflict') decisions.push(await conflictOf(store, row, await readConflict(row)));
    else if ('side' in row.question && isGone(row.question)) decisions.push(await joinGone(store, row, row.question, groups));
    else decisions.push(await choiceOf(store, row));
  }
  return decisions.filter((one) => one !== undefined);
}

/** Undefined while a record is not as it was when both were compared: the sync looks again. */
async function conflictOf({ db }: Store, row: ConflictRow, contested: Contested | undefined): Promise<Conflict | undefined> {
  const contact = await db.contacts.get(row.contactUid);
  if (!contested || !contact) return undefined;
  const fields = row.fields.flatMap((field) => {
    const rule = contested.input.rules.find(({ key }) => key === field.rule);
    return rule ? [conflictField(row, contested, field, rule)] : [];
  });
  const what = { contacts: 'contact', tasks: 'task', notes: 'note' } as const;
  const { id, contactUid, partner: system, table } = row;
  const title = titleOf(contested.left as TaskRow | NoteRow | ContactRow);
  return { about: 'conflict', id, contactUid, name: displayName(contact.value), system, what: what[table], title, fields };
}

function conflictField(
  { times }: ConflictRow,
  { form }: Contested,
  { rule: key, label, left, right, base, why }: ConflictRow['fields'][number],
  rule: Parameters<Contested['form']>[0],
): ConflictField {
  const side = (name: Side, value: typeof left) => ({
    text: form(rule, name).show(value),
    ...(times[name] && { changed: times[name] }),
  });
  const typed = typedSide(rule);
  const own = typed && form(rule, typed);
  const { type, options } = own ?? {};
  return {
    key,
    label,
    left: side('left', left),
    right: side('right', right),
    why,
    ...(base && { before: form(rule, 'left').show(base.left) }),
    ...(typed && type && own?.read && { edit: { type, text: own.typed({ left, right }[typed]), ...(options && { options }) } }),
  };
}

async function choiceOf(store: Store, row: QuestionRow): Promise<ChoiceQuestion | undefined> {
  const { question } = row;
  const asked = await whoIsAsked(store, row, question as Question);
  if (!asked) return undefined;
  const { subject, offers, contactUid } = asked;
  const cards = await cardsOf(store, [...(subject ? [subject] : []), ...offers.map(({ uid }) => uid)]);
  const candidates = offers.flatMap(({ uid, reasons }) => {
    const card = cards.get(uid);
    return card ? [{ ...card, reasons }] : [];
  });
  const who = subject === undefined ? undefined : cards.get(subject);
  const about = question.about as ChoiceQuestion['about'];
  return { about, id: row.id, candidates, ...(who && { subject: who }), ...(contactUid && { contactUid }) };
}

interface Asked {
  subject?: string;
  offers: { uid: string; reasons: Reason[] }[];
  /** The HighLevel contact in whose panel it is asked, too. */
  contactUid?: string;
}

async function whoIsAsked(store: Store, row: QuestionRow, question: Question): Promise<Asked | undefined> {
  const plain = (uids: readonly string[]) => uids.map((uid) => ({ uid, reasons: [] }));
  switch (question.about) {
    case 'which': {
      const [first] = question.candidates;
      const contactUid = question.side === 'left' ? question.uid : first?.uid;
      return { subject: question.uid, offers: question.candidates, ...(contactUid && { contactUid }) };
    }
    case 'same-person':
      return { offers: plain(question.uids), ...(question.side === 'left' && question.uids[0] && { contactUid: question.uids[0] }) };
    case 'linked-twice': {
      const contactUid = question.side === 'left' ? question.uid : question.partners[0];
      return { subject: question.uid, offers: plain(question.partners), ...(contactUid && { contactUid }) };
    }
    case 'already-linked': {
      const { newcomer, side, rivals } = await rivalsOf({ store, decision: row }, question);
      const offers = [{ uid: newcomer, reasons: question.reasons }, ...plain(rivals.map((rival) => rival[side]))];
      return { subject: newcomer, offers, contactUid: question.left };
    }
    default:
      return undefined;
  }
}

type GoneMatter = Extract<QuestionRow['question'], { about: 'deleted' | 'archived' | 'work-deleted' }>;

function isGone(question: QuestionRow['question']): question is GoneMatter {
  return question.about === 'deleted' || question.about === 'archived' || question.about === 'work-deleted';
}

/** Adds the record to its group. Answers the group where it is the first of it. */
async function joinGone(
  store: Store,
  row: QuestionRow,
  gone: GoneMatter,
  groups: Map<string, GoneQuestion>,
): Promise<GoneQuestion | undefined> {
  const { side } = gone;
  const isWork = gone.about === 'work-deleted';
  const about = isWork ? 'deleted' : gone.about;
  const { [side]: system, [otherSide(side)]: other } = pairs[row.pair];
  const id = ['gone', isWork ? 'work' : 'contacts', about, system, other].join('|');
  const group = groups.get(id);
  const record = { id: row.id, ...(isWork ? await workLine(store, gone) : await contactLine(store, row, gone)) };
  if (group) {
    group.records.push(record);
    return undefined;
  }
  const made: GoneQuestion = { about, id, system, other, records: [record], answers: await answersTo(store, gone, system, other) };
  groups.set(id, made);
  return made;
}

type GoneLine = Omit<GoneQuestion['records'][number], 'id'>;

async function contactLine({ db }: Store, { pair }: QuestionRow, { left, right, side }: GoneMatter): Promise<GoneLine> {
  const kept = await db.contacts.get(side === 'left' ? right : left);
  return { contactUid: left, name: kept ? displayName(kept.value) : '', kind: kept?.kind ?? pairs[pair].kind };
}

async function workLine({ db }: Store, gone: Extract<GoneMatter, { about: 'work-deleted' }>): Promise<GoneLine> {
  const kept = await db.table<TaskRow | NoteRow, string>(gone.table).get(gone[otherSide(gone.side)]);
  return { contactUid: gone.contactUid, name: kept ? titleOf(kept) : '', kind: gone.table === 'tasks' ? 'task' : 'note' };
}

/** What the systems allow: where nothing can be written, nothing can be made again or deleted. */
async function answersTo({ db }: Store, gone: GoneMatter, system: SystemName, other: SystemName): Promise<GoneAnswer[]> {
  const takes = async (name: SystemName) =>
    name === 'highlevel' || gone.about === 'work-deleted' || ((await db.connections.get(name))?.creates?.length ?? 0) > 0;
  const answers: GoneAnswer[] = ['keep'];
  if (gone.about !== 'archived' && (await takes(system))) answers.push('recreate');
  if (await takes(other)) answers.push('delete');
  return answers;
}

/** Records as questions show them, by uid. */
export async function cardsOf({ db }: Store, uids: readonly string[]): Promise<Map<string, RecordCard>> {
  const rows = await db.contacts.bulkGet([...uids]);
  return new Map(rows.flatMap((row) => (row ? [[row.uid, cardOf(row)]] : [])));
}

/** A record as questions show it. */
export function cardOf({ uid, account, kind = 'contact', value }: ContactRow): RecordCard {
  const [system] = account.split(':') as [SystemName];
  return { uid, system, kind, name: displayName(value), company: value.companyName, email: value.email, phone: value.phone };
}

/** A task by its title, a note by its first words; '' for a contact. */
function titleOf({ value }: TaskRow | NoteRow | ContactRow): string {
  if ('firstName' in value) return '';
  if ('completed' in value) return value.title;
  const [line = ''] = saidText(value).split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
