// The tour at work beside a client's page: tasks, notes and appointments of HighLevel, also without a network.
import { eventually } from '@/test/e2e/fixtures/eventually';
import { clientAddress, nameOf } from '@/test/e2e/fixtures/work';
import { PanelPage } from '@/test/e2e/pages/panel-page';
import { AVERY } from '../core/people';
import { both, contactOf, panelOf, type Step, type Tour } from './tour';

/** Opens the client's page in BQE CORE and, by the page's own button, the panel. */
export const openClient: Step = {
  title: `Open ${nameOf(AVERY)} in BQE CORE, and the panel by the page's button`,
  run: async (tour) => {
    await tour.page.bringToFront();
    await tour.page.goto(clientAddress(AVERY));
    tour.panel = new PanelPage(await tour.launched.openPanel(tour.page));
    await tour.panel.untilShows(nameOf(AVERY));
    for (const name of ['Tasks', 'Notes', 'Appointments'] as const) await tour.panel.region(name).getByRole('listitem').first().waitFor();
    await tour.picture('client-and-panel', both(tour));
  },
};

const state = (tour: Tour) => tour.launched.sandbox.highlevel.state;
const contactId = (tour: Tour) => contactOf(tour.launched.sandbox, AVERY).id;
const tasks = (tour: Tour, title: string) =>
  state(tour)
    .tasksOf(contactId(tour))
    .filter((task) => task.title === title);

const title = 'Send the revised drawings';
/** Tomorrow at this time of day, as a field for day and time takes it. */
const tomorrowAt = (time: string) => `${new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)}T${time}`;

const addTask: Step = {
  title: 'Add a task',
  run: async (tour) => {
    await panelOf(tour).addTask({ title, due: tomorrowAt('17:00') });
    await eventually(() => tasks(tour, title).length === 1, { what: 'the task in HighLevel' });
    await tour.picture('task-added', both(tour));
  },
};

const completeTask: Step = {
  title: 'Complete it',
  run: async (tour) => {
    await panelOf(tour).completeTask(title);
    await eventually(() => tasks(tour, title)[0]?.completed, { what: 'the task completed in HighLevel' });
  },
};

const addNote: Step = {
  title: 'Add a note',
  run: async (tour) => {
    const text = 'Prefers calls before ten. Wants the north elevation first.';
    await panelOf(tour).addNote(text);
    const isThere = () =>
      state(tour)
        .notesOf(contactId(tour))
        .some((note) => note.body.includes(text));
    await eventually(isThere, { what: 'the note in HighLevel' });
    await panelOf(tour).region('Notes').scrollIntoViewIfNeeded();
    await tour.picture('note-added', both(tour));
  },
};

const addAppointment: Step = {
  title: 'Add an appointment',
  run: async (tour) => {
    const count = () => state(tour).appointmentsOf(contactId(tour)).length;
    const before = count();
    await panelOf(tour).addAppointment({ Title: 'Site walk', Start: tomorrowAt('10:00') });
    await eventually(() => count() === before + 1, { what: 'the appointment in HighLevel' });
    await panelOf(tour).region('Appointments').scrollIntoViewIfNeeded();
    await tour.picture('appointment-added', both(tour));
  },
};

/** Of the task that is added without a network. */
export const offlineTitle = 'Order the site survey';

const goOffline: Step = {
  title: 'Lose the network and go on working',
  run: async (tour) => {
    await tour.launched.offline(true);
    const panel = panelOf(tour);
    await panel.addTask({ title: offlineTitle, due: tomorrowAt('12:00') });
    await panel.untilStatus(/Offline|waiting/);
    await tour.picture('offline', both(tour));
    if (tasks(tour, offlineTitle).length > 0) throw new Error('The network was not off.');
  },
};

const comeBack: Step = {
  title: 'Get the network back: what waited is sent, once',
  run: async (tour) => {
    await tour.launched.offline(false);
    await eventually(() => tasks(tour, offlineTitle).length > 0, { what: 'the task that waited', timeoutMs: 60_000 });
    await panelOf(tour).untilStatus('Up to date', 30_000);
    const sent = tasks(tour, offlineTitle).length;
    if (sent !== 1) throw new Error(`The task was sent ${sent} times.`);
  },
};

/** What is done beside the client's page, in order. */
export const panelSteps: readonly Step[] = [addTask, completeTask, addNote, addAppointment];
/** The same without a network, and what becomes of it. */
export const offlineSteps: readonly Step[] = [goOffline, comeBack];
