// The audit log: events are put down in the transaction of what they tell of, and chained afterwards, under one lock, by whoever is awake.
// A worker that is killed in between leaves them for the next one. Nothing here is awaited inside a transaction but the database.
import type { SystemName } from '@/lib/domain/account';
import { accountId } from '@/lib/domain/account';
import type { Database } from '@/lib/store/database';
import { appendEvents } from './append-events';
import { endpointName, isRead } from './endpoint-name';
import type { AuditEntry, AuditHead, AuditValuesRow, ErasedScope, NewEvent } from './entry';
import { createMacs, ensureAuditKey, hex, type KeyTable, type Macs } from './macs';
import { dayMs, entryDays, readCountDays, valueDays } from './retention';
import { type ChainReport, isInScope, readHead, verifyChain } from './verify-chain';

export interface AuditLogDeps {
  db: Database;
  keys: KeyTable;
  crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
  /** `navigator.locks`: one sealer at a time, whatever the context. */
  locks: { request<T>(name: string, work: () => Promise<T>): Promise<T> };
  /** Epoch ms. */
  now: () => number;
  newId: () => string;
}

/** An answer of a server, as lib/http tells of it. */
export interface Answer {
  method: string;
  /** Without its query. */
  path: string;
  status: number;
}

export interface AuditLog {
  /** Puts events down. Inside an open transaction it must cover `auditPending` and `connections`. */
  append(events: readonly NewEvent[]): Promise<void>;
  /** Puts an event down without being waited for: between a server's answer and its storing nothing may stand. */
  note(event: NewEvent): void;
  /** Counts a read, and puts a refused access down. Not waited for. */
  answered(system: SystemName, answer: Answer): void;
  /** Resolves when everything noted and counted so far is stored. */
  settled(): Promise<void>;
  /** Chains what was put down. May be called at any time and any number of times. */
  seal(): Promise<void>;
  /** Where the chain ends, to be kept elsewhere; undefined for an empty log. */
  head(): Promise<{ seq: number; mac: string; at: number } | undefined>;
  /** Seals, then says whether the chain holds. `exported` is a head that was kept elsewhere. */
  verify(options?: { exported?: { seq: number; mac: string }; onProgress?: (done: number) => void }): Promise<ChainReport>;
  /** Erases names and values of all entries so far, or of one person's; the chain goes on. Answers how many entries lost theirs. */
  eraseValues(scope?: { contactUid?: string }): Promise<number>;
  /** Lets go of what is past its time, at most once a day. */
  tidy(): Promise<void>;
}

const lockName = 'lockstep:audit';
const batch = 200;

/** Makes the log over its tables. */
export function createAuditLog({ db, keys, crypto, locks, now, newId }: AuditLogDeps): AuditLog {
  let known: Promise<Macs> | undefined;
  const macs = () => {
    known ??= ensureAuditKey(keys, crypto).then((key) => createMacs(key, crypto));
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const append = (events: readonly NewEvent[]) => appendEvents({ db, now, newId }, events);
  const alone = <T>(work: () => Promise<T>) => locks.request(lockName, work);

  /** Where the next entry goes: after the last one that is there or was said to be. */
  async function end(): Promise<{ seq: number; mac: string }> {
    const [head, last] = await Promise.all([readHead(db), db.audit.orderBy('seq').last()]);
    if (head && head.seq >= (last?.seq ?? 0)) return head;
    return last ?? { seq: 0, mac: '' };
  }

  /** Chains everything that waits. Under the lock. */
  async function sealAll(): Promise<void> {
    const hash = await macs();
    for (;;) {
      const pending = await db.auditPending.orderBy('order').limit(batch).toArray();
      if (pending.length === 0) return;
      let { seq, mac } = await end();
      const from = seq;
      const entries: AuditEntry[] = [];
      const rows: AuditValuesRow[] = [];
      for (const { event, values } of pending) {
        seq += 1;
        const { at, contactUid } = event;
        const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
        if (values) rows.push({ seq, at, ...(contactUid && { contactUid }), salt, values });
        const entry = { ...event, seq, prev: mac, ...(values && { valuesMac: await hash.ofValues({ salt, values }) }) };
        mac = await hash.ofEntry(entry);
        entries.push({ ...entry, mac });
      }
      const head: AuditHead = { name: 'head', seq, mac, at: now(), proof: await hash.ofHead({ seq, mac }) };
      await db.transaction('rw', [db.audit, db.auditValues, db.auditPending, db.auditState], async () => {
        // Whoever lost the lock and comes late must not write beside the chain: then all of it waits for the next time.
        if ((await end()).seq !== from) return;
        await db.audit.bulkAdd(entries);
        await db.auditValues.bulkPut(rows);
        await db.auditPending.bulkDelete(pending.map(({ order }) => order as number));
        await db.auditState.put(head);
      });
    }
  }

  /** Takes values away and puts down that it was done, in one transaction. Under the lock. */
  async function erase(scope: ErasedScope): Promise<number> {
    const table = scope.contactUid
      ? db.auditValues.where('contactUid').equals(scope.contactUid)
      : db.auditValues.where('seq').belowOrEqual(scope.through);
    const seqs = (await table.toArray()).filter((row) => isInScope(scope, row)).map(({ seq }) => seq);
    await db.transaction('rw', [db.auditValues, db.auditPending, db.connections], async () => {
      await db.auditValues.bulkDelete(seqs);
      await append([{ system: 'highlevel', kind: 'log', what: 'log.values-erased', outcome: 'done', erased: scope }]);
    });
    return seqs.length;
  }

  /** Lets go of the oldest entries; a checkpoint in the chain says up to which, so that the rest can still be verified. Under the lock. */
  async function letGo(before: number): Promise<void> {
    const [first, stay] = await Promise.all([
      db.audit.orderBy('seq').first(),
      // In the order of the chain: a clock that was set back must not tear a hole.
      db.audit
        .orderBy('seq')
        .filter(({ at }) => at >= before)
        .first(),
    ]);
    const last = stay ? await db.audit.get(stay.seq - 1) : await db.audit.orderBy('seq').last();
    if (!first || !last || first.at >= before) return;
    const through = last.seq;
    await db.transaction('rw', [db.audit, db.auditValues, db.auditPending, db.connections], async () => {
      await db.audit.where('seq').belowOrEqual(through).delete();
      await db.auditValues.where('seq').belowOrEqual(through).delete();
      const checkpoint = { through, mac: last.mac, count: through - first.seq + 1 };
      await append([{ system: 'highlevel', kind: 'log', what: 'log.checkpoint', outcome: 'done', letGo: checkpoint }]);
    });
  }

  const counts = new Map<string, number>();
  let work: Promise<void> = Promise.resolve();
  const report = (error: unknown) => console.error('The audit log could not be written.', error);

  /** One write for all that was counted since the last one. */
  async function storeCounts(): Promise<void> {
    const taken = [...counts];
    counts.clear();
    if (taken.length === 0) return;
    const day = new Date(now()).toISOString().slice(0, 10);
    await db.transaction('rw', [db.readCounts, db.connections], async () => {
      for (const [key, count] of taken) {
        const [system = 'highlevel', endpoint = ''] = key.split('|') as [SystemName, string];
        const account = (await db.connections.get(system))?.account ?? accountId(system, '');
        const row = await db.readCounts.get([day, account, endpoint]);
        await db.readCounts.put({ day, account, endpoint, count: (row?.count ?? 0) + count });
      }
    });
  }

  const queue = (next: () => Promise<void>) => {
    work = work.then(next).catch(report);
  };
  const note = (event: NewEvent) => queue(() => append([event]));

  return {
    append,
    note,
    answered(system, { method, path, status }) {
      const endpoint = endpointName(method, path);
      if (status === 401 || status === 403) {
        note({ system, kind: 'refused', what: 'access', outcome: 'refused', endpoint, status });
      }
      if (!isRead(method, path)) return;
      const key = `${system}|${endpoint}`;
      if (counts.size === 0) queue(storeCounts);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    settled: () => work,
    seal: () => alone(sealAll),

    async head() {
      const head = await readHead(db);
      return head && { seq: head.seq, mac: head.mac, at: head.at };
    },

    async verify(options) {
      return await alone(async () => {
        await sealAll();
        return await verifyChain(db, await macs(), options);
      });
    },

    async eraseValues({ contactUid } = {}) {
      return await alone(async () => {
        await sealAll();
        const erased = await erase({ through: (await end()).seq, ...(contactUid && { contactUid }) });
        await sealAll();
        return erased;
      });
    },

    async tidy() {
      const last = await db.auditState.get('tidied');
      if (last && now() - last.at < dayMs) return;
      await alone(async () => {
        await sealAll();
        await letGo(now() - entryDays * dayMs);
        const old = await db.auditValues
          .where('at')
          .below(now() - valueDays * dayMs)
          .reverse()
          .sortBy('seq');
        if (old[0]) await erase({ through: old[0].seq });
        const oldest = new Date(now() - readCountDays * dayMs).toISOString().slice(0, 10);
        await db.readCounts.where('day').below(oldest).delete();
        await db.auditState.put({ name: 'tidied', at: now() });
        await sealAll();
      });
    },
  };
}
