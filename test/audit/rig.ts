// An audit log over a database of its own, on a clock that the test moves. The key lies in memory: see test/auth/fakes.ts.
import { webcrypto } from 'node:crypto';
import { createAuditLog } from '@/lib/audit/audit-log';
import type { NewEvent } from '@/lib/audit/entry';
import { Database } from '@/lib/store/database';
import { memoryLocks, memoryTables } from '../auth/fakes';

/** A write as it is put down, with everything defaulted. */
export function anEvent(over: Partial<NewEvent> = {}): NewEvent {
  return {
    system: 'highlevel',
    account: 'highlevel:loc-1',
    kind: 'write',
    what: 'contact.update',
    outcome: 'done',
    why: { by: 'click' },
    table: 'contacts',
    uid: 'ada',
    contactUid: 'ada',
    fields: ['phone'],
    values: { name: 'Ada Lovelace', old: { phone: '' }, new: { phone: '+12125550101' } },
    ...over,
  };
}

/** Makes the rig; `another` is a second context over the same database, with the same key and locks. */
export function createAuditRig() {
  const db = new Database(`audit-${crypto.randomUUID()}`);
  const { keys, keyRows } = memoryTables();
  const locks = memoryLocks();
  const clock = { at: Date.UTC(2026, 10, 21, 9) };
  const another = () =>
    createAuditLog({ db, keys, crypto: webcrypto as Crypto, locks, now: () => clock.at, newId: () => crypto.randomUUID() });
  const log = another();
  return {
    db,
    log,
    clock,
    keyRows,
    another,
    /** Puts events down and chains them. */
    async write(...events: NewEvent[]) {
      await log.append(events);
      await log.seal();
    },
    entries: () => db.audit.orderBy('seq').toArray(),
    async reason(exported?: { seq: number; mac: string }) {
      const { broken } = await log.verify(exported ? { exported } : {});
      return broken && `${broken.reason} at ${broken.seq}`;
    },
  };
}
