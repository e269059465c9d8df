// A field that both sides changed: asked about in the panel, and answered there for both systems.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { AVERY } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { startWork, type Work } from './fixtures/work';
import { OptionsPage } from './pages/options-page';

let work: Work;

beforeAll(async () => {
  work = await startWork();
  work.sandbox.bqe.state.signIn.autoApprove = true;
});

afterAll(() => work?.close());

const client = () => {
  const found = work.sandbox.bqe.state.clientOf(AVERY);
  if (!found) throw new Error('Avery is no client.');
  return found;
};

it('asks about a field in which both sides differ, and keeps the side that is chosen', async () => {
  const { panel, state } = work;
  state.editContact(work.contactId, { city: 'Albany' });
  work.sandbox.bqe.state.edit(client(), { address: { ...client().address, city: 'Ithaca' } });
  const options = new OptionsPage(await work.openOptions());
  await options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret);
  await options.open('Field mapping');
  await options.page.getByLabel('When both changed: City and City').selectOption('ask');
  await options.open('Connections');
  const syncNow = options.connection('BQE CORE').getByRole('button', { name: 'Sync now', exact: true });
  await syncNow.and(options.page.locator(':not([aria-disabled=true])')).click({ timeout: 30_000 });
  await options.page.getByRole('button', { name: 'Approve', exact: true }).click({ timeout: 60_000 });

  await panel.page.getByRole('button', { name: /to decide$/ }).click({ timeout: 60_000 });
  await panel.untilStatus('Action needed');
  const conflict = panel.page.getByRole('region', { name: 'Both sides changed' });
  // Other questions of the first sync may wait before it.
  await eventually(async () => {
    if (await conflict.isVisible()) return true;
    await panel.page.getByRole('button', { name: 'Next' }).click({ timeout: 1000 });
    return false;
  });
  const field = conflict.getByRole('listitem', { name: 'City' });
  expect(await field.textContent()).toMatch(/HighLevel says: Albany.*BQE CORE says: Ithaca/);
  await panel.keep('BQE CORE', 'City');
  await conflict.waitFor({ state: 'hidden' });
  await eventually(() => state.contacts.get(work.contactId)?.city === 'Ithaca', { timeoutMs: 20_000 });
  expect(client().address.city).toBe('Ithaca');
  await options.page.close();
}, 180_000);
