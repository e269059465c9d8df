// Contacts of a system that tells no changes, read again.
import { storeContacts } from '@/lib/store/store-reads';
import type { SyncContext } from './context';
import { rescan } from './rescan';

const pageSize = 500;

/** Reads the contacts of the widest window that is due. Throws AppError; what was due stays due. */
export async function rescanContacts(context: SyncContext): Promise<void> {
  const { store, system, now } = context;
  await rescan(context, 'rescan', {
    read: (query) => system.contacts.list({ size: pageSize, ...query }, { lane: 'pull' }),
    async store(items) {
      // The listing is all that the system says of a contact: it proves what it shows.
      await storeContacts(store, system.account, items, { startedAt: now(), proven: true });
    },
  });
}
