// An answer was lost: did the server act? Looked for before anything is sent again, so that nothing is done twice.
import type { Contact } from '@/lib/domain/contact';
import { differingFields, sameValue } from '@/lib/domain/same-value';
import { AppError } from '@/lib/errors';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { RecordValue } from '@/lib/store/rebase';
import { rowByRemoteId, type Store } from '@/lib/store/records';
import type { Written } from '@/lib/store/settle';
import { isSameContent } from '@/lib/store/store-reads';
import { wantedFields } from '@/lib/store/wanted-fields';
import type { CallOptions, Remote, System } from '@/lib/systems/system';
import type { RemoteIds } from './send-change';

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
  if (change.op === 'contact.create') return await system.contacts.find(change.value, options);
  if (contactId === undefined) return [];
  if (change.op === 'task.create') return await system.tasks.list(contactId, options);
  if (change.op === 'note.create') return await system.notes.list(contactId, options);
  return await system.appointments.list(contactId, options);
}

async function findCreated(
  store: Store,
  system: System,
  entry: OutboxEntry,
  ids: RemoteIds,
  options: CallOptions,
): Promise<Written | undefined> {
  for (const one of await siblings(system, entry, ids, options)) {
    const isNew = !entry.knownIds?.includes(one.id);
    if (!isNew || (await isOurs(store, entry, one.id))) continue;
    if (entry.change.op === 'contact.create' ? isSamePerson(entry.change.value, one.value as Contact) : isSameContent(entry, one.value))
      return one;
  }
  return undefined;
}

/** Another row of ours is this record already. */
async function isOurs(store: Store, entry: OutboxEntry, remoteId: string): Promise<boolean> {
  const row = await rowByRemoteId(store.db, entry.table, entry.account, remoteId);
  return row !== undefined && row.uid !== entry.uid && row.provenAt !== undefined;
}

/** True when a contact that is there already is the one about to be made: same e-mail, or same phone and name. */
export function isTwin(wanted: Partial<Contact>, shown: Contact): boolean {
  return (Boolean(wanted.email) && sameValue('email', wanted.email, shown.email)) || isSamePerson(wanted, shown);
}

/** A create may have been stored without a field that the server refused: name and mark are enough to know our own new contact. */
function isSamePerson(wanted: Partial<Contact>, shown: Contact): boolean {
  const agrees = (field: 'firstName' | 'lastName' | 'email' | 'phone') => !wanted[field] || sameValue(field, wanted[field], shown[field]);
  const marked =
    (wanted.email && sameValue('email', wanted.email, shown.email)) || (wanted.phone && sameValue('phone', wanted.phone, shown.phone));
  return Boolean(marked) && agrees('firstName') && agrees('lastName');
}

async function readOne(system: System, entry: OutboxEntry, ids: RemoteIds, options: CallOptions): Promise<Written | undefined> {
  const id = ids.id ?? '';
  if (entry.table === 'contacts') return await system.contacts.read(id, options);
  if (entry.table === 'appointments') return await system.appointments.read(id, options);
  const contactId = ids.contactId ?? '';
  return entry.table === 'tasks' ? await system.tasks.read(contactId, id, options) : await system.notes.read(contactId, id, options);
}
