// The side panel as a user sees it: the same object for the real panel, a popped-out one, and the tour of `npm start`.
import type { Locator, Page } from 'playwright';
import { fill, startsWith } from './controls';

export type RegionName = 'Tasks' | 'Notes' | 'Appointments' | 'Details' | 'Company';

export interface NewTask {
  title: string;
  /** As the field takes it, in the location's zone: `YYYY-MM-DDTHH:mm`. */
  due?: string;
  details?: string;
  assignee?: string;
}

export class PanelPage {
  constructor(readonly page: Page) {}

  /** The level-1 heading: the contact's name, or what the panel says instead. */
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** Waits until this person's name is the heading. */
  async untilShows(name: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 20_000 });
  }

  region(name: RegionName): Locator {
    return this.page.getByRole('region', { name: startsWith(name) });
  }

  /** The element with the role `status`. */
  get status(): Locator {
    return this.page.getByRole('status').first();
  }

  /** Waits until the status line holds this text, such as `Up to date` or `Offline`. */
  async untilStatus(text: string | RegExp, timeoutMs = 15_000): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: text }).first().waitFor({ timeout: timeoutMs });
  }

  task(title: string): Locator {
    return this.region('Tasks')
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('checkbox', { name: title }) });
  }

  async addTask({ title, due, details, assignee }: NewTask): Promise<void> {
    const tasks = this.region('Tasks');
    await tasks.getByRole('button', { name: 'Add task' }).click();
    await fill(tasks, 'Title', title);
    if (due) await fill(tasks, 'Due', due);
    if (details) await fill(tasks, 'Details', details);
    if (assignee) await fill(tasks, 'Assignee', assignee);
    await tasks.getByRole('button', { name: 'Save task' }).click();
    // There may be another one of that title.
    await this.task(title).first().waitFor();
  }

  /** Changes an open task in place. */
  async editTask(title: string, changes: Partial<Record<'Title' | 'Due' | 'Details' | 'Assignee', string>>): Promise<void> {
    const tasks = this.region('Tasks');
    await this.task(title).getByRole('button', { name: 'Edit task' }).click();
    for (const [label, value] of Object.entries(changes)) await fill(tasks, label, value);
    await tasks.getByRole('button', { name: 'Save task' }).click();
    await this.task(changes.Title ?? title).waitFor();
  }

  async deleteTask(title: string): Promise<void> {
    await this.task(title).getByRole('button', { name: 'Delete task' }).click();
    await this.task(title).waitFor({ state: 'hidden' });
  }

  /** Ticks a task's checkbox; the task may move to the done ones. */
  async completeTask(title: string): Promise<void> {
    await this.region('Tasks').getByRole('checkbox', { name: title }).click();
  }

  /** Opens the done tasks and unticks this one. */
  async reopenTask(title: string): Promise<void> {
    const done = this.region('Tasks').getByRole('button', { name: startsWith('Done') });
    if ((await done.getAttribute('aria-expanded')) === 'false') await done.click();
    await this.region('Tasks').getByRole('checkbox', { name: title }).click();
  }

  async addNote(text: string): Promise<void> {
    const notes = this.region('Notes');
    await notes.getByRole('button', { name: 'Add note' }).click();
    await fill(notes, 'Note', text);
    await notes.getByRole('button', { name: 'Save note' }).click();
    await notes.getByText(text).first().waitFor();
  }

  /** The list item of the note that holds this text. */
  note(text: string): Locator {
    return this.region('Notes').getByRole('listitem').filter({ hasText: text });
  }

  /** The list item of the appointment with this title. */
  appointment(title: string): Locator {
    return this.region('Appointments').getByRole('listitem').filter({ hasText: title });
  }

  /** Opens the form, fills the fields by their names and saves it with the button that starts with `Save`. */
  async addAppointment(fields: Record<string, string>): Promise<void> {
    const appointments = this.region('Appointments');
    await appointments.getByRole('button', { name: 'Add appointment' }).click();
    for (const [label, value] of Object.entries(fields)) await fill(appointments, label, value);
    await appointments.getByRole('button', { name: /^Save/ }).click();
  }

  /** Takes the last write back. */
  async undo(): Promise<void> {
    await this.page
      .getByRole('button', { name: startsWith('Undo') })
      .first()
      .click();
  }

  async push(): Promise<void> {
    await this.page.getByRole('button', { name: startsWith('Push to HighLevel') }).click();
  }

  async pull(): Promise<void> {
    await this.page.getByRole('button', { name: startsWith('Pull from HighLevel') }).click();
  }

  /** The dialog with one row per field that a push or pull would change. */
  get review(): Locator {
    return this.page.getByRole('dialog', { name: 'Review changes' });
  }

  async apply(): Promise<void> {
    await this.review.getByRole('button', { name: startsWith('Apply') }).click();
    await this.review.waitFor({ state: 'hidden' });
  }

  async cancel(): Promise<void> {
    await this.review.getByRole('button', { name: 'Cancel' }).click();
    await this.review.waitFor({ state: 'hidden' });
  }

  /** Chooses an entry of the menu `More`. */
  async more(entry: 'Delete contact' | 'Start workflow' | 'Open in HighLevel' | 'Not this person' | 'Pop out'): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    const name = startsWith(entry);
    await this.page.getByRole('menuitem', { name }).or(this.page.getByRole('button', { name })).first().click();
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search HighLevel' }).fill(text);
  }

  async createInHighLevel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Create in HighLevel' }).click();
  }

  /** A candidate of `Which contact is this?`. */
  candidate(text: string | RegExp): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: startsWith('Link') }) })
      .filter({ hasText: text });
  }

  async link(text: string | RegExp): Promise<void> {
    await this.candidate(text)
      .first()
      .getByRole('button', { name: startsWith('Link') })
      .click();
  }

  /** Settles one field of `Both sides changed`; without a field, the first that is open. */
  async keep(side: 'HighLevel' | 'BQE CORE' | 'LocaliQ' | 'both', fieldName?: string): Promise<void> {
    const conflict = this.page.getByRole('region', { name: 'Both sides changed' });
    const row = fieldName ? conflict.getByRole('listitem', { name: startsWith(fieldName) }) : conflict;
    await row
      .getByRole('button', { name: startsWith(`Keep ${side}`) })
      .first()
      .click();
  }
}
