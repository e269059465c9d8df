// The states worth looking at, each as the props that make it.
import type { PanelProps } from '@/components/panel-props';
import { aCalendar, aContact, aFieldValue, aNote, anAppointment, aTask, aUser, aWorkflow, kept } from '../builders';
import { aContactView, aNoMatchView, aNothingView, aPerson, aQueuedChange, aSeveralView, aStatus, someActions } from '../panel-builders';

const hour = 3_600_000;
const now = Date.now();
const log =
  (name: string) =>
  async (...args: unknown[]) => {
    console.log(name, ...args);
  };
const actions = someActions({ search: log('search'), openContact: log('openContact'), undo: log('undo') });
const status = (fields = {}) => aStatus({ updatedAt: now - 20_000, ...fields });
const users = [aUser(), aUser({ id: 'user-2', name: 'Alan Turing' })];

const tasks = [
  kept(aTask({ title: 'Send the revised fee proposal', dueAt: now - 26 * hour })),
  kept(
    aTask({
      title: 'Call about the structural drawings and the question of who pays for the second survey',
      dueAt: now - 2 * hour,
      assignedTo: 'user-2',
    }),
  ),
  kept(
    aTask({
      title: 'Confirm site access with the caretaker',
      body: 'Gate code changed last week.\nAsk for Mr. Jones at the front desk.',
      dueAt: now + 0.2 * hour,
    }),
  ),
  kept(aTask({ title: 'Invoice phase 2', dueAt: now + 75 * hour, assignedTo: '' }), { state: 'waiting' }),
  kept(aTask({ title: 'Archive the tender', completed: true, dueAt: now - 90 * hour })),
  kept(aTask({ title: 'Ask for references', completed: true, dueAt: now - 190 * hour })),
];
const notes = [
  kept(
    aNote({
      pinned: true,
      body: '<p>Prefers <b>calls before noon</b>. Parking in the <a href="https://example.com">yard</a>.</p>',
      addedAt: now - 300 * hour,
    }),
  ),
  kept(
    aNote({
      title: 'Kick-off',
      color: '#e8912d',
      userId: 'user-2',
      addedAt: now - 30 * hour,
      body: '<h2>Kick-off meeting</h2><ul><li>Scope agreed for phases 1 and 2</li><li>Survey by the client</li><li>Second survey open</li></ul><p><img src="https://example.com/x.png" alt="Site plan"></p><p>Next steps: we send the revised fee, they confirm site access. The caretaker is there on weekdays from seven to three; after that the gate is locked and the key is with the neighbour at number 14.</p><p>Also asked about the references of the last two schools.</p>',
    }),
  ),
];
const appointments = [
  kept(anAppointment({ title: 'Site visit', startAt: now + 22 * hour, endAt: now + 23 * hour })),
  kept(
    anAppointment({
      title: 'Design review with the board',
      status: 'new',
      startAt: now + 170 * hour,
      endAt: now + 172 * hour,
      zoneProven: false,
      assignedTo: 'user-2',
    }),
  ),
  kept(anAppointment({ title: 'First call', status: 'showed', startAt: now - 300 * hour, endAt: now - 299 * hour })),
];
const fields = [
  aFieldValue({ name: 'Budget' }, '20,000'),
  aFieldValue({ id: 'f2', name: 'Project type', dataType: 'MULTIPLE_OPTIONS', options: ['School', 'Office', 'Housing'] }, [
    'School',
    'Office',
  ]),
  aFieldValue({ id: 'f3', name: 'Contract', dataType: 'FILE_UPLOAD' }, { a: { meta: { originalname: 'contract-signed.pdf' } } }),
  aFieldValue({ id: 'f4', name: 'Start of works', dataType: 'DATE' }, ''),
];
const company = [aPerson(), aPerson({ uid: 'p2', name: 'Luigi Menabrea', email: 'luigi@example.com' })];
const full = (more = {}) =>
  aContactView({
    users,
    tasks,
    notes,
    appointments,
    fields,
    company,
    calendars: [aCalendar(), aCalendar({ id: 'c2', name: 'Phone calls' })],
    workflows: [aWorkflow(), aWorkflow({ id: 'w2', name: 'Fee reminder' })],
    ...more,
  });
const blockedTask = kept(aTask({ title: 'Send the contract', dueAt: now + 3 * hour }), { uid: 'blocked', state: 'blocked' });
const blocked = aQueuedChange({
  id: 7,
  uid: 'blocked',
  label: 'Add task “Send the contract”',
  state: 'blocked',
  problem: { code: 'missing-scope', detail: 'contacts.write', at: now },
});

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';

/** By name; each a function, so that times are fresh. */
export const states: Record<string, () => PanelProps> = {
  starting: () => ({ view: { kind: 'starting' }, status: status(), actions }),
  'not-connected': () => ({ view: { kind: 'not-connected' }, status: status(), actions }),
  'my-day': () => ({
    view: aNothingView({
      users,
      tasks: [
        ...tasks.slice(0, 3).map((task) => ({ task, contactUid: 'ada', contactName: 'Ada Lovelace' })),
        { task: kept(aTask({ title: 'Return the key', dueAt: now + 0.4 * hour })), contactUid: 'c', contactName: 'Charles Babbage' },
      ],
      recent: [aPerson({ uid: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' }), ...company],
    }),
    status: status(),
    actions,
  }),
  'my-day-empty': () => ({
    view: aNothingView({ tasks: [], recent: [] }),
    status: status({ index: { done: 12_400, total: 50_000, paused: false } }),
    actions,
  }),
  'no-match': () => ({ view: aNoMatchView(), status: status(), actions }),
  'no-match-offline': () => ({
    view: aNoMatchView({ answered: false, problem: { code: 'offline', at: now } }),
    status: status({ offline: true }),
    actions,
  }),
  several: () => ({ view: aSeveralView(), status: status(), actions }),
  contact: () => ({
    view: full(),
    status: status({ queue: [aQueuedChange()], undo: { id: 1, label: 'Task completed', at: now } }),
    actions,
  }),
  'contact-empty': () => ({
    view: full({ tasks: [], notes: [], appointments: [], company: [], fields: [], contact: kept(aContact({ tags: [] })) }),
    status: status(),
    actions,
  }),
  'contact-loading': () => ({
    view: full({ tasks: [], notes: [], appointments: [], company: [], childrenLoaded: false }),
    status: status({ syncing: true }),
    actions,
  }),
  'contact-trouble': () => ({
    view: full({
      match: { how: 'email', mark: 'ada@example.com', linkable: false },
      tasks: [blockedTask, kept(aTask({ title: 'Invoice', dueAt: now + 4 * hour }), { unstored: { dueAt: 1, assignedTo: 'x' } })],
      gone: true,
    }),
    status: status({ queue: [blocked, aQueuedChange()], connectionProblem: { code: 'signed-out', at: now } }),
    actions,
  }),
  'contact-offline': () => ({
    view: full({ match: { how: 'opened', mark: '', linkable: true }, canGoBack: true, timezone: 'Asia/Kolkata' }),
    status: status({ offline: true, queue: [aQueuedChange(), aQueuedChange({ id: 2 })], updatedAt: now - 7 * hour }),
    actions,
  }),
  'contact-hostile': () => ({
    view: full({
      contact: kept(
        aContact({
          firstName: longWord,
          lastName: '🦄👩‍👩‍👧',
          companyName: hostile,
          email: `${longWord}@example.com`,
          tags: [longWord, 'عميل مهم', hostile],
        }),
      ),
      tasks: [
        kept(aTask({ title: hostile })),
        kept(aTask({ title: `${longWord} ${longWord}` })),
        kept(aTask({ title: 'اتصل بالعميل غدًا 📞' })),
      ],
      notes: [
        kept(aNote({ body: `${hostile}<p style="position:fixed">ملاحظة مهمة</p><a href="javascript:alert(3)">x</a>` })),
        kept(aNote({ body: longWord.repeat(40) })),
      ],
    }),
    status: status(),
    actions,
  }),
  search: () => ({
    view: full(),
    status: status(),
    actions,
    search: { text: 'ada', hits: [aPerson({ uid: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' }), ...company], answered: false },
  }),
};
