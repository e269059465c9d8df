// Health in Options over a real store: every number is counted from it, and what can be done about a change is done there.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HealthSection } from '@/components/options/HealthSection';
import { useHealth } from '@/entrypoints/options/use-health';
import { editContact } from '@/lib/store/commands/contacts';
import { addNote } from '@/lib/store/commands/notes';
import type { PairRow } from '@/lib/store/rows';
import { aNote, noon } from '../builders';
import { account } from '../store/store-rig';
import { aClient, bqeAccount, createOptionsRig, type OptionsRig } from './options-rig';

let rig: OptionsRig;
beforeEach(async () => {
  rig = await createOptionsRig();
});
afterEach(() => cleanup());

let counts: Record<string, unknown> = {};
const storage = { get: async () => counts };

function Health({ isShown = true }: { isShown?: boolean }) {
  const props = useHealth({ ...rig.deps, counts: storage, isReachable: () => true }, noon);
  return isShown ? <HealthSection {...props} /> : null;
}

const pair = (left: string, right: string, over: Partial<PairRow> = {}): PairRow => ({
  left,
  right,
  pair: 'highlevel-bqe-client',
  madeAt: 1,
  ...over,
});
const list = (name: string) => within(screen.getByRole('list', { name }));
const open = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

it('says that nothing is linked yet, and that nothing waits', async () => {
  render(<Health />);
  expect(screen.getByRole('status').textContent).toBe('Reading…');
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('No records are linked yet.'));
  expect(screen.getByText('No run yet.')).toBeTruthy();
});

it('reads nothing before it is on screen', async () => {
  const { rerender } = render(<Health isShown={false} />);
  await rig.db.runs.add({ partner: 'bqe', kind: 'sync', startedAt: noon, finishedAt: noon, outcome: 'done', writes: {} });
  rerender(<Health />);
  expect(await screen.findByText('Nothing to do.')).toBeTruthy();
});

it('tries again and discards what failed, and follows both', async () => {
  await editContact(rig.store, 'ada', { city: 'Albany' });
  await addNote(rig.store, 'ada', aNote());
  const [first] = await rig.queue();
  const problem = { code: 'invalid' as const, detail: 'city', at: noon };
  await rig.db.outbox.update(first?.seq ?? 0, { state: 'blocked', problem });
  render(<Health />);
  await open('1 Failed');
  expect(list('Failed').getByRole('listitem').textContent).toMatch(
    /Ada Lovelace.*Change details · HighLevel.*The server refused a value\. Correct .* save again\. city/,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Try again: Ada Lovelace' }));
  await open('2 Waiting to be sent');
  expect((await rig.queue())[0]).toMatchObject({ state: 'waiting' });
  expect(list('Waiting to be sent').getAllByText('It goes out in its turn.')).toHaveLength(2);
  await userEvent.click(screen.getAllByRole('button', { name: 'Discard: Ada Lovelace' })[0] as HTMLElement);
  await waitFor(() => expect(screen.getByRole('button', { name: '1 Waiting to be sent' })).toBeTruthy());
  expect((await rig.db.contacts.get('ada'))?.value.city).toBe('New York');
  expect(rig.sent).toEqual([['outboxChanged'], ['outboxChanged']]);
});

it('says why a click could do nothing', async () => {
  await editContact(rig.store, 'ada', { city: 'Albany' });
  render(<Health />);
  await open('1 Waiting to be sent');
  const discard = screen.getByRole('button', { name: 'Discard: Ada Lovelace' });
  // The worker takes it in the moment of the click.
  await rig.db.outbox.toCollection().modify({ state: 'sending' });
  discard.click();
  expect((await screen.findByRole('alert')).textContent).toContain('The change is being sent.');
  expect(await screen.findByText('It is on its way.')).toBeTruthy();
});

it('says what waits for a connection', async () => {
  await editContact(rig.store, 'ada', { city: 'Albany' });
  await rig.db.connections.delete('highlevel');
  render(<Health />);
  await open('1 Waiting to be sent');
  expect(screen.getByText(/HighLevel is not connected\. It is kept/)).toBeTruthy();
});

it('lists conflicts and questions by name, with what is asked', async () => {
  await rig.db.contacts.put(aClient('client', { firstName: 'A.', lastName: 'Lovelace' }));
  const frame = { partner: 'bqe' as const, pair: 'highlevel-bqe-client' as const, uids: ['ada', 'client'], madeAt: noon };
  await rig.db.decisions.bulkPut([
    {
      ...frame,
      id: 'c',
      kind: 'conflict',
      table: 'contacts',
      left: 'ada',
      right: 'client',
      contactUid: 'ada',
      fields: [{ rule: 'phone|phone', label: 'Phone', left: '1', right: '2', why: 'both-changed' }],
      times: {},
    },
    {
      ...frame,
      id: 'q',
      kind: 'question',
      question: { about: 'which', side: 'left', uid: 'ada', candidates: [{ uid: 'client', reasons: ['Similar name'] }] },
    },
    {
      ...frame,
      id: 'w',
      kind: 'question',
      question: { about: 'work-deleted', table: 'notes', side: 'right', left: 'note', right: 'x', contactUid: 'ada' },
    },
  ]);
  render(<Health />);
  await open('1 Conflicts');
  expect(list('Conflicts').getByRole('listitem').textContent).toMatch(/Ada Lovelace.*Contact · BQE CORE.*Phone: both sides changed\./);
  await open('2 Questions');
  const [which, work] = list('Questions').getAllByRole('listitem');
  expect(which?.textContent).toMatch(/Who is this in BQE CORE\?.*A\. Lovelace \(similar name\)/);
  expect(work?.textContent).toContain('Note deleted in BQE CORE');
  expect(screen.getByText(/You decide in the side panel/)).toBeTruthy();
});

it('lists who is left alone, and counts as in step only what nothing waits for', async () => {
  await rig.db.contacts.bulkPut(['a', 'b', 'c', 'd'].map((uid) => aClient(uid, { firstName: uid.toUpperCase(), lastName: 'Client' })));
  await rig.db.contacts.update('c', { due: ['bqe'] });
  await rig.db.pairs.bulkPut([pair('ada', 'a'), pair('x', 'b'), pair('y', 'c'), pair('z', 'd', { answered: ['deleted'] })]);
  await rig.db.apart.bulkPut([
    { one: 'b', other: '', madeAt: 1 },
    { one: 'a', other: 'ada', madeAt: 1 },
  ]);
  await editContact(rig.store, 'ada', { city: 'Albany' });
  render(<Health />);
  await open('2 Left alone');
  const [single, deleted] = list('Left alone').getAllByRole('listitem');
  expect(single?.textContent).toMatch(/B Client.*BQE CORE.*no partner/);
  expect(deleted?.textContent).toContain('It was deleted in one of the two systems');
  expect(screen.getByRole('status').textContent).toContain('1 linked record says the same');
});

it('tells of each system how it stands, what is left of its limit, and when it was read in full', async () => {
  counts = {
    'limits:highlevel': {
      stamps: [noon - 3000, noon - 20_000],
      pausedUntil: 0,
      pausedAt: 0,
      day: Math.floor(noon / 864e5),
      usedToday: 1204,
      closedUntil: 0,
    },
  };
  rig.clock.at = noon;
  await rig.putSync({ lastRunAt: noon - 120_000 });
  await rig.db.progress.put({ account, job: 'sweep', state: 'done', done: 1, startedAt: 1, finishedAt: noon - 3 * 3_600_000 });
  render(<Health />);
  await screen.findByText('Connected to Northwind');
  const [highlevel, bqe, localiq] = list('Systems')
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  await waitFor(() => expect(screen.getByText('99 of 100 requests left, 198,796 of 200,000 today')).toBeTruthy());
  expect(highlevel).toContain('all linked records read 3 hours ago');
  expect(bqe).toMatch(/Connected to Acme Engineering.*Last run 2 minutes ago/);
  expect(localiq).toMatch(/Not connected.*Never synced/);
});

it('tells what the last runs did, newest first, and names what a comparison found', async () => {
  const run = { partner: 'bqe' as const, startedAt: noon, finishedAt: noon };
  const drift = [{ table: 'contacts' as const, uid: 'ada', name: 'Ada Lovelace', text: 'Phone written to BQE CORE.' }];
  await rig.db.runs.bulkAdd([
    { ...run, kind: 'sync', outcome: 'done', writes: { bqe: 1, highlevel: 2 } },
    { ...run, kind: 'sync', outcome: 'failed', writes: {}, problem: { code: 'server-error', at: noon } },
    { ...run, kind: 'sync', outcome: 'stopped', writes: {} },
    { ...run, kind: 'reconcile', outcome: 'done', writes: { bqe: 1 }, drift },
    { ...run, kind: 'reconcile', outcome: 'done', writes: {}, drift: [] },
  ]);
  render(<Health />);
  await screen.findByText('Nothing differed.');
  const said = list('Last runs')
    .getAllByRole('listitem')
    .filter((item) => item.querySelector('time'));
  expect(said.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/Nightly comparison with BQE CORE.*Nothing differed/),
    expect.stringMatching(/1 change to BQE CORE\..*1 record differed.*Ada Lovelace.*Phone written to BQE CORE/),
    expect.stringMatching(/Stopped.*for a plan to be approved/),
    expect.stringMatching(/Failed.*The server has a fault/),
    expect.stringMatching(/Sync with BQE CORE.*2 changes to HighLevel, 1 to BQE CORE\./),
  ]);
});

it('shows what keeps failing, by system', async () => {
  await rig.db.alerts.put({
    cause: 'x',
    account: bqeAccount,
    problem: { code: 'server-error', at: noon },
    since: noon - 3_600_000,
    count: 7,
  });
  render(<Health />);
  expect(await screen.findByText(/BQE CORE: The server has a fault\./)).toBeTruthy();
  expect(screen.getByText(/Since 1 hour ago, 7 times/)).toBeTruthy();
});
