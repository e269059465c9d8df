// Hostile text in every field of all three systems, on its whole way: read by the adapters, kept, compared and carried by the sync, and shown
// by the panel and by Options. On each of them it is text.
import { webcrypto } from 'node:crypto';
import '../components/dialog-in-jsdom';
import { act, render, screen } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadLater } from '@/components/later';
import { OptionsPage } from '@/components/options/OptionsPage';
import { Panel } from '@/components/Panel';
import { loadSanitiser } from '@/components/sanitiser';
import { useOptions } from '@/entrypoints/options/use-options';
import { usePanel } from '@/entrypoints/sidepanel/use-panel';
import { createAuditLog } from '@/lib/audit/audit-log';
import { changeMapping } from '@/lib/store/commands/mappings';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { mappingOf } from '@/lib/store/mapping-in-use';
import { writeTab } from '@/lib/tab-sightings';
import { AVERY } from '@/sandbox/core/people';
import { memoryLocks, memoryTables } from '../auth/fakes';
import { harmIn } from '../hostile/harm-in';
import { scriptPayloads } from '../hostile/payloads';
import { poisonSandbox } from '../hostile/poison-sandbox';
import { connectBqe, connectLocaliq } from '../sync/partners';
import { createRig, type Rig } from '../sync/rig';
import { inBqe, inHighLevel, later } from '../sync/synced-rig';
import { furnishBrowser } from './furnish-browser';

const origin = 'https://www.bqecore.com';
const partners = ['bqe', 'localiq'] as const;
let rig: Rig;

beforeAll(async () => {
  await loadLater();
  await loadSanitiser();
  rig = await createRig({ contacts: 8 });
  poisonSandbox(rig.sandbox);
  await rig.connections.check('highlevel');
  await connectBqe(rig);
  await connectLocaliq(rig);
  const mapping = await mappingOf(rig.db, 'highlevel-bqe-client');
  const rules = mapping.rules.map((rule) => ({ ...rule, wins: 'ask' as const }));
  await changeMapping(rig.store, { ...mapping, rules, version: mapping.version + 1 });
  for (const partner of partners) {
    await askForPlan(rig.store, partner);
    await rig.engine.sync(partner);
  }
});

afterAll(() => rig.close());

function Options() {
  const props = useOptions(rig.db);
  return props ? <OptionsPage {...props} /> : null;
}

function SidePanel() {
  return <Panel {...usePanel(rig.store)} />;
}

/** What a page of the extension finds in the browser, beyond what the fake one has. */
async function furnish(): Promise<() => void> {
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ manifest_version: 3, name: 'Lockstep', version: '1' });
  // What is put down is chained by the log below.
  vi.stubGlobal('navigator', { onLine: true, locks: { request: async () => undefined }, storage: { estimate: async () => ({}) } });
  vi.stubGlobal('requestIdleCallback', (act: () => void) => act());
  const silent = { addListener: () => undefined, removeListener: () => undefined };
  const takeBack = furnishBrowser({
    identity: { getRedirectURL: (path: string) => `https://lockstep.example.com/${path}` },
    windows: { ...fakeBrowser.windows, getCurrent: async () => ({ id: 1 }) },
    permissions: { contains: async () => true, getAll: async () => ({ origins: [] }), onAdded: silent, onRemoved: silent },
  });
  const { id } = await fakeBrowser.tabs.create({ url: `${origin}/client/1`, active: true });
  const marks = { name: AVERY.lastName, company: '', emails: [AVERY.email ?? ''], phones: [] };
  await writeTab(fakeBrowser.storage.session, id ?? 0, { origin, sighting: { system: 'bqe', kind: 'client', recordId: '', ...marks } });
  history.replaceState(null, '', `?tab=${id}`);
  return takeBack;
}

/** Draws a page of the extension until it says this, opens what opens on a click, and answers its text: none of it became more than text. */
async function textOf(page: ComponentChild, says: string, list = /^$/): Promise<string> {
  render(page as never);
  await screen.findAllByText(says, { exact: false });
  const opens = [...screen.queryAllByRole('button', { expanded: false }), ...screen.queryAllByRole('button', { name: list })];
  for (const button of opens) await act(async () => button.click());
  expect(harmIn(document)).toEqual([]);
  expect('__pwned' in globalThis).toBe(false);
  const text = document.body.textContent ?? '';
  expect(text).toMatch(/__pwned|tracker/);
  return text;
}

async function optionsAt(section: string, says: string, list?: RegExp): Promise<string> {
  location.hash = `#${section}`;
  return await textOf(<Options />, says, list);
}

beforeEach(furnish);

it('in the first plans and the connections', async () => {
  expect(await optionsAt('connections', 'First sync plan')).toContain(AVERY.firstName);
});

it('in the panel: tasks, notes, appointments, details and the company', async () => {
  const { uid } = await rig.person();
  await rig.engine.refreshContact(uid, 0);
  expect(await textOf(<SidePanel />, 'Appointments')).toContain(AVERY.lastName);
});

describe('after both syncs, with a conflict', () => {
  beforeAll(async () => {
    for (const partner of partners) {
      await approvePlan(rig.store, partner);
      await rig.engine.sync(partner);
    }
    await rig.syncAll();
    rig.pass(60_000);
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: scriptPayloads[0] ?? '' });
    const client = inBqe(rig, AVERY);
    rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: scriptPayloads[1] ?? '' } });
    await later(rig);
    await sealedLog().seal();
  });

  it('in the panel, asked about both values', async () => {
    expect(await textOf(<SidePanel />, 'Both sides changed')).toContain(scriptPayloads[1]);
  });

  it.each<[section: string, says: string, list?: RegExp]>([
    ['mapping', 'Add rule'],
    ['activity', 'Note added'],
    ['health', 'linked records', /\d Conflicts/],
  ])('in Options › %s', async (section, says, list = /^$/) => {
    await optionsAt(section, says, list);
  });
});

/** The log as the worker keeps it; its key lies in memory, since the fake database cannot keep one. */
function sealedLog() {
  const { db, now } = rig;
  const locks = memoryLocks();
  return createAuditLog({ db, keys: memoryTables().keys, crypto: webcrypto as Crypto, locks, now, newId: () => crypto.randomUUID() });
}
