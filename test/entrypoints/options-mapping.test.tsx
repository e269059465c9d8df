// Field mapping and new records in Options over a real store: a change is stored with a new version, and the sync shows a plan before it writes.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BqeRegion } from '@/components/options/BqeRegion';
import { MappingSection } from '@/components/options/MappingSection';
import { useMapping } from '@/entrypoints/options/use-mapping';
import { mappingOf } from '@/lib/store/mapping-in-use';
import { aPartnerView, bqeProps } from '../options-builders';
import { account } from '../store/store-rig';
import { bqeConnection, createOptionsRig, type OptionsRig } from './options-rig';

let rig: OptionsRig;
beforeEach(async () => {
  rig = await createOptionsRig();
});
afterEach(() => cleanup());

function Mapping() {
  const view = useMapping(rig.deps);
  if (!view) return null;
  const { create, mapping } = view;
  const { create: _, sync: __, ...region } = bqeProps({ connection: aPartnerView({ checks: [] }) });
  return (
    <>
      <MappingSection {...mapping} />
      <BqeRegion {...region} {...(create && { create })} />
    </>
  );
}

const client = 'highlevel-bqe-client';
const phoneRule = 'When both changed: Phone and Phone';

it('shows the pairs that are connected, with the fields that both sides have', async () => {
  await rig.db.reference.put({
    account,
    kind: 'customFields',
    items: [{ id: 'f1', key: '', name: 'Budget', dataType: 'MONETORY', options: [], placeholder: '' }],
    seenAt: 1,
  });
  render(<Mapping />);
  expect(await screen.findByRole('table', { name: 'Field mapping of HighLevel and BQE CORE clients' })).toBeTruthy();
  expect(screen.getByRole('option', { name: 'Budget' })).toBeTruthy();
  expect(screen.getAllByRole('radio').map(({ textContent }) => textContent)).toContain('BQE CORE prospects');
  expect(screen.queryByRole('radio', { name: 'LocaliQ contacts' })).toBeNull();
});

it('says what to do where nothing is connected', async () => {
  await rig.db.connections.delete('bqe');
  render(<Mapping />);
  expect(await screen.findByText(/There is nothing to map yet/)).toBeTruthy();
});

it('stores a change, one version higher, and has an approved sync plan anew', async () => {
  await rig.putSync({ approvedAt: 1, approved: { [client]: 1 } });
  render(<Mapping />);
  await userEvent.selectOptions(await screen.findByLabelText(phoneRule), 'ask');
  expect(await screen.findByText('Changed.')).toBeTruthy();
  const stored = await mappingOf(rig.db, client);
  expect(stored.version).toBe(2);
  expect(stored.rules.find(({ left }) => left === 'phone')?.wins).toBe('ask');
  expect((await rig.sync())?.state).toBe('planning');
  await waitFor(() => expect(rig.sent).toEqual([['syncNow', 'bqe']]));
  await userEvent.click(screen.getByRole('button', { name: 'Back to the usual mapping' }));
  await waitFor(() => expect(screen.getByLabelText(phoneRule)).toHaveProperty('value', 'newest'));
  expect((await mappingOf(rig.db, client)).version).toBe(3);
});

it('leaves a sync alone that nobody approved, and wakes nobody', async () => {
  render(<Mapping />);
  await userEvent.selectOptions(await screen.findByLabelText(phoneRule), 'left');
  await waitFor(async () => expect((await mappingOf(rig.db, client)).version).toBe(2));
  expect([await rig.db.syncs.count(), rig.sent]).toEqual([0, []]);
  expect(screen.queryByText('Changed.')).toBeNull();
});

it('overwrites nothing of another window, says so, and shows what is stored', async () => {
  render(<Mapping />);
  const choice = await screen.findByLabelText(phoneRule);
  const seen = await mappingOf(rig.db, client);
  const theirs = { ...seen, version: 2, rules: seen.rules.map((rule) => ({ ...rule, wins: 'right' as const })) };
  // In the moment of the click, before this window has heard of it.
  const elsewhere = rig.db.mappings.put(theirs);
  fireEvent.change(choice, { target: { value: 'ask' } });
  await elsewhere;
  expect((await screen.findByRole('alert')).textContent).toContain('The mapping was changed in another window.');
  expect(await mappingOf(rig.db, client)).toEqual(theirs);
  await waitFor(() => expect(screen.getByLabelText(phoneRule)).toHaveProperty('value', 'right'));
});

it('makes clients, prospects or nothing of contacts that BQE CORE does not know', async () => {
  render(<Mapping />);
  expect((await screen.findByRole('radio', { name: 'None' })).getAttribute('aria-checked')).toBe('true');
  await userEvent.click(screen.getByRole('radio', { name: 'Prospects' }));
  await waitFor(() => expect(screen.getByRole('radio', { name: 'Prospects' }).getAttribute('aria-checked')).toBe('true'));
  expect((await mappingOf(rig.db, 'highlevel-bqe-prospect')).create.right).toBe(true);
  await userEvent.click(screen.getByRole('radio', { name: 'None' }));
  await waitFor(() => expect(screen.getByRole('radio', { name: 'None' }).getAttribute('aria-checked')).toBe('true'));
  expect((await mappingOf(rig.db, 'highlevel-bqe-prospect')).create.right).toBe(false);
});

it('offers no prospects, and no mapping of them, where the licence for them is missing', async () => {
  await rig.db.connections.put(bqeConnection({ missingScopes: ['crm/prospect'] }));
  render(<Mapping />);
  await screen.findByRole('radio', { name: 'Clients' });
  expect(screen.queryByRole('radio', { name: /rospects/ })).toBeNull();
  expect(screen.getByText(/no licence for prospects/)).toBeTruthy();
});
