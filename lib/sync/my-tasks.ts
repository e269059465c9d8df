// Open tasks across contacts, for My day and the badge: mine when I said who I am, else everybody's.
import { isSince } from '@/lib/domain/is-recent';
import type { Task } from '@/lib/domain/task';
import { rowsByRemoteIds } from '@/lib/store/records';
import { dropGone, storeContacts, storeRecord, storeRecords } from '@/lib/store/store-reads';
import type { CallOptions, Remote } from '@/lib/systems/system';
import type { SyncContext } from './context';

const pageSize = 100;
/** Beyond this many open tasks a day's list helps nobody; the rest comes with each contact. */
const mostTasks = 2_000;
/** Tasks that left the list were completed, moved or deleted elsewhere; so many are read by id in one run. */
const mostChecks = 40;

/** Reads the open tasks of `userId`, or everybody's when it is ''. Throws AppError. */
export async function pullMyTasks(context: SyncContext, userId: string, options: CallOptions): Promise<void> {
  const { store, system, now, keepAlive } = context;
  const startedAt = now();
  const assignedTo = userId ? [userId] : [];
  const listed = new Set<string>();
  const owners: Owners = new Map();
  for (let skip = 0; skip < mostTasks; skip += pageSize) {
    const page = await system.tasks.search({ assignedTo, completed: false, skip, limit: pageSize }, options);
    const fresh = page.filter(({ id }) => !listed.has(id));
    for (const { id } of fresh) listed.add(id);
    await keep(context, fresh, owners, startedAt, options);
    await keepAlive();
    if (page.length < pageSize || fresh.length === 0) break;
  }
  // Where the list was cut, absence from it says nothing.
  if (listed.size < mostTasks) await checkMissing(context, listed, userId, startedAt, options);
  await store.db.progress.put({ account: system.account, job: 'my-tasks', state: 'done', done: listed.size, startedAt, finishedAt: now() });
}

/** Uids of contacts by remote id, as far as they were asked for; undefined for those that are gone. */
type Owners = Map<string, string | undefined>;

/** Stores a page's tasks together: one by one, each flushed to the disk, they would keep a user's own change waiting for seconds. */
async function keep(context: SyncContext, tasks: Remote<Task>[], owners: Owners, startedAt: number, options: CallOptions): Promise<void> {
  const { store, system } = context;
  const ids = new Set(tasks.flatMap(({ contactId }) => (contactId && !owners.has(contactId) ? [contactId] : [])));
  const known = await rowsByRemoteIds(store.db, 'contacts', system.account, ids);
  for (const { remoteId, uid } of known) owners.set(remoteId ?? '', uid);
  for (const id of ids) if (!owners.has(id)) owners.set(id, await stranger(context, id, startedAt, options));
  const hung = tasks.flatMap((task) => {
    const contactUid = owners.get(task.contactId ?? '');
    return contactUid ? [{ ...task, contactUid }] : [];
  });
  await storeRecords(store, 'tasks', system.account, hung, { startedAt, proven: true });
}

/** Reads a contact that the store does not know. */
async function stranger(
  { store, system, keepAlive }: SyncContext,
  contactId: string,
  startedAt: number,
  options: CallOptions,
): Promise<string | undefined> {
  await keepAlive();
  const contact = await system.contacts.read(contactId, options);
  const [uid] = contact ? await storeContacts(store, system.account, [contact], { startedAt, proven: true }) : [];
  return uid;
}

/** Absence from a search proves nothing: what is missing is read by id. */
async function checkMissing(
  context: SyncContext,
  listed: Set<string>,
  userId: string,
  startedAt: number,
  options: CallOptions,
): Promise<void> {
  const { store, system, now, keepAlive } = context;
  const open = await store.db.tasks
    .where('[account+openDueAt]')
    .between([system.account, 0], [system.account, Number.MAX_SAFE_INTEGER])
    .filter(
      ({ remoteId, seenAt, value }) =>
        remoteId !== undefined && !listed.has(remoteId) && !isSince(seenAt, startedAt, now()) && (!userId || value.assignedTo === userId),
    )
    .limit(mostChecks)
    .toArray();
  for (const row of open) {
    const contact = await store.db.contacts.get(row.contactUid);
    if (!contact?.remoteId || !row.remoteId) continue;
    await keepAlive();
    const readAt = now();
    const task = await system.tasks.read(contact.remoteId, row.remoteId, options);
    if (task) await storeRecord(store, 'tasks', system.account, task, { startedAt: readAt, proven: true });
    else await dropGone(store, 'tasks', system.account, row.remoteId);
  }
}
