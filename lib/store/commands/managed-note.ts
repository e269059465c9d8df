// The one HighLevel note that holds what a read-only partner says in a single text: made once, then following its source. The tie between
// the two is the proof that it was made.
import type { Why } from '@/lib/audit/entry';
import { managedFlow, mergeNotes, noteMerge } from '@/lib/domain/merge/merge-notes';
import { headerOf, saidText } from '@/lib/domain/merge/note-text';
import type { Note } from '@/lib/domain/note';
import type { Store } from '@/lib/store/records';
import type { NoteRow, WorkPairRow } from '@/lib/store/rows';
import { addTo, inTransaction } from './act';
import { carriesOf, carry } from './carry';
import { decisionId, keepDecisions } from './keep-decisions';

export interface Managed {
  /** Names the text that the note holds: the uid of its record, or what stands for a lead. */
  source: string;
  contactUid: string;
  /** As it is to be made, header included. */
  note: Note;
  why: Why;
  /** True where no other source's note bears the same header; without it, a header never tells one from another. */
  isAlone?: () => Promise<boolean>;
}

/** What ties the note to its source; undefined where none was made. */
export async function tieOf({ db }: Store, source: string): Promise<WorkPairRow | undefined> {
  return await db.workPairs.where('right').equals(source).first();
}

/** Makes the note, or takes the one that was made of it already. Answers its uid; undefined where the user wants none. */
export async function makeManagedNote(store: Store, managed: Managed): Promise<string | undefined> {
  const { source, contactUid, note, why } = managed;
  return await inTransaction(store, async () => {
    if (await store.db.apart.get([source, ''])) return undefined;
    const there = await noteMadeOf(store, managed);
    const said = saidText(note);
    const tie = { table: 'notes' as const, left: there?.uid ?? store.newId(), right: source, contactUid, madeAt: store.now() };
    const { rules } = noteMerge({ left: note, right: note }, managedFlow);
    // Where the two say different things, somebody has edited the note, or the other browser follows the source: neither is overwritten.
    const agreed = there && { left: saidText(there.value), right: said };
    await store.db.workPairs.put(agreed ? { ...tie, base: Object.fromEntries(rules.map(({ key }) => [key, agreed])) } : tie);
    if (there) return there.uid;
    const sources = Object.fromEntries(rules.map(({ key }) => [key, said]));
    const changes = rules.map(({ key, left }) => ({ rule: key, ref: left.ref }));
    const carries = carriesOf({ table: 'notes', left: tie.left, right: source, to: 'left', sources }, changes);
    await addTo(store, contactUid, 'notes', { op: 'note.create', value: note }, 'Note added', {
      uid: tie.left,
      how: { why, carries, isSync: true },
    });
    return tie.left;
  });
}

/** True where the source says something that its note was not told yet. */
export function hasNews({ base }: WorkPairRow, note: Note): boolean {
  const { rules, right } = noteMerge({ left: note, right: note }, managedFlow);
  return rules.some((rule) => base?.[rule.key] === undefined || !rule.right.same(base[rule.key]?.right, right[rule.right.ref]));
}

/**
 * Brings a note that was made in step with its source; where somebody has edited it in HighLevel, asks. Answers false where a change of the
 * note is on its way: then it is looked at later.
 */
export async function followSource(store: Store, { source, note, why }: Managed): Promise<boolean> {
  const { db } = store;
  return await inTransaction(store, async () => {
    const tie = await tieOf(store, source);
    const row = tie && (await db.notes.get(tie.left));
    // A note that was deleted stays so.
    if (!tie || !row || row.deletedAt || row.goneAt) return true;
    if ((await db.outbox.where('uid').equals(row.uid).count()) > 0) return false;
    const ends = { table: 'notes' as const, left: tie.left, right: source };
    const merged = mergeNotes({ left: row.value, right: note, ...(tie.base && { base: tie.base }) }, managedFlow);
    const conflict = { kind: 'conflict' as const, ...ends, contactUid: tie.contactUid, fields: merged.conflicts, times: {} };
    if (merged.conflicts.length > 0) await keepDecisions(store, 'localiq', 'highlevel-localiq', new Set(), [conflict]);
    else await db.decisions.delete(decisionId(conflict));
    const sources = Object.fromEntries(merged.toLeft.map(({ rule }) => [rule, saidText(note)]));
    if (merged.toLeft.length > 0) {
      await carry(store, merged.toLeft, { ...ends, to: 'left', sources, label: 'Note changed', why, isSync: true });
    } else if (JSON.stringify(merged.base) !== JSON.stringify(tie.base ?? {})) {
      await db.workPairs.update([tie.left, tie.right], { base: merged.base });
    }
    return true;
  });
}

/**
 * The note of the contact that another browser, or an earlier sync, made of the same source: by its text, or by what its header says of when
 * and how it came about, where nothing else came about so.
 */
async function noteMadeOf({ db }: Store, { contactUid, note, isAlone }: Managed): Promise<NoteRow | undefined> {
  const header = headerOf(note);
  const headerText = JSON.stringify(header);
  const notes = await db.notes.where('contactUid').equals(contactUid).toArray();
  const alike = notes.filter((row) => !row.deletedAt && !row.goneAt && JSON.stringify(headerOf(row.value)) === headerText);
  const ties = await db.workPairs
    .where('left')
    .anyOf(alike.map(({ uid }) => uid))
    .toArray();
  // One that has come to BQE CORE as well is tied to the note there: that takes it from no other source.
  const copies = await db.notes.bulkGet(ties.map(({ right }) => right));
  const taken = new Set(ties.flatMap(({ left }, at) => (copies[at] ? [] : [left])));
  const free = alike.filter(({ uid }) => !taken.has(uid));
  const same = free.find(({ value }) => saidText(value) === saidText(note));
  if (same || free.length === 0) return same;
  return header?.time && (await isAlone?.()) ? free[0] : undefined;
}
