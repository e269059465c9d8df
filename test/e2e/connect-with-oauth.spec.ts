// Connecting HighLevel with the firm's own app, through the browser's real sign-in window: what comes back, what may go wrong, and that
// tokens are renewed once and survive a worker that dies. One browser for all: each test starts unconnected and ends so.
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { AVERY } from '@/sandbox/core/people';
import { createQuirks } from '@/sandbox/highlevel/quirks';
import { HIGHLEVEL_APP } from '@/sandbox/highlevel/seed';
import type { HighLevelState } from '@/sandbox/highlevel/state';
import { eventually } from './fixtures/eventually';
import { type Launched, launch } from './fixtures/launch';
import { clientAddress, nameOf, requestsTo } from './fixtures/work';
import { field } from './pages/controls';
import { OptionsPage } from './pages/options-page';
import { PanelPage } from './pages/panel-page';

let launched: Launched;
let state: HighLevelState;
let options: OptionsPage;
let region: Locator;
/** The sandbox's own answers; tests may put something in front of them. */
let answer: Launched['sandbox']['highlevel']['fetch'];

const { clientId, clientSecret } = HIGHLEVEL_APP;
const tokenPath = /^\/oauth\/token$/;

beforeAll(async () => {
  launched = await launch();
  state = launched.sandbox.highlevel.state;
  answer = launched.sandbox.highlevel.fetch;
});

afterAll(() => launched.close());

beforeEach(async () => {
  state.autoApprove = true;
  launched.sandbox.highlevel.requests.length = 0;
  options = new OptionsPage(await launched.openOptions());
  region = options.connection('HighLevel');
});

afterEach(async () => {
  launched.sandbox.highlevel.fetch = answer;
  Object.assign(launched.sandbox.highlevel.quirks, createQuirks());
  const disconnect = region.getByRole('button', { name: 'Disconnect', exact: true });
  if (await disconnect.isVisible()) await disconnect.click();
  await options.untilSays('Not connected');
  await options.page.close();
});

async function signIn(fields: Record<string, string> = { 'Client ID': clientId, 'Client secret': clientSecret }): Promise<void> {
  await options.choose('HighLevel', 'OAuth app');
  await options.fill('HighLevel', fields);
  await options.press('HighLevel', 'Connect');
}

/** The fields of each request for tokens, oldest first. */
const tokenRequests = () => requestsTo(launched, 'POST', tokenPath).map(({ body }) => body as Record<string, string>);
const renewals = () => tokenRequests().filter((body) => body.grant_type === 'refresh_token');

/** A panel that shows Avery; `close` ends it and her page. */
async function openPanel(): Promise<{ panel: PanelPage; close: () => Promise<void> }> {
  const page = await launched.context.newPage();
  await page.goto(clientAddress(AVERY));
  const panel = new PanelPage(await launched.popOut(await launched.tabId(page)));
  await panel.untilShows(nameOf(AVERY));
  await panel.region('Tasks').getByRole('checkbox').first().waitFor();
  return {
    panel,
    close: async () => {
      await panel.page.close();
      await page.close();
    },
  };
}

it('connects to the location that was chosen, and knows who I am', async () => {
  await options.choose('HighLevel', 'OAuth app');
  const redirectAddress = await field(region, 'Redirect address').inputValue();
  expect(redirectAddress).toContain(`https://${launched.extensionId}.chromiumapp.org/`);
  await signIn();
  await options.untilSays(`Connected to ${state.location.name}`);
  expect(await options.failedChecks()).toEqual([]);
  const [asked] = launched.sandbox.highlevel.requests.filter(({ path }) => path.endsWith('/chooselocation'));
  expect(new URLSearchParams(asked?.query).get('redirect_uri')).toBe(redirectAddress);
  const iAm = field(region, 'I am').locator('option:checked');
  await iAm.filter({ hasText: 'Jordan Vale' }).waitFor({ state: 'attached' });
  expect(await options.page.content()).not.toContain(clientSecret);
});

it('renews expired tokens once, whatever asks meanwhile, and again with what it got', async () => {
  await signIn();
  await options.untilSays('Connected to');
  const { panel, close } = await openPanel();
  const used = new Set<string | undefined>();
  for (const round of [1, 2]) {
    state.expireAccessTokens();
    await Promise.all([panel.page.reload(), options.press('HighLevel', 'Test connection')]);
    await eventually(() => renewals().length >= round, { what: 'the renewal' });
    await panel.untilStatus('Up to date');
    await options.untilSays(/^Connected to/);
    expect(renewals()).toHaveLength(round);
    used.add(renewals().at(-1)?.refresh_token);
  }
  expect(used.size).toBe(2);
  await close();
});

it('keeps the sign-in when the worker dies between the new tokens and their storing', async () => {
  await signIn();
  await options.untilSays('Connected to');
  const { panel, close } = await openPanel();
  state.expireAccessTokens();

  // The server renews, but its answer hangs on the way until after the worker's death.
  const held = Promise.withResolvers<void>();
  launched.sandbox.highlevel.fetch = async (request) => {
    const response = await answer(request);
    if (tokenPath.test(new URL(request.url).pathname)) await held.promise;
    return response;
  };
  await panel.page.reload();
  await eventually(() => requestsTo(launched, 'POST', tokenPath).some(({ status, body }) => status === 200 && isRenewal(body)), {
    what: 'the renewal on the server',
  });
  await launched.killWorker();
  launched.sandbox.highlevel.fetch = answer;
  held.resolve();

  await panel.page.reload();
  await panel.untilShows(nameOf(AVERY));
  await eventually(() => renewals().length === 2, { what: 'the second try' });
  const [first, second] = renewals();
  expect(second?.refresh_token).toBe(first?.refresh_token);
  await panel.untilStatus('Up to date');
  await options.press('HighLevel', 'Test connection');
  await options.untilSays(/^Connected to [^:]+$/);
  expect(renewals()).toHaveLength(2);
  await close();
});

const isRenewal = (body: unknown) => (body as Record<string, string>).grant_type === 'refresh_token';

it('asks for a location where the sign-in covers a company, and renews through the company', async () => {
  Object.assign(launched.sandbox.highlevel.quirks, { bulkInstall: true, locationTokenRefreshes: false });
  await signIn();
  await options.untilSays('Action needed: choose a location');
  const london = [...state.locations.values()][1]!;
  await region.getByRole('radio', { name: london.name }).check();
  await region.getByRole('button', { name: 'Use this location' }).click();
  await options.untilSays(`Connected to ${london.name}`);

  state.expireAccessTokens();
  await options.press('HighLevel', 'Test connection');
  await eventually(() => requestsTo(launched, 'POST', /^\/oauth\/locationToken$/).length >= 2, { what: 'a new token of the location' });
  // Not "Connected to …: testing again": the next test begins where this one has ended.
  await options.untilSays(new RegExp(`^Connected to ${london.name}$`));
  expect(await options.failedChecks()).toEqual([]);
});

it('shows the account for confirmation where the server drops the state', async () => {
  launched.sandbox.highlevel.quirks.dropState = true;
  await signIn();
  await options.untilSays('Action needed: confirm the account');
  // Nothing of the account was asked for yet.
  const ofAccount = launched.sandbox.highlevel.requests.filter((one) => JSON.stringify(one).includes(state.location.id));
  expect(ofAccount).toEqual([]);
  await region.getByRole('button', { name: 'Yes, use this account' }).click();
  await options.untilSays(`Connected to ${state.location.name}`);
});

it('refuses an answer with another state, and asks for no token', async () => {
  launched.sandbox.highlevel.fetch = async (request) => {
    const response = await answer(request);
    const to = response.headers.get('location');
    if (!to) return response;
    const url = new URL(to);
    url.searchParams.set('state', 'somebody-elses');
    return new Response(null, { status: 302, headers: { location: url.href } });
  };
  await signIn();
  await options.untilSays('Action needed');
  await region.getByText('The answer does not belong to this sign-in').first().waitFor();
  expect(tokenRequests()).toEqual([]);
  expect(await field(region, 'Client secret').inputValue()).toBe(clientSecret);
});

it('keeps what was typed when the user denies or closes the window', async () => {
  state.autoApprove = false;
  for (const end of ['deny', 'close'] as const) {
    const opened = launched.context.waitForEvent('page', { predicate: (page) => !page.url().startsWith('chrome-extension:') });
    await signIn();
    const window = await opened;
    if (end === 'deny') await window.getByRole('button', { name: 'Deny' }).click();
    else await window.close();
    await options.untilSays('Not connected: the sign-in window was closed');
    expect(await field(region, 'Client ID').inputValue()).toBe(clientId);
    expect(await field(region, 'Client secret').inputValue()).toBe(clientSecret);
  }
  expect(tokenRequests()).toEqual([]);
});

it('says what to check when the secret or the id is wrong, and connects once they are right', async () => {
  await signIn({ 'Client ID': clientId, 'Client secret': 'not-the-secret' });
  await options.untilSays('Action needed: HighLevel does not accept the key or sign-in');
  await region.getByText('Enter a valid one below and press Connect').first().waitFor();
  expect(await field(region, 'Client secret').inputValue()).toBe('not-the-secret');

  await signIn({ 'Client ID': 'unknown-app', 'Client secret': clientSecret });
  await region.getByText('Check the Client ID, that the app has the Redirect address').first().waitFor();
  await options.untilSays('Action needed');

  await signIn();
  await options.untilSays('Connected to');
});

it('asks for no secret where the firm keeps it on a server of its own', async () => {
  const own = 'https://services.leadconnectorhq.com/firm/token';
  launched.sandbox.highlevel.fetch = async (request) => {
    if (request.url !== own) return await answer(request);
    const form = new URLSearchParams(await request.text());
    expect(form.has('client_secret')).toBe(false);
    form.set('client_secret', clientSecret);
    return await answer(new Request('https://services.leadconnectorhq.com/oauth/token', { method: 'POST', body: form }));
  };
  await options.choose('HighLevel', 'OAuth app');
  await options.fill('HighLevel', { 'Token endpoint': own });
  expect(await field(region, 'Client secret').count()).toBe(0);
  await signIn({ 'Client ID': clientId });
  await options.untilSays('Connected to');
});

it('leaves neither an error nor a policy report behind', () => {
  expect(launched.consoleErrors).toEqual([]);
  expect(launched.cspReports).toEqual([]);
});
