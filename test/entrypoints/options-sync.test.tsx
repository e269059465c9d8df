// The background sync in Options over a real store: what is on screen is what its row says, and each click changes that row.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FirstSyncPlan } from '@/components/options/FirstSyncPlan';
import { SyncControls } from '@/components/options/SyncControls';
import { useSync } from '@/entrypoints/options/use-sync';
import type { Step } from '@/lib/domain/plan/plan';
import { noon } from '../builders';
import { account } from '../store/store-rig';
import { aClient, bqeAccount, createOptionsRig, type OptionsRig } from './options-rig';

let rig: OptionsRig;
beforeEach(async () => {
  rig = await createOptionsRig();
});
afterEach(() => cleanup());

function Sync() {
  const view = useSync(rig.deps, noon);
  if (!view) return null;
  return (
    <main>
      {view.plans.map((plan) => (
        <FirstSyncPlan key={plan.words.id} {...plan} />
      ))}
      {Object.values(view.controls).map((controls) => (
        <section key={controls.words.id} aria-label={controls.words.title}>
          <SyncControls {...controls} />
        </section>
      ))}
    </main>
  );
}

const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const state = async () => (await rig.sync())?.state;

describe('a sync that nobody asked for', () => {
  it('is off, writes nothing, and makes a plan on a click', async () => {
    render(<Sync />);
    expect((await screen.findByRole('heading', { name: /Background sync/ })).textContent).toContain('Not started');
    expect(await rig.db.syncs.count()).toBe(0);
    await click('Sync now');
    expect(await screen.findByText('Making the plan…')).toBeTruthy();
    await waitFor(() => expect(rig.sent).toEqual([['syncNow', 'bqe']]));
  });

  it('is not offered while one of the two is not connected', async () => {
    await rig.db.connections.delete('highlevel');
    render(<Sync />);
    await screen.findByRole('main');
    expect(screen.queryByRole('region', { name: 'BQE CORE' })).toBeNull();
  });

  it('is off for another account than the one that was approved', async () => {
    await rig.putSync({ right: 'bqe:other', state: 'on' });
    render(<Sync />);
    expect(await screen.findByText('Not started')).toBeTruthy();
  });

  it('says what kept the worker from it', async () => {
    rig.answers.syncNow = async () => ({ problem: { code: 'offline', at: noon } });
    render(<Sync />);
    await screen.findByText('Not started');
    await click('Sync now');
    expect((await screen.findByRole('alert')).textContent).toContain('You are offline.');
  });
});

describe('the plan', () => {
  beforeEach(async () => {
    await rig.putSync({ state: 'plan' });
    await rig.plan([aClient('grace', { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com', phone: '+12125550142' })]);
  });

  it('is shown with names and counts, and approved for what was shown', async () => {
    render(<Sync />);
    expect(await screen.findByRole('heading', { name: 'First sync plan' })).toBeTruthy();
    expect(screen.getByText('Grace Hopper')).toBeTruthy();
    expect(screen.getByText(/In HighLevel 1 contact would be created/)).toBeTruthy();
    await click('Approve');
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'First sync plan' })).toBeNull());
    expect(await rig.sync()).toMatchObject({ state: 'on', approved: { 'highlevel-bqe-client': 1 }, approvedAt: noon });
    expect(rig.sent).toEqual([['syncNow', 'bqe']]);
  });

  it('is cancelled: nothing was approved, so the sync is off again', async () => {
    render(<Sync />);
    await screen.findByRole('heading', { name: 'First sync plan' });
    await click('Cancel');
    expect(await screen.findByText('Not started')).toBeTruthy();
    expect([await rig.db.plans.count(), (await rig.sync())?.approvedAt, rig.sent]).toEqual([0, undefined, []]);
  });

  it('is one for clients and prospects together', async () => {
    const prospect = {
      ...aClient('alan', { firstName: 'Alan', lastName: 'Turing', email: 'alan@example.com', phone: '' }),
      kind: 'prospect' as const,
    };
    await rig.plan([prospect], { pair: 'highlevel-bqe-prospect' });
    render(<Sync />);
    expect(await screen.findByText('Alan Turing')).toBeTruthy();
    expect(screen.getAllByRole('heading', { name: 'First sync plan' })).toHaveLength(1);
    expect(screen.getByText(/2 contacts would be created/)).toBeTruthy();
    await click('Approve');
    await waitFor(async () => expect(Object.keys((await rig.sync())?.approved ?? {})).toHaveLength(2));
  });

  it('says once that a contact is left alone, and not where another kind has something for it', async () => {
    const skip = { kind: 'skip' as const, side: 'left' as const, uid: 'ada', reason: 'create-off' as const };
    const link = { kind: 'link' as const, left: 'ada', right: 'grace', reasons: ['Same e-mail' as const] };
    const put = async (pair: 'client' | 'prospect', steps: Step[]) =>
      rig.plan([], { pair: `highlevel-bqe-${pair}`, plan: { ...(await rig.plan([])).plan, steps } });
    await put('prospect', [skip]);
    await put('client', [skip]);
    render(<Sync />);
    expect(await screen.findByRole('button', { name: '1 Skip' })).toBeTruthy();
    await put('client', [link]);
    expect(await screen.findByRole('button', { name: '1 Link' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Skip/ })).toBeNull();
  });

  it('names what it can where a record was cleared away meanwhile', async () => {
    await rig.db.contacts.delete('grace');
    render(<Sync />);
    expect(await screen.findByText('A record that is no longer here')).toBeTruthy();
  });

  it('keeps links in both systems where the user says so and a field is there for it', async () => {
    render(<Sync />);
    expect(await screen.findByText(/make a text field named “BQE CORE ID” in HighLevel/)).toBeTruthy();
    const field = (id: string, name: string) => ({ id, name, key: '', dataType: 'TEXT', options: [], placeholder: '' });
    await rig.db.reference.bulkPut([
      { account, kind: 'customFields', items: [field('here', 'BQE core ID')], seenAt: noon },
      { account: bqeAccount, kind: 'customFields', items: [field('there', 'HighLevel ID')], seenAt: noon },
    ]);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Keep each link in both systems' }));
    await waitFor(async () => expect((await rig.sync())?.isStamping).toBe(true));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(true));
    // BQE CORE has not shown yet how it keeps such values.
    expect(screen.getByText(/into the field “BQE core ID” of HighLevel, so that/)).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Keep each link in both systems' }));
    await waitFor(async () => expect((await rig.sync())?.isStamping).toBe(false));
  });

  it('says so where another window was faster', async () => {
    render(<Sync />);
    const approve = await screen.findByRole('button', { name: 'Approve' });
    const elsewhere = rig.db.plans.clear();
    approve.click();
    await elsewhere;
    expect((await screen.findByRole('alert')).textContent).toContain('The plan is no longer there.');
    expect((await rig.sync())?.approvedAt).toBeUndefined();
  });

  it('warns of many changes only where they are unusual', async () => {
    const brake = { cause: 'blanks' as const, count: 60, of: 200 };
    const { plan } = await rig.plan([aClient('grace')]);
    await rig.db.plans.update('highlevel-bqe-client', { plan: { ...plan, brake } });
    render(<Sync />);
    await screen.findByRole('heading', { name: 'First sync plan' });
    expect(screen.queryByText(/unusually many/)).toBeNull();
    await rig.db.plans.update('highlevel-bqe-client', { cause: 'brake' });
    await rig.putSync({ state: 'braked', approvedAt: 1 });
    expect(await screen.findByText(/would blank 60 values of 200 linked/)).toBeTruthy();
    expect(await screen.findByText('Stopped: unusually many changes')).toBeTruthy();
    await click('Cancel');
    await waitFor(async () => expect(await state()).toBe('paused'));
  });
});

describe('a sync that runs', () => {
  it('tells how far it is, when it last ran and when it runs next', async () => {
    await rig.putSync({ progress: { done: 20, total: 80 } });
    render(<Sync />);
    expect(await screen.findByText('Running…')).toBeTruthy();
    expect(screen.getByText(/20 of 80 records/)).toBeTruthy();
    await rig.putSync({ lastRunAt: noon - 120_000 });
    expect(await screen.findByText('Last run 2 minutes ago, next in 3 minutes.')).toBeTruthy();
    await click('Sync now');
    await waitFor(() => expect(rig.sent).toEqual([['syncNow', 'bqe']]));
    expect(await state()).toBe('on');
  });

  it('is paused and resumed', async () => {
    await rig.putSync();
    render(<Sync />);
    await screen.findByText('On');
    await click('Pause');
    expect(await screen.findByText(/^Paused/)).toBeTruthy();
    expect(rig.sent).toEqual([]);
    await click('Resume');
    expect(await screen.findByText('On')).toBeTruthy();
    await waitFor(() => expect(rig.sent).toEqual([['syncNow', 'bqe']]));
  });

  it('shows what went wrong at the last run', async () => {
    await rig.putSync({ problem: { code: 'daily-limit', at: noon } });
    render(<Sync />);
    expect(await screen.findByText('The daily limit of requests is used up.')).toBeTruthy();
  });
});
