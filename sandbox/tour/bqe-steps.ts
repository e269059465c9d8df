// The tour between HighLevel and BQE CORE: Push, Pull, and the first background sync, planned, approved and at work.
import { eventually } from '@/test/e2e/fixtures/eventually';
import { clientAddress, nameOf } from '@/test/e2e/fixtures/work';
import { AVERY, CAMERON, type Person } from '../core/people';
import { offlineTitle } from './panel-steps';
import { both, clientOf, contactOf, inOptions, openReview, panelOf, type Step, type Tour } from './tour';

const newAddress = { street1: '48 Atelier Row', city: 'Brooklyn', zip: '11201' };
const newPhone = '+12125550177';

/** The firm's books know of one who moved, and lack the address of another: so that there is something to push, and to carry. */
export function differInBqe({ launched: { sandbox } }: Tour): void {
  const change = (person: Person, address: typeof newAddress) => {
    const client = clientOf(sandbox, person);
    sandbox.bqe.state.edit(client, { address: { ...client.address, ...address } });
  };
  change(AVERY, newAddress);
  change(CAMERON, { street1: '', city: '', zip: '' });
}

const pushClient: Step = {
  title: 'Push the new address from BQE CORE to HighLevel, after a review',
  run: async (tour) => {
    const panel = panelOf(tour);
    await openReview(panel, 'Push to HighLevel');
    await panel.review.getByText(newAddress.city).waitFor();
    await tour.picture('push-review', both(tour));
    await panel.apply();
    const { sandbox } = tour.launched;
    await eventually(() => contactOf(sandbox, AVERY).address1 === newAddress.street1, { what: 'the new address in HighLevel' });
    await panel.page.getByText('In step').waitFor();
    await tour.picture('pushed', both(tour));
  },
};

const phonesOf = (tour: Tour): string[] => {
  const { communications } = clientOf(tour.launched.sandbox, AVERY).address;
  return communications.map(({ value }) => value.replace(/\D/g, '').slice(-10));
};

const pullClient: Step = {
  title: 'Pull a new phone number from HighLevel into BQE CORE, after a review',
  run: async (tour) => {
    const panel = panelOf(tour);
    const { sandbox } = tour.launched;
    sandbox.highlevel.state.editContact(contactOf(sandbox, AVERY).id, { phone: newPhone });
    // A colleague's change comes with the next look, at most 20 s later; opening the panel anew looks, unless it has just looked.
    await eventually(async () => {
      await panel.page.reload();
      await panel.untilShows(nameOf(AVERY));
      await panel.page.getByText('Differs in 1 field').waitFor({ timeout: 1500 });
      return true;
    });
    await openReview(panel, 'Pull from HighLevel');
    await tour.picture('pull-review', both(tour));
    await panel.apply();
    await eventually(() => phonesOf(tour).includes(newPhone.slice(-10)), { what: 'the new phone number in BQE CORE' });
    await tour.page.reload();
    await panel.page.getByText('In step').waitFor();
  },
};

/** Requests that changed something; `Test connection` also sends some that are refused. */
const changes = ({ launched: { sandbox } }: Tour): number =>
  [...sandbox.highlevel.requests, ...sandbox.bqe.requests].filter(
    ({ method, path, status }) => !['GET', 'OPTIONS'].includes(method) && status < 300 && !/\/search$|\/connect\//.test(path),
  ).length;

const planSync: Step = {
  title: 'See what a first sync with BQE CORE would do; nothing is written yet',
  run: (tour) =>
    inOptions(tour, async (options) => {
      const before = changes(tour);
      await options.syncNow('BQE CORE');
      const plan = options.page.getByRole('heading', { name: 'First sync plan' });
      await plan.waitFor({ timeout: 30_000 });
      await plan.scrollIntoViewIfNeeded();
      await tour.picture('first-sync-plan', [options.page]);
      if (changes(tour) !== before) throw new Error('Something was written before the plan was approved.');
    }),
};

const approveSync: Step = {
  title: `Approve it: ${nameOf(CAMERON)}'s address is carried into BQE CORE in the background`,
  run: (tour) =>
    inOptions(tour, async (options) => {
      const address = () => clientOf(tour.launched.sandbox, CAMERON).address;
      if (address().city) throw new Error('There was nothing to carry.');
      await options.approveFirstSync();
      await eventually(() => address().city === CAMERON.city, { what: 'the address in BQE CORE', timeoutMs: 60_000 });
      const pause = options.connection('BQE CORE').getByRole('button', { name: 'Pause' });
      await pause.evaluate((button) => button.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await tour.picture('sync-approved', [options.page]);
    }),
};

const seeTodos: Step = {
  title: "Find the task that was added without a network among the client's to-dos in BQE CORE, once",
  run: async (tour) => {
    const panel = panelOf(tour);
    const todos = () => tour.launched.sandbox.bqe.state.company.todos.filter(({ description }) => description === offlineTitle);
    // What exceeds the limit of the minute is sent with the next.
    await eventually(() => todos().length > 0, { what: 'the to-do in BQE CORE', timeoutMs: 60_000 });
    await tour.page.goto(clientAddress(AVERY));
    await panel.untilShows(nameOf(AVERY));
    await panel.page.getByText('In step').waitFor();
    await tour.page.getByText(offlineTitle).first().scrollIntoViewIfNeeded();
    await tour.picture('to-dos-made', both(tour));
    if (todos().length !== 1) throw new Error(`${todos().length} to-dos were made.`);
  },
};

/** One click each way, beside the client's page. */
export const pushAndPull: readonly Step[] = [pushClient, pullClient];
/** What happens without a click, once it was approved. */
export const firstSync: readonly Step[] = [planSync, approveSync, seeTodos];
