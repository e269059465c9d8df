// What a user can do that a server must hear of, each with how to tell on the server that it was done exactly once.
import type { AccountId } from '@/lib/domain/account';
import { blankAppointment } from '@/lib/domain/appointment';
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { addAppointment, editAppointment } from '@/lib/store/commands/appointments';
import { addTags, createContact, deleteContact, editContact, removeTags } from '@/lib/store/commands/contacts';
import { addNote, deleteNote, editNote } from '@/lib/store/commands/notes';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import type { Rig } from './rig';

const soon = Date.UTC(2026, 10, 24, 15);

export interface Deed {
  /** Does it; `mark` is a text that nothing else on the server has. */
  act(rig: Rig, contactUid: string, mark: string): Promise<unknown>;
  /** What the server shows of it: 1 when it was done exactly once. */
  times(rig: Rig, contactUid: string, mark: string): Promise<number> | number;
}

const state = (rig: Rig) => rig.sandbox.highlevel.state;
const all = <T>(records: Map<string, T>, is: (record: T) => boolean) => [...records.values()].filter(is).length;
const contactOf = async (rig: Rig, uid: string) => state(rig).contacts.get((await rig.db.contacts.get(uid))?.remoteId ?? '');

async function aTaskOf(rig: Rig, contactUid: string, title: string): Promise<string> {
  await addTask(rig.store, contactUid, { ...blankTask(), title, dueAt: soon });
  await rig.drainAll();
  return (await rig.db.tasks.filter(({ value }) => value.title === title).first())?.uid ?? '';
}

async function aNoteOf(rig: Rig, contactUid: string, body: string): Promise<string> {
  await addNote(rig.store, contactUid, { ...blankNote(), body });
  await rig.drainAll();
  return (await rig.db.notes.filter(({ value }) => value.body === body).first())?.uid ?? '';
}

const visit = (rig: Rig, title: string) => ({
  ...blankAppointment(),
  title,
  calendarId: state(rig).calendars[0]?.id ?? '',
  startAt: soon + title.length * 3_600_000,
  endAt: soon + title.length * 3_600_000 + 1_800_000,
});

/** Every kind of change. */
export const deeds: Record<string, Deed> = {
  'a new task': {
    act: (rig, uid, mark) => addTask(rig.store, uid, { ...blankTask(), title: mark, dueAt: soon }),
    times: (rig, _, mark) => all(state(rig).tasks, ({ title }) => title === mark),
  },
  'a task, changed and completed in a row': {
    async act(rig, uid, mark) {
      const task = await aTaskOf(rig, uid, `before ${mark}`);
      await editTask(rig.store, task, { title: mark });
      await completeTask(rig.store, task, true);
    },
    times: (rig, _, mark) => all(state(rig).tasks, ({ title, completed }) => title === mark && completed),
  },
  'a deleted task': {
    async act(rig, uid, mark) {
      await deleteTask(rig.store, await aTaskOf(rig, uid, mark));
      rig.pass(11_000);
    },
    times: (rig, _, mark) => 1 - all(state(rig).tasks, ({ title }) => title === mark),
  },
  'a new note': {
    act: (rig, uid, mark) => addNote(rig.store, uid, { ...blankNote(), body: mark }),
    times: (rig, _, mark) => all(state(rig).notes, ({ body }) => body.includes(mark)),
  },
  'a changed note': {
    act: async (rig, uid, mark) => editNote(rig.store, await aNoteOf(rig, uid, `before ${mark}`), { body: mark }),
    times: (rig, _, mark) => all(state(rig).notes, ({ body }) => body === mark),
  },
  'a deleted note': {
    async act(rig, uid, mark) {
      await deleteNote(rig.store, await aNoteOf(rig, uid, mark));
      rig.pass(11_000);
    },
    times: (rig, _, mark) => 1 - all(state(rig).notes, ({ body }) => body.includes(mark)),
  },
  'a new appointment': {
    act: (rig, uid, mark) => addAppointment(rig.store, uid, visit(rig, mark), false),
    times: (rig, _, mark) => all(state(rig).appointments, ({ title }) => title === mark),
  },
  'a moved appointment': {
    async act(rig, uid, mark) {
      await addAppointment(rig.store, uid, visit(rig, `before ${mark}`), false);
      await rig.drainAll();
      const row = await rig.db.appointments.filter(({ value }) => value.title === `before ${mark}`).first();
      await editAppointment(rig.store, row?.uid ?? '', { title: mark, startAt: soon + 7_200_000, endAt: soon + 9_000_000 }, false);
    },
    times: (rig, _, mark) => all(state(rig).appointments, ({ title, startsAt }) => title === mark && startsAt === soon + 7_200_000),
  },
  'a new contact with a task': {
    async act(rig, _, mark) {
      const value = { firstName: 'Rowan', lastName: mark, email: `${mark}@example.com`, tags: ['vip'] };
      const { uid } = await createContact(rig.store, rig.account as AccountId, value);
      await addTask(rig.store, uid, { ...blankTask(), title: mark, dueAt: soon });
    },
    times(rig, _, mark) {
      const [contact, ...twins] = state(rig).contactsByEmail(`${mark}@example.com`);
      return contact && twins.length === 0 ? state(rig).tasksOf(contact.id).length : -1;
    },
  },
  'a new contact of whom only the name is known': {
    act: (rig, _, mark) => createContact(rig.store, rig.account as AccountId, { firstName: 'Rowan', lastName: mark }),
    times: (rig, _, mark) => all(state(rig).contacts, ({ lastName }) => lastName === mark),
  },
  'changed details': {
    act: (rig, uid, mark) => editContact(rig.store, uid, { city: mark }),
    times: async (rig, uid, mark) => Number((await contactOf(rig, uid))?.city === mark),
  },
  'tags added and removed': {
    async act(rig, uid, mark) {
      await addTags(rig.store, uid, [mark, `not ${mark}`]);
      await removeTags(rig.store, uid, [`not ${mark}`]);
    },
    times: async (rig, uid, mark) => (await contactOf(rig, uid))?.tags.filter((tag) => tag.includes(mark)).length ?? 0,
  },
  'a deleted contact': {
    async act(rig, _, mark) {
      const { uid } = await createContact(rig.store, rig.account as AccountId, { firstName: 'Rowan', email: `${mark}@example.com` });
      await rig.drainAll();
      await deleteContact(rig.store, uid);
      rig.pass(11_000);
    },
    times: (rig, _, mark) => 1 - state(rig).contactsByEmail(`${mark}@example.com`).length,
  },
};
