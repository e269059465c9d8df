// Which waiting entries may go out now. Per record in the order they were made; a child waits for its parent's create, a parent's
// delete waits for its children's changes; what is blocked blocks only what depends on it.
import type { OutboxEntry } from '@/lib/store/outbox-entry';

export interface Sendable {
  /** Oldest first, at most one per contact. */
  entries: OutboxEntry[];
  /** When the next one that only waits for its time may go, epoch ms. */
  nextAt?: number;
}

/** `queue`: every entry of the account, oldest first, whatever its state. */
export function nextSendable(queue: readonly OutboxEntry[], now: number): Sendable {
  const seen: Seen = { records: new Set(), contacts: new Set(), made: new Set(), busy: new Set() };
  const entries: OutboxEntry[] = [];
  let nextAt: number | undefined;
  for (const entry of queue) {
    if (entry.state === 'sending') seen.busy.add(entry.contactUid);
    if (mayGo(entry, seen)) {
      if (entry.notBefore <= now) {
        entries.push(entry);
        seen.busy.add(entry.contactUid);
      } else {
        nextAt = Math.min(nextAt ?? entry.notBefore, entry.notBefore);
      }
    }
    seen.records.add(entry.uid);
    if (entry.state !== 'blocked') seen.contacts.add(entry.contactUid);
    if (entry.change.op === 'contact.create') seen.made.add(entry.contactUid);
  }
  return nextAt === undefined ? { entries } : { entries, nextAt };
}

/** What the earlier entries of the queue are about. */
interface Seen {
  records: Set<string>;
  /** Contacts of which anything waits. */
  contacts: Set<string>;
  /** Contacts that are yet to be made. */
  made: Set<string>;
  /** Contacts of which something is on its way. One at a time, so that two lost creates are never looked for at once. */
  busy: Set<string>;
}

function mayGo({ state, uid, contactUid, change }: OutboxEntry, seen: Seen): boolean {
  if (state !== 'waiting' || seen.records.has(uid) || seen.made.has(contactUid) || seen.busy.has(contactUid)) return false;
  return change.op !== 'contact.delete' || !seen.contacts.has(contactUid);
}
