// Connecting HighLevel with a Private Integration token, as a user does it in Options: what works, what can be wrong with it, and what the
// page then says. One browser for all: each test starts unconnected and ends so. HighLevel's limit allows four connects in ten seconds.
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { AVERY, WREN } from '@/sandbox/core/people';
import type { HighLevelState } from '@/sandbox/highlevel/state';
import { eventually } from './fixtures/eventually';
import { type Launched, launch } from './fixtures/launch';
import { storedKeys } from './fixtures/stored';
import { clientAddress, contactIdOf, nameOf, nobodysAddress } from './fixtures/work';
import { field } from './pages/controls';
import { OptionsPage } from './pages/options-page';
import { PanelPage } from './pages/panel-page';

let launched: Launched;
let state: HighLevelState;
let options: OptionsPage;
let region: Locator;

const api = 'services.leadconnectorhq.com';
const token = () => field(region, 'Private Integration token');
const locationId = () => field(region, 'Location ID');

beforeAll(async () => {
  launched = await launch();
  state = launched.sandbox.highlevel.state;
});

afterAll(() => launched.close());

async function openOptions(): Promise<void> {
  options = new OptionsPage(await launched.openOptions());
  region = options.connection('HighLevel');
}

beforeEach(openOptions);

afterEach(async () => {
  launched.sandbox.world.faults.clear();
  const disconnect = region.getByRole('button', { name: 'Disconnect', exact: true });
  if (await disconnect.isVisible()) await disconnect.click();
  await options.untilSays('Not connected');
  await options.page.close();
});

async function enter(key: string, location = state.location.id): Promise<void> {
  await options.fill('HighLevel', { 'Private Integration token': key, 'Location ID': location });
  await options.press('HighLevel', 'Connect');
}

it('connects, asks who I am, forgets the key on Disconnect and connects again', async () => {
  await options.untilSays('Not connected');
  const key = state.issueToken();
  // As people paste them: a whole header, and the address of a page inside the location.
  await enter(`Bearer ${key} `, `https://app.gohighlevel.com/v2/location/${state.location.id}/dashboard`);
  await options.untilSays(`Connected to ${state.location.name}`);
  expect(await options.failedChecks()).toEqual([]);
  expect(await token().count()).toBe(0);
  expect(await options.page.content()).not.toContain(key);

  const panel = new PanelPage(await launched.popOut(0));
  const task = (title: string) => panel.page.getByRole('checkbox', { name: title });
  await task('Send the revised proposal').waitFor();
  await task('Return the signed contract').waitFor();
  await field(region, 'I am').selectOption({ label: 'Harper Beacon' });
  await task('Send the revised proposal').waitFor({ state: 'hidden' });
  await task('Return the signed contract').waitFor();
  await options.page.reload();
  await options.untilSays('Connected to');
  expect(await field(region, 'I am').locator('option:checked').textContent()).toBe('Harper Beacon');

  await options.press('HighLevel', 'Disconnect');
  await options.untilSays('Not connected');
  await panel.page.getByRole('heading', { name: 'Connect HighLevel' }).waitFor();
  // Nothing is left of the key: it has to be entered again.
  await options.page.reload();
  await options.untilSays('Not connected');
  await options.fill('HighLevel', { 'Location ID': state.location.id });
  await options.press('HighLevel', 'Connect');
  await region.getByText('Paste the Private Integration token from HighLevel').waitFor();
  await enter(key);
  await options.untilSays('Connected to');
  await panel.page.getByRole('heading', { name: 'My day' }).waitFor();
  await panel.page.close();
});

it('says that the key or the location is wrong, keeps what was typed, and connects once it is corrected', async () => {
  const wrongKey = 'pit-00000000-0000-4000-8000-00000000dead';
  const otherLocation = [...state.locations.keys()][1] ?? '';
  await enter(wrongKey, otherLocation);
  await options.untilSays('Action needed: HighLevel does not accept the key or sign-in');
  await region.getByText('Enter a valid one below and press Connect').waitFor();
  expect(await token().inputValue()).toBe(wrongKey);
  expect(await locationId().inputValue()).toBe(otherLocation);

  const key = state.issueToken();
  await token().fill(key);
  await options.press('HighLevel', 'Connect');
  await options.untilSays('Action needed: the key does not belong to this location');
  await region.getByText('Check the Location ID').first().waitFor();
  expect(await token().inputValue()).toBe(key);
  expect(await locationId().inputValue()).toBe(otherLocation);

  await locationId().fill(state.location.id);
  await options.press('HighLevel', 'Connect');
  await options.untilSays(`Connected to ${state.location.name}`);
});

it('names each scope that the key lacks, and is connected only with a key that may read people', async () => {
  const key = state.issueToken({ scopes: ['locations.readonly'] });
  await enter(key);
  await options.untilSays('Action needed: permissions are missing');
  expect((await options.failedChecks()).join('\n')).toContain('Add the permission contacts.readonly');
  expect(await token().inputValue()).toBe(key);

  // The same key with more permissions: nothing has to be typed again.
  const lacking = ['contacts.write', 'calendars/events.write', 'workflows.readonly', 'users.readonly'];
  const all = state.tokens.get(state.issueToken())?.scopes ?? [];
  state.tokens.set(key, { ...state.tokens.get(key)!, scopes: all.filter((scope) => !lacking.includes(scope)) });
  await options.press('HighLevel', 'Test connection');
  await options.untilSays(`Connected to ${state.location.name}`);
  const failed = await options.failedChecks();
  expect(failed).toHaveLength(lacking.length);
  for (const scope of lacking) expect(failed.join('\n')).toContain(`Add the permission ${scope}`);
});

it('tells trouble on the way from a wrong key, and connects when it is over', async () => {
  const { faults } = launched.sandbox.world;
  const key = state.issueToken();
  const troubles = [
    ['drop-request', 'Action needed: the server could not be reached', `whether your network blocks ${api}`],
    ['html', 'Action needed: the server sent an answer that Lockstep could not read', 'A proxy or sign-in page of your network'],
    ['503', 'Action needed: the server has a fault', 'Wait a moment, then press Test connection'],
  ] as const;
  await options.fill('HighLevel', { 'Private Integration token': key, 'Location ID': state.location.id });
  for (const [kind, status, advice] of troubles) {
    faults.arm({ kind, match: { host: api }, times: Number.POSITIVE_INFINITY });
    await options.press('HighLevel', 'Connect');
    await options.untilSays(status);
    await region.getByText(advice).first().waitFor();
    expect(await token().inputValue()).toBe(key);
    faults.clear();
  }

  await launched.offline(true);
  await options.press('HighLevel', 'Connect');
  await options.untilSays('Action needed: you are offline');
  await launched.offline(false);
  await options.press('HighLevel', 'Test connection');
  await options.untilSays('Connected to');
});

it('loses nothing when a key is revoked: the person stays, work waits, and a new key sends it once', async () => {
  const key = state.issueToken();
  const contactId = contactIdOf(state, AVERY);
  await enter(key);
  await options.untilSays('Connected to');
  const page = await launched.context.newPage();
  await page.goto(clientAddress(AVERY));
  const panel = new PanelPage(await launched.popOut(await launched.tabId(page)));
  await panel.untilShows(nameOf(AVERY));
  await panel.region('Tasks').getByRole('checkbox').first().waitFor();

  state.revoke(key);
  const title = 'Survives a revoked key';
  await panel.addTask({ title });
  await panel.untilStatus('Action needed');
  await panel.untilShows(nameOf(AVERY));
  // Of somebody unknown it claims neither that there is no match nor that it is looking.
  await page.goto(clientAddress(WREN));
  await panel.untilShows('Not in the cache');

  await options.untilSays('Action needed: HighLevel does not accept the key or sign-in');
  await region.getByText('Nothing that waits is lost').first().waitFor();
  await region.getByRole('button', { name: 'Replace' }).click();
  await token().fill(state.issueToken());
  await options.press('HighLevel', 'Connect');
  await options.untilSays('Connected to');
  const sent = () => state.tasksOf(contactId).filter((task) => task.title === title);
  await eventually(() => sent().length === 1, { what: 'the task that waited' });
  await panel.untilStatus('Up to date');
  expect(sent()).toHaveLength(1);
  await panel.page.close();
  await page.close();
});

it('connects over workers that were ended while they checked the key, even with Options closed', async () => {
  const { requests } = launched.sandbox.highlevel;
  const checkAndKill = async (beforeKill: () => Promise<void>) => {
    launched.sandbox.world.faults.arm({ kind: 'latency', ms: 20_000, match: { host: api } });
    const asked = requests.length;
    await options.press('HighLevel', 'Connect');
    await eventually(() => requests.length > asked, { what: 'the check' });
    await beforeKill();
    await launched.killWorker();
  };
  await options.fill('HighLevel', { 'Private Integration token': state.issueToken(), 'Location ID': state.location.id });
  await checkAndKill(async () => undefined);
  await options.untilSays('Connected to');

  await region.getByRole('button', { name: 'Replace' }).click();
  await token().fill(state.issueToken());
  await checkAndKill(() => options.page.close());
  // Anything wakes the worker, a page that is recognised for one; it goes on where it was.
  const page = await launched.context.newPage();
  await page.goto(nobodysAddress);
  await openOptions();
  await options.untilSays('Connected to');
  await page.close();
});

it('forgets everything while a person is being read, and writes nothing afterwards', async () => {
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const until = (): Promise<void> => {
    asked.resolve();
    return held.promise;
  };
  await enter(state.issueToken());
  await options.untilSays('Connected to');
  await eventually(async () => (await storedKeys(options.page)).contacts?.length, { what: 'contacts in the cache' });
  launched.sandbox.world.faults.arm({ kind: 'hold', times: Number.POSITIVE_INFINITY, until, match: { method: 'GET', path: /\/tasks$/ } });
  const page = await launched.context.newPage();
  await page.goto(clientAddress(AVERY));
  const panel = new PanelPage(await launched.popOut(await launched.tabId(page)));
  await asked.promise;

  await options.open('Privacy');
  await options.page.getByRole('button', { name: 'Forget everything' }).click();
  const form = options.page.getByRole('form', { name: 'Confirm forgetting' });
  await form.getByRole('textbox').fill('FORGET');
  await form.getByRole('button', { name: 'Forget everything' }).click();
  await options.page.getByText('Everything was erased from this browser.').waitFor();
  held.resolve();
  await panel.page.getByRole('heading', { name: 'Connect HighLevel' }).waitFor();
  await panel.page.close();
  await page.close();
  await options.open('Connections');
  await options.untilSays('Not connected');
  // The vault's own key opens nothing.
  const left = Object.entries(await storedKeys(options.page)).filter(([table, keys]) => keys.length > 0 && table !== 'vaultKeys');
  expect(left).toEqual([]);
});

it('leaves neither an error nor a policy report behind', () => {
  expect(launched.consoleErrors).toEqual([]);
  expect(launched.cspReports).toEqual([]);
});
