// Asks the server who a page's marks belong to, and for people by a text. Answers arrive in the store; "no match" is said only after.
import type { Sighting } from '@/lib/domain/sighting';
import { toProblem } from '@/lib/errors';
import { lookupKey } from '@/lib/store/panel-queries';
import { storeContacts } from '@/lib/store/store-reads';
import type { CallOptions } from '@/lib/systems/system';
import type { SyncContext } from './context';

const options: CallOptions = { lane: 'interactive' };
/** A page may show many marks; asking for more than these would be guessing. */
const mostMarks = 4;
const mostHits = 25;

/** Looks a sighting up by its e-mails and phones and remembers that the server answered, or why it could not. Never throws. */
export async function lookUp(context: SyncContext, sighting: Sighting): Promise<void> {
  const { store, system, now } = context;
  const key = lookupKey(system.account, sighting);
  const askedAt = now();
  try {
    for (const email of sighting.emails.slice(0, mostMarks)) await find(context, { email });
    for (const phone of sighting.phones.slice(0, mostMarks)) await find(context, { phone });
    await store.db.lookups.put({ key, askedAt, answeredAt: now() });
  } catch (error) {
    await store.db.lookups.put({ key, askedAt, problem: toProblem(error, now()) });
  }
}

/** Searches the server for a text. Answers the uids of the hits, best first. Throws AppError. */
export async function searchServer({ store, system, now }: SyncContext, text: string): Promise<string[]> {
  const startedAt = now();
  const page = await system.contacts.list({ size: mostHits, text: text.slice(0, 75) }, options);
  return await storeContacts(store, system.account, page.items, { startedAt, proven: false });
}

/** Reads the people of one company. Throws AppError. */
export async function refreshCompany({ store, system, now }: SyncContext, businessId: string): Promise<void> {
  const startedAt = now();
  const people = await system.contacts.atCompany(businessId, options);
  await storeContacts(store, system.account, people, { startedAt, proven: false });
}

async function find({ store, system, now }: SyncContext, marks: { email?: string; phone?: string }): Promise<void> {
  const startedAt = now();
  const found = await system.contacts.find(marks, options);
  await storeContacts(store, system.account, found, { startedAt, proven: false });
}
