// The rows of the crash matrix: how somebody sets a job off, how it goes on after a crash, and what must have come of it in the end.
import type { Page } from 'playwright';
import { idOf as clientIdOf } from '@/sandbox/bqe/ids';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { AVERY, BRIAR, CAMERON, MORGAN, NAMED_PEOPLE, type Person } from '@/sandbox/core/people';
import { createSandbox, type Sandbox } from '@/sandbox/index';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import { eventually } from '../e2e/fixtures/eventually';
import { type Launched, launch } from '../e2e/fixtures/launch';
import { storedKeys } from '../e2e/fixtures/stored';
import { clientAddress, contactIdOf, nameOf, nobodysAddress } from '../e2e/fixtures/work';
import { OptionsPage } from '../e2e/pages/options-page';
import { PanelPage } from '../e2e/pages/panel-page';

/** A browser at work: a client's page with the panel beside it, and Options. */
export interface Stage extends Launched {
  page: Page;
  panel: PanelPage;
  options: OptionsPage;
}

/** A job to be done once. */
export interface Deed {
  /** Sets it off as a user does, who tries again until it has begun. */
  start: (stage: Stage) => Promise<unknown>;
  /** What the user does who comes back to it; must not do it a second time. */
  resume: (stage: Stage) => Promise<unknown>;
  isDone: (stage: Stage) => boolean | Promise<boolean>;
  /** All that may have been written in the three systems, each once. */
  writes: readonly string[];
  /** What depends on the moment, and is no harm either way. */
  mayWrite?: readonly string[];
  /** How often somebody had to sign in anew. */
  signIns?: () => number;
}

export interface Job {
  name: string;
  /** Makes everything ready, up to the moment when the job could be set off. */
  setUp: (profileDir: string) => Promise<Stage>;
  /** It can be done only once in a browser. */
  needsNewBrowser?: boolean;
  /** Changes the world so that there is something to do for the n-th time. */
  prepare: (stage: Stage, n: number) => Promise<Deed> | Deed;
  /** The requests at which it hurts most, by name: other moments shift, as requests go out side by side. */
  hearts: readonly { method: string; path: RegExp }[];
}

const seconds = 1000;

/** Opens what a person has open: after a start of the browser, too. */
export async function sitDown(launched: Launched): Promise<Stage> {
  const page = launched.context.pages()[0] ?? (await launched.context.newPage());
  const options = new OptionsPage(await launched.openOptions());
  await page.bringToFront();
  await page.goto(clientAddress(AVERY));
  return { ...launched, page, options, panel: new PanelPage(await launched.openPanel(page)) };
}

/** Takes away who could be two people: a question that waits hides whether anything else does. */
function leaveNoDoubt({ bqe, localiq }: Sandbox): void {
  bqe.state.remove('clients', clientIdOf(MORGAN));
  const { advertiser, contactOf } = localiq.state;
  const doubtful = [MORGAN, CAMERON].map((person) => contactOf(person));
  advertiser.contacts = advertiser.contacts.filter((one) => !doubtful.includes(one));
}

async function start(profileDir: string, sandbox: Sandbox): Promise<Stage> {
  leaveNoDoubt(sandbox);
  sandbox.bqe.state.signIn.autoApprove = true;
  sandbox.localiq.state.signIn.autoApprove = true;
  return await sitDown(await launch({ profileDir, sandbox }));
}

const signIn = {
  'BQE CORE': ({ options }: Stage) => options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret),
  LocaliQ: ({ options, sandbox }: Stage) => options.connectLocaliqInWindow(LOCALIQ_APP, sandbox.localiq.state.advertiser.gmaid),
};
type PartnerTitle = keyof typeof signIn;

/** HighLevel and a partner connected, and all contacts read. */
async function beginWith(partner: PartnerTitle, profileDir: string, sandbox = createSandbox({ contacts: 60 })): Promise<Stage> {
  const stage = await start(profileDir, sandbox);
  const { state } = sandbox.highlevel;
  await stage.options.connectWithToken(state.issueToken(), state.location.id);
  await stage.panel.untilStatus('Up to date', 30 * seconds);
  await signIn[partner](stage);
  return stage;
}

/** With a background sync that was approved and has done its first run. */
async function beginSynced(partner: PartnerTitle, profileDir: string): Promise<Stage> {
  const stage = await beginWith(partner, profileDir);
  await stage.options.page.bringToFront();
  await stage.options.syncNow(partner);
  await stage.options.approveFirstSync();
  await eventually(() => isQuiet(stage.sandbox, 6 * seconds), { timeoutMs: 180 * seconds, what: 'the end of the first sync' });
  return stage;
}

/** The hosts of the three systems' APIs, as against those of their web pages. */
export const isApi = /^(api|services)/;

/** Requests to the APIs of the three systems. */
export const requestsOf = ({ highlevel, bqe, localiq }: Sandbox) =>
  [highlevel, bqe, localiq].flatMap(({ requests }) => requests.filter(({ host }) => isApi.test(host)));

/** Nothing was asked for so long. */
export function isQuiet(sandbox: Sandbox, forMs: number): boolean {
  return Date.now() - Math.max(...requestsOf(sandbox).map(({ at }) => at)) > forMs;
}

/** Somebody who clicks, and clicks again where nothing came of it. */
const persist = (attempt: () => Promise<unknown>) =>
  eventually(() => attempt().then(() => true), { timeoutMs: 60 * seconds, everyMs: 300 });

const patience = { timeout: 6 * seconds };

/** Somebody who does it from the start until it is done, once; `done` is called in the moment after which it must not be done again. */
function insisting(attempt: (stage: Stage, done: () => void) => Promise<unknown>): Pick<Deed, 'start' | 'resume'> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  return {
    start: (stage) =>
      persist(async () => {
        if (isDone) return;
        await stage.page.bringToFront();
        await attempt(stage, done);
      }),
    resume: ({ panel }) => panel.page.reload(),
  };
}

/** Presses Push or Pull beside a contact and applies the review once it says `text`. */
function reviewed(name: 'Push to HighLevel' | 'Pull from HighLevel', text: string): Pick<Deed, 'start' | 'resume'> {
  return insisting(async ({ panel }, done) => {
    await panel.page.reload();
    await panel.page.getByRole('button', { name }).and(panel.page.locator(':not([aria-disabled=true])')).click(patience);
    await panel.review.getByText(text).first().waitFor(patience);
    await panel.review.getByRole('button', { name: 'Apply' }).click(patience);
    done();
    await panel.review.waitFor({ state: 'hidden', ...patience });
  });
}

function clientOf({ sandbox }: Stage, person: Person) {
  const client = sandbox.bqe.state.clientOf(person);
  if (!client) throw new Error(`${nameOf(person)} is no client.`);
  return client;
}
const contactOf = ({ sandbox: { highlevel } }: Stage, person: Person) => highlevel.state.contacts.get(contactIdOf(highlevel.state, person));

const push: Job = {
  name: 'Push of a change',
  setUp: (profileDir) => beginWith('BQE CORE', profileDir),
  hearts: [{ method: 'PUT', path: /^\/contacts\// }],
  prepare(stage, n) {
    const client = clientOf(stage, AVERY);
    const city = `Yonkers ${n}`;
    stage.sandbox.bqe.state.edit(client, { address: { ...client.address, city } });
    return { ...reviewed('Push to HighLevel', city), isDone: () => contactOf(stage, AVERY)?.city === city, writes: ['PUT /contacts/:id'] };
  },
};

const pull: Job = {
  name: 'Pull of a change',
  setUp: (profileDir) => beginWith('BQE CORE', profileDir),
  hearts: [{ method: 'PUT', path: /\/client\// }],
  prepare(stage, n) {
    const city = `Rosslyn ${n}`;
    const { state } = stage.sandbox.highlevel;
    state.editContact(contactIdOf(state, AVERY), { city });
    const isDone = () => clientOf(stage, AVERY).address.city === city;
    return { ...reviewed('Pull from HighLevel', city), isDone, writes: ['PUT /api/client/:id'] };
  },
};

/** People whom the world has made up, each with marks of their own. */
const unnamed = ({ world }: Sandbox) => world.people.slice(NAMED_PEOPLE.length);
const nth = (people: readonly Person[], n: number): Person & { email: string } => {
  const person = people[n];
  if (!person?.email) throw new Error(`The sandbox has no ${n} of these people.`);
  return { ...person, email: person.email };
};

const pushNew: Job = {
  name: 'Push of somebody new',
  setUp: (profileDir) => {
    const sandbox = createSandbox({ contacts: 150 });
    const { state } = sandbox.highlevel;
    for (const person of unnamed(sandbox)) if (person.systems.includes('bqe')) state.deleteContact(contactIdOf(state, person));
    return beginWith('BQE CORE', profileDir, sandbox);
  },
  hearts: [{ method: 'POST', path: /^\/contacts\/$/ }],
  prepare({ sandbox }, n) {
    const person = nth(
      unnamed(sandbox).filter(({ systems }) => systems.includes('bqe')),
      n,
    );
    return {
      ...insisting(async ({ page, panel }, done) => {
        await page.goto(clientAddress(person));
        await panel.page.reload();
        await panel.heading.filter({ hasText: new RegExp(`No match|${nameOf(person)}`) }).waitFor(patience);
        if ((await panel.heading.textContent()) !== nameOf(person)) {
          await panel.createInHighLevel();
          await panel.page.getByRole('button', { name: 'Save', exact: true }).click(patience);
          await panel.heading.filter({ hasText: nameOf(person) }).waitFor(patience);
        }
        done();
      }),
      isDone: () => sandbox.highlevel.state.contactByEmail(person.email) !== undefined,
      writes: ['POST /contacts/'],
    };
  },
};

const pullNew: Job = {
  name: 'Pull of somebody new',
  setUp: (profileDir) => beginWith('BQE CORE', profileDir, createSandbox({ contacts: 150 })),
  hearts: [{ method: 'POST', path: /\/client$/ }],
  prepare({ sandbox }, n) {
    const person = nth(
      unnamed(sandbox).filter(({ systems }) => !systems.includes('bqe')),
      n,
    );
    return {
      ...insisting(async ({ page, panel }, done) => {
        await page.goto(nobodysAddress);
        await panel.page.reload();
        await panel.search(person.email);
        await panel.page
          .getByRole('button', { name: new RegExp(nameOf(person)) })
          .first()
          .click(patience);
        await panel.heading.filter({ hasText: nameOf(person) }).waitFor(patience);
        const pull = panel.page.getByRole('button', { name: 'Pull from HighLevel' });
        await pull.and(panel.page.locator(':not([aria-disabled=true])')).click(patience);
        await panel.review.getByRole('radio', { name: 'Client' }).check(patience);
        await panel.review.getByRole('button', { name: 'Apply' }).click(patience);
        done();
        await panel.review.waitFor({ state: 'hidden', ...patience });
      }),
      isDone: () => sandbox.bqe.state.clientByEmail(person.email) !== undefined,
      writes: ['POST /api/client'],
    };
  },
};

const firstIndex: Job = {
  name: 'Connecting, and the first index',
  setUp: (profileDir) => start(profileDir, createSandbox({ contacts: 1200 })),
  needsNewBrowser: true,
  hearts: [{ method: 'POST', path: /^\/contacts\/search$/ }],
  prepare({ sandbox: { highlevel } }) {
    const { state } = highlevel;
    const token = state.issueToken();
    const connectOnce = ({ options }: Stage) =>
      persist(async () => {
        await options.page.bringToFront();
        // While a key is tried it says `Not connected yet`.
        if (!/Not connected(?! yet)/.test((await options.status().textContent(patience)) ?? '')) return;
        await options.choose('HighLevel', 'Private Integration token');
        await options.fill('HighLevel', { 'Private Integration token': token, 'Location ID': state.location.id });
        await options.press('HighLevel', 'Connect');
      });
    const all = [...state.contacts.values()].filter(({ locationId }) => locationId === state.location.id).length;
    return {
      start: connectOnce,
      // The panel has the worker go on with what was entered.
      resume: async (stage) => {
        await connectOnce(stage);
        await stage.panel.page.reload();
      },
      isDone: async ({ options }) => (await storedKeys(options.page)).contacts?.length === all,
      writes: [],
    };
  },
};

/** The sign-in was lost; what was entered for it is still there. */
const signInAgain: Record<PartnerTitle, (stage: Stage) => Promise<void>> = {
  'BQE CORE': ({ options }) => options.press('BQE CORE', 'Connect'),
  async LocaliQ({ options, sandbox }) {
    const use = options.connection('LocaliQ').getByRole('button', { name: 'Use' });
    if (!(await use.isVisible())) await options.press('LocaliQ', 'Connect');
    // A login may see several advertisers, and the window does not say which.
    await options.connection('LocaliQ').getByRole('textbox', { name: 'Advertiser' }).fill(sandbox.localiq.state.advertiser.gmaid);
    await use.click();
  },
};

/** Presses `Sync now`, and signs in again where the new tokens were lost on their way. */
function synced(partner: PartnerTitle): Pick<Deed, 'start' | 'resume' | 'signIns'> {
  let signIns = 0;
  const go = (stage: Stage) =>
    persist(async () => {
      const { options } = stage;
      await options.page.bringToFront();
      if (((await options.status(partner).textContent()) ?? '').includes('Action needed')) {
        await signInAgain[partner](stage);
        await options.untilConnected(partner);
        signIns++;
      }
      await options.syncNow(partner);
    });
  return { start: go, resume: go, signIns: () => signIns };
}

const renewal = { method: 'POST', path: /\/(connect|oauth)\/token$/ };

const syncWithBqe: Job = {
  name: 'Sync with BQE CORE, whose tokens have run out',
  setUp: (profileDir) => beginSynced('BQE CORE', profileDir),
  hearts: [{ method: 'PUT', path: /^\/contacts\// }, renewal],
  prepare(stage, n) {
    const { state } = stage.sandbox.bqe;
    const client = clientOf(stage, BRIAR);
    const city = `Yonkers ${n}`;
    state.edit(client, { address: { ...client.address, city } });
    state.signIn.expireTokens();
    return { ...synced('BQE CORE'), isDone: () => contactOf(stage, BRIAR)?.city === city, writes: ['PUT /contacts/:id'] };
  },
};

const captureFromLocaliq: Job = {
  name: 'Capture of a lead from LocaliQ, whose tokens have run out',
  setUp: (profileDir) => beginSynced('LocaliQ', profileDir),
  hearts: [{ method: 'POST', path: /^\/contacts\/$/ }, renewal],
  prepare({ sandbox }, n) {
    const { state } = sandbox.localiq;
    const email = `caller.${n}@example.com`;
    state.addForm(state.addContact({ first_name: 'Robin', last_name: `Vale ${n}`, email }));
    state.signIn.expireTokens();
    const { highlevel } = sandbox;
    const isDone = () => highlevel.state.contactsByEmail(email).some(({ id }) => highlevel.state.notesOf(id).length > 0);
    return {
      ...synced('LocaliQ'),
      isDone,
      writes: ['POST /contacts/', 'POST /contacts/:id/notes', 'POST /contacts/:id/tags'],
      // The lead's source fills a blank; where the contact was made by then, HighLevel has put down one of its own.
      mayWrite: ['PUT /contacts/:id'],
    };
  },
};

/** Puts the last comparison, and the approval, two days back, and has the runs take what changes within the hour for seen. */
const missAnHour = (page: Page) =>
  page.evaluate(
    ({ daysAgo, inAnHour }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('lockstep');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['progress', 'syncs'], 'readwrite');
          const change = (table: string, to: (row: { job?: string }) => object | undefined) => {
            transaction.objectStore(table).openCursor().onsuccess = ({ target }) => {
              const { result: cursor } = target as IDBRequest<IDBCursorWithValue | null>;
              if (!cursor) return;
              const row = to(cursor.value);
              if (row) cursor.update(row);
              else cursor.delete();
              cursor.continue();
            };
          };
          change('syncs', (row) => ({ ...row, approvedAt: daysAgo }));
          change('progress', (row) => {
            if (row.job === 'reconcile') return undefined;
            return row.job === 'changes' ? { ...row, watermark: inAnHour } : row;
          });
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    { daysAgo: Date.now() - 2 * 24 * 60 * 60 * seconds, inAnHour: Date.now() + 60 * 60 * seconds },
  );

const comparison: Job = {
  name: 'Nightly comparison',
  async setUp(profileDir) {
    const stage = await beginSynced('BQE CORE', profileDir);
    // At night, what somebody changed by day is long to be found.
    stage.sandbox.highlevel.quirks.searchLagMs = 0;
    return stage;
  },
  hearts: [{ method: 'PUT', path: /\/client\// }],
  async prepare(stage, n) {
    const { state } = stage.sandbox.highlevel;
    const address1 = `${n} Quiet Lane`;
    await missAnHour(stage.options.page);
    state.editContact(contactIdOf(state, BRIAR), { address1 });
    // A comparison may wait for BQE CORE's limit, long after what it found was repaired.
    const isCompared = async ({ options }: Stage) => (await storedKeys(options.page)).progress?.some((key) => key.includes('reconcile'));
    const isDone = async (now: Stage) => clientOf(now, BRIAR).address.street1 === address1 && (await isCompared(now)) === true;
    return { ...synced('BQE CORE'), isDone, writes: ['PUT /api/client/:id'] };
  },
};

/** Those that take longest come first: the others are played beside them. */
export const jobs: readonly Job[] = [firstIndex, comparison, syncWithBqe, captureFromLocaliq, pushNew, pullNew, push, pull];
