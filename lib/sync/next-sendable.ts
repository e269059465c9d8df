// Which waiting entries may go out now. Per record in the order they were made; a child waits for its parent's create, a parent's
// delete waits for its children's changes; what is blocked blocks only what depends on it.
import type { OutboxEntry } from '@/lib/store/outbox-entry';

const momentMs = 60_000;

export interface Sendable {
  /** Oldest first, at most one per contact. */
  entries: OutboxEntry[];
  /** When the next one that only waits for its time may go, epoch ms. */
  nextAt?: number;
}

/** `queue`: every entry of the account, oldest first, whatever its state. */
export function nextSendable(queue: readonly OutboxEntry[], now: number): Sendable {
  const seen: Seen = { records: new Set(), contacts: new Set(), made: new Set(), lost: new Set(), busy: new Set() };
  const entries: OutboxEntry[] = [];
  let nextAt: number | undefined;
  for (const entry of queue) {
    if (entry.state === 'sending') seen.busy.add(entry.contactUid);
    if (mayGo(entry, seen)) {
      if (isTime(entry, now)) {
        entries.push(entry);
        seen.busy.add(entry.contactUid);
      } else {
        nextAt = Math.min(nextAt ?? entry.notBefore, entry.notBefore);
      }
    }
    seen.records.add(entry.uid);
    if (entry.state !== 'blocked') seen.contacts.add(entry.contactUid);
    if (entry.change.op === 'contact.create') seen.made.add(entry.contactUid);
    if (entry.unsure && entry.state === 'waiting' && isCreate(entry)) seen.lost.add(kindOf(entry));
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
  /** Contacts and kinds of record of which a create may be lost: until it is found nothing alike is made, or one is taken for the other. */
  lost: Set<string>;
  /** Contacts of which something is on its way: one at a time. */
  busy: Set<string>;
}

function mayGo(entry: OutboxEntry, seen: Seen): boolean {
  const { state, uid, contactUid, change } = entry;
  if (state !== 'waiting' || seen.records.has(uid) || seen.made.has(contactUid) || seen.busy.has(contactUid)) return false;
  if (isCreate(entry) && seen.lost.has(kindOf(entry))) return false;
  return change.op !== 'contact.delete' || !seen.contacts.has(contactUid);
}

/**
 * What was put off well in the future was put off before our clock was set back; a moment is what clocks are adjusted by all the time, and
 * must not cost a delete its grace. Only the second look for a lost create must never come early.
 */
function isTime({ notBefore, madeAt, problem, looks }: OutboxEntry, now: number): boolean {
  return notBefore <= now || (!looks && Math.max(madeAt, problem?.at ?? 0) > now + momentMs);
}

function isCreate({ change }: OutboxEntry): boolean {
  return change.op.endsWith('.create');
}

function kindOf({ contactUid, table }: OutboxEntry): string {
  return `${contactUid} ${table}`;
}
