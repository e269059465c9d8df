// What LocaliQ's contacts say in their one field of notes, as one note of the HighLevel contact they are linked to, that follows its
// source. Records that are due or newly linked are looked at in every run; all of them now and then, for those of a run that was cut short.
import { managedNote } from '@/lib/domain/merge/merge-notes';
import type { Note } from '@/lib/domain/note';
import { followSource, hasNews, makeManagedNote, tieOf } from '@/lib/store/commands/managed-note';
import { unreadPairs } from '@/lib/store/due-work';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { notesField } from '@/lib/systems/localiq/own-fields';
import { eachAlone } from './each-alone';
import { createLookFirst, type LookFirst } from './look-first';
import type { PartnerRun } from './partner-run';

const everyMs = 30 * 60_000;
const why = { by: 'rule', rule: 'LocaliQ notes' } as const;

/** Makes and updates the notes, also of what the run has `looked` at already. Throws AppError; what was not written is looked at again. */
export async function syncManagedNotes(run: PartnerRun, looked: readonly string[] = []): Promise<void> {
  const { store, partner, left, right } = run;
  const { account } = right.system;
  const startedAt = store.now();
  if (partner !== 'localiq' || (await store.db.syncs.get(partner))?.state !== 'on') return;
  const before = await store.db.progress.get([account, 'notes']);
  const isWhole = !before || before.startedAt > startedAt || startedAt - before.startedAt >= everyMs;
  const records = await (isWhole ? linkedRecords(run) : newsworthy(run, looked));
  const looks = createLookFirst(left);
  await eachAlone(records, (record) => keepNote(run, looks, record));
  if (!isWhole) return;
  await store.db.progress.put({ account, job: 'notes', state: 'done', done: records.length, startedAt, finishedAt: store.now() });
}

async function linkedRecords(run: PartnerRun): Promise<ContactRow[]> {
  const { db } = run.store;
  const ties = await db.pairs.filter(({ pair }) => pair === 'highlevel-localiq').toArray();
  return tellingOf(run, await db.contacts.bulkGet(ties.map(({ right }) => right)));
}

/** Records that are due, or were a moment ago, and those of new links. */
async function newsworthy(run: PartnerRun, looked: readonly string[]): Promise<ContactRow[]> {
  const { db } = run.store;
  const due = await db.contacts.where('due').equals(run.partner).primaryKeys();
  const linked = (await unreadPairs(db, run.partner)).map(([, right]) => right);
  return tellingOf(run, await db.contacts.bulkGet([...new Set([...due, ...looked, ...linked])]));
}

/** Those of the partner that have a text. */
function tellingOf({ right }: PartnerRun, rows: readonly (ContactRow | undefined)[]): ContactRow[] {
  return rows.filter((row): row is ContactRow => row?.account === right.system.account && textOf(row) !== '');
}

/** Makes the record's note, or brings it in step. */
async function keepNote({ store, right }: PartnerRun, looks: LookFirst, record: ContactRow): Promise<void> {
  const { db } = store;
  const linked = (await db.pairs.where('right').equals(record.uid).first())?.left;
  const contact = linked && (await db.contacts.get(linked));
  const zone = (await db.connections.get('highlevel'))?.timezone ?? '';
  const note = managedNote(textOf(record), { source: 'localiq', author: '', zone });
  if (!contact || contact.deletedAt || contact.goneAt || !note) return;
  const tie = await tieOf(store, record.uid);
  if (tie && !hasNews(tie, note)) return;
  await right.keepAlive();
  const look = { contactUid: contact.uid };
  if (contact.remoteId && !looks.has(look)) await looks.at(look);
  await write(store, record, contact, note);
}

async function write(store: Store, record: ContactRow, contact: ContactRow, note: Note): Promise<void> {
  const managed = { source: record.uid, contactUid: contact.uid, note, why };
  const isMade = await tieOf(store, record.uid);
  await (isMade ? followSource(store, managed) : makeManagedNote(store, managed));
}

function textOf({ server, value }: ContactRow): string {
  return String((server ?? value).customFields[notesField] ?? '').trim();
}
