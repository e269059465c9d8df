// What the panel is given, for tests and the gallery: every part plausible, actions that only succeed.
import type {
  ContactView,
  NoMatchView,
  NothingView,
  PanelActions,
  PanelStatus,
  Person,
  QueuedChange,
  SeveralView,
} from '@/components/panel-props';
import { aCalendar, aContact, aFieldValue, aNote, anAppointment, aSighting, aTask, aUser, aWorkflow, kept, noon } from './builders';

/** Everything in order, read 20 s ago. */
export function aStatus(fields: Partial<PanelStatus> = {}): PanelStatus {
  return { offline: false, syncing: false, queue: [], updatedAt: noon - 20_000, ...fields };
}

/** A change that waits to be sent. */
export function aQueuedChange(fields: Partial<QueuedChange> = {}): QueuedChange {
  return {
    id: 1,
    uid: 'uid-of-change',
    contactUid: 'ada',
    contactName: 'Ada Lovelace',
    label: 'Add task “Call back”',
    state: 'waiting',
    madeAt: noon - 60_000,
    ...fields,
  };
}

/** Grace at the same company. */
export function aPerson(fields: Partial<Person> = {}): Person {
  return { uid: 'charles', name: 'Charles Babbage', company: 'Analytical Engines', email: 'charles@example.com', phone: '', ...fields };
}

/** Ada with one of everything, linked to the page. */
export function aContactView(fields: Partial<ContactView> = {}): ContactView {
  return {
    kind: 'contact',
    contact: kept(aContact(), { uid: 'ada' }),
    match: { how: 'linked', mark: '', linkable: false },
    gone: false,
    childrenLoaded: true,
    tasks: [kept(aTask())],
    notes: [kept(aNote())],
    appointments: [kept(anAppointment())],
    company: [aPerson()],
    fields: [aFieldValue()],
    users: [aUser()],
    calendars: [aCalendar()],
    workflows: [aWorkflow()],
    tags: ['client', 'lead', 'vip'],
    timezone: 'America/New_York',
    me: 'user-1',
    drafts: {},
    canGoBack: false,
    ...fields,
  };
}

/** My day with one late task. */
export function aNothingView(fields: Partial<NothingView> = {}): NothingView {
  const task = kept(aTask({ title: 'Send offer', dueAt: noon - 864e5 }));
  return {
    kind: 'nothing',
    tasks: [{ task, contactUid: 'ada', contactName: 'Ada Lovelace' }],
    recent: [aPerson()],
    users: [aUser()],
    timezone: 'America/New_York',
    me: 'user-1',
    ...fields,
  };
}

/** The page shows Ada, and HighLevel said that it knows nobody like her. */
export function aNoMatchView(fields: Partial<NoMatchView> = {}): NoMatchView {
  return { kind: 'no-match', sighting: aSighting(), answered: true, drafts: {}, ...fields };
}

/** E-mail and phone point at two people. */
export function aSeveralView(fields: Partial<SeveralView> = {}): SeveralView {
  return {
    kind: 'several',
    drafts: {},
    sighting: aSighting(),
    candidates: [
      { person: aPerson({ uid: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' }), reasons: ['Same e-mail'] },
      { person: aPerson(), reasons: ['Same phone, other name'] },
    ],
    ...fields,
  };
}

/** Every action succeeds and does nothing; name those that the test is about. */
export function someActions(actions: Partial<PanelActions> = {}): PanelActions {
  const ready = async () => {};
  const all: Record<Exclude<keyof PanelActions, 'previewFill' | 'fill' | 'undoFill'>, () => Promise<void>> = {
    addTask: ready,
    editTask: ready,
    completeTask: ready,
    deleteTask: ready,
    addNote: ready,
    editNote: ready,
    deleteNote: ready,
    addAppointment: ready,
    editAppointment: ready,
    cancelAppointment: ready,
    proveAppointment: ready,
    editContact: ready,
    addTags: ready,
    removeTags: ready,
    deleteContact: ready,
    startWorkflow: ready,
    createContact: ready,
    link: ready,
    notThisPerson: ready,
    openInHighLevel: ready,
    openExisting: ready,
    search: ready,
    openContact: ready,
    back: ready,
    popOut: ready,
    openOptions: ready,
    teachPage: ready,
    teachKey: ready,
    retry: ready,
    discard: ready,
    undo: ready,
    saveDraft: ready,
  };
  const filling: Pick<PanelActions, 'previewFill' | 'fill' | 'undoFill'> = {
    previewFill: async () => ({ groups: [], about: '', same: 0 }),
    fill: async (choice) => ({ done: choice.length, failed: [] }),
    undoFill: async () => ({ done: 0, failed: [] }),
  };
  return { ...all, ...filling, ...actions };
}
