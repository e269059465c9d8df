// Lets go of what nobody can come back to: ways back past their time with the snapshots they kept, old look-ups, drafts and records of
// runs.
import { undoDays } from './commands/undo';
import { recordTables, rowsOf, type Store } from './records';
import type { UndoRow } from './rows';

const dayMs = 24 * 60 * 60_000;
const lookupDays = 1;
const draftDays = 30;
const runDays = 30;

/** Removes what is past its time. Never touches the outbox, links or anything that waits. */
export async function purgeOld(store: Store): Promise<void> {
  const { db, now } = store;
  const expired = await db.undo
    .where('at')
    .below(now() - undoDays * dayMs)
    .toArray();
  for (const way of expired) await forgetWayBack(store, way);
  await db.lookups.filter(({ askedAt }) => askedAt < now() - lookupDays * dayMs).delete();
  await db.drafts.filter(({ at }) => at < now() - draftDays * dayMs).delete();
  await db.runs.filter(({ finishedAt }) => finishedAt < now() - runDays * dayMs).delete();
}

/** A delete that can no longer be undone takes its snapshot with it: the record, and for a contact what hung on it. */
async function forgetWayBack({ db }: Store, { id, table, uid }: UndoRow): Promise<void> {
  await db.transaction('rw', [...recordTables(db), db.undo], async () => {
    if (id !== undefined) await db.undo.delete(id);
    // A contact's own uid is the contactUid of everything that hangs on it.
    const waits = db.outbox.where(table === 'contacts' ? 'contactUid' : 'uid').equals(uid);
    if (table === 'links' || table === 'decisions' || (await waits.count()) > 0) return;
    const row = await rowsOf(db, table).get(uid);
    if (!row?.deletedAt) return;
    await rowsOf(db, table).delete(uid);
    if (table !== 'contacts') return;
    for (const child of [db.tasks, db.notes, db.appointments]) await child.where('contactUid').equals(uid).delete();
  });
}
