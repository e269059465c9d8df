// The background sync in a real browser: planned and approved in Options, then judged by what the systems hold.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TodoStatus } from '@/sandbox/bqe/enums';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { AVERY, type Person } from '@/sandbox/core/people';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { eventually } from './fixtures/eventually';
import { contactIdOf, nameOf, startWork, type Work } from './fixtures/work';
import { OptionsPage } from './pages/options-page';

let work: Work;
let options: OptionsPage;

beforeAll(async () => {
  work = await startWork();
  const { bqe, localiq } = work.sandbox;
  bqe.state.signIn.autoApprove = true;
  options = new OptionsPage(await work.openOptions());
  await options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret);
  localiq.state.signIn.autoApprove = true;
  await options.connectLocaliqInWindow(LOCALIQ_APP, localiq.state.advertisers[0]?.gmaid ?? '');
});

afterAll(() => work?.close());

const inHighLevel = (person: Person) => work.state.contacts.get(contactIdOf(work.state, person));
function inBqe(person: Person) {
  const found = work.sandbox.bqe.state.clientOf(person);
  if (!found) throw new Error(`${person.email} is no client.`);
  return found;
}
const todos = () => work.sandbox.bqe.state.company.todos;
/** Requests that changed something; Test connection also sends some that are refused. */
const changes = () =>
  [...work.sandbox.highlevel.requests, ...work.sandbox.bqe.requests].filter(
    ({ method, path, status }) => !['GET', 'OPTIONS'].includes(method) && status < 300 && !/\/search$|\/connect\//.test(path),
  );

/** Presses `Sync now` until it is so. */
async function syncUntil(name: 'BQE CORE' | 'LocaliQ', isSo: () => unknown): Promise<void> {
  await eventually(
    async () => {
      await options.syncNow(name);
      return await eventually(isSo, { timeoutMs: 6_000 }).then(
        () => true,
        () => false,
      );
    },
    { timeoutMs: 60_000 },
  );
}

it('shows what the first sync with BQE CORE would do, and writes nothing before it is approved', async () => {
  const before = changes().length;
  await options.syncNow('BQE CORE');
  await options.page.getByRole('heading', { name: 'First sync plan' }).waitFor({ timeout: 30_000 });
  expect(changes()).toHaveLength(before);
  await options.approveFirstSync();
  await eventually(() => changes().length > before, { timeoutMs: 30_000 });
});

it('makes a contact with its note of a new LocaliQ call, once its sync was approved', async () => {
  const { state } = work.sandbox.localiq;
  await options.syncNow('LocaliQ');
  await options.approveFirstSync();
  // Servers tell the time in whole seconds: what comes in within the second of the approval may count as older.
  await options.page.waitForTimeout(2500);
  const caller = state.addContact({
    first_name: 'Robin',
    last_name: 'Vale',
    email: 'robin.vale@example.com',
    phone_mobile: '(202) 555-0148',
  });
  state.addCall(caller, {});
  const made = () => work.state.contactByEmail('robin.vale@example.com');
  await syncUntil('LocaliQ', () => made() && work.state.notesOf(made()?.id ?? '').length > 0);
  expect(work.state.contactsByEmail('robin.vale@example.com')).toHaveLength(1);
  expect(work.state.notesOf(made()?.id ?? '')).toHaveLength(1);
});

it('carries edits of different fields both ways', async () => {
  work.state.editContact(contactIdOf(work.state, AVERY), { postalCode: '10701' });
  const client = inBqe(AVERY);
  work.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Yonkers' } });
  await syncUntil('BQE CORE', () => inHighLevel(AVERY)?.city === 'Yonkers' && inBqe(AVERY).address.zip === '10701');
});

it('makes a to-do of a task, and completes each where the other was completed', async () => {
  const { panel } = work;
  const todo = (title: string) => todos().find(({ description }) => description === title);
  await work.page.bringToFront();
  await panel.untilShows(nameOf(AVERY));
  await panel.addTask({ title: 'Send the drawings' });
  await panel.addTask({ title: 'Call the surveyor' });
  await eventually(() => todo('Send the drawings') && todo('Call the surveyor'), { timeoutMs: 40_000 });

  await panel.completeTask('Send the drawings');
  await eventually(() => todo('Send the drawings')?.percentComplete === 100, { timeoutMs: 40_000 });

  const other = todo('Call the surveyor');
  if (other) work.sandbox.bqe.state.edit(other, { percentComplete: 100, status: TodoStatus.completed });
  await options.page.bringToFront();
  await syncUntil('BQE CORE', () => work.state.tasksOf(work.contactId).find(({ title }) => title === 'Call the surveyor')?.completed);
});

it('carries a new note once, with its author and time', async () => {
  work.sandbox.bqe.state.addNote(inBqe(AVERY), { description: 'The permit came through.' });
  const notes = () => work.state.notesOf(work.contactId).filter(({ body }) => body.includes('The permit came through.'));
  await syncUntil('BQE CORE', () => notes().length > 0);
  await options.syncNow('BQE CORE');
  expect(notes()).toHaveLength(1);
  expect(notes()[0]?.body).toContain('from BQE CORE');
});

it('ends a run right whose worker was killed in the middle', async () => {
  work.sandbox.world.faults.arm({ kind: 'latency', ms: 2000, match: { method: 'PUT' } });
  work.state.editContact(contactIdOf(work.state, AVERY), { address1: '5 Harbor Walk' });
  const puts = () => work.sandbox.bqe.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/client/')).length;
  const before = puts();
  // HighLevel's search shows an edit some seconds late.
  await syncUntil('BQE CORE', () => puts() > before);
  await work.killWorker();
  await eventually(() => inBqe(AVERY).address.street1 === '5 Harbor Walk', { timeoutMs: 60_000 });
  expect(inHighLevel(AVERY)?.address1).toBe('5 Harbor Walk');
}, 120_000);
