// Every function of every adapter, ready to be called again and again on one sandbox, with what it promises to answer.
import type * as z from 'zod/mini';
import { blankAppointment } from '@/lib/domain/appointment';
import { blankNote } from '@/lib/domain/note';
import type { ReferenceKind } from '@/lib/domain/reference';
import { blankTask } from '@/lib/domain/task';
import type { System } from '@/lib/systems/system';
import { idOf as bqeIdOf } from '@/sandbox/bqe/ids';
import { AVERY } from '@/sandbox/core/people';
import { createSandbox, type Sandbox } from '@/sandbox/index';
import * as bqe from '@/test/systems/bqe/connect';
import * as highlevel from '@/test/systems/highlevel/connect';
import * as localiq from '@/test/systems/localiq/connect';
import { shapes } from './domain-shapes';
import { tapWire, type Wire } from './spoiled-wire';

export interface Call {
  name: string;
  promises: z.core.$ZodType;
  /** Done beforehand, over a good line. */
  prepare?: () => Promise<void>;
  run: () => Promise<unknown>;
  /** By id: an answer about another record must not pass for this one. */
  asksFor?: string;
  /** What a record that is sent back whole may differ in from what came. */
  changes?: readonly string[];
}

export interface Rig {
  sandbox: Sandbox;
  wire: Wire;
  calls: Call[];
}

const { now, pull } = highlevel;
const day = 86_400_000;
let count = 0;
/** Another text each time, so that every change is one. */
const fresh = (word: string) => `${word} ${++count}`;
const freshEmail = () => `new.${++count}@example.com`;

function referenceCalls(system: System, kinds: readonly ReferenceKind[]): Call[] {
  return kinds.map((kind) => ({ name: `reference ${kind}`, promises: shapes[kind], run: () => system.reference(kind, pull) }));
}

/** HighLevel: every function of the system, searched and listed both ways. */
export function highlevelRig(): Rig {
  // Time passes with every look at the clock, or the sandbox's limit would answer for everything.
  let time = now;
  const { sandbox, system } = highlevel.connect({ sandbox: createSandbox({ now: () => (time += 200), contacts: 60 }) });
  const wire = tapWire(sandbox);
  const { state, quirks } = sandbox.highlevel;
  const people = [...state.contacts.values()];
  const avery = people.find(({ email }) => email === AVERY.email)?.id ?? '';
  const [task, note, appointment] = [state.tasksOf(avery)[0]?.id, state.notesOf(avery)[0]?.id, state.appointmentsOf(avery)[0]?.id];
  if (!task || !note || !appointment) throw new Error('Avery has a task, a note and an appointment');
  const businessId = people.find(({ id }) => id === avery)?.businessId ?? '';
  const workflow = state.workflows[0]?.id ?? '';
  const { contacts, tasks, notes, appointments } = system;
  const newContact = () => state.addContact({ firstName: 'Gone', email: freshEmail() }).id;
  const newTask = () => ({ ...blankTask(), title: fresh('Call'), dueAt: now + day });
  const slot = () => ({ startAt: now + (10 + ++count) * day, endAt: now + (10 + count) * day + 1_800_000 });
  const newAppointment = () => ({ ...blankAppointment(), title: fresh('Visit'), calendarId: state.calendars[0]?.id ?? '', ...slot() });
  /** The older list, as where there is no search. */
  async function withoutSearch<T>(act: () => Promise<T>): Promise<T> {
    quirks.searchStatus = 404;
    return await act().finally(() => {
      quirks.searchStatus = 0;
    });
  }

  const calls: Call[] = [
    { name: 'read', promises: shapes.contact.maybe, run: () => contacts.read(avery, pull), asksFor: avery },
    { name: 'list', promises: shapes.contact.page, run: () => contacts.list({ size: 10 }, pull) },
    { name: 'list changes', promises: shapes.contact.page, run: () => contacts.list({ size: 10, changedSince: now - day }, pull) },
    { name: 'list a text', promises: shapes.contact.page, run: () => contacts.list({ size: 10, text: 'Quill' }, pull) },
    { name: 'list without search', promises: shapes.contact.page, run: () => withoutSearch(() => contacts.list({ size: 10 }, pull)) },
    {
      name: 'find',
      promises: shapes.contact.list,
      run: () => contacts.find({ email: AVERY.email ?? '', phone: AVERY.phone ?? '' }, pull),
    },
    { name: 'at company', promises: shapes.contact.list, run: () => contacts.atCompany(businessId, pull) },
    { name: 'create', promises: shapes.contact.one, run: () => contacts.create({ firstName: 'New', email: freshEmail() }, pull) },
    { name: 'update', promises: shapes.contact.one, run: () => contacts.update(avery, { city: fresh('Albany') }, pull), asksFor: avery },
    { name: 'delete', promises: shapes.nothing, run: () => contacts.delete(newContact(), pull) },
    { name: 'add tags', promises: shapes.texts, run: () => contacts.addTags(avery, [fresh('tag')], pull) },
    { name: 'remove tags', promises: shapes.texts, run: () => contacts.removeTags(avery, ['tag 1'], pull) },
    { name: 'start workflow', promises: shapes.nothing, run: () => contacts.startWorkflow(avery, workflow, pull) },

    { name: 'tasks list', promises: shapes.task.list, run: () => tasks.list(avery, pull) },
    { name: 'tasks read', promises: shapes.task.maybe, run: () => tasks.read(avery, task, pull), asksFor: task },
    { name: 'tasks create', promises: shapes.task.one, run: () => tasks.create(avery, newTask(), pull) },
    {
      name: 'tasks update',
      promises: shapes.task.one,
      run: () => tasks.update(avery, task, { title: fresh('Call') }, pull),
      asksFor: task,
    },
    { name: 'tasks complete', promises: shapes.task.one, run: () => tasks.setCompleted(avery, task, true, pull), asksFor: task },
    {
      name: 'tasks delete',
      promises: shapes.nothing,
      run: () => tasks.delete(avery, state.addTask({ contactId: avery, title: 'Gone' }).id, pull),
    },
    {
      name: 'tasks search',
      promises: shapes.task.list,
      run: () => tasks.search({ assignedTo: [], completed: false, skip: 0, limit: 20 }, pull),
    },

    { name: 'notes list', promises: shapes.note.list, run: () => notes.list(avery, pull) },
    { name: 'notes read', promises: shapes.note.maybe, run: () => notes.read(avery, note, pull), asksFor: note },
    { name: 'notes create', promises: shapes.note.one, run: () => notes.create(avery, { ...blankNote(), body: fresh('Said') }, pull) },
    { name: 'notes update', promises: shapes.note.one, run: () => notes.update(avery, note, { body: fresh('Said') }, pull), asksFor: note },
    {
      name: 'notes delete',
      promises: shapes.nothing,
      run: () => notes.delete(avery, state.addNote({ contactId: avery, body: 'Gone' }).id, pull),
    },

    { name: 'appointments list', promises: shapes.appointment.list, run: () => appointments.list(avery, pull) },
    {
      name: 'appointments read',
      promises: shapes.appointment.maybe,
      run: () => appointments.read(appointment, pull),
      asksFor: appointment,
    },
    { name: 'appointments create', promises: shapes.appointment.one, run: () => appointments.create(avery, newAppointment(), false, pull) },
    {
      name: 'appointments update',
      promises: shapes.appointment.one,
      run: () => appointments.update(appointment, slot(), false, pull),
      asksFor: appointment,
    },
    ...referenceCalls(system, ['location', 'users', 'calendars', 'customFields', 'tags', 'workflows']),
  ];
  return { sandbox, wire, calls };
}

/** BQE CORE: as connected to a file whose shape was found, e-mail and phone inside the address. */
export async function bqeRig(): Promise<Rig> {
  const { sandbox, system } = await bqe.connect({ quirks: { nestedWhere: true } });
  const avery = bqeIdOf(AVERY);
  const task = (await system.tasks.list(avery, pull))[0]?.id;
  const note = (await system.notes.list(avery, pull))[0]?.id;
  const wire = tapWire(sandbox);
  if (!task || !note) throw new Error('Avery has a to-do and a note');
  const { contacts, tasks, notes } = system;
  const newTask = () => ({ ...blankTask(), title: fresh('Call'), dueAt: now + day });
  const changed = { since: now - 30 * day, size: 50 };
  let doomed = '';

  const calls: Call[] = [
    { name: 'read', promises: shapes.contact.maybe, run: () => contacts.read(avery, pull), asksFor: avery },
    { name: 'list', promises: shapes.contact.page, run: () => contacts.list({ size: 10 }, pull) },
    { name: 'list changes', promises: shapes.contact.page, run: () => contacts.list({ size: 10, changedSince: now - day }, pull) },
    { name: 'list a text', promises: shapes.contact.page, run: () => contacts.list({ size: 10, text: 'Quill' }, pull) },
    {
      name: 'find',
      promises: shapes.contact.list,
      run: () => contacts.find({ email: AVERY.email ?? '', phone: AVERY.phone ?? '' }, pull),
    },
    { name: 'at company', promises: shapes.contact.list, run: () => contacts.atCompany(AVERY.company ?? '', pull) },
    {
      name: 'create',
      promises: shapes.contact.one,
      run: () => contacts.create({ firstName: 'New', lastName: fresh('Client'), email: freshEmail(), city: 'Albany' }, pull),
    },
    {
      name: 'update',
      promises: shapes.contact.one,
      run: () => contacts.update(avery, { city: fresh('Albany'), email: freshEmail(), companyName: fresh('Firm') }, pull),
      asksFor: avery,
      changes: ['address', 'company'],
    },
    {
      name: 'delete',
      promises: shapes.nothing,
      prepare: async () => {
        doomed = (await contacts.create({ firstName: 'Gone', lastName: fresh('Client') }, pull)).id;
      },
      run: () => contacts.delete(doomed, pull),
    },
    { name: 'tasks list', promises: shapes.task.list, run: () => tasks.list(avery, pull) },
    { name: 'tasks read', promises: shapes.task.maybe, run: () => tasks.read(avery, task, pull), asksFor: task },
    { name: 'tasks create', promises: shapes.task.one, run: () => tasks.create(avery, newTask(), pull) },
    {
      name: 'tasks update',
      promises: shapes.task.one,
      run: () => tasks.update(avery, task, { title: fresh('Call') }, pull),
      asksFor: task,
      changes: ['description'],
    },
    {
      name: 'tasks complete',
      promises: shapes.task.one,
      run: () => tasks.setCompleted(avery, task, ++count % 2 === 0, pull),
      asksFor: task,
      changes: ['percentComplete', 'status'],
    },
    { name: 'tasks changed', promises: shapes.task.page, run: async () => tasks.changed?.(changed, pull) },
    {
      name: 'tasks search',
      promises: shapes.task.list,
      run: () => tasks.search({ assignedTo: [], completed: false, skip: 0, limit: 20 }, pull),
    },
    { name: 'notes list', promises: shapes.note.list, run: () => notes.list(avery, pull) },
    { name: 'notes read', promises: shapes.note.maybe, run: () => notes.read(avery, note, pull), asksFor: note },
    { name: 'notes create', promises: shapes.note.one, run: () => notes.create(avery, { ...blankNote(), body: fresh('Said') }, pull) },
    {
      name: 'notes update',
      promises: shapes.note.one,
      run: () => notes.update(avery, note, { body: fresh('Said') }, pull),
      asksFor: note,
      changes: ['description'],
    },
    { name: 'notes changed', promises: shapes.note.page, run: async () => notes.changed?.(changed, pull) },
    { name: 'deleted since', promises: shapes.deletions, run: async () => system.deletedSince?.(now - 30 * day, pull) },
    ...referenceCalls(system, ['location', 'users', 'customFields', 'tags']),
  ];
  return { sandbox, wire, calls };
}

/** LocaliQ: the two lists, which is all it has. */
export function localiqRig(): Rig {
  const { sandbox, system } = localiq.connect({ sandbox: createSandbox({ now: () => localiq.now }) });
  const wire = tapWire(sandbox);
  const createdBetween: [number, number] = [now - 60 * day, now];
  const calls: Call[] = [
    { name: 'list', promises: shapes.contact.page, run: () => system.contacts.list({ size: 500, createdBetween }, pull) },
    { name: 'leads', promises: shapes.lead.page, run: async () => system.leads?.({ createdBetween }, pull) },
  ];
  return { sandbox, wire, calls };
}
