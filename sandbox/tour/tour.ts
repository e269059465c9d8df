// What the steps of the tour share: the browser, the tab and the panel that they pass on, and the people they meet.
import type { Page } from 'playwright';
import { eventually } from '@/test/e2e/fixtures/eventually';
import type { Launched } from '@/test/e2e/fixtures/launch';
import { contactIdOf } from '@/test/e2e/fixtures/work';
import { OptionsPage } from '@/test/e2e/pages/options-page';
import type { PanelPage } from '@/test/e2e/pages/panel-page';
import type { Client } from '../bqe/state';
import type { Person } from '../core/people';
import type { Contact } from '../highlevel/model';
import type { Sandbox } from '../index';

/** What the steps share and pass on. */
export interface Tour {
  launched: Launched;
  /** The tab that shows the pages of BQE CORE and LocaliQ. */
  page: Page;
  /** Set by the step that opens it. */
  panel?: PanelPage;
  /** Saves a picture of these pages, side by side. */
  picture: (name: string, pages: readonly Page[]) => Promise<void>;
}

export interface Step {
  title: string;
  run: (tour: Tour) => Promise<void>;
}

/** The panel, once a step has opened it. */
export function panelOf(tour: Tour): PanelPage {
  if (!tour.panel) throw new Error('The panel is not open yet.');
  return tour.panel;
}

/** The page and the panel beside it. */
export const both = (tour: Tour): Page[] => [tour.page, panelOf(tour).page];

/** A person's contact as HighLevel holds it now. */
export function contactOf({ highlevel: { state } }: Sandbox, person: Person): Contact {
  return state.contacts.get(contactIdOf(state, person)) as Contact;
}

/** A person's client as BQE CORE holds it now. */
export function clientOf({ bqe: { state } }: Sandbox, person: Person): Client {
  const client = state.clientOf(person);
  if (!client) throw new Error(`${person.email} is no client in the sandbox.`);
  return client;
}

/** Opens Options for as long as `act` takes; then the page's tab is in front again. */
export async function inOptions({ launched, page }: Tour, act: (options: OptionsPage) => Promise<void>): Promise<void> {
  const options = new OptionsPage(await launched.openOptions());
  await act(options);
  await options.page.close();
  await page.bringToFront();
}

/** Presses Push or Pull as soon as something differs, and waits for its review. */
export async function openReview(panel: PanelPage, name: 'Push to HighLevel' | 'Pull from HighLevel'): Promise<void> {
  await panel.page.getByRole('button', { name }).and(panel.page.locator(':not([aria-disabled=true])')).click({ timeout: 20_000 });
  await panel.review.waitFor();
}

/** Presses `Sync now`, time and again, until it is so: what others change is seen with a run, and a run that goes on sees no more. */
export async function syncUntil(options: OptionsPage, name: 'BQE CORE' | 'LocaliQ', isSo: () => unknown, what: string): Promise<void> {
  await eventually(
    async () => {
      await options.syncNow(name);
      await eventually(isSo, { timeoutMs: 6_000, what });
      return true;
    },
    { timeoutMs: 40_000, what },
  );
}
