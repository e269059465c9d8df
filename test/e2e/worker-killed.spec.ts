// The worker dies at the worst moments and answers are lost: nothing is lost, nothing comes twice, and the status line says what is true.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '@/sandbox/core/faults';
import { AVERY } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import type { Launched } from './fixtures/launch';
import { nextYear } from './fixtures/next-year';
import { contactIdOf, nameOf, requestsTo, startWork, type Work } from './fixtures/work';
import { PanelPage } from './pages/panel-page';

let work: Work;

beforeAll(async () => {
  const prepare = ({ sandbox }: Launched) => {
    const { state } = sandbox.highlevel;
    state.addTask({ contactId: contactIdOf(state, AVERY), title: 'Gone elsewhere' });
  };
  work = await startWork({ prepare });
});

afterAll(() => work?.close());

const titled = (title: string) => work.state.tasksOf(work.contactId).filter((task) => task.title === title);
const arm = (fault: Fault) => work.sandbox.world.faults.arm(fault);
/** The status line and the store say the same: nothing waits, and so it reads. */
const settle = (timeoutMs = 45_000) => work.panel.untilStatus('Up to date', timeoutMs);
/** What the status line says while it is certain that something waits. */
const status = () => work.panel.status.textContent();

it.each([
  ['before the server heard of it', false, 'Survive the worker', 'Prepare the design review'],
  ['before the server had answered', true, 'Survive it again', 'Call about the site survey'],
])('finishes a write during which the worker died %s, once', async (_, acts, title, other) => {
  const { panel } = work;
  const held = Promise.withResolvers<void>();
  const until = () => {
    held.resolve();
    return new Promise(() => undefined);
  };
  arm({ kind: 'hold', acts, until, match: { method: 'POST', path: /\/tasks$/ } });
  await panel.addTask({ title });
  await held.promise;
  await work.killWorker();
  expect(await status()).toBe('1 change waiting');
  await panel.completeTask(other);
  await settle();
  await eventually(() => titled(other)[0]?.completed);
  expect(titled(title)).toHaveLength(1);
});

it.each<[string, Fault['kind'], Partial<Fault>]>([
  ['the reply was lost', 'drop-reply', {}],
  ['the server said 500', '500', { acts: true }],
  ['the answer was cut short', 'truncated', {}],
])('makes no second task where the first was made and %s', async (what, kind, more) => {
  const { panel } = work;
  const title = `Once, although ${what}`;
  arm({ kind, match: { method: 'POST', path: /\/tasks$/ }, ...more });
  await panel.addTask({ title });
  await eventually(() => titled(title).length === 1);
  expect(await status()).toBe('1 change waiting');
  await settle();
  expect(titled(title)).toHaveLength(1);
});

it('keeps two tasks that were made alike on purpose, though the reply to the first was lost', async () => {
  const { panel } = work;
  arm({ kind: 'drop-reply', match: { method: 'POST', path: /\/tasks$/ } });
  await panel.addTask({ title: 'Ring the client', due: `${nextYear}-05-05T10:00` });
  await panel.addTask({ title: 'Ring the client', due: `${nextYear}-05-05T10:00` });
  await settle();
  const asked = work.sandbox.highlevel.requests.slice(-40).map(({ at, method, path, status }) => `${at} ${method} ${path} ${status}`);
  expect(titled('Ring the client'), asked.join('\n')).toHaveLength(2);
  await eventually(async () => (await panel.task('Ring the client').count()) === 2);
});

it('deletes once, and sends anew what the server never acted on, although the worker died during the grace', async () => {
  const { panel } = work;
  const [task] = titled('Survive the worker');
  arm({ kind: '500', match: { method: 'POST', path: /\/notes$/ } });
  await panel.addNote('Sent at the second attempt');
  await panel.deleteTask('Survive the worker');
  await work.killWorker();
  expect(await status()).toBe('2 changes waiting');
  expect(titled('Survive the worker')).toHaveLength(1);
  await eventually(() => titled('Survive the worker').length === 0, { timeoutMs: 45_000 });
  await settle();
  expect(requestsTo(work, 'DELETE').filter(({ path }) => path.endsWith(`/tasks/${task?.id}`))).toHaveLength(1);
  expect(work.state.notesOf(work.contactId).filter(({ body }) => body.includes('Sent at the second attempt'))).toHaveLength(1);
});

it('says what was refused and why, until the user decides', async () => {
  const { panel, state } = work;
  state.deleteTask(titled('Gone elsewhere')[0]?.id ?? '');
  await panel.completeTask('Gone elsewhere');
  await panel.untilStatus('Action needed', 30_000);
  await panel.page.getByText('1 needs you').waitFor();
  await panel.page.getByRole('button', { name: 'Show what waits' }).click();
  await panel.page.getByText('The record no longer exists on the server.').first().waitFor();
  await panel.page.getByRole('button', { name: 'Discard' }).first().click();
  await settle();
});

it('shows two panels of one person the same, whichever makes the change', async () => {
  const { panel, page } = work;
  const out = new PanelPage(await work.popOut(await work.tabId(page)));
  await out.untilShows(nameOf(AVERY));
  // A tab in front takes the side panel with it: back to the client's page, which both follow.
  await page.bringToFront();
  await panel.untilShows(nameOf(AVERY));
  const answered = Promise.withResolvers<void>();
  arm({ kind: 'hold', until: () => answered.promise, match: { method: 'POST', path: /\/tasks$/ } });
  await out.addTask({ title: 'From one panel' });
  await panel.task('From one panel').waitFor();
  await Promise.all([out, panel].map((one) => one.untilStatus('1 change waiting')));
  answered.resolve();
  await panel.editTask('From one panel', { Title: 'From both panels' });
  await out.task('From both panels').waitFor();
  await Promise.all([out, panel].map((one) => one.untilStatus('Up to date')));
  expect(titled('From both panels')).toHaveLength(1);
  expect(titled('From one panel')).toHaveLength(0);
  await out.page.close();
});
