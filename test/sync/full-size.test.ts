// What a firm of many thousand records would feel: no run, page or look reads more because more waits for later ones. Counted in rows that the
// database hands out, for one size and for half as much again.
import { afterEach, expect, it } from 'vitest';
import type { AccountId } from '@/lib/domain/account';
import { blankTask } from '@/lib/domain/task';
import { type Carrying, carryOut } from '@/lib/store/commands/carry-out';
import { createContact, editContact } from '@/lib/store/commands/contacts';
import { unreadPairs } from '@/lib/store/due-work';
import type { Store } from '@/lib/store/records';
import type { SyncRow, TaskRow } from '@/lib/store/rows';
import { settleDone } from '@/lib/store/settle';
import { storeContacts } from '@/lib/store/store-reads';
import type { SyncContext } from '@/lib/sync/context';
import type { PartnerRun } from '@/lib/sync/partner-run';
import { createPartnerRuns } from '@/lib/sync/partner-runs';
import { readAllWork } from '@/lib/sync/read-all-work';
import { stampPairs } from '@/lib/sync/stamp-pairs';
import { sweepChildren } from '@/lib/sync/sweep-children';
import { syncWork } from '@/lib/sync/sync-work';
import { aContact, noon } from '../builders';
import { countingDatabase } from '../store/count-reads';

const left: AccountId = 'highlevel:location-1';
const right: AccountId = 'bqe:company-1';
const approved = { approved: {}, approvedAt: noon, since: { left: noon, right: noon }, isStamping: true };
const sync: SyncRow = { partner: 'bqe', left, right, state: 'on', ...approved };

const open: { close(): void }[] = [];
afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

/** A store of so many pairs that were just linked, an open task on each contact. */
async function linkedFirm(size: number) {
  const { db, rows, reset } = countingDatabase(`full-size-${crypto.randomUUID()}`);
  open.push(db);
  let ids = 0;
  const store: Store = { db, now: () => noon + 60_000, newId: () => `new-${++ids}`, toE164: () => '' };
  const known = { seenAt: noon, provenAt: noon, childrenSeenAt: noon + 1, keys: [] };
  const numbers = Array.from({ length: size }, (_, number) => number);
  const contacts = (account: AccountId, side: string) =>
    numbers.map((number) => {
      const value = aContact({ email: `pat.${number}@example.com` });
      return { ...known, uid: `${side}-${number}`, account, remoteId: `${side}.${number}`, value, server: value };
    });
  await db.syncs.put(sync);
  await db.contacts.bulkPut([...contacts(left, 'left'), ...contacts(right, 'right').map((row) => ({ ...row, kind: 'client' as const }))]);
  await db.pairs.bulkPut(
    numbers.map((number) => ({ left: `left-${number}`, right: `right-${number}`, pair: 'highlevel-bqe-client' as const, madeAt: noon })),
  );
  const task = { ...blankTask(), title: 'Call back', completed: true };
  await db.tasks.bulkPut(
    numbers.map(
      (number): TaskRow => ({
        uid: `task-${number}`,
        account: left,
        remoteId: `task.${number}`,
        contactUid: `left-${number}`,
        value: task,
        server: task,
        seenAt: noon,
        due: ['bqe'],
      }),
    ),
  );
  const work = { read: true, write: true, changes: true };
  const system = { can: { tasks: work, notes: work, contacts: { customFields: ['contact', 'client'] } }, tasks: silent, notes: silent };
  const context = (account: AccountId) =>
    ({
      store,
      system: { ...system, account },
      now: store.now,
      random: () => 0.5,
      keepAlive: async () => undefined,
    }) as unknown as SyncContext;
  const run: PartnerRun = { store, partner: 'bqe', left: context(left), right: context(right), sync };
  return {
    run,
    store,
    rows,
    reset,
  };
}

type Firm = Awaited<ReturnType<typeof linkedFirm>>;

/** A system that has nothing to tell. */
const silent = { list: async () => [], changed: async () => ({ items: [], next: null }) };

/** How many rows are read of a firm of 210 links, and of one of 320. */
async function readsOf(act: (firm: Firm) => Promise<unknown>, prepare: (firm: Firm) => Promise<unknown> = async () => undefined) {
  const reads: number[] = [];
  for (const size of [210, 320]) {
    const firm = await linkedFirm(size);
    await prepare(firm);
    firm.reset();
    await act(firm);
    reads.push(firm.rows('contacts', 'pairs', 'tasks', 'notes', 'outbox', 'undo'));
  }
  return reads as [small: number, large: number];
}

it('has a run read what hangs on a hundred new links, whatever their number', async () => {
  const bringInStep = async ({ run }: Firm) => {
    await readAllWork(run);
    await syncWork(run);
  };
  // The first run takes away the marks of all that it does not get to.
  const [small, large] = await readsOf(bringInStep, bringInStep);
  expect(large).toBe(small);
});

it('looks at what hangs on new links in the end, also where a run before took its mark away', async () => {
  const { run, store } = await linkedFirm(110);
  await syncWork(run);
  expect(await store.db.tasks.where('due').equals('bqe').count()).toBe(0);
  await store.db.tasks.update('task-99', { value: { ...blankTask(), title: 'Call back' }, server: { ...blankTask(), title: 'Call back' } });
  await syncWork(run);
  expect(await unreadPairs(store.db, 'bqe')).toEqual([]);
  expect((await store.db.outbox.toArray()).map(({ contactUid }) => contactUid)).toEqual(['right-99']);
});

it('has a run stamp some pairs without reading the others', async () => {
  const [small, large] = await readsOf(({ run }) => stampPairs(run), keepField);
  expect(large).toBe(small);
});

const runsOf = ({ store }: Firm) => createPartnerRuns({ store, contextOf: () => expect.unreachable(), drain: async () => undefined });

it('carries on soon while links are left that were never read, unless the last run could read none of them', async () => {
  const firm = await linkedFirm(2);
  const { store } = firm;
  const runs = runsOf(firm);
  await store.db.tasks.clear();
  expect(await runs.hasWork('bqe')).toBe(true);
  expect(await runs.nextAt()).toBe(store.now() + 5_000);
  expect(await runs.nextAt()).toBeUndefined();
  await store.db.pairs.toCollection().modify({ workReadAt: noon });
  expect(await runs.hasWork('bqe')).toBe(false);
});

it('tells when to carry on without reading all that waits', async () => {
  const look = async (firm: Firm) => {
    const { store } = firm;
    const runs = runsOf(firm);
    expect(await runs.hasWork('bqe')).toBe(true);
    expect(await runs.nextAt()).toBe(store.now() + 5_000);
  };
  const [small, large] = await readsOf(look);
  expect(large).toBe(small);
});

it('takes a slice of the day for a sweep without counting everybody', async () => {
  const [small, large] = await readsOf(({ run }) => sweepChildren(run.left));
  expect(large - small).toBeLessThanOrEqual(2 * (Math.ceil(320 / 240) - Math.ceil(210 / 240)));
});

/** Every contact was edited, and each edit waits. */
async function editAll({ store }: Firm): Promise<void> {
  const contacts = await store.db.contacts.where('uid').startsWith('left').toArray();
  for (const { uid } of contacts) await editContact(store, uid, { city: 'Rosslyn' });
}

it('puts a new contact in the place of the same one that a reading brought, without looking through all ways back', async () => {
  const value = aContact({ email: 'new@example.com' });
  const settle = async ({ store, store: { db } }: Firm) => {
    await createContact(store, left, { firstName: 'Ada', email: 'new@example.com' });
    const [read = ''] = await storeContacts(store, left, [{ id: 'left.new', value }], { startedAt: noon + 1, proven: false });
    await editContact(store, read, { city: 'Clarendon' });
    const entry = await db.outbox.orderBy('seq').reverse().offset(1).first();
    if (entry?.change.op !== 'contact.create') throw new Error('Nothing is to be created');
    await settleDone(store, entry, { id: 'left.new', value });
    expect(await db.undo.where('uid').equals(read).count()).toBe(0);
    expect(await db.undo.where('contactUid').equals(entry.uid).count()).toBe(2);
  };
  const [small, large] = await readsOf(settle, editAll);
  // For one that is new here the reading looks through the queue.
  expect(large - small).toBe(320 - 210);
});

it('stores a page of known contacts without reading the queue', async () => {
  const page = async ({ store }: Firm) => {
    const said = [{ id: 'left.7', value: aContact({ email: 'pat.7@example.com', website: 'https://www.example.com/' }) }];
    const [uid = ''] = await storeContacts(store, left, said, { startedAt: noon + 1, proven: true });
    expect((await store.db.contacts.get(uid))?.value).toMatchObject({ city: 'Rosslyn', website: 'https://www.example.com/' });
  };
  const [small, large] = await readsOf(page, editAll);
  expect(large).toBe(small);
});

it('puts conflicts down by a look or two at each record', async () => {
  let looks = 0;
  const { store } = await linkedFirm(0);
  const uids = Array.from({ length: 200 }, (_, at) => String(at));
  const records = (side: string) =>
    uids.map((number) => ({
      get uid() {
        looks += 1;
        return `${side}-${number}`;
      },
      changedAt: { from: noon, to: noon },
    }));
  const steps = uids.map((number) => ({ kind: 'conflict', left: `left-${number}`, right: `right-${number}`, fields: [] }));
  const atHand = { left: records('left'), right: records('right'), rows: new Map() };
  await carryOut(store, { sync, pair: 'highlevel-bqe-client', by: 'rule', plan: { steps, bases: [] }, atHand } as unknown as Carrying);
  expect(looks).toBeLessThanOrEqual(2 * 2 * uids.length);
  const kept = await store.db.decisions.toArray();
  expect(kept).toHaveLength(uids.length);
  expect(kept[0]).toMatchObject({ times: { left: { from: noon }, right: { from: noon } } });
});

/** HighLevel has a field for the partner's ids. */
async function keepField({ store }: Firm): Promise<void> {
  const field = { id: 'field-1', key: 'contact.bqe_core_id', name: 'BQE CORE ID', dataType: 'TEXT', options: [], placeholder: '' };
  await store.db.reference.put({ account: left, kind: 'customFields', items: [field], seenAt: noon });
}
