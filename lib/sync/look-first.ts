// What is asked of HighLevel before the sync writes there by itself: who has a mark, what a contact says now and which notes it has. Each
// once a run.
import type { Look } from '@/lib/store/commands/capture-lead';
import { storeContacts } from '@/lib/store/store-reads';
import type { CallOptions } from '@/lib/systems/system';
import type { SyncContext } from './context';
import { proveContact } from './plan-contacts';
import { readChildren } from './refresh-contact';

const options: CallOptions = { lane: 'pull' };

export interface LookFirst {
  has(look: Look): boolean;
  /** Asks, and stores what the server says. Throws AppError. */
  at(look: Look): Promise<void>;
}

/** Makes the looks of one run. */
export function createLookFirst(context: SyncContext): LookFirst {
  const looked = new Set<string>();
  return {
    has: (look) => looked.has(keyOf(look)),
    async at(look) {
      await ('mark' in look ? find(context, look.mark) : readContactAndNotes(context, look.contactUid));
      looked.add(keyOf(look));
    },
  };
}

function keyOf(look: Look): string {
  return 'mark' in look ? look.mark : look.contactUid;
}

async function find({ store, system, now }: SyncContext, mark: string): Promise<void> {
  const startedAt = now();
  const value = mark.slice(2);
  const found = await system.contacts.find(mark.startsWith('e:') ? { email: value } : { phone: value }, options);
  await storeContacts(store, system.account, found, { startedAt, proven: false });
}

async function readContactAndNotes(context: SyncContext, uid: string): Promise<void> {
  const row = await context.store.db.contacts.get(uid);
  if (!row?.remoteId) return;
  await proveContact(context, row);
  const proven = await context.store.db.contacts.get(uid);
  if (proven && !proven.goneAt) await readChildren(context, proven, row.remoteId, 'notes', options);
}
