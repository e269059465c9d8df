// Settings survive anything that may be stored under their key, and every context hears of a change.
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noHighLevelPresets, parseHighLevelPresets, readHighLevelPresets } from '@/lib/presets';
import { createSettings, parseSettings, type SettingsArea, settingDefaults, settingsKey } from '@/lib/settings';

const area = fakeBrowser.storage.local as unknown as SettingsArea;

describe('settings', () => {
  it('are the defaults on a fresh install', async () => {
    expect(await createSettings(area).read()).toEqual(settingDefaults);
  });

  it('keep what was chosen', async () => {
    const settings = createSettings(area);
    expect(await settings.change({ launcherShown: false })).toEqual({ launcherShown: false });
    expect(await createSettings(area).read()).toEqual({ launcherShown: false });
  });

  it.each([[undefined], [null], ['launcherShown'], [[]], [{ launcherShown: 'no' }], [{ launcherShown: null }], [{ unknown: 1 }]])(
    'fall back to the default when %j is stored',
    (stored) => expect(parseSettings(stored)).toEqual(settingDefaults),
  );

  it('tell a watcher of a change, and of a removal, until it is ended', async () => {
    const settings = createSettings(area);
    const seen = vi.fn();
    const end = settings.watch(seen);
    await settings.change({ launcherShown: false });
    expect(seen).toHaveBeenLastCalledWith({ launcherShown: false });
    await fakeBrowser.storage.local.set({ other: 1 });
    expect(seen).toHaveBeenCalledTimes(1);
    await fakeBrowser.storage.local.remove(settingsKey);
    expect(seen).toHaveBeenLastCalledWith(settingDefaults);
    end();
    await settings.change({ launcherShown: false });
    expect(seen).toHaveBeenCalledTimes(2);
  });
});

describe('presets of an administrator', () => {
  it('fill the fields they name', () => {
    const highlevel = { method: 'oauth', clientId: ' abc-1 ', tokenEndpoint: 'https://login.example.com/token' };
    expect(parseHighLevelPresets({ highlevel })).toEqual({ ...highlevel, clientId: 'abc-1', locationId: '' });
  });

  it.each([[undefined], [{}], [{ highlevel: null }], [{ highlevel: 'x' }], [{ highlevel: { method: 'password', locationId: 7 } }]])(
    'count as none when %j is stored',
    (stored) => expect(parseHighLevelPresets(stored)).toEqual(noHighLevelPresets),
  );

  it('never take an address without https', () => {
    expect(parseHighLevelPresets({ highlevel: { tokenEndpoint: 'http://login.example.com' } }).tokenEndpoint).toBe('');
  });

  it('are none where the browser has no managed storage or refuses to read it', async () => {
    expect(await readHighLevelPresets(undefined)).toEqual(noHighLevelPresets);
    expect(await readHighLevelPresets({ get: () => Promise.reject(new Error('no policy')) })).toEqual(noHighLevelPresets);
  });
});
