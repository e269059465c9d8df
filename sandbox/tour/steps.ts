// The tour of `npm start`: what a new user would try first, each step checked against what the sandbox then holds.
import type { Page } from 'playwright';
import { eventually } from '@/test/e2e/fixtures/eventually';
import type { Launched } from '@/test/e2e/fixtures/launch';
import { OptionsPage } from '@/test/e2e/pages/options-page';
import { PanelPage } from '@/test/e2e/pages/panel-page';
import { layouts as bqeLayouts } from '../bqe/pages/layouts';
import { AVERY } from '../core/people';
import { layouts as localiqLayouts } from '../localiq/pages/layouts';

/** What the steps share and pass on. */
export interface Tour {
  launched: Launched;
  /** The tab that shows the pages of BQE CORE and LocaliQ. */
  page: Page;
  /** Set by the step that opens it. */
  panel?: PanelPage;
  /** Saves a picture of these pages, side by side. */
  picture: (name: string, pages: readonly Page[]) => Promise<void>;
}

export interface Step {
  title: string;
  run: (tour: Tour) => Promise<void>;
}

const personsName = `${AVERY.firstName} ${AVERY.lastName}`;

/** The first way in which a system shows one person at once, under an address with an id. */
function addressOf<Layout extends { frame: string; shows: string; url: (person: typeof AVERY) => string }>(
  layouts: readonly Layout[],
): string {
  const layout = layouts.find((one) => one.frame === 'page' && one.shows === 'one');
  if (!layout) throw new Error('The sandbox has no simple page.');
  return layout.url(AVERY);
}

/** Where BQE CORE shows the tour's client, and LocaliQ the same person as a lead. */
export const clientAddress = (): string => addressOf(bqeLayouts);
export const leadAddress = (): string => addressOf(localiqLayouts);

function panelOf(tour: Tour): PanelPage {
  if (!tour.panel) throw new Error('The panel is not open yet.');
  return tour.panel;
}

function contactId({ launched }: Tour): string {
  const contact = launched.sandbox.highlevel.state.contactByEmail(AVERY.email ?? '');
  if (!contact) throw new Error(`${personsName} is not in the sandbox.`);
  return contact.id;
}

const both = (tour: Tour): Page[] => [tour.page, panelOf(tour).page];

/** Types the sandbox's token and location into Options, as a user would. */
export const connect: Step = {
  title: 'Connect HighLevel in Options with a Private Integration token',
  run: async ({ launched, picture }) => {
    const { state } = launched.sandbox.highlevel;
    const options = new OptionsPage(await launched.openOptions());
    await options.connectWithToken(state.issueToken(), state.location.id);
    await picture('options-connected', [options.page]);
    await options.page.close();
  },
};

/** Opens the client's page in BQE CORE and, by the page's own button, the panel. */
export const openClient: Step = {
  title: `Open ${personsName} in BQE CORE, and the panel by the page's button`,
  run: async (tour) => {
    await tour.page.bringToFront();
    await tour.page.goto(clientAddress());
    tour.panel = new PanelPage(await tour.launched.openPanel(tour.page));
    await tour.panel.untilShows(personsName);
    for (const name of ['Tasks', 'Notes', 'Appointments'] as const) await tour.panel.region(name).getByRole('listitem').first().waitFor();
    await tour.picture('client-and-panel', both(tour));
  },
};

const title = 'Send the revised drawings';
/** Tomorrow at this time of day, as a field for day and time takes it. */
const tomorrowAt = (time: string) => `${new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)}T${time}`;

const addTask: Step = {
  title: 'Add a task',
  run: async (tour) => {
    await panelOf(tour).addTask({ title, due: tomorrowAt('17:00') });
    const { state } = tour.launched.sandbox.highlevel;
    await eventually(() => state.tasksOf(contactId(tour)).some((task) => task.title === title), { what: 'the task in HighLevel' });
    await tour.picture('task-added', both(tour));
  },
};

const completeTask: Step = {
  title: 'Complete it',
  run: async (tour) => {
    await panelOf(tour).completeTask(title);
    const { state } = tour.launched.sandbox.highlevel;
    const isDone = () => state.tasksOf(contactId(tour)).some((task) => task.title === title && task.completed);
    await eventually(isDone, { what: 'the task completed in HighLevel' });
  },
};

const addNote: Step = {
  title: 'Add a note',
  run: async (tour) => {
    const text = 'Prefers calls before ten. Wants the north elevation first.';
    await panelOf(tour).addNote(text);
    const { state } = tour.launched.sandbox.highlevel;
    await eventually(() => state.notesOf(contactId(tour)).some((note) => note.body.includes(text)), { what: 'the note in HighLevel' });
    await panelOf(tour).region('Notes').scrollIntoViewIfNeeded();
    await tour.picture('note-added', both(tour));
  },
};

const addAppointment: Step = {
  title: 'Add an appointment',
  run: async (tour) => {
    const { state } = tour.launched.sandbox.highlevel;
    const before = state.appointmentsOf(contactId(tour)).length;
    await panelOf(tour).addAppointment({ Title: 'Site walk', Start: tomorrowAt('10:00') });
    await eventually(() => state.appointmentsOf(contactId(tour)).length === before + 1, { what: 'the appointment in HighLevel' });
    await panelOf(tour).region('Appointments').scrollIntoViewIfNeeded();
    await tour.picture('appointment-added', both(tour));
  },
};

const offlineTitle = 'Order the site survey';

const goOffline: Step = {
  title: 'Lose the network and go on working',
  run: async (tour) => {
    await tour.launched.offline(true);
    const panel = panelOf(tour);
    await panel.addTask({ title: offlineTitle, due: tomorrowAt('12:00') });
    await panel.untilStatus(/Offline|waiting/);
    await tour.picture('offline', both(tour));
    const { state } = tour.launched.sandbox.highlevel;
    if (state.tasksOf(contactId(tour)).some((task) => task.title === offlineTitle)) throw new Error('The network was not off.');
  },
};

const comeBack: Step = {
  title: 'Get the network back: what waited is sent, once',
  run: async (tour) => {
    await tour.launched.offline(false);
    const { state } = tour.launched.sandbox.highlevel;
    const sent = () => state.tasksOf(contactId(tour)).filter((task) => task.title === offlineTitle).length;
    await eventually(() => sent() === 1, { what: 'the task that waited', timeoutMs: 60_000 });
    await panelOf(tour).untilStatus('Up to date', 30_000);
    if (sent() !== 1) throw new Error(`The task was sent ${sent()} times.`);
  },
};

const openLead: Step = {
  title: 'Open the same person as a lead in LocaliQ: the panel follows',
  run: async (tour) => {
    await tour.page.goto(leadAddress());
    await panelOf(tour).untilShows(personsName);
    await tour.picture('lead-and-panel', both(tour));
  },
};

/** Every step, in order. The first two also prepare the browser of somebody who wants to try it by hand. */
export const steps: readonly Step[] = [connect, openClient, addTask, completeTask, addNote, addAppointment, goOffline, comeBack, openLead];
