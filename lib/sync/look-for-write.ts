// An answer was lost: did the server act? Looked for before anything is sent again, so that nothing is done twice.
import type { Contact } from '@/lib/domain/contact';
import { differingFields } from '@/lib/domain/same-value';
import { AppError } from '@/lib/errors';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { RecordValue } from '@/lib/store/rebase';
import { rowByRemoteId, type Store } from '@/lib/store/records';
import { isSameContent, isTwin } from '@/lib/store/same-content';
import type { Written } from '@/lib/store/settle';
import { isTied } from '@/lib/store/settle-base';
import { wantedFields } from '@/lib/store/wanted-fields';
import type { CallOptions, Remote, System } from '@/lib/systems/system';
import type { RemoteIds } from './send-change';

const mostNamesakes = 100;

/** What the server shows of the write, or undefined when it shows nothing of it. Throws `uncertain` for what cannot be looked up. */
export async function lookForWrite(
  store: Store,
  system: System,
  entry: OutboxEntry,
  ids: RemoteIds,
  options: CallOptions,
): Promise<Written | undefined> {
  const { change } = entry;
  if (change.op === 'contact.start-workflow') throw new AppError('uncertain');
  if (change.op.endsWith('.create')) return await findCreated(store, system, entry, ids, options);

  const wanted = wantedFields(change);
  // Deletes and tags may be said again without harm.
  if (!wanted || ids.id === undefined) return undefined;
  const shown = await readOne(system, entry, ids, options);
  return shown?.value && differingFields(wanted, shown.value).length === 0 ? shown : undefined;
}

/** The remote ids of what a create could be mistaken for: everything of its kind that is there before it is sent. */
export async function siblings(system: System, entry: OutboxEntry, ids: RemoteIds, options: CallOptions): Promise<Remote<RecordValue>[]> {
  const { change } = entry;
  const contactId = ids.contactId;
  if (change.op === 'contact.create') return await peopleLike(system, change.value, options);
  if (contactId === undefined) return [];
  if (change.op === 'task.create') return await system.tasks.list(contactId, options);
  if (change.op === 'note.create') return await system.notes.list(contactId, options);
  return await system.appointments.list(contactId, options);
}

/** Contacts with the same e-mail or phone; where neither is known or the system cannot be asked for them, with the same name. */
async function peopleLike(system: System, wanted: Partial<Contact>, options: CallOptions): Promise<Remote<Contact>[]> {
  if ((wanted.email || wanted.phone) && system.can.contacts.search) return await system.contacts.find(wanted, options);
  const text = [wanted.firstName, wanted.lastName].filter(Boolean).join(' ') || wanted.companyName;
  return text ? (await system.contacts.list({ text, size: mostNamesakes }, options)).items : [];
}

/** What a sync is about to make, made already and not tied to anything here. */
export async function madeElsewhere(
  store: Store,
  system: System,
  entry: OutboxEntry,
  there: readonly Remote<RecordValue>[],
  options: CallOptions,
): Promise<Written | undefined> {
  const { change } = entry;
  const isIt = (value: RecordValue) =>
    change.op === 'contact.create' ? isTwin(change.value, value as Contact) : isSameContent(entry, value);
  for (const one of there.filter(({ value }) => isIt(value))) {
    const row = await rowByRemoteId(store.db, entry.table, entry.account, one.id);
    if (row && (row.madeAt !== undefined || row.deletedAt || (await isTied(store, row.uid)))) continue;
    // Contacts' hits lag and lack fields.
    const said = entry.table === 'contacts' ? await system.contacts.read(one.id, options) : one;
    if (said && isIt(said.value)) return said;
  }
  return undefined;
}

async function findCreated(
  store: Store,
  system: System,
  entry: OutboxEntry,
  ids: RemoteIds,
  options: CallOptions,
): Promise<Written | undefined> {
  for (const listed of await siblings(system, entry, ids, options)) {
    if (entry.knownIds?.includes(listed.id) || (await isOfAnother(store, entry, listed.id))) continue;
    // A listing of appointments names no zone; contacts' hits lag and lack fields.
    const isWhole = entry.table === 'tasks' || entry.table === 'notes';
    const one = isWhole ? listed : await readOne(system, entry, { ...ids, id: listed.id }, options);
    if (one?.value && isSameContent(entry, one.value)) return one;
  }
  return undefined;
}

/**
 * True where a task or note is new since the create was sent and nothing here has made it: it may be the lost one, which somebody has
 * changed since.
 */
export async function mayBeThere(store: Store, system: System, entry: OutboxEntry, ids: RemoteIds, options: CallOptions): Promise<boolean> {
  if (entry.table !== 'tasks' && entry.table !== 'notes') return false;
  for (const { id } of await siblings(system, entry, ids, options)) {
    if (!entry.knownIds?.includes(id) && !(await isOfAnother(store, entry, id))) return true;
  }
  return false;
}

/** Another record that the user made here is this one already. */
async function isOfAnother(store: Store, entry: OutboxEntry, remoteId: string): Promise<boolean> {
  const row = await rowByRemoteId(store.db, entry.table, entry.account, remoteId);
  return row !== undefined && row.uid !== entry.uid && row.madeAt !== undefined;
}

async function readOne(system: System, entry: OutboxEntry, ids: RemoteIds, options: CallOptions): Promise<Written | undefined> {
  const id = ids.id ?? '';
  if (entry.table === 'contacts') return await system.contacts.read(id, options);
  if (entry.table === 'appointments') return await system.appointments.read(id, options);
  const contactId = ids.contactId ?? '';
  return entry.table === 'tasks' ? await system.tasks.read(contactId, id, options) : await system.notes.read(contactId, id, options);
}
