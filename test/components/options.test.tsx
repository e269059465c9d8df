// @vitest-environment jsdom
// Options as people meet it: the names on screen, every state of a connection, what the form says, and that nothing typed is lost.
import { render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionView } from '@/components/options/connection-view';
import type { FirstSyncPlanProps } from '@/components/options/FirstSyncPlan';
import { HighLevelRegion, type HighLevelRegionProps } from '@/components/options/HighLevelRegion';
import { agencyScopes, highLevelScopes } from '@/components/options/highlevel-scopes';
import { OptionsPage } from '@/components/options/OptionsPage';
import { noHighLevelPresets } from '@/lib/presets';
import { companyScopes, highlevelScopes } from '@/lib/systems/highlevel/auth';
import { planProps } from '../options-builders';

const now = Date.parse('2026-11-21T20:00:00Z');
const day = 86_400_000;

function aConnection(over: Partial<ConnectionView> = {}): ConnectionView {
  return {
    account: 'highlevel:ve9EPM428h8vShlRW1KT',
    method: 'token',
    state: 'connected',
    checks: [{ name: 'Read contacts', ok: true, advice: '' }],
    locationId: 've9EPM428h8vShlRW1KT',
    locationName: 'Northwind Architects',
    timezone: 'America/New_York',
    keySetAt: now - 3 * day,
    testedAt: now - 60_000,
    ...over,
  };
}

function someActions() {
  const nothing = () => vi.fn(async () => undefined);
  return {
    connect: vi.fn<HighLevelRegionProps['actions']['connect']>(async () => undefined),
    test: nothing(),
    disconnect: nothing(),
    chooseLocation: nothing(),
    confirmAccount: nothing(),
    goBack: nothing(),
    setIAm: nothing(),
    setIndexing: nothing(),
    allowAccess: nothing(),
    copy: vi.fn(async () => undefined),
  };
}

function props(over: Partial<HighLevelRegionProps> = {}): HighLevelRegionProps {
  return {
    stored: { token: false, clientSecret: false },
    users: [],
    waiting: 0,
    canGoBack: false,
    reachable: true,
    redirectAddress: 'https://abc.chromiumapp.org/highlevel',
    presets: noHighLevelPresets,
    now,
    actions: someActions(),
    ...over,
  };
}

const connected = (over: Partial<ConnectionView> = {}, more: Partial<HighLevelRegionProps> = {}) =>
  props({ connection: aConnection(over), stored: { token: true, clientSecret: false }, ...more });

const region = () => within(screen.getByRole('region', { name: 'HighLevel' }));
const status = () => region().getByRole('status').textContent;
const button = (name: string) => region().getByRole('button', { name });
const show = (given: HighLevelRegionProps) => {
  const view = render(<HighLevelRegion {...given} />);
  return { ...view, update: (next: HighLevelRegionProps) => view.rerender(<HighLevelRegion {...next} />) };
};

afterEach(async () => {
  if (!document.body.firstElementChild?.firstElementChild) return;
  // Colours cannot be judged without a layout; they are judged on the built page.
  const rules = { region: { enabled: false }, 'color-contrast': { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

describe('HighLevel, not connected', () => {
  it('offers both ways to sign in, by the names people are told', async () => {
    show(props());
    expect(status()).toBe('Not connected');
    expect(region().getByRole('radio', { name: 'Private Integration token' }).getAttribute('aria-checked')).toBe('true');
    expect(region().getByLabelText('Private Integration token').getAttribute('type')).toBe('password');
    expect(region().getByLabelText('Location ID')).toBeTruthy();
    expect(button('Connect')).toBeTruthy();
    expect(region().queryByRole('button', { name: 'Disconnect' })).toBeNull();

    await userEvent.click(region().getByRole('radio', { name: 'OAuth app' }));
    expect(region().getByLabelText('Client ID')).toBeTruthy();
    expect(region().getByLabelText('Client secret').getAttribute('type')).toBe('password');
    expect(region().getByLabelText('Token endpoint')).toBeTruthy();
    expect(region().getByLabelText('Redirect address')).toHaveProperty('value', 'https://abc.chromiumapp.org/highlevel');
  });

  it('moves between the ways with the arrow keys', async () => {
    show(props());
    region().getByRole('radio', { name: 'Private Integration token' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    const app = region().getByRole('radio', { name: 'OAuth app' });
    expect(app.getAttribute('aria-checked')).toBe('true');
    expect(document.activeElement).toBe(app);
  });

  it('copies the redirect address and the permissions to tick', async () => {
    const given = props();
    show(given);
    await userEvent.click(region().getByText('Where to find these'));
    await userEvent.click(button('Copy the list'));
    expect(given.actions.copy).toHaveBeenLastCalledWith(expect.stringContaining('contacts.readonly\nlocations.readonly'));
    await userEvent.click(region().getByRole('radio', { name: 'OAuth app' }));
    await userEvent.click(button('Copy'));
    expect(given.actions.copy).toHaveBeenLastCalledWith('https://abc.chromiumapp.org/highlevel');
    expect(await region().findByRole('button', { name: 'Copied' })).toBeTruthy();
  });

  it('lists exactly the permissions that are asked for', () => {
    const listed = [...highLevelScopes, ...agencyScopes].map(({ scope }) => scope);
    expect(listed.sort()).toEqual([...highlevelScopes, ...companyScopes].sort());
  });

  it('starts with what an administrator preset', () => {
    show(props({ presets: { method: 'oauth', locationId: '', clientId: 'firm-1', tokenEndpoint: 'https://login.example.com/token' } }));
    expect(region().getByLabelText('Client ID')).toHaveProperty('value', 'firm-1');
    expect(region().getByLabelText('Token endpoint')).toHaveProperty('value', 'https://login.example.com/token');
    expect(region().queryByLabelText('Client secret')).toBeNull();
  });

  it('says what waits after a disconnect', () => {
    show(props({ waiting: 3 }));
    expect(region().getByText(/3 changes wait to be sent/)).toBeTruthy();
  });
});

describe('the token form', () => {
  it('cleans what was pasted and connects with it', async () => {
    const given = props();
    show(given);
    await userEvent.type(region().getByLabelText('Private Integration token'), ' "Bearer pit-12 34" ');
    await userEvent.click(region().getByLabelText('Location ID'));
    await userEvent.paste('https://app.gohighlevel.com/v2/location/ve9EPM428h8vShlRW1KT/contacts/detail/x?y=1');
    expect(region().getByLabelText('Location ID')).toHaveProperty('value', 've9EPM428h8vShlRW1KT');
    await userEvent.click(button('Connect'));
    expect(given.actions.connect).toHaveBeenCalledWith({ method: 'token', token: 'pit-1234', locationId: 've9EPM428h8vShlRW1KT' });
  });

  it('names every empty field and goes to the first', async () => {
    const given = props();
    show(given);
    await userEvent.click(button('Connect'));
    const token = region().getByLabelText('Private Integration token');
    expect(token.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(token.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'Paste the Private Integration token',
    );
    expect(region().getByText(/Paste the Location ID/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(token));
    expect(given.actions.connect).not.toHaveBeenCalled();
    await userEvent.type(token, 'pit-1');
    expect(token.getAttribute('aria-invalid')).toBeNull();
  });

  it('warns of a token that looks odd, and lets it be tried', async () => {
    const given = props();
    show(given);
    await userEvent.type(region().getByLabelText('Private Integration token'), 'abc');
    await userEvent.type(region().getByLabelText('Location ID'), 've9EPM428h8vShlRW1KT');
    expect(region().getByText(/usually start with/)).toBeTruthy();
    await userEvent.click(button('Connect'));
    expect(given.actions.connect).toHaveBeenCalledOnce();
  });

  it.each([
    ['pit-12345678', /This is a token/],
    ['https://app.gohighlevel.com/settings', /holds no Location ID/],
    ['ve9!', /only letters and digits/],
  ])('refuses %s as a Location ID', async (text, message) => {
    show(props());
    await userEvent.type(region().getByLabelText('Private Integration token'), 'pit-1');
    await userEvent.type(region().getByLabelText('Location ID'), text);
    await userEvent.click(button('Connect'));
    expect(region().getByText(message)).toBeTruthy();
  });

  it('shows and hides the key', async () => {
    show(props());
    await userEvent.click(button('Show'));
    expect(region().getByLabelText('Private Integration token').getAttribute('type')).toBe('text');
    await userEvent.click(button('Hide'));
    expect(region().getByLabelText('Private Integration token').getAttribute('type')).toBe('password');
  });
});

describe('the app form', () => {
  beforeEach(async () => {
    const given = props();
    show(given);
    await userEvent.click(region().getByRole('radio', { name: 'OAuth app' }));
    connect = given.actions.connect;
  });
  let connect: HighLevelRegionProps['actions']['connect'];

  it('asks for id and secret', async () => {
    await userEvent.click(button('Connect'));
    expect(region().getByText(/Paste the Client ID/)).toBeTruthy();
    expect(region().getByText(/Paste the Client secret/)).toBeTruthy();
    await userEvent.type(region().getByLabelText('Client ID'), 'abc-1');
    await userEvent.type(region().getByLabelText('Client secret'), ' s3cret ');
    await userEvent.click(button('Connect'));
    expect(connect).toHaveBeenCalledWith({ method: 'oauth', clientId: 'abc-1', clientSecret: 's3cret', locationId: '', tokenEndpoint: '' });
  });

  it('asks for no secret where the firm has a token endpoint', async () => {
    await userEvent.type(region().getByLabelText('Client ID'), 'abc-1');
    await userEvent.type(region().getByLabelText('Token endpoint'), 'https://login.example.com/token');
    expect(region().queryByLabelText('Client secret')).toBeNull();
    await userEvent.click(button('Connect'));
    expect(connect).toHaveBeenCalledWith({
      method: 'oauth',
      clientId: 'abc-1',
      locationId: '',
      tokenEndpoint: 'https://login.example.com/token',
    });
  });

  it.each([
    ['http://login.example.com/token', /must start with https/],
    ['login.example.com', /whole address/],
    ['https://me:pw@login.example.com', /user name and password/],
  ])('refuses %s as token endpoint', async (text, message) => {
    await userEvent.type(region().getByLabelText('Client ID'), 'abc-1');
    await userEvent.type(region().getByLabelText('Token endpoint'), text);
    await userEvent.click(button('Connect'));
    expect(region().getByText(message)).toBeTruthy();
    expect(connect).not.toHaveBeenCalled();
  });
});

describe('nothing typed is lost', () => {
  it('keeps the fields while the worker checks, and when it refuses; clears the secret when it connects', async () => {
    const given = props();
    const view = show(given);
    await userEvent.type(region().getByLabelText('Private Integration token'), 'pit-typed');
    await userEvent.type(region().getByLabelText('Location ID'), 've9EPM428h8vShlRW1KT');
    await userEvent.click(button('Connect'));
    const checking = connected({ account: undefined, state: 'checking', checks: [], locationName: '', testedAt: undefined });
    view.update({ ...checking, actions: given.actions });
    expect(status()).toBe('Not connected yet: checking the key…');
    expect(region().getByLabelText('Private Integration token')).toHaveProperty('value', 'pit-typed');

    view.update({
      ...connected({ account: undefined, state: 'action-needed', problem: { code: 'signed-out', at: 1 } }),
      actions: given.actions,
    });
    expect(status()).toMatch(/^Action needed/);
    expect(region().getByLabelText('Private Integration token')).toHaveProperty('value', 'pit-typed');
    expect(region().getByLabelText('Location ID')).toHaveProperty('value', 've9EPM428h8vShlRW1KT');

    view.update({ ...connected({ testedAt: Date.now() + 1000 }), actions: given.actions });
    expect(status()).toBe('Connected to Northwind Architects');
    expect(document.body.innerHTML).not.toContain('pit-typed');
    expect(region().queryByLabelText('Private Integration token')).toBeNull();
  });

  it('keeps the fields when storing them fails, and says why', async () => {
    const actions = someActions();
    actions.connect.mockResolvedValue({ code: 'disk-full', at: 5 });
    show(props({ actions }));
    await userEvent.type(region().getByLabelText('Private Integration token'), 'pit-typed');
    await userEvent.type(region().getByLabelText('Location ID'), 've9EPM428h8vShlRW1KT');
    await userEvent.click(button('Connect'));
    expect((await region().findByRole('alert')).textContent).toContain('The disk is full.');
    expect(region().getByLabelText('Private Integration token')).toHaveProperty('value', 'pit-typed');
    expect(button('Connect').getAttribute('aria-disabled')).toBe('false');
  });

  it('keeps the fields when an action throws', async () => {
    const actions = someActions();
    actions.connect.mockRejectedValue(new Error('boom'));
    show(props({ actions }));
    await userEvent.type(region().getByLabelText('Private Integration token'), 'pit-typed');
    await userEvent.type(region().getByLabelText('Location ID'), 've9EPM428h8vShlRW1KT');
    await userEvent.click(button('Connect'));
    expect((await region().findByRole('alert')).textContent).toContain('Something went wrong');
    expect(region().getByLabelText('Private Integration token')).toHaveProperty('value', 'pit-typed');
  });

  it('does not take an earlier "connected" for the outcome of a new key', async () => {
    const given = connected();
    const view = show(given);
    await userEvent.click(button('Replace'));
    await userEvent.type(region().getByLabelText('Private Integration token'), 'pit-newer');
    await userEvent.click(button('Connect'));
    view.update({ ...connected(), users: [{ id: 'u', name: 'U', email: '' }], actions: given.actions });
    expect(region().getByLabelText('Private Integration token')).toHaveProperty('value', 'pit-newer');
    view.update({ ...connected({ state: 'checking' }), actions: given.actions });
    view.update({ ...connected(), actions: given.actions });
    expect(region().queryByLabelText('Private Integration token')).toBeNull();
  });

  it('keeps what was typed for one way while looking at the other', async () => {
    show(props());
    await userEvent.type(region().getByLabelText('Private Integration token'), 'pit-typed');
    await userEvent.click(region().getByRole('radio', { name: 'OAuth app' }));
    await userEvent.click(region().getByRole('radio', { name: 'Private Integration token' }));
    expect(region().getByLabelText('Private Integration token')).toHaveProperty('value', 'pit-typed');
  });
});

describe('HighLevel, connected', () => {
  it('says to what, how old the key is, and never shows the key', () => {
    show(connected());
    expect(status()).toBe('Connected to Northwind Architects');
    expect(region().getByText('Saved 3 days ago')).toBeTruthy();
    expect(region().getByText('ve9EPM428h8vShlRW1KT')).toBeTruthy();
    expect(region().queryByLabelText('Private Integration token')).toBeNull();
    expect(region().getByText('Everything works')).toBeTruthy();
  });

  it('replaces the key without asking for the rest again', async () => {
    const given = connected();
    show(given);
    await userEvent.click(button('Replace'));
    const token = region().getByLabelText('Private Integration token');
    expect(token).toHaveProperty('value', '');
    expect(document.activeElement).toBe(token);
    await userEvent.type(token, 'pit-newer');
    await userEvent.click(button('Connect'));
    expect(given.actions.connect).toHaveBeenCalledWith({ method: 'token', token: 'pit-newer', locationId: 've9EPM428h8vShlRW1KT' });
  });

  it('keeps the stored key when replacing is given up', async () => {
    const given = connected();
    show(given);
    await userEvent.click(button('Replace'));
    await userEvent.click(button('Keep saved'));
    await userEvent.clear(region().getByLabelText('Location ID'));
    await userEvent.type(region().getByLabelText('Location ID'), 'anotherLocation12345');
    await userEvent.click(button('Connect'));
    expect(given.actions.connect).toHaveBeenCalledWith({ method: 'token', locationId: 'anotherLocation12345' });
  });

  it('reminds to rotate a key of 90 days, not one of 89', () => {
    const view = show(connected({ keySetAt: now - 89 * day }));
    expect(region().queryByText(/days old/)).toBeNull();
    view.update(connected({ keySetAt: now - 90 * day }));
    expect(region().getByText('This key is 90 days old.')).toBeTruthy();
  });

  it('lets people say who they are; nobody means everybody', async () => {
    const users = [
      { id: 'u2', name: 'Lee Park', email: '' },
      { id: 'u1', name: 'Dana Okafor', email: '' },
    ];
    const given = connected({ userId: 'u2' }, { users });
    show(given);
    const select = region().getByLabelText('I am') as HTMLSelectElement;
    expect([...select.options].map(({ text }) => text)).toEqual(['Everybody', 'Dana Okafor', 'Lee Park']);
    expect(select.value).toBe('u2');
    await userEvent.selectOptions(select, 'Dana Okafor');
    expect(given.actions.setIAm).toHaveBeenCalledWith('u1');
    await userEvent.selectOptions(select, 'Everybody');
    expect(given.actions.setIAm).toHaveBeenCalledWith('');
  });

  it('shows how far reading the contacts has come, and can pause it', async () => {
    const given = connected({}, { progress: { state: 'running', done: 12_400, total: 20_000 } });
    const view = show(given);
    expect(region().getByText('12,400 of 20,000 contacts')).toBeTruthy();
    expect(region().getByRole('progressbar', { name: 'Contacts read' })).toBeTruthy();
    await userEvent.click(button('Pause'));
    expect(given.actions.setIndexing).toHaveBeenCalledWith(false);
    view.update({ ...given, progress: { state: 'paused', done: 12_400, total: 20_000 } });
    await userEvent.click(button('Resume'));
    expect(given.actions.setIndexing).toHaveBeenLastCalledWith(true);
    view.update({ ...given, progress: { state: 'done', done: 20_000, finishedAt: now - 60_000 } });
    expect(region().getByText(/20,000 contacts ready/)).toBeTruthy();
  });

  it('tests and disconnects, and says that what waits is kept', async () => {
    const given = connected({}, { waiting: 1 });
    show(given);
    await userEvent.click(button('Test connection'));
    expect(given.actions.test).toHaveBeenCalledOnce();
    expect(region().getByText(/1 change waits to be sent. It is kept/)).toBeTruthy();
    await userEvent.click(button('Disconnect'));
    expect(given.actions.disconnect).toHaveBeenCalledOnce();
  });

  it('can be disconnected while a test hangs', async () => {
    const actions = someActions();
    actions.test.mockReturnValue(new Promise(() => undefined));
    show(connected({}, { actions }));
    await userEvent.click(button('Test connection'));
    await userEvent.click(button('Test connection'));
    expect(actions.test).toHaveBeenCalledOnce();
    await userEvent.click(button('Disconnect'));
    expect(actions.disconnect).toHaveBeenCalledOnce();
  });

  it('stays Connected in words while it is tested again', () => {
    show(connected({ state: 'checking' }));
    expect(status()).toBe('Connected to Northwind Architects: testing again…');
  });
});

describe('HighLevel, action needed', () => {
  it('lists each check, what failed first with its advice', () => {
    const checks = [
      { name: 'Read contacts', ok: true, advice: '' },
      { name: 'Change contacts', ok: false, advice: 'Tick contacts.write for the key.' },
    ];
    show(connected({ state: 'action-needed', problem: { code: 'missing-scope', at: 1, detail: 'contacts.write' }, checks }));
    expect(status()).toBe('Action needed: permissions are missing');
    const items = within(region().getByRole('list', { name: 'Connection checks' })).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'Does not work: Change contactsTick contacts.write for the key.',
      'Works: Read contacts',
    ]);
    expect(region().queryByRole('button', { name: 'Connect' })).toBeNull();
    expect(button('Test connection')).toBeTruthy();
  });

  it('offers the fields where the key or the location is wrong', () => {
    show(connected({ state: 'action-needed', problem: { code: 'wrong-account', at: 1 } }));
    expect(status()).toBe('Action needed: the key does not belong to this location');
    expect(region().getByLabelText('Location ID')).toHaveProperty('value', 've9EPM428h8vShlRW1KT');
    expect(region().getByText('Saved 3 days ago')).toBeTruthy();
  });

  it('offers the previous key while it can be had back', async () => {
    const given = connected({ state: 'action-needed', problem: { code: 'signed-out', at: 1 } }, { canGoBack: true });
    show(given);
    await userEvent.click(button('Use the previous one again'));
    expect(given.actions.goBack).toHaveBeenCalledOnce();
  });

  it('names an unreachable host', () => {
    show(connected({ state: 'action-needed', problem: { code: 'unreachable', at: 1 } }));
    expect(region().getByText(/services\.leadconnectorhq\.com/)).toBeTruthy();
  });

  it('asks for access in the click while the browser withholds it', async () => {
    const given = connected({}, { reachable: false });
    show(given);
    expect(status()).toBe('Action needed: allow access to HighLevel');
    await userEvent.click(button('Allow access'));
    expect(given.actions.allowAccess).toHaveBeenCalledOnce();
  });

  it('asks which of few locations, and needs an answer', async () => {
    const choices = [
      { id: 'b', name: 'Oak & Stone' },
      { id: 'a', name: 'Baker Engineering' },
    ];
    const given = connected({
      method: 'oauth',
      state: 'action-needed',
      account: undefined,
      locationId: '',
      locationName: '',
      checks: [],
      choices,
    });
    show(given);
    expect(status()).toBe('Action needed: choose a location');
    await userEvent.click(button('Use this location'));
    expect(region().getByRole('alert').textContent).toBe('Choose a location first.');
    await userEvent.click(region().getByLabelText('Oak & Stone'));
    await userEvent.click(button('Use this location'));
    expect(given.actions.chooseLocation).toHaveBeenCalledWith('b');
  });

  it('asks which of many locations in a drop-down', async () => {
    const choices = Array.from({ length: 30 }, (_, index) => ({ id: `id${index}`, name: `Location ${index}` }));
    const given = connected({ method: 'oauth', state: 'action-needed', account: undefined, locationId: '', choices });
    show(given);
    await userEvent.selectOptions(region().getByLabelText('Location'), 'Location 7');
    await userEvent.click(button('Use this location'));
    expect(given.actions.chooseLocation).toHaveBeenCalledWith('id7');
  });

  it('shows the account where the sign-in came back without proof', async () => {
    const given = connected({ method: 'oauth', state: 'action-needed', unconfirmed: true });
    show(given);
    expect(status()).toBe('Action needed: confirm the account');
    expect(region().getByText(/Is Northwind Architects the one you signed in to/)).toBeTruthy();
    await userEvent.click(button('Yes, use this account'));
    expect(given.actions.confirmAccount).toHaveBeenCalledOnce();
  });

  it('says why the confirmed account does not work, and offers the fields again', () => {
    show(connected({ method: 'oauth', state: 'action-needed', unconfirmed: true, problem: { code: 'signed-out', at: 1 } }));
    expect(region().getByText('HighLevel does not accept the key or sign-in.')).toBeTruthy();
    expect(button('Connect')).toBeTruthy();
  });

  it('never shows the name of the earlier account for one that is not proven', () => {
    show(
      connected({
        method: 'oauth',
        state: 'action-needed',
        unconfirmed: true,
        locationId: 'another',
        locationName: 'Northwind Architects',
      }),
    );
    expect(region().getByText(/Is location another the one you signed in to/)).toBeTruthy();
    expect(region().queryByText(/Northwind/)).toBeNull();
  });

  it('a closed sign-in window is no alarm', () => {
    show(connected({ method: 'oauth', account: undefined, state: 'action-needed', problem: { code: 'cancelled', at: 1 } }));
    expect(status()).toBe('Not connected: the sign-in window was closed');
  });
});

describe('the page', () => {
  const amounts = { contacts: 20_000, tasks: 84, notes: 1, appointments: 0, waiting: 2, bytes: 48_000_000 };
  type Over = { onForget?: () => Promise<void>; onLauncher?: (shown: boolean) => void };
  const page = (over: Over = {}, plans: FirstSyncPlanProps[] = []) => {
    const privacy = { amounts, launcherShown: true, onLauncher: vi.fn(), onForget: vi.fn(async () => undefined), ...over };
    location.hash = '#privacy';
    render(<OptionsPage version="1.2.3" highlevel={props()} privacy={privacy} plans={plans} />);
    return privacy;
  };

  it('has a way to each of its sections, and shows the one that the address names', async () => {
    page();
    const heading = () => screen.getByRole('heading', { level: 2 }).textContent;
    expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['Connections', 'Privacy']);
    expect(heading()).toBe('Privacy');
    expect(screen.getByRole('link', { name: 'Privacy' }).getAttribute('aria-current')).toBe('page');
    await userEvent.click(screen.getByRole('link', { name: 'Connections' }));
    await waitFor(() => expect(heading()).toBe('Connections'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Connections'));
    expect(screen.queryByText(/BQE CORE|LocaliQ/)).toBeNull();
  });

  it('says beside Connections that a plan waits, and is still called that', () => {
    page({}, [planProps({ rows: [] })]);
    expect(screen.getByRole('link', { name: 'Connections 1 plan waits' })).toBeTruthy();
  });

  it('says how much is stored', () => {
    page();
    expect(screen.getByText(/20,000 contacts, 84 tasks, 1 note, 0 appointments/)).toBeTruthy();
    expect(screen.getByText(/about 48 MB/)).toBeTruthy();
  });

  it('turns the launcher off', async () => {
    const { onLauncher } = page();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Show the launcher on recognised pages' }));
    expect(onLauncher).toHaveBeenCalledWith(false);
  });

  it('forgets everything only after the typed word, and warns of what was never sent', async () => {
    const { onForget } = page();
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }));
    expect(screen.getByText('2 changes have not been sent yet and would be lost.')).toBeTruthy();
    const word = screen.getByLabelText('Type FORGET to confirm');
    expect(document.activeElement).toBe(word);
    await userEvent.type(word, 'forge');
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }));
    expect(onForget).not.toHaveBeenCalled();
    expect(word.getAttribute('aria-invalid')).toBe('true');
    await userEvent.type(word, 't');
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }));
    expect(onForget).toHaveBeenCalledOnce();
    expect(await screen.findByText('Everything was erased from this browser.')).toBeTruthy();
  });

  it('can be talked out of it with Escape', async () => {
    const { onForget } = page();
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByLabelText('Type FORGET to confirm')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Forget everything' })));
    expect(onForget).not.toHaveBeenCalled();
  });

  it('says so when erasing fails, and can try again', async () => {
    const onForget = vi.fn().mockRejectedValueOnce(new Error('locked')).mockResolvedValueOnce(undefined);
    page({ onForget });
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }));
    await userEvent.type(screen.getByLabelText('Type FORGET to confirm'), 'FORGET{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('try again');
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }));
    expect(await screen.findByText('Everything was erased from this browser.')).toBeTruthy();
  });
});
