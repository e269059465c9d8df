// `npm run store-images`: the pictures of the store listing, taken from the real extension on the sandbox's invented people, into
// docs/store/images. Look at each of them afterwards: a picture cannot be tested for being good.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { eventually } from '@/test/e2e/fixtures/eventually';
import { extensionFolder, root } from '@/test/e2e/fixtures/extension';
import { launch } from '@/test/e2e/fixtures/launch';
import { OptionsPage } from '@/test/e2e/pages/options-page';
import { AVERY, BRIAR, CAMERON, ELLIS } from '../core/people';
import { connectBqe, connectHighLevel, connectLocaliq } from './connect-steps';
import { createEasel } from './easel';
import { ensureBuild } from './ensure-build';
import { leadAddress } from './localiq-steps';
import { openClient } from './panel-steps';
import { pictureOf } from './pictures';
import { screen, screenshotFrame, tileFrame } from './store-frame';
import type { Tour } from './tour';

const folder = join(root, 'docs/store/images');
const personsName = `${AVERY.firstName} ${AVERY.lastName}`;
/** So large that the page and the panel beside it fill the screen within a picture. */
const windowSize = { width: screen.width + 23, height: screen.height + 95 };

interface Scene {
  name: string;
  headline: string;
  /** Brings it on screen and answers what is to be seen, left to right. */
  show: (tour: Tour) => Promise<Page[]>;
}

/** The page and the panel beside it; the launcher rests. */
async function both({ page, panel }: Tour): Promise<Page[]> {
  if (!panel) throw new Error('The panel is not open yet.');
  await page.locator('lockstep-launcher button').first().blur();
  await page.mouse.move(300, 640);
  await panel.page.mouse.move(0, 0);
  return [page, panel.page];
}

/** The firm's books lack the addresses of some whom HighLevel knows in full. */
function lackAddresses({ launched: { sandbox } }: Tour): void {
  for (const person of [CAMERON, BRIAR, ELLIS]) {
    const client = sandbox.bqe.state.clientOf(person);
    if (!client) throw new Error(`${person.firstName} is no client.`);
    sandbox.bqe.state.edit(client, { address: { ...client.address, street1: '', zip: '' } });
  }
}

const scenes: readonly Scene[] = [
  {
    name: '1-panel',
    headline: 'HighLevel’s tasks, notes and appointments, beside the client',
    show: async (tour) => {
      await openClient.run(tour);
      await tour.panel?.untilStatus('Up to date', 30_000);
      return both(tour);
    },
  },
  {
    name: '2-review',
    headline: 'Pull and push in one click, after a look at what changes',
    show: async (tour) => {
      const { panel, launched } = tour;
      const { state } = launched.sandbox.highlevel;
      const contact = state.contactByEmail(AVERY.email ?? '');
      if (!panel || !contact) throw new Error(`${personsName} is not on screen.`);
      state.editContact(contact.id, { address1: '48 Atelier Row', city: 'Brooklyn', postalCode: '11201', phone: '+12125550177' });
      const pull = panel.page.getByRole('button', { name: 'Pull from HighLevel' });
      await eventually(async () => {
        await panel.page.reload();
        await panel.untilShows(personsName);
        await panel.page.getByText('Brooklyn').first().waitFor({ timeout: 2000 });
        await pull.waitFor({ timeout: 5000 });
        return (await pull.getAttribute('aria-disabled')) !== 'true';
      });
      await pull.click();
      await panel.review.waitFor();
      return both(tour);
    },
  },
  {
    name: '3-offline',
    headline: 'Works offline, too: what you enter is sent later, once',
    show: async (tour) => {
      const { panel, launched } = tour;
      await panel?.cancel();
      await launched.offline(true);
      await panel?.untilStatus('Offline');
      await panel?.completeTask('Send the revised proposal');
      await panel?.addTask({ title: 'Order the site survey', details: 'North and east side.' });
      await panel?.page.getByText('2 changes waiting').waitFor();
      await panel?.page.getByRole('button', { name: 'Dismiss' }).click();
      await panel?.region('Tasks').evaluate((tasks) => tasks.scrollIntoView({ block: 'start' }));
      return both(tour);
    },
  },
  {
    name: '4-lead',
    headline: 'The same beside every lead in LocaliQ',
    show: async (tour) => {
      const { panel, page, launched } = tour;
      await launched.offline(false);
      await panel?.untilStatus('Up to date', 30_000);
      await page.goto(leadAddress(AVERY));
      await panel?.page.reload();
      await panel?.untilShows(personsName);
      await panel?.untilStatus('Up to date', 30_000);
      return both(tour);
    },
  },
  {
    name: '5-first-sync',
    headline: 'See the whole plan before anything is written',
    show: async (tour) => {
      lackAddresses(tour);
      const options = new OptionsPage(await tour.launched.openOptions());
      await options.page.setViewportSize(screen);
      await options.syncNow('BQE CORE');
      const plan = options.page.getByRole('heading', { name: 'First sync plan' });
      await plan.waitFor({ timeout: 30_000 });
      await options.page.getByRole('button', { name: /Update$/ }).click();
      // A plan is longer than a picture is high.
      await options.page.evaluate(() => document.documentElement.style.setProperty('zoom', '0.85'));
      await plan.evaluate((heading) => heading.scrollIntoView({ block: 'start', behavior: 'instant' }));
      return [options.page];
    },
  },
];

ensureBuild();
// On Linux; elsewhere nobody asks for it.
process.env.FONTCONFIG_FILE ??= join(import.meta.dirname, 'fonts.conf');
await mkdir(folder, { recursive: true });
const logo = await readFile(join(extensionFolder, 'icon/128.png'));
const easel = createEasel();
const launched = await launch({ windowSize, flags: ['--hide-scrollbars'] });
const page = launched.context.pages()[0] ?? (await launched.context.newPage());
const tour: Tour = { launched, page, picture: async () => undefined };

const save = async (name: string, html: string) => {
  const path = join(folder, `${name}.png`);
  await writeFile(path, await easel.draw(html));
  console.log(`✓ ${path}`);
};

try {
  for (const step of [connectHighLevel, connectBqe, connectLocaliq]) await step.run(tour);
  for (const { name, headline, show } of scenes) {
    const pages = await show(tour);
    await save(name, screenshotFrame(headline, await pictureOf(pages, easel.draw), logo));
    const [, panel] = pages;
    if (name === '1-panel' && panel) await save('tile', tileFrame(await panel.screenshot({ animations: 'disabled' }), logo));
  }
} finally {
  await easel.close();
  await launched.close();
}
