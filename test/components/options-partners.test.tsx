// @vitest-environment jsdom
// BQE CORE, LocaliQ and the connected app in Options: the names on screen, what each form asks for, and the plan before the first write.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BqeRegion } from '@/components/options/BqeRegion';
import { ConnectedAppRegion } from '@/components/options/ConnectedAppRegion';
import { FirstSyncPlan } from '@/components/options/FirstSyncPlan';
import { LocaliqRegion } from '@/components/options/LocaliqRegion';
import { systemWords } from '@/components/options/system-words';
import {
  aPartnerView,
  aPlanRow,
  bqeProps,
  connectedAppProps,
  localiqProps,
  now,
  partnerActions,
  planProps,
  someAdvertisers,
  someSync,
} from '../options-builders';
import { expectAccessible } from './axe';

afterEach(async () => {
  await expectAccessible();
  cleanup();
});

const region = (name: string) => within(screen.getByRole('region', { name }));
const status = (name: string) => region(name).getByRole('status').textContent;

describe('BQE CORE', () => {
  it('asks for what each way of signing in needs, by the names people are told', async () => {
    render(<BqeRegion {...bqeProps()} />);
    const bqe = region('BQE CORE');
    expect(status('BQE CORE')).toBe('Not connected');
    expect(bqe.getByRole('radio', { name: 'Web app' }).getAttribute('aria-checked')).toBe('true');
    for (const label of ['Client ID', 'Client secret', 'Redirect address']) expect(bqe.getByLabelText(label)).toBeTruthy();
    await userEvent.click(bqe.getByRole('radio', { name: 'App without secret' }));
    expect(bqe.queryByLabelText('Client secret')).toBeNull();
    expect(bqe.getByLabelText('Redirect address')).toHaveProperty('value', expect.stringContaining('/bqe'));
  });

  it('connects with the cleaned entry, and keeps what was typed until it holds', async () => {
    const connect = vi.fn(async () => undefined);
    const props = bqeProps({ actions: partnerActions({ connect }) });
    const { rerender } = render(<BqeRegion {...props} />);
    const bqe = region('BQE CORE');
    await userEvent.click(bqe.getByRole('button', { name: 'Connect' }));
    expect(connect).not.toHaveBeenCalled();
    expect(bqe.getByLabelText('Client ID').getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(bqe.getByLabelText('Client ID')));
    await userEvent.type(bqe.getByLabelText('Client ID'), ' C4D4F1 ');
    await userEvent.type(bqe.getByLabelText('Client secret'), 's3cret');
    await userEvent.click(bqe.getByRole('button', { name: 'Connect' }));
    expect(connect).toHaveBeenCalledWith({ method: 'web', values: { clientId: 'C4D4F1', clientSecret: 's3cret' } });

    const { account: _, ...unproven } = aPartnerView({ state: 'checking', checks: [], name: '', values: { clientId: 'C4D4F1' } });
    rerender(<BqeRegion {...props} connection={unproven} stored={['clientSecret']} />);
    expect(status('BQE CORE')).toBe('Not connected yet: signing in…');
    rerender(
      <BqeRegion
        {...props}
        connection={{ ...unproven, state: 'action-needed', problem: { code: 'signed-out', at: now } }}
        stored={['clientSecret']}
      />,
    );
    expect(status('BQE CORE')).toBe('Action needed: BQE CORE does not accept the sign-in');
    expect(bqe.getByLabelText('Client secret')).toHaveProperty('value', 's3cret');
    rerender(<BqeRegion {...props} connection={aPartnerView({ testedAt: Date.now() + 1 })} stored={['clientSecret']} />);
    await waitFor(() => expect(bqe.queryByLabelText('Client secret')).toBeNull());
    expect(status('BQE CORE')).toBe('Connected to Acme Engineering LLC');
    expect(document.body.innerHTML).not.toContain('s3cret');
  });

  it('keeps a stored secret that was left alone', async () => {
    const connect = vi.fn(async () => undefined);
    render(<BqeRegion {...bqeProps({ connection: aPartnerView(), stored: ['clientSecret'], actions: partnerActions({ connect }) })} />);
    const bqe = region('BQE CORE');
    await userEvent.click(bqe.getByRole('button', { name: 'Change' }));
    expect(document.activeElement).toBe(bqe.getByRole('radio', { name: 'Web app' }));
    expect(bqe.getByText('Saved 12 days ago')).toBeTruthy();
    await userEvent.click(bqe.getByRole('button', { name: 'Connect' }));
    expect(connect).toHaveBeenCalledWith({ method: 'web', values: { clientId: 'C4D4F1-acme' } });
  });

  it('lets people choose what new records are, unless there is no licence for prospects', async () => {
    const onKind = vi.fn();
    const { rerender } = render(
      <BqeRegion {...bqeProps({ connection: aPartnerView(), create: { kind: 'client', canCreateProspects: true, onKind } })} />,
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Prospects' }));
    expect(onKind).toHaveBeenCalledWith('prospect');
    rerender(<BqeRegion {...bqeProps({ connection: aPartnerView(), create: { kind: 'client', canCreateProspects: false, onKind } })} />);
    expect(screen.queryByRole('radio', { name: 'Prospects' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'None' }));
    expect(onKind).toHaveBeenLastCalledWith('none');
    const failure = { code: 'disk-full' as const, at: now };
    const lost = { kind: 'prospect' as const, canCreateProspects: false, failure, onKind };
    rerender(<BqeRegion {...bqeProps({ connection: aPartnerView(), create: lost })} />);
    expect(screen.getByRole('radio', { name: 'Prospects' }).getAttribute('aria-checked')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
  });

  it('says why a click on the sync did nothing', () => {
    const sync = someSync({ state: 'on', failure: { code: 'offline', at: now } });
    render(<BqeRegion {...bqeProps({ connection: aPartnerView({ checks: [] }), sync })} />);
    expect(screen.getByRole('alert').textContent).toContain('You are offline.');
  });

  it.each([
    ['off', ['Sync now'], /Nothing is written before you approve/],
    ['on', ['Sync now', 'Pause'], /Background sync On/],
    ['paused', ['Resume'], /Paused/],
    ['plan', [], /Waits for your approval/],
  ] as const)('offers the buttons that fit while the sync is %s', (state, buttons, text) => {
    render(<BqeRegion {...bqeProps({ connection: aPartnerView({ checks: [] }), sync: someSync({ state }) })} />);
    const offered = ['Sync now', 'Pause', 'Resume'].filter((name) => screen.queryByRole('button', { name }));
    expect(offered).toEqual(buttons);
    expect(document.body.textContent).toMatch(text);
  });
});

describe('LocaliQ', () => {
  it('asks for the password once, where that way was chosen', async () => {
    const connect = vi.fn(async () => undefined);
    render(<LocaliqRegion {...localiqProps({ actions: partnerActions({ connect }) })} />);
    const localiq = region('LocaliQ');
    expect(localiq.getByRole('radio', { name: 'Sign in with LocaliQ' }).getAttribute('aria-checked')).toBe('true');
    expect(localiq.queryByLabelText('Password')).toBeNull();
    await userEvent.click(localiq.getByRole('radio', { name: 'Sign in with password' }));
    expect(localiq.queryByLabelText('Redirect address')).toBeNull();
    await userEvent.type(localiq.getByLabelText('Client ID'), 'id');
    await userEvent.type(localiq.getByLabelText('Client secret'), 'secret');
    await userEvent.type(localiq.getByLabelText('Account email'), 'ada@example.com');
    await userEvent.type(localiq.getByLabelText('Password'), ' pass word ');
    await userEvent.click(localiq.getByRole('button', { name: 'Connect' }));
    const values = { clientId: 'id', clientSecret: 'secret', accountEmail: 'ada@example.com', password: ' pass word ' };
    expect(connect).toHaveBeenCalledWith({ method: 'password', values });
  });

  it('asks which advertiser after the sign-in, and offers no inactive one', async () => {
    const onAdvertiser = vi.fn();
    const { account: _, ...signedIn } = aPartnerView({ method: 'oauth', state: 'action-needed', name: '', checks: [], choices: [] });
    render(<LocaliqRegion {...localiqProps({ connection: signedIn, advertisers: someAdvertisers, onAdvertiser })} />);
    expect(status('LocaliQ')).toBe('Action needed: choose an advertiser');
    expect(region('LocaliQ').queryByLabelText('Client ID')).toBeNull();
    expect(screen.getByRole('option', { name: /Closed Shop/ })).toHaveProperty('disabled', true);
    await userEvent.selectOptions(screen.getByLabelText('Advertiser'), 'USA_204418');
    expect(onAdvertiser).toHaveBeenCalledWith('USA_204418');
  });

  it('takes the advertiser by hand where the list could not be read', async () => {
    const onAdvertiser = vi.fn();
    const { account: _, ...signedIn } = aPartnerView({ method: 'oauth', state: 'action-needed', name: '', checks: [], choices: [] });
    render(<LocaliqRegion {...localiqProps({ connection: signedIn, onAdvertiser })} />);
    await userEvent.type(screen.getByLabelText('Advertiser', { selector: 'input' }), 'USA_9{Enter}');
    expect(onAdvertiser).toHaveBeenCalledWith('USA_9');
  });

  it('says of an advertiser in use that it is read, and nothing of a list', () => {
    render(<LocaliqRegion {...localiqProps({ connection: aPartnerView({}), advertiserId: 'USA_9' })} />);
    expect(screen.getByText(/^The one that is read now\./)).toBeTruthy();
    expect(screen.queryByText(/could not be read/)).toBeNull();
  });

  it('keeps personal details of a HIPAA account off until they are allowed', async () => {
    const onPersonalDetails = vi.fn();
    const props = localiqProps({
      connection: aPartnerView({ method: 'oauth' }),
      advertisers: someAdvertisers,
      advertiserId: 'USA_204417',
      isHealthData: true,
      onPersonalDetails,
    });
    const { rerender } = render(<LocaliqRegion {...props} />);
    await userEvent.click(screen.getByRole('switch', { name: /Read personal details/ }));
    expect(onPersonalDetails).toHaveBeenCalledWith(true);
    rerender(<LocaliqRegion {...props} isHealthData={false} />);
    expect(screen.queryByRole('switch')).toBeNull();
  });
});

describe('Connected app', () => {
  it('takes a public https address, a header and a secret', async () => {
    const connect = vi.fn(async () => undefined);
    render(<ConnectedAppRegion {...connectedAppProps({ actions: partnerActions({ connect }) })} />);
    const app = region('Connected app');
    await userEvent.type(app.getByLabelText('Delivery URL'), 'http://192.168.0.4/in');
    await userEvent.type(app.getByLabelText('Signing secret'), 'shared-with-them');
    await userEvent.click(app.getByRole('button', { name: 'Connect' }));
    expect(app.getByText(/must begin with https/)).toBeTruthy();
    await userEvent.clear(app.getByLabelText('Delivery URL'));
    await userEvent.type(app.getByLabelText('Delivery URL'), 'https://hooks.example.com/in');
    await userEvent.type(app.getByLabelText('Authorization header'), 'Bearer abc');
    await userEvent.click(app.getByRole('button', { name: 'Connect' }));
    const values = { deliveryUrl: 'https://hooks.example.com/in', authorization: 'Bearer abc', signingSecret: 'shared-with-them' };
    expect(connect).toHaveBeenCalledWith({ method: 'app', values });
  });

  it('is tested and disconnected', async () => {
    const [test, disconnect] = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
    const connection = aPartnerView({ method: 'app', name: 'hooks.example.com', checks: [] });
    render(<ConnectedAppRegion {...connectedAppProps({ connection, waiting: 2, actions: partnerActions({ test, disconnect }) })} />);
    expect(status('Connected app')).toBe('Connected to hooks.example.com');
    await userEvent.click(screen.getByRole('button', { name: 'Test connection' }));
    await userEvent.click(screen.getByRole('button', { name: 'Disconnect' }));
    expect([test, disconnect].map((one) => one.mock.calls.length)).toEqual([1, 1]);
    expect(screen.getByText(/2 changes wait/)).toBeTruthy();
  });
});

describe('First sync plan', () => {
  it('says what comes along that the rows do not list', () => {
    const { rerender } = render(<FirstSyncPlan {...planProps({ tasks: { toHighLevel: 1200, toPartner: 3 } })} />);
    expect(screen.getByText(/come along: 1,200 in HighLevel and 3 in BQE CORE would be added\. Notes travel from now on/)).toBeTruthy();
    rerender(<FirstSyncPlan {...planProps({ tasks: { toHighLevel: 0, toPartner: 0 } })} />);
    expect(screen.getByText(/linked records come along\. Notes/)).toBeTruthy();
    rerender(<FirstSyncPlan {...planProps({ cause: 'brake' })} />);
    expect(screen.queryByText(/come along/)).toBeNull();
  });

  it('counts 10,000 steps by kind, shows a page of them, and goes through the pages', async () => {
    render(<FirstSyncPlan {...planProps()} />);
    expect(screen.getByRole('heading', { name: 'First sync plan' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '2,500 Update' })).toBeTruthy();
    const list = () => within(screen.getByRole('list', { name: 'Steps of the plan' })).getAllByRole('listitem');
    expect(list()).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.getByText('51–100 of 10,000')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '1,250 Skip' }));
    expect(screen.getByText('1–50 of 1,250')).toBeTruthy();
    expect(list()[0]?.textContent).toContain('It has neither e-mail nor phone nor name.');
  });

  it('shows old and new of each field, and finds by name and value', async () => {
    const rows = [
      aPlanRow(0, { kind: 'update' }),
      ...Array.from({ length: 12 }, (_, n) => aPlanRow(n + 1, { kind: 'link', name: `Person ${n}` })),
    ];
    render(<FirstSyncPlan {...planProps({ rows })} />);
    await userEvent.type(screen.getByRole('searchbox'), 'suite 400');
    const [only, ...others] = within(screen.getByRole('list', { name: 'Steps of the plan' })).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only?.textContent).toContain('From 12 Old Mill Rd');
    await userEvent.type(screen.getByRole('searchbox'), 'zzz');
    expect(screen.getByText('Nothing in the plan fits.')).toBeTruthy();
  });

  it('warns of workflows and of a second browser, and is decided once', async () => {
    const [onApprove, onCancel] = [vi.fn(), vi.fn()];
    const { rerender } = render(<FirstSyncPlan {...planProps({ onApprove, onCancel })} />);
    expect(screen.getByText(/1,250 contacts would be created and 842 contacts changed/)).toBeTruthy();
    expect(screen.getByText(/in one browser per firm/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect([onApprove, onCancel].map((one) => one.mock.calls.length)).toEqual([1, 1]);
    rerender(<FirstSyncPlan {...planProps({ onApprove, busy: true })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect(onApprove).toHaveBeenCalledOnce();
  });

  it('offers to keep links in both systems, and says where they are written', async () => {
    const onChange = vi.fn();
    const fields = { left: 'BQE CORE ID', right: 'HighLevel ID' };
    const { rerender } = render(<FirstSyncPlan {...planProps({ stamping: { on: false, fields, onChange } })} />);
    const choice = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Keep each link in both systems' });
    expect(choice.checked).toBe(false);
    expect(
      screen.getByText(/into the field “BQE CORE ID” of HighLevel, and the id from HighLevel into the field “HighLevel ID” of/),
    ).toBeTruthy();
    await userEvent.click(choice);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(true);
    rerender(<FirstSyncPlan {...planProps({ stamping: { on: true, fields: { left: 'bqe core id' }, onChange } })} />);
    expect(choice.checked).toBe(true);
    expect(screen.getByText(/^Writes the id from BQE CORE into the field “bqe core id” of HighLevel, so that/)).toBeTruthy();
  });

  it('says which fields to make where there are none for links', async () => {
    const stamping = { on: false, fields: {}, onChange: vi.fn() };
    const { rerender } = render(<FirstSyncPlan {...planProps({ rows: [], stamping })} />);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByText(/a text field named “BQE CORE ID” in HighLevel, and one named “HighLevel ID” in BQE CORE\./)).toBeTruthy();
    rerender(<FirstSyncPlan {...planProps({ rows: [], words: systemWords.localiq, stamping })} />);
    expect(screen.getByText(/a text field named “LocaliQ ID” in HighLevel\. Lockstep/)).toBeTruthy();
  });

  it('says why a run was stopped', () => {
    render(<FirstSyncPlan {...planProps({ cause: 'brake', rows: [], brake: { cause: 'blanks', count: 90, of: 300 } })} />);
    expect(screen.getByText(/would blank 90 values of 300 linked/)).toBeTruthy();
    expect(screen.getByText(/There is nothing to do/)).toBeTruthy();
  });
});
