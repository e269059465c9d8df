// Reads one contact in full: itself, its tasks, notes and appointments. What the panel shows of a person comes from here.
import { isRecent } from '@/lib/domain/is-recent';
import { AppError } from '@/lib/errors';
import type { ContactRow } from '@/lib/store/rows';
import { dropGone, markGone, storeChildren, storeRecord } from '@/lib/store/store-reads';
import type { CallOptions } from '@/lib/systems/system';
import type { SyncContext } from './context';

/** Brings the contact up to date unless it was read within `olderThanSeconds`. Throws AppError when the server cannot be read. */
export async function refreshContact(context: SyncContext, uid: string, olderThanSeconds: number, options: CallOptions): Promise<void> {
  const { store, now } = context;
  const contact = await store.db.contacts.get(uid);
  if (!contact?.remoteId || contact.account !== context.system.account) return;
  if (isRecent(contact.childrenSeenAt, now(), olderThanSeconds * 1000)) return;

  const startedAt = now();
  // All of them come to their end, whatever one of them meets: nothing is stored after the answer was given.
  const readings = await Promise.allSettled([
    readContact(context, contact, contact.remoteId, options),
    readChildren(context, contact, contact.remoteId, 'tasks', options),
    readChildren(context, contact, contact.remoteId, 'notes', options),
    readChildren(context, contact, contact.remoteId, 'appointments', options),
  ]);
  const failed = readings.find((reading) => reading.status === 'rejected');
  if (failed) throw failed.reason;
  await store.db.contacts.update(uid, { childrenSeenAt: startedAt });
}

async function readContact({ store, system, now }: SyncContext, row: ContactRow, remoteId: string, options: CallOptions): Promise<void> {
  const startedAt = now();
  const contact = await system.contacts.read(remoteId, options);
  if (!contact) {
    await markGone(store, row.uid);
    throw new AppError('not-found');
  }
  await storeRecord(store, 'contacts', row.account, contact, { startedAt, proven: true });
}

/** Reads all tasks, notes or appointments of a contact; what the listing lacks is read by id before it counts as gone. Throws AppError. */
export async function readChildren(
  context: SyncContext,
  contact: ContactRow,
  contactId: string,
  table: 'tasks' | 'notes' | 'appointments',
  options: CallOptions,
): Promise<void> {
  const { store, system, now } = context;
  const startedAt = now();
  const listed = await system[table].list(contactId, options);
  // Appointments listed without a zone are stored as read, but their times count only once proven by id.
  const missing = await storeChildren(store, table, contact, listed as never, { startedAt, proven: table !== 'appointments' });
  for (const id of missing) {
    await context.keepAlive();
    const readAt = now();
    const found = table === 'appointments' ? await system.appointments.read(id, options) : await system[table].read(contactId, id, options);
    if (found) await storeRecord(store, table, contact.account, found as never, { startedAt: readAt, proven: true });
    else await dropGone(store, table, contact.account, id);
  }
}
