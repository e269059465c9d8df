// What the user chose, apart from connections: one object under one key of storage.local, readable in every context.
// Nothing secret or personal belongs here. What is stored is read with suspicion: a value that does not fit counts as its default.

/** Every setting with its type. Add the default and the check below; an older stored object then simply lacks it. */
export interface Settings {
  /** Whether recognised pages show the "Open Lockstep" pill. */
  launcherShown: boolean;
}

export const settingDefaults: Settings = { launcherShown: true };

const checks: { [Name in keyof Settings]: (value: unknown) => value is Settings[Name] } = {
  launcherShown: (value) => typeof value === 'boolean',
};

/** The one key of storage.local that holds the settings. */
export const settingsKey = 'settings';

/** The part of `browser.storage.local` that settings need. */
export interface SettingsArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  onChanged: {
    addListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void;
    removeListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void;
  };
}

/** Turns whatever is stored into settings; each value that is missing or wrong falls back by itself. */
export function parseSettings(stored: unknown): Settings {
  const values: Partial<Record<keyof Settings, unknown>> = typeof stored === 'object' && stored !== null ? stored : {};
  return {
    launcherShown: checks.launcherShown(values.launcherShown) ? values.launcherShown : settingDefaults.launcherShown,
  };
}

/** Settings over a storage area: `createSettings(browser.storage.local)`. */
export function createSettings(area: SettingsArea) {
  const read = async (): Promise<Settings> => parseSettings((await area.get(settingsKey))[settingsKey]);
  return {
    read,

    /** Changes the named settings and leaves the others as they are. Answers the settings afterwards. */
    async change(edit: Partial<Settings>): Promise<Settings> {
      const settings = { ...(await read()), ...edit };
      await area.set({ [settingsKey]: settings });
      return settings;
    },

    /** Calls back with the settings whenever any context changes them. Answers the function that ends it. */
    watch(listener: (settings: Settings) => void): () => void {
      const onChanged = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[settingsKey];
        if (change) listener(parseSettings(change.newValue));
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };
}
