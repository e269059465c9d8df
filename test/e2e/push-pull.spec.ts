// Push and Pull between the page's record and its contact: reviewed field by field, written through the outbox, judged by what both systems
// then hold.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { AVERY, BRIAR } from '@/sandbox/core/people';
import { layouts } from '@/sandbox/localiq/pages/layouts';
import { SIGNED_IN } from '@/sandbox/localiq/seed';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { eventually } from './fixtures/eventually';
import { nobodysAddress, startWork, type Work } from './fixtures/work';
import { OptionsPage } from './pages/options-page';

let work: Work;

beforeAll(async () => {
  work = await startWork();
  work.sandbox.bqe.state.signIn.autoApprove = true;
});

afterAll(() => work?.close());

const contact = () => work.state.contacts.get(work.contactId);
const review = () => work.panel.page.getByRole('dialog', { name: 'Review changes' });

it('connects BQE CORE through the sign-in window', async () => {
  const options = new OptionsPage(await work.openOptions());
  await options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret);
  await options.page.close();
});

const client = () => {
  const found = work.sandbox.bqe.state.clientOf(AVERY);
  if (!found) throw new Error('Avery is no client.');
  return found;
};

/** Presses Push or Pull and waits for its review. */
async function open(name: 'Push to HighLevel' | 'Pull from HighLevel'): Promise<void> {
  const button = work.panel.page.getByRole('button', { name });
  await button.waitFor();
  await eventually(async () => (await button.getAttribute('aria-disabled')) !== 'true');
  await button.click();
  await review().waitFor();
}

async function apply(): Promise<void> {
  await review().getByRole('button', { name: 'Apply' }).click();
  await review().waitFor({ state: 'hidden' });
}

/** A colleague's change comes with the next look, at most 20 s later; opening the panel anew looks at once. */
async function untilRead(name: string): Promise<void> {
  await eventually(async () => {
    await work.panel.page.reload();
    await work.panel.heading.waitFor();
    return (await work.panel.heading.textContent()) === name;
  });
}

it('pushes what the page’s record says, after a review', async () => {
  const { panel, page } = work;
  const { state } = work.sandbox.bqe;
  state.edit(client(), { address: { ...client().address, city: 'Yonkers' } });
  await page.bringToFront();
  await page.reload();
  await panel.untilShows(`${AVERY.firstName} ${AVERY.lastName}`);
  await open('Push to HighLevel');
  expect(await review().textContent()).toContain('Yonkers');
  await apply();
  await eventually(() => contact()?.city === 'Yonkers');
  await panel.untilStatus('Up to date');
});

it('pulls what HighLevel says into the page’s record', async () => {
  const unmapped = () => JSON.stringify({ memo: client().memo, term: client().term, groups: client().assignedGroups });
  const before = unmapped();
  work.state.editContact(work.contactId, { firstName: 'Averil', postalCode: '' });
  await untilRead('Averil Quill');
  await open('Pull from HighLevel');
  expect(await review().textContent()).toContain('Averil');
  await apply();
  await eventually(() => client().firstName === 'Averil');
  // What is not mapped stays as it was.
  expect(unmapped()).toBe(before);
});

it('offers nothing of the page’s record beside somebody who was opened by hand', async () => {
  const { panel } = work;
  await panel.search(BRIAR.lastName);
  await panel.page
    .getByRole('button', { name: new RegExp(`${BRIAR.firstName} ${BRIAR.lastName}`) })
    .first()
    .click();
  await panel.untilShows(`${BRIAR.firstName} ${BRIAR.lastName}`);
  await panel.untilStatus('Up to date');
  // The record comes a moment after the person, if it comes: longer than it ever took above.
  await expect(panel.page.getByRole('button', { name: 'Push to HighLevel' }).waitFor({ timeout: 2000 })).rejects.toThrow('Timeout');
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await panel.page.getByRole('button', { name: 'Push to HighLevel' }).waitFor();
});

it('creates a client in BQE CORE for a contact that has none there, and follows it until it is verified', async () => {
  const { panel, page, state, sandbox } = work;
  state.addContact({
    firstName: 'Juniper',
    lastName: 'Vellamo',
    companyName: 'Vellamo Mills',
    email: 'juniper.vellamo@example.com',
    phone: '+12125550171',
    city: 'Troy',
  });
  await page.bringToFront();
  await page.goto(nobodysAddress);
  await eventually(async () => {
    await panel.search('Juniper');
    const hit = panel.page.getByRole('button', { name: /Juniper Vellamo/ }).first();
    return await hit.click({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  });
  await panel.untilShows('Juniper Vellamo');
  await open('Pull from HighLevel');
  expect(await review().textContent()).toContain('A new record in BQE CORE');
  await review().getByRole('radio', { name: 'Client' }).check();
  await apply();
  const made = () => sandbox.bqe.state.company.clients.filter(({ lastName }) => lastName === 'Vellamo');
  await eventually(() => made().length > 0);
  expect(made()).toHaveLength(1);
  expect(made()[0]?.address.city).toBe('Troy');
  await panel.page.getByText(/fields verified in BQE CORE/).waitFor();
  await panel.page.getByText('In step').waitFor();
});

it('connects LocaliQ once by password, and pushes a lead’s contact from its page', async () => {
  const { panel, page, sandbox } = work;
  const options = new OptionsPage(await work.openOptions());
  const advertiser = sandbox.localiq.state.advertisers[0]?.gmaid ?? '';
  await options.connectLocaliqWithPassword({ ...LOCALIQ_APP, email: SIGNED_IN.email, password: 'sandbox', advertiser });
  await options.page.close();

  const lead = sandbox.localiq.state.contactOf(AVERY);
  const layout = layouts.find(({ name }) => name === 'contact-path');
  expect(lead && layout).toBeTruthy();
  await page.bringToFront();
  await page.goto(layout?.url(AVERY) ?? '');
  await panel.page
    .getByText(/^LocaliQ (contact|lead)/)
    .first()
    .waitFor();
  await open('Push to HighLevel');
  expect(await review().textContent()).toContain(AVERY.postalCode);
  await apply();
  await eventually(() => contact()?.postalCode === AVERY.postalCode);
});
