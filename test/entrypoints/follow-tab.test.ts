// The panel follows its tab: at once to somebody else, and without a gap where a page only takes its person back for a moment.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followTab } from '@/entrypoints/sidepanel/follow-tab';
import type { Sighting } from '@/lib/domain/sighting';
import { writeTab } from '@/lib/tab-sightings';

const origin = 'https://www.bqecore.com';
const area = fakeBrowser.storage.session;
const sightingOf = (name: string, recordId: string, phone = ''): Sighting => ({
  ...{ system: 'bqe', recordId, kind: 'client', name, company: '' },
  ...{ emails: [`${name.toLowerCase()}@example.com`], phones: phone ? [phone] : [] },
});

let seen: string[];
let stop: () => void;
let tabId: number;

async function start(address: string): Promise<void> {
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ manifest_version: 3, name: 'Lockstep', version: '1' });
  tabId = (await fakeBrowser.tabs.create({ url: `${origin}${address}`, active: true })).id ?? 0;
  history.replaceState(null, '', `?tab=${tabId}`);
  seen = [];
  stop = followTab((_, sighting) => seen.push(sighting ? `${sighting.name} ${sighting.phones.join()}`.trim() : 'nobody'));
}

const says = (sighting: Sighting | undefined) => writeTab(area, tabId, sighting && { sighting, origin });
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => fakeBrowser.reset());
afterEach(() => stop());

it('keeps showing who it shows while a filled form takes its person back for a moment', async () => {
  await start('/client/4711');
  await says(sightingOf('Avery', '4711', '212'));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('Avery 212'));
  seen = [];
  await says(undefined);
  await rest(300);
  await says(sightingOf('Avery', '4711', '213'));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('Avery 213'));
  await rest(700);
  expect(seen).toEqual(['Avery 213']);
});

it('shows nobody once a page goes on saying nothing', async () => {
  await start('/client/4711');
  await says(sightingOf('Avery', '4711'));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('Avery'));
  await says(undefined);
  await vi.waitFor(() => expect(seen.at(-1)).toBe('nobody'), { timeout: 2000 });
});

it.each([
  ['under another address', '/client/4712'],
  ['where the address names no record', '/client'],
])('shows nobody at once %s', async (_, address) => {
  await start(address === '/client' ? address : '/client/4711');
  await says(sightingOf('Avery', '4711'));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('Avery'));
  await fakeBrowser.tabs.update(tabId, { url: `${origin}${address}` });
  await says(undefined);
  await rest(100);
  expect(seen.at(-1)).toBe('nobody');
});
