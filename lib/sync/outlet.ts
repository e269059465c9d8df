// Where an outbox is drained to: a system by its API, or the connected app. What differs between them is here, what is the same in
// drain-outbox.ts.
import type { AccountId } from '@/lib/domain/account';
import type { Contact } from '@/lib/domain/contact';
import { AppError } from '@/lib/errors';
import { isOfSync, type OutboxEntry } from '@/lib/store/outbox-entry';
import type { Store } from '@/lib/store/records';
import { isTwin } from '@/lib/store/same-content';
import type { Written } from '@/lib/store/settle';
import type { CallOptions, System } from '@/lib/systems/system';
import { lookForWrite, madeElsewhere, mayBeThere, siblings } from './look-for-write';
import { type RemoteIds, sendChange } from './send-change';

type Ask<T> = (entry: OutboxEntry, ids: RemoteIds, options: CallOptions) => Promise<T>;

export interface Outlet {
  /** Whose entries it takes. */
  account: AccountId;
  /** What is there of a write whose answer was lost; undefined where it may be sent again. */
  lookFor: Ask<Written | undefined>;
  /** For a create: what is there before it. Undefined for anything else. Throws `duplicate` for a contact that is there already. */
  before: Ask<Before | undefined>;
  /** Sends the change. Throws AppError. */
  send: Ask<Written>;
}

/** The ids that cannot be ours; or what a sync was to make and somebody else, perhaps another browser of the firm, has made already. */
type Before = { knownIds: string[] } | { made: Written };

/** The outlet of a system. */
export function systemOutlet(store: Store, system: System): Outlet {
  return {
    account: system.account,
    lookFor: (entry, ids, options) => lookForWrite(store, system, entry, ids, options),
    send: (entry, ids, options) => sendChange(system, entry, ids, options),

    async before(entry, ids, options) {
      const { change } = entry;
      if (!change.op.endsWith('.create')) return undefined;
      if (entry.knownIds) {
        // It was looked for in vain. Only a person can tell it from something new that says otherwise.
        if (await mayBeThere(store, system, entry, ids, options)) throw new AppError('uncertain');
        return { knownIds: entry.knownIds };
      }
      const there = await siblings(system, entry, ids, options);
      const made = isOfSync(entry) && (await madeElsewhere(store, system, entry, there, options));
      if (made) return { made };
      // A contact that is there already is never made a second time.
      const twin = change.op === 'contact.create' && there.find(({ value }) => isTwin(change.value, value as Contact));
      // Search may still show one that was deleted a moment ago.
      if (twin && (await system.contacts.read(twin.id, options))) throw new AppError('duplicate', { existingId: twin.id });
      return { knownIds: there.map(({ id }) => id) };
    },
  };
}
