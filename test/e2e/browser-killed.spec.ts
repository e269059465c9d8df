// The whole browser dies, as in a crash or a power cut, while writes are on their way: when it is back, nothing is lost and nothing comes twice.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AVERY } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { type Launched, launch } from './fixtures/launch';
import { clientAddress, nameOf, requestsTo, startWork, type Work } from './fixtures/work';
import { PanelPage } from './pages/panel-page';

let profileDir: string;
let work: Work;
let again: Launched | undefined;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'lockstep-killed-'));
  work = await startWork({ profileDir });
});

afterAll(async () => {
  await again?.close();
  await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const titled = (title: string) => work.state.tasksOf(work.contactId).filter((task) => task.title === title);
const notes = (text: string) => work.state.notesOf(work.contactId).filter(({ body }) => body.includes(text));

it('sends what waited and finishes what was on its way, once', async () => {
  const { panel, sandbox } = work;
  const crashed = Promise.withResolvers<void>();
  sandbox.world.faults.arm({ kind: 'hold', until: () => crashed.promise, match: { method: 'POST', path: /\/tasks$/ } });
  await panel.addTask({ title: 'Survive the browser' });
  await eventually(() => requestsTo(work, 'POST', /\/tasks$/).length > 0);
  await panel.addNote('Typed a moment before the crash.');
  expect(notes('Typed a moment')).toEqual([]);

  await work.killBrowser();
  // The server goes on with what it has been asked.
  crashed.resolve();
  await work.close().catch(() => undefined);

  again = await launch({ profileDir, sandbox });
  const page = again.context.pages()[0] ?? (await again.context.newPage());
  await page.goto(clientAddress(AVERY));
  const panelAgain = new PanelPage(await again.openPanel(page));
  await panelAgain.untilShows(nameOf(AVERY));
  await panelAgain.untilStatus('Up to date', 60_000);
  expect(titled('Survive the browser')).toHaveLength(1);
  expect(notes('Typed a moment')).toHaveLength(1);
}, 120_000);
