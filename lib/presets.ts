// What an administrator preset for everybody by managed storage (public/managed-schema.json). It may hold no secret: a firm that keeps
// the app's secret to itself presets `tokenEndpoint` instead. Presets fill blank fields; they never replace what a user entered.

/** Preset fields of the HighLevel connection; '' where the administrator set none. */
export interface HighLevelPresets {
  method: 'token' | 'oauth' | '';
  locationId: string;
  clientId: string;
  tokenEndpoint: string;
}

export const noHighLevelPresets: HighLevelPresets = { method: '', locationId: '', clientId: '', tokenEndpoint: '' };

/** The part of `browser.storage.managed` that presets need. */
export interface ManagedArea {
  get(key: string): Promise<Record<string, unknown>>;
}

/** Reads whatever was preset; what does not fit, an address without https included, counts as not preset. */
export function parseHighLevelPresets(stored: unknown): HighLevelPresets {
  if (typeof stored !== 'object' || stored === null || !('highlevel' in stored)) return noHighLevelPresets;
  const values: { [Name in keyof HighLevelPresets]?: unknown } =
    typeof stored.highlevel === 'object' && stored.highlevel !== null ? stored.highlevel : {};
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  const tokenEndpoint = text(values.tokenEndpoint);
  return {
    method: values.method === 'token' || values.method === 'oauth' ? values.method : '',
    locationId: text(values.locationId),
    clientId: text(values.clientId),
    tokenEndpoint: tokenEndpoint.startsWith('https://') && URL.canParse(tokenEndpoint) ? tokenEndpoint : '',
  };
}

/** The HighLevel presets of `browser.storage.managed`. Without a policy some browsers throw, others answer nothing: both mean none. */
export async function readHighLevelPresets(managed: ManagedArea | undefined): Promise<HighLevelPresets> {
  const stored = await managed?.get('connections').catch(() => undefined);
  return parseHighLevelPresets(stored?.connections);
}
