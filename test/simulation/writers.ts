// Those who enter something: colleagues in either system's own pages, and the user in the panel of either device. Each answers whether they could.
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { createContact, editContact } from '@/lib/store/commands/contacts';
import { addNote, deleteNote, editNote } from '@/lib/store/commands/notes';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import { rowByRemoteId } from '@/lib/store/records';
import type { Sandbox } from '../../sandbox';
import type { Rig } from '../sync/rig';
import type { Linked, Made } from './stage';

export const fields = ['city', 'address1', 'postalCode', 'website', 'phone', 'lastName'] as const;
export type Field = (typeof fields)[number];

export interface Writer {
  name: string;
  side: 'left' | 'right';
  edit(person: Linked, field: Field, value: string): boolean | Promise<boolean>;
  add(made: Made, text: string): unknown;
  change(made: Made, part: 'title' | 'body', text: string): boolean | Promise<boolean>;
  finish(made: Made): boolean | Promise<boolean>;
  /** Answers false also where it was taken back at once. */
  remove(made: Made, isTakenBack: boolean): boolean | Promise<boolean>;
  addPerson(person: { firstName: string; lastName: string; email: string; city: string }): unknown;
}

const dayMs = 86_400_000;

/** Whether a text is that of a mark. */
export const hasMark = (text: string | null | undefined, mark: string) => (text ?? '').includes(`${mark}.`);

/** The marked task or note on the servers. */
export function found({ highlevel, bqe }: Sandbox, { mark, table, person }: Made) {
  const { todos, notes } = bqe.state.company;
  return table === 'tasks'
    ? {
        left: highlevel.state.tasksOf(person.left).filter(({ title }) => hasMark(title, mark)),
        right: todos.filter((todo) => todo.linkedEntityId === person.right && hasMark(todo.description, mark)),
      }
    : {
        left: highlevel.state.notesOf(person.left).filter(({ body }) => hasMark(body, mark)),
        right: notes.filter((note) => note.masterEntityId === person.right && hasMark(note.description, mark)),
      };
}

/** Somebody in HighLevel's own pages. */
export function leftColleague(sandbox: Sandbox): Writer {
  const { state } = sandbox.highlevel;
  const one = (made: Made) => found(sandbox, made).left[0]?.id;
  return {
    name: 'A colleague in HighLevel',
    side: 'left',
    edit({ left }, field, value) {
      if (!state.contacts.has(left)) return false;
      state.editContact(left, { [field]: value });
      return true;
    },
    add: ({ table, person: { left: contactId } }, text) =>
      table === 'tasks'
        ? state.addTask({ contactId, title: text, dueAt: state.clock() + dayMs })
        : state.addNote({ contactId, body: text }),
    change(made, part, text) {
      const id = one(made);
      if (!id) return false;
      if (made.table === 'notes') state.editNote(id, { body: text });
      else state.editTask(id, { [part]: text });
      return true;
    },
    finish(made) {
      const id = one(made);
      if (id) state.editTask(id, { completed: true });
      return Boolean(id);
    },
    remove(made) {
      const id = one(made);
      if (id) made.table === 'tasks' ? state.deleteTask(id) : state.deleteNote(id);
      return Boolean(id);
    },
    addPerson: (person) => state.addContact(person),
  };
}

/** Somebody in BQE CORE's own pages. */
export function rightColleague(sandbox: Sandbox): Writer {
  const { state } = sandbox.bqe;
  const one = (made: Made) => found(sandbox, made).right[0];
  const places = { city: 'city', address1: 'street1', postalCode: 'zip' } as const;
  return {
    name: 'A colleague in BQE CORE',
    side: 'right',
    edit({ right }, field, value) {
      const client = state.clientById(right);
      if (!client) return false;
      if (field === 'phone' || field === 'website') {
        state.setCommunication(client, field, value);
        state.edit(client, {});
      } else if (field === 'lastName') state.edit(client, { lastName: value });
      else state.edit(client, { address: { ...client.address, [places[field]]: value } });
      return true;
    },
    add({ table, person: { right } }, description) {
      const client = state.clientById(right);
      if (!client) return;
      if (table === 'tasks') state.addTodo(client, { description, endDate: Date.UTC(2026, 11, 1) });
      else state.addNote(client, { description });
    },
    change(made, part, text) {
      const record = one(made);
      if (!record) return false;
      state.edit(record, (part === 'body' && made.table === 'tasks' ? { memo: text } : { description: text }) as never);
      return true;
    },
    finish(made) {
      const record = one(made);
      if (record) state.edit(record, { status: 2, percentComplete: 100 } as never);
      return Boolean(record);
    },
    remove(made) {
      const id = one(made)?.id;
      return id !== undefined && state.remove(made.table === 'tasks' ? 'todos' : 'notes', id);
    },
    addPerson({ firstName, lastName, email, city }) {
      const client = state.addClient({ name: `${firstName} ${lastName}`, firstName, lastName });
      client.address = { ...client.address, city };
      state.setCommunication(client, 'email', email);
    },
  };
}

/** The user at the panel of a device. */
export function user(rig: Rig, name: string): Writer {
  const { db, store } = rig;
  const contactUid = async ({ left }: Linked) => (await rowByRemoteId(db, 'contacts', rig.account, left))?.uid;
  const one = async ({ table, mark }: Made) => {
    const isIt = ({ account, deletedAt, goneAt }: { account: string; deletedAt?: number; goneAt?: number }) =>
      account === rig.account && !deletedAt && !goneAt;
    const row =
      table === 'tasks'
        ? await db.tasks.filter((task) => isIt(task) && hasMark(task.value.title, mark)).first()
        : await db.notes.filter((note) => isIt(note) && hasMark(note.value.body, mark)).first();
    return row?.uid;
  };
  return {
    name,
    side: 'left',
    async edit(person, field, value) {
      const uid = await contactUid(person);
      if (uid) await editContact(store, uid, { [field]: value });
      return uid !== undefined;
    },
    async add({ table, person }, text) {
      const uid = await contactUid(person);
      if (!uid) throw new Error(`${name} does not know ${person.name}`);
      if (table === 'tasks') await addTask(store, uid, { ...blankTask(), title: text, dueAt: rig.now() + dayMs });
      else await addNote(store, uid, { ...blankNote(), body: text });
    },
    async change(made, part, text) {
      const uid = await one(made);
      if (uid && made.table === 'notes') await editNote(store, uid, { body: text });
      else if (uid) await editTask(store, uid, { [part]: text });
      return uid !== undefined;
    },
    async finish(made) {
      const uid = await one(made);
      if (uid) await completeTask(store, uid, true);
      return uid !== undefined;
    },
    async remove(made, isTakenBack) {
      const uid = await one(made);
      if (!uid) return false;
      const undoId = await (made.table === 'tasks' ? deleteTask(store, uid) : deleteNote(store, uid));
      if (isTakenBack) await undo(store, undoId);
      return !isTakenBack;
    },
    addPerson: (person) => createContact(store, rig.account, person),
  };
}
