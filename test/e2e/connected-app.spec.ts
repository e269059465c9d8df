// The connected app from Options to the receiver: what changes in HighLevel for a contact that is linked to LocaliQ arrives there once, signed.
// Its address lies below a host that the build may reach: a browser without a screen never answers a request for another.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONNECTED_APP, LOCALIQ_INTAKE_HOST } from '@/sandbox/connected-app';
import { AVERY } from '@/sandbox/core/people';
import { layouts } from '@/sandbox/localiq/pages/layouts';
import { SIGNED_IN } from '@/sandbox/localiq/seed';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { eventually } from './fixtures/eventually';
import { contactIdOf, nameOf, startWork, type Work } from './fixtures/work';
import { OptionsPage } from './pages/options-page';

const url = `https://${LOCALIQ_INTAKE_HOST}/hooks/lockstep`;

let work: Work;

beforeAll(async () => {
  work = await startWork({
    prepare: ({ sandbox }) => {
      const { state } = sandbox.highlevel;
      const contactId = contactIdOf(state, AVERY);
      state.editContact(contactId, { city: 'Yonkers' });
      for (const title of ['Send the brochure', 'Measure the facade']) state.addTask({ contactId, title });
    },
  });
});

afterAll(() => work?.close());

const received = () => work.sandbox.connectedApp.state;
const eventsOf = (type: string) => received().events.filter((event) => event.type === type);

it('connects once the receiver has taken a test event, and tests again on request', async () => {
  const options = new OptionsPage(await work.openOptions());
  await options.connectApp(url, CONNECTED_APP.authorization, 'mistyped');
  await options.untilSays('Action needed: the receiver refused the header or the signature', 'Connected app');
  expect(received().events).toEqual([]);

  await options.fill('Connected app', { 'Signing secret': CONNECTED_APP.secret });
  await options.press('Connected app', 'Connect');
  await options.untilSays(`Connected to ${LOCALIQ_INTAKE_HOST}`, 'Connected app');
  expect(eventsOf('test')).toHaveLength(1);

  await options.press('Connected app', 'Test connection');
  await eventually(() => eventsOf('test').length === 2);
  await options.untilSays('Connected', 'Connected app');
  await options.page.close();
});

it('pulls into a LocaliQ record by the connected app, and says that it does', async () => {
  const { panel, page, sandbox } = work;
  const options = new OptionsPage(await work.openOptions());
  const advertiser = sandbox.localiq.state.advertisers[0]?.gmaid ?? '';
  await options.connectLocaliqWithPassword({ ...LOCALIQ_APP, email: SIGNED_IN.email, password: 'sandbox', advertiser });
  await options.page.close();

  await page.bringToFront();
  await page.goto(layouts.find(({ name }) => name === 'contact-path')?.url(AVERY) ?? '');
  await panel.untilShows(nameOf(AVERY));
  await panel.page.getByText('Pull sends them to your connected app').waitFor();
  const pull = panel.page.getByRole('button', { name: 'Pull from HighLevel' });
  await eventually(async () => (await pull.getAttribute('aria-disabled')) !== 'true');
  await pull.click();
  const review = panel.page.getByRole('dialog', { name: 'Review changes' });
  await review.getByText('Sent to your connected app').waitFor();
  await review.getByRole('button', { name: 'Apply' }).click();
  await review.waitFor({ state: 'hidden' });

  const event = await eventually(() => eventsOf('contact.updated')[0]);
  const { contact, changed } = event.data as { contact: Record<string, unknown>; changed: string[] };
  expect(changed).toContain('city');
  const localiqContactId = String(sandbox.localiq.state.contactOf(AVERY)?.id);
  expect(contact).toMatchObject({ id: work.contactId, city: 'Yonkers', localiqContactId });
  await panel.untilStatus('Up to date');
});

it('tells of a task that is completed in the panel, once, with a valid signature and key', async () => {
  const { panel } = work;
  await panel.completeTask('Send the brochure');
  const event = await eventually(() => eventsOf('task.completed')[0]);
  expect(event.data).toMatchObject({
    contact: { id: work.contactId },
    task: { title: 'Send the brochure', completed: true },
    changed: ['completed'],
  });
  await panel.untilStatus('Up to date');
  const deliveries = received().deliveries.filter(({ rawBody }) => rawBody.includes(event.id));
  // 202 is the receiver's word that header, signature, key and shape are right.
  expect(deliveries.map(({ status, idempotencyKey }) => [status, idempotencyKey])).toEqual([[202, event.id]]);
  expect(eventsOf('task.completed')).toHaveLength(1);
});

it('tells of what a colleague changed as soon as it is read, also where the answer is lost', async () => {
  const { panel, state, sandbox } = work;
  sandbox.connectedApp.quirks.failsAfterKeeping = true;
  const task = state.tasksOf(work.contactId).find(({ title }) => title === 'Measure the facade');
  state.editTask(task?.id ?? '', { title: 'Measure both facades' });
  // The panel looks every 20 s, and whenever it is opened.
  await eventually(
    async () => {
      await panel.page.reload();
      await panel.task('Measure both facades').waitFor({ timeout: 1500 });
      return true;
    },
    { timeoutMs: 40_000 },
  );
  const event = await eventually(() => eventsOf('task.updated')[0]);
  sandbox.connectedApp.quirks.failsAfterKeeping = false;
  expect(event.data).toMatchObject({ task: { title: 'Measure both facades' }, changed: ['title'] });
  const statuses = () => received().deliveries.flatMap(({ rawBody, status }) => (rawBody.includes(event.id) ? [status] : []));
  await eventually(() => statuses().length > 1, { timeoutMs: 40_000 });
  await panel.untilStatus('Up to date', 40_000);
  expect(statuses()).toEqual([500, 200]);
  expect(eventsOf('task.updated')).toHaveLength(1);
});
