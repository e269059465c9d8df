// Reads the partner system's record that a page shows: by the id in its address, which is confirmed so, else by its marks.
import type { Sighting } from '@/lib/domain/sighting';
import { storeContacts } from '@/lib/store/store-reads';
import type { CallOptions } from '@/lib/systems/system';
import type { SyncContext } from './context';

const options: CallOptions = { lane: 'interactive' };

/**
 * Stores what the system knows of the page's record. A system that reads neither by id nor by marks leaves it to its listing. Throws
 * AppError.
 */
export async function readPageRecord({ store, system, now }: SyncContext, { recordId, emails, phones }: Sighting): Promise<void> {
  const { can, contacts } = system;
  const startedAt = now();
  const read = recordId && can.contacts.changes !== 'created' ? await contacts.read(recordId, options) : undefined;
  if (read) {
    await storeContacts(store, system.account, [read], { startedAt, proven: true });
    return;
  }
  const [email] = emails;
  const [phone] = phones;
  if (!can.contacts.search || !(email || phone)) return;
  const found = await contacts.find({ ...(email && { email }), ...(phone && { phone }) }, options);
  await storeContacts(store, system.account, found, { startedAt, proven: false });
}
