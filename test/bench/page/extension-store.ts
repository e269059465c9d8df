// The extension's own database, in a page of its origin: filled as an index fills it, changed as a user changes it.
import type { AccountId } from '@/lib/domain/account';
import type { RescanTimes } from '@/lib/domain/rescan';
import { editContact } from '@/lib/store/commands/contacts';
import { storeContacts } from '@/lib/store/store-reads';
import { openStore } from './lockstep';
import { contactsBetween } from './people';

async function connectedAccount({ db }: ReturnType<typeof openStore>): Promise<AccountId> {
  const account = (await db.connections.get('highlevel'))?.account;
  if (!account) throw new Error('HighLevel is not connected.');
  return account;
}

/** Fills the cache of the connected account up to so many contacts. */
export async function fillCache(contacts: number): Promise<void> {
  const store = openStore();
  const account = await connectedAccount(store);
  const there = await store.db.contacts.count();
  for (let from = there; from < contacts; from += 500) {
    const page = contactsBetween(from, Math.min(from + 500, contacts));
    await storeContacts(store, account, page, { startedAt: Date.now(), proven: false });
  }
  store.db.close();
}

/** Waits until the first index has ended. Answers how many contacts it read and how long it took, in ms. */
export async function waitForCache(): Promise<{ done: number; tookMs: number }> {
  const { db } = openStore();
  const account = await connectedAccount({ db } as ReturnType<typeof openStore>);
  for (;;) {
    const progress = await db.progress.get([account, 'index']);
    if (progress?.state === 'done') {
      db.close();
      return { done: progress.done, tookMs: (progress.finishedAt ?? 0) - progress.startedAt };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Has what is looked at by the clock fall due: windows of systems that tell no changes, and what hangs on linked contacts. */
export async function fallDue(): Promise<void> {
  const { db } = openStore();
  const { progress, contacts, pairs } = db;
  await progress
    .filter(({ job }) => job === 'rescan' || job === 'leads')
    .modify((row) => {
      row.cursor = { ...(row.cursor as RescanTimes), recentAt: 0 };
    });
  await progress.filter(({ job }) => job === 'sweep').modify({ finishedAt: 0 });
  const linked = await pairs.toArray();
  await contacts
    .where('uid')
    .anyOf(linked.map(({ left }) => left))
    .modify({ childrenSeenAt: 0 });
  db.close();
}

/** Changes the city of so many contacts, as a user does, without telling the worker yet. */
export async function queueEdits(count: number): Promise<void> {
  const store = openStore();
  const account = await connectedAccount(store);
  const uids = (await store.db.contacts.where('[account+remoteId]').between([account], [account, []]).limit(count).toArray()).map(
    ({ uid }) => uid,
  );
  if (uids.length < count) throw new Error(`Only ${uids.length} contacts are there to be changed.`);
  for (const [at, uid] of uids.entries()) await editContact(store, uid, { city: `Town ${at}` });
  store.db.close();
}

/** Waits for the next change in the queue. Answers the ms from its making until the queue is empty, which is when the server has shown it. */
export async function timeNextWrite(): Promise<number> {
  const { db } = openStore();
  let madeAt = 0;
  for (;;) {
    const last = await db.outbox.orderBy('seq').last();
    if (last) madeAt = last.madeAt;
    else if (madeAt > 0) {
      db.close();
      return Date.now() - madeAt;
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

/** Waits until every change was settled by the server's answer. */
export async function untilQueueIsEmpty(): Promise<void> {
  const { db } = openStore();
  while ((await db.outbox.count()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  db.close();
}
