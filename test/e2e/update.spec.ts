// An update loses nothing: the extension is worked with under a lower version, its files are replaced as the browser does, and everything
// that the user entered is there again. There is no released version yet, so both are the present build but for the number; databases that
// older code has written are tried in test/store/database.test.ts.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layouts } from '@/sandbox/bqe/pages/layouts';
import { AVERY, BRIAR, MORGAN, type Person, SASHA } from '@/sandbox/core/people';
import { API_HOST } from '@/sandbox/highlevel/index';
import type { Sandbox } from '@/sandbox/index';
import { eventually } from './fixtures/eventually';
import { extensionFolder } from './fixtures/extension';
import { type Launched, launch } from './fixtures/launch';
import { storedKeys } from './fixtures/stored';
import { clientAddress, contactIdOf, nameOf, startWork } from './fixtures/work';
import { field, fill } from './pages/controls';
import { OptionsPage } from './pages/options-page';
import { PanelPage } from './pages/panel-page';

const lowerVersion = '0.0.1';
const draft = 'Half a thought about the stairs';
const offlineNote = 'Typed before the update, without a network.';

let folder: string;
let profileDir: string;
let sandbox: Sandbox;
let before: Record<string, string[]>;
let launched: Launched | undefined;

/** A page that only a taught rule can read. */
const fileCard = (person: Person) => layouts.find(({ name }) => name === 'file-card')?.url(person) ?? '';

/** Puts the build into the folder that the browser loads, as a whole. */
async function install(version?: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(extensionFolder, folder, { recursive: true });
  if (!version) return;
  const path = join(folder, 'manifest.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), version }));
}

/** The version at the end of Options. */
async function shownVersion(): Promise<string | undefined> {
  const options = await launched?.openOptions();
  const text = await options?.getByText(/^Lockstep \d/).textContent();
  await options?.close();
  return text?.replace('Lockstep ', '');
}

const notes = () => {
  const { state } = sandbox.highlevel;
  return state.notesOf(contactIdOf(state, BRIAR)).filter(({ body }) => body.includes(offlineNote));
};

/** The tab beside the panel, and the panel. */
async function atWork(person: Person): Promise<{ page: Page; panel: PanelPage }> {
  if (!launched) throw new Error('The browser is not open.');
  const page = launched.context.pages()[0] ?? (await launched.context.newPage());
  await page.goto(clientAddress(person));
  return { page, panel: new PanelPage(await launched.openPanel(page)) };
}

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'lockstep-update-'));
  folder = join(parent, 'extension');
  profileDir = join(parent, 'profile');
  await install(lowerVersion);

  const work = await startWork({ folder, profileDir });
  launched = work;
  sandbox = work.sandbox;
  const { page, panel } = work;
  expect(await shownVersion()).toBe(lowerVersion);

  await page.bringToFront();
  await page.goto(clientAddress(MORGAN));
  await panel.link(nameOf(SASHA));
  await panel.untilShows(nameOf(SASHA));

  await page.goto(fileCard(AVERY));
  await panel.untilShows('My day');
  await panel.page.getByRole('button', { name: 'Teach this page' }).click();
  await page.locator('lockstep-teach').waitFor({ state: 'attached' });
  const mark = await page.getByText(AVERY.email ?? '', { exact: true }).boundingBox();
  await page.mouse.click((mark?.x ?? 0) + 8, (mark?.y ?? 0) + 8);
  await panel.untilShows(nameOf(AVERY));
  await page.keyboard.press('Escape');

  await page.goto(clientAddress(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  await panel.untilStatus('Up to date');
  await work.offline(true);
  await panel.untilStatus('Offline');
  await panel.addNote(offlineNote);
  await panel.region('Notes').getByRole('button', { name: 'Add note' }).click();
  await fill(panel.region('Notes'), 'Note', draft);
  await eventually(async () => ((await storedKeys(panel.page)).drafts ?? []).length > 0);

  before = await storedKeys(panel.page);
  await work.close();
  await install();
  // Until it has been looked at, nothing that waited shall get away.
  sandbox.world.faults.arm({ kind: 'drop-request', match: { host: API_HOST }, times: Number.POSITIVE_INFINITY });
  launched = await launch({ folder, profileDir, sandbox });
});

afterAll(async () => {
  await launched?.close();
  await rm(join(folder, '..'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

it('is the new version, and still connected', async () => {
  expect(await shownVersion()).not.toBe(lowerVersion);
  const options = new OptionsPage((await launched?.openOptions()) as Page);
  await options.untilConnected('HighLevel');
  await options.page.close();
});

it('holds every row of every table that it held before', async () => {
  const { panel } = await atWork(BRIAR);
  await panel.untilShows(nameOf(BRIAR));
  const after = await storedKeys(panel.page);
  // What is still to be chained into the log moves there by and by.
  const { auditPending: _, ...kept } = before;
  for (const table of ['connections', 'vaultKeys', 'secrets', 'contacts', 'outbox', 'links', 'drafts', 'taught', 'undo', 'audit'])
    expect(before[table]?.length, table).toBeGreaterThan(0);
  for (const [table, keys] of Object.entries(kept)) expect(after[table], table).toEqual(expect.arrayContaining(keys));
});

it('shows what waits and what was half typed, the link that was made by hand, and the page that was taught', async () => {
  const { page, panel } = await atWork(BRIAR);
  await panel.note(offlineNote).waitFor();
  await panel.page.getByText('1 change waiting').waitFor();
  await panel.region('Notes').getByRole('button', { name: 'Add note' }).click();
  expect(await field(panel.region('Notes'), 'Note').inputValue()).toBe(draft);
  await page.goto(clientAddress(MORGAN));
  await panel.untilShows(nameOf(SASHA));
  await page.goto(fileCard(BRIAR));
  await panel.untilShows(nameOf(BRIAR));
  expect(notes()).toEqual([]);
});

it('sends what waited, once, with the key from before', async () => {
  sandbox.world.faults.clear();
  const { panel } = await atWork(BRIAR);
  await eventually(() => notes().length > 0, { timeoutMs: 45_000, what: 'the note in HighLevel' });
  await panel.untilStatus('Up to date', 30_000);
  expect(notes()).toHaveLength(1);
});

it('has left no error in any console', () => {
  expect(launched?.consoleErrors).toEqual([]);
  expect(launched?.cspReports).toEqual([]);
});
