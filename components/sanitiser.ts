// The way to sanitise-html.ts, which loads the first time it is needed; nothing foreign is shown as HTML before.

export type Sanitise = (html: string) => DocumentFragment;

let loading: Promise<Sanitise> | undefined;
let loaded: Sanitise | undefined;

/** The sanitiser if it is loaded already. */
export function readySanitiser(): Sanitise | undefined {
  return loaded;
}

/** Loads the sanitiser once for all. */
export function loadSanitiser(): Promise<Sanitise> {
  loading ??= import('./sanitise-html').then(
    ({ sanitiseHtml }) => {
      loaded = sanitiseHtml;
      return sanitiseHtml;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
