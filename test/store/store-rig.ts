// A store with one contact that the server knows, for tests of what happens without a network.

import numberPlans from 'libphonenumber-js/min/metadata';
import type { AccountId } from '@/lib/domain/account';
import { createToE164 } from '@/lib/domain/phone';
import { Database } from '@/lib/store/database';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { RecordValue } from '@/lib/store/rebase';
import { type Store, withDerived } from '@/lib/store/records';
import type { AppointmentRow, ContactRow, NoteRow, TaskRow } from '@/lib/store/rows';
import { settleDone } from '@/lib/store/settle';
import { aContact, aNote, anAppointment, aTask, noon } from '../builders';

export const account: AccountId = 'highlevel:location-1';

/** Makes the store; `clock.at` is its time, and every row is as the server had it a minute ago. */
export async function createStoreRig() {
  const clock = { at: noon };
  let ids = 0;
  const db = new Database(`store-${crypto.randomUUID()}`);
  const store: Store = { db, now: () => clock.at, newId: () => `new-${++ids}`, toE164: createToE164('US', numberPlans) };
  const known = <T extends RecordValue>(uid: string, value: T) => ({
    uid,
    account,
    remoteId: `remote-${uid}`,
    value,
    server: value,
    seenAt: noon - 60_000,
    provenAt: noon - 60_000,
  });
  const contact: ContactRow = { ...known('ada', aContact()), keys: [] };
  const task: TaskRow = { ...known('task', aTask()), contactUid: 'ada' };
  const note: NoteRow = { ...known('note', aNote()), contactUid: 'ada' };
  const appointment: AppointmentRow = { ...known('visit', anAppointment()), contactUid: 'ada' };
  await db.contacts.put(withDerived(store, 'contacts', contact));
  await db.tasks.put(withDerived(store, 'tasks', task));
  await db.notes.put(note);
  await db.appointments.put(appointment);

  return {
    db,
    store,
    clock,
    /** What is queued, oldest first. */
    queue: () => db.outbox.orderBy('seq').toArray(),
    /** The server takes everything that is queued, as asked; creates get an id. */
    async settleAll() {
      clock.at += 1000;
      for (const entry of await db.outbox.orderBy('seq').toArray()) {
        const row = await db.table<{ value: RecordValue; server?: RecordValue }>(entry.table).get(entry.uid);
        const value = { ...row?.server, ...asked(entry, row?.value) } as RecordValue;
        const isGone = entry.change.op.endsWith('.delete');
        await settleDone(store, entry, isGone ? {} : { id: `remote-${entry.uid}`, value });
      }
    },
  };
}

function asked({ change }: OutboxEntry, shown: RecordValue | undefined): object {
  if ('edit' in change) return change.edit;
  if (change.op === 'task.complete') return { completed: change.completed };
  return shown ?? {};
}

export type StoreRig = Awaited<ReturnType<typeof createStoreRig>>;
