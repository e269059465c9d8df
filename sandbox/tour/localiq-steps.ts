// The tour in LocaliQ, which takes no changes: Push into blanks, Pull by filling the form on the page, and a call that becomes a contact.
import { eventually } from '@/test/e2e/fixtures/eventually';
import { nameOf } from '@/test/e2e/fixtures/work';
import { startsWith } from '@/test/e2e/pages/controls';
import { BRIAR, type Person } from '../core/people';
import { layouts } from '../localiq/pages/layouts';
import { both, contactOf, inOptions, openReview, panelOf, type Step, syncUntil, type Tour } from './tour';

/** Where LocaliQ shows a person: to read, or to edit. */
export function leadAddress(person: Person, layout: 'contact-path' | 'contact-form' = 'contact-path'): string {
  const found = layouts.find(({ name }) => name === layout);
  if (!found) throw new Error(`The sandbox has no layout ${layout}.`);
  return found.url(person);
}

const newPhone = '+12125550178';

/** HighLevel knows no address of somebody whom LocaliQ knows in full, but a newer number: so that there is something for each way. */
export function forgetInHighLevel({ launched: { sandbox } }: Tour): void {
  const { id } = contactOf(sandbox, BRIAR);
  sandbox.highlevel.state.editContact(id, { address1: '', city: '', state: '', postalCode: '', phone: newPhone });
}

const openLead: Step = {
  title: `Open ${nameOf(BRIAR)} in LocaliQ: the panel follows`,
  run: async (tour) => {
    await tour.page.goto(leadAddress(BRIAR));
    await panelOf(tour).untilShows(nameOf(BRIAR));
  },
};

const pushLead: Step = {
  title: 'Push the address from LocaliQ into the blanks of HighLevel, after a review',
  run: async (tour) => {
    const panel = panelOf(tour);
    await openReview(panel, 'Push to HighLevel');
    await tour.picture('lead-push-review', both(tour));
    await panel.apply();
    const contact = () => contactOf(tour.launched.sandbox, BRIAR);
    await eventually(() => contact().postalCode === BRIAR.postalCode, { what: 'the address in HighLevel' });
    if (contact().phone !== newPhone) throw new Error('A phone number was overwritten.');
  },
};

const fillLead: Step = {
  title: 'Pull from HighLevel by filling the form on the page; saving it stays with the user',
  run: async (tour) => {
    const { page, launched } = tour;
    const panel = panelOf(tour);
    const stored = () => JSON.stringify(launched.sandbox.localiq.state.contactOf(BRIAR));
    const before = stored();
    await page.goto(leadAddress(BRIAR, 'contact-form'));
    await panel.untilShows(nameOf(BRIAR));
    await panel.pull();
    const preview = panel.page.getByRole('dialog', { name: 'Fill this page' });
    await preview.getByRole('checkbox').first().waitFor();
    await tour.picture('fill-preview', both(tour));
    await preview.getByRole('button', { name: startsWith('Fill') }).click();
    await panel.page.getByText(/filled and marked/).waitFor();
    const phone = await page.getByLabel('Mobile phone', { exact: true }).inputValue();
    if (phone.replace(/\D/g, '').slice(-10) !== newPhone.slice(-10)) throw new Error(`The form says ${phone}.`);
    await tour.picture('filled', both(tour));
    if (stored() !== before) throw new Error('The form was submitted.');
  },
};

/** Calls after the sync with LocaliQ was approved. */
const caller = { first_name: 'Robin', last_name: 'Vale', email: 'robin.vale@example.com', phone_mobile: '(202) 555-0148' };

const captureCall: Step = {
  title: 'Approve the sync with LocaliQ: a new call becomes a contact with a note',
  run: async (tour) => {
    const { sandbox } = tour.launched;
    const { state } = sandbox.highlevel;
    const made = () => state.contactsByEmail(caller.email);
    const notes = () => made().flatMap(({ id }) => state.notesOf(id));
    const lead = { id: 0 };
    await inOptions(tour, async (options) => {
      await options.syncNow('LocaliQ');
      await options.approveFirstSync();
      const contact = sandbox.localiq.state.addContact(caller);
      sandbox.localiq.state.addCall(contact, {});
      lead.id = contact.id;
      await syncUntil(options, 'LocaliQ', () => notes().length > 0, 'the contact with its note in HighLevel');
    });
    if (made().length !== 1 || notes().length !== 1) throw new Error(`${made().length} contacts with ${notes().length} notes were made.`);
    await tour.page.goto(`https://dash.localiq.com/contacts/${lead.id}`);
    const panel = panelOf(tour);
    await panel.untilShows(`${caller.first_name} ${caller.last_name}`);
    await panel.region('Notes').getByRole('listitem').first().waitFor();
    await tour.picture('call-captured', both(tour));
  },
};

/** What is done in LocaliQ, in order. */
export const localiqSteps: readonly Step[] = [openLead, pushLead, fillLead, captureCall];
