// An update brings a newer version of the database, and the worker is killed, or the whole browser, at each table and index that the upgrade
// makes. Whatever is left is the old version or the new one, whole; in the end everything that was there is there, and what waited is sent once.
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type DexieClass from 'dexie';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { BRIAR } from '@/sandbox/core/people';
import { API_HOST } from '@/sandbox/highlevel/index';
import type { Sandbox } from '@/sandbox/index';
import { eventually } from '../e2e/fixtures/eventually';
import { extensionFolder, extensionUrl } from '../e2e/fixtures/extension';
import { type Launched, launch } from '../e2e/fixtures/launch';
import { storedKeys } from '../e2e/fixtures/stored';
import { clientAddress, contactIdOf, nameOf, startWork, type Work } from '../e2e/fixtures/work';
import { PanelPage } from '../e2e/pages/panel-page';
import { released } from '../store/released-versions';

const note = 'Typed before the update, without a network.';
const minutes = 60_000;
/** At each n-th step it is the browser that is killed. */
const everyNth = 4;
const channel = 'upgrade';
/** Dexie counts in tens. */
const storedAs = ({ version }: { version: number }) => version * 10;
const newest = Math.max(...released.map(storedAs));

/** What the upgrade does to the tables, one step each. */
const steps = [
  ['IDBDatabase', 'createObjectStore'],
  ['IDBDatabase', 'deleteObjectStore'],
  ['IDBObjectStore', 'createIndex'],
  ['IDBObjectStore', 'deleteIndex'],
];

/** Goes before the worker's own code: once the n-th step is done it says so, and gets no further. */
const stopAt = (n: number) => `{
  let done = 0;
  for (const [owner, name] of ${JSON.stringify(steps)}) {
    const act = self[owner].prototype[name];
    self[owner].prototype[name] = function (...given) {
      const made = act.apply(this, given);
      if (++done === ${n}) {
        const told = new BroadcastChannel('${channel}');
        for (let at = 0; ; ) if (Date.now() > at + 100) {
          told.postMessage(name);
          at = Date.now();
        }
      }
      return made;
    };
  }
}
`;

/** How many tables and indexes the newest release has that this one lacks. */
function madeSince(release: Pick<(typeof released)[number], 'stores'>): number {
  const made = (stores: object) =>
    Object.entries(stores).flatMap(([table, parts]) => parts.split(', ').map((part: string) => table + part));
  const before = made(release.stores);
  return made(released.at(-1)?.stores ?? {}).filter((part) => !before.includes(part)).length;
}

/** Where a profile keeps the extension's database. */
const databaseIn = (profileDir: string) => join(profileDir, 'Default/IndexedDB');

/** Folders of one test, all removed in the end. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-upgrade-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A page of the extension that runs none of its code. */
async function inertPage({ context }: Launched): Promise<Page> {
  const page = await context.newPage();
  await eventually(() => page.goto(extensionUrl('manifest.json'), { timeout: 5_000 }), { timeoutMs: 15_000 });
  return page;
}

/** Writes the database anew as an older release had it: its tables, with what they would have held. */
async function setBack(page: Page, release: Pick<(typeof released)[number], 'version' | 'stores'>): Promise<void> {
  await page.evaluate(
    async ({ version, stores }) => {
      const { Dexie } = globalThis as unknown as { Dexie: typeof DexieClass };
      const present = await new Dexie('lockstep').open();
      const rows = await Promise.all(
        present.tables
          .filter(({ name }) => name in stores)
          .map(async ({ name, schema }) => {
            const [keys, values] = await Promise.all([present.table(name).toCollection().primaryKeys(), present.table(name).toArray()]);
            return { name, values, keys: schema.primKey.keyPath ? undefined : (keys as string[]) };
          }),
      );
      present.close();
      await Dexie.delete('lockstep');
      const old = new Dexie('lockstep');
      old.version(version).stores(stores);
      for (const { name, values, keys } of rows) await old.table(name).bulkAdd(values, keys);
      old.close();
    },
    { version: release.version, stores: release.stores },
  );
}

/** Has somebody type a note without a network, and leaves the database as the older release would have had it. Answers the keys of its rows. */
async function workBefore(release: (typeof released)[number], work: Work): Promise<Record<string, string[]>> {
  await work.offline(true);
  await work.panel.untilStatus('Offline');
  await work.panel.addNote(note);
  const page = await inertPage(work);
  const session = await work.context.newCDPSession(page);
  await session.send('Runtime.evaluate', {
    expression: await readFile(createRequire(import.meta.url).resolve('dexie/dist/dexie.min.js'), 'utf8'),
  });
  // Nobody else may hold the database open, or make it anew.
  await work.panel.page.close();
  await work.page.goto('about:blank');
  await work.killWorker();
  await setBack(page, release);
  expect(await storedVersion(page)).toBe(storedAs(release));
  return await storedKeys(page);
}

const storedVersion = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === 'lockstep')?.version);

/** What the worker has stopped after; undefined once the upgrade is through without that. */
const stopped = (page: Page) =>
  page.evaluate(
    ({ channel, newest }) =>
      new Promise<string | undefined>((resolve) => {
        new BroadcastChannel(channel).onmessage = ({ data }) => resolve(data);
        // Answered only while no upgrade is under way.
        const look = () => {
          const opening = indexedDB.open('lockstep');
          opening.onsuccess = () => {
            const { version } = opening.result;
            opening.result.close();
            if (version === newest) resolve(undefined);
            else setTimeout(look, 50);
          };
        };
        look();
      }),
    { channel, newest },
  );

/** Starts a browser that knows nothing but the database that another left, on a build whose worker begins with these lines. */
async function update(folder: string, { from, sandbox, first }: { from: string; sandbox: Sandbox; first: string }) {
  const id = randomUUID();
  const [build, profileDir] = [join(folder, `build-${id}`), join(folder, `profile-${id}`)];
  await cp(extensionFolder, build, { recursive: true });
  const worker = join(build, 'background.js');
  await writeFile(worker, first + (await readFile(worker, 'utf8')));
  await cp(databaseIn(from), databaseIn(profileDir), { recursive: true });
  return { profileDir, launched: await launch({ folder: build, profileDir, sandbox }) };
}

/** Such a browser with a page. A worker that stops in the wrong moment may keep it from opening any: then it is begun anew. */
async function stoppedUpdate(folder: string, options: Parameters<typeof update>[1], tries = 4) {
  const updated = await update(folder, options);
  try {
    return { ...updated, page: await inertPage(updated.launched) };
  } catch (error) {
    await updated.launched.killBrowser();
    await updated.launched.close().catch(() => undefined);
    if (tries === 1) throw error;
    return stoppedUpdate(folder, options, tries - 1);
  }
}

// One after another: a worker that is stopped so takes a processor for itself.
it.each(released.slice(0, -1))(
  'from version $version, killed at each step: old and whole, and new in the end',
  (release) =>
    inFolder(async (folder) => {
      let from = join(folder, 'profile-before');
      const work = await startWork({ profileDir: from, person: BRIAR });
      const { sandbox } = work;
      const before = await workBefore(release, work);
      await work.close();
      expect(before.outbox).toHaveLength(1);
      // Until all has been looked at, nothing that waits shall get away.
      sandbox.world.faults.arm({ kind: 'drop-request', match: { host: API_HOST }, times: Number.POSITIVE_INFINITY });

      let step = 1;
      for (let isThrough = false; !isThrough; step++) {
        const { launched, profileDir, page } = await stoppedUpdate(folder, { from, sandbox, first: stopAt(step) });
        isThrough = (await stopped(page)) === undefined;
        if (isThrough) {
          await launched.close();
          break;
        }
        if (step % everyNth === 0) await launched.killBrowser();
        else {
          await launched.killWorker(page);
          expect(await storedKeys(page), `step ${step}`).toEqual(before);
          expect(await storedVersion(page), `step ${step}`).toBe(storedAs(release));
        }
        await launched.close().catch(() => undefined);
        from = profileDir;
      }
      expect(step - 1).toBeGreaterThanOrEqual(madeSince(release));

      const { launched } = await update(folder, { from, sandbox, first: '' });
      const page = await inertPage(launched);
      expect(await stopped(page)).toBeUndefined();
      expect(await storedKeys(page)).toMatchObject(before);
      sandbox.world.faults.clear();
      const { state } = sandbox.highlevel;
      const sent = () => state.notesOf(contactIdOf(state, BRIAR)).filter(({ body }) => body.includes(note));
      await page.goto(clientAddress(BRIAR));
      const panel = new PanelPage(await launched.openPanel(page));
      await panel.untilShows(nameOf(BRIAR));
      await eventually(() => sent().length > 0, { timeoutMs: minutes, what: 'the note in HighLevel' });
      await panel.untilStatus('Up to date', 3 * minutes);
      expect(sent()).toHaveLength(1);
      await launched.close();
      console.log(`Upgrade from version ${release.version}: ${step - 1} steps, all right`);
    }),
  20 * minutes,
);
