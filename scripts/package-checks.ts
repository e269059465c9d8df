// What must be so about a package before a store gets it. Pure: takes the files of an archive and says, one sentence each, what is wrong.
import { codeFromElsewhere } from './code-from-elsewhere';
import { explainedPermissions } from './explained-permissions';

/** The files of an archive by path. */
export type Files = ReadonlyMap<string, Buffer>;
export type Browser = 'chrome' | 'edge' | 'firefox';

interface Manifest {
  manifest_version: number;
  name: string;
  version: string;
  description: string;
  key?: string;
  update_url?: string;
  minimum_chrome_version?: string;
  permissions: string[];
  host_permissions: string[];
  optional_permissions?: string[];
  optional_host_permissions?: string[];
  background: { service_worker?: string; scripts?: string[] };
  side_panel?: { default_path: string };
  sidebar_action?: { default_panel: string };
  options_ui: { page: string };
  icons: Record<string, string>;
  content_scripts: { js: string[] }[];
  storage?: { managed_schema: string };
  content_security_policy: { extension_pages: string };
  browser_specific_settings?: {
    gecko?: { id?: string; strict_min_version?: string; data_collection_permissions?: { required?: string[] } };
  };
}

/** Every file of a package is one of these; what a build adds by accident is none. */
const expectedFiles = [
  /^manifest\.json$/,
  /^(background|fill|teach)\.js$/,
  /^(options|sidepanel)\.html$/,
  /^content-scripts\/page\.js$/,
  /^chunks\/[\w-]+\.js$/,
  /^assets\/[\w-]+\.css$/,
  /^icon\.svg$/,
  /^icon\/\d+\.png$/,
  /^(managed-schema|number-plans)\.json$/,
];

/** Whether a build may have made a file of this name. */
export const isExpected = (file: string): boolean => expectedFiles.some((pattern) => pattern.test(file));

/** Traces of the machine or of the sandbox that have no business in a package. */
const unwanted: [name: string, pattern: RegExp][] = [
  ['a source map', /sourceMappingURL=/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a HighLevel token', /\bpit-[0-9a-f]{8}-[0-9a-f]{4}-/],
  ['the sandbox', /createSandbox|serveSandbox/],
  ['a path of some machine', /file:\/\/\/|["'`]\/(home|Users|root)\//],
];

const same = (one: readonly string[], other: readonly string[]) => [...one].sort().join() === [...other].sort().join();

function* checkVersion(manifest: Manifest, version: string): Generator<string> {
  if (manifest.manifest_version !== 3) yield `The manifest has version ${manifest.manifest_version}, not 3.`;
  if (manifest.version !== version) yield `The manifest says ${manifest.version}, package.json ${version}.`;
  if (manifest.description.length > 132) yield `The description has ${manifest.description.length} characters: stores take 132.`;
  if (manifest.key) yield 'The manifest carries a key: a store assigns its own.';
  if (manifest.update_url) yield 'The manifest names an update address: a store has its own.';
}

function* checkPermissions(manifest: Manifest, browser: Browser): Generator<string> {
  // Firefox's sidebar needs no permission.
  const explained = [...explainedPermissions('Permissions').keys()].filter((name) => browser !== 'firefox' || name !== 'sidePanel');
  const optional = [...(manifest.optional_permissions ?? []), ...(manifest.optional_host_permissions ?? [])];
  if (!same(manifest.permissions, explained)) yield 'The permissions are not those of docs/permissions.md.';
  if (!same(manifest.host_permissions, [...explainedPermissions('Hosts').keys()])) yield 'The hosts are not those of docs/permissions.md.';
  if (!same(optional, [...explainedPermissions('Optional').keys()])) yield 'What is optional is not what docs/permissions.md says.';
  if (!/script-src 'self'(;|$)/.test(manifest.content_security_policy.extension_pages)) yield 'Scripts may come from elsewhere.';
}

function* checkBrowser(manifest: Manifest, browser: Browser): Generator<string> {
  if (browser !== 'firefox') {
    if (!manifest.background.service_worker) yield 'There is no service worker.';
    if (!manifest.side_panel) yield 'There is no side panel.';
    if (!manifest.minimum_chrome_version) yield 'The oldest Chrome is not named.';
    if (manifest.sidebar_action || manifest.browser_specific_settings) yield "There are Firefox's keys in the manifest.";
    return;
  }
  const { id, strict_min_version, data_collection_permissions } = manifest.browser_specific_settings?.gecko ?? {};
  if (!manifest.background.scripts || manifest.background.service_worker) yield 'The background is no event page.';
  if (!manifest.sidebar_action || manifest.side_panel) yield 'There is no sidebar, or a side panel.';
  if (manifest.minimum_chrome_version || manifest.storage) yield "There are Chrome's keys in the manifest.";
  if (!id || !strict_min_version) yield 'The id or the oldest Firefox is missing.';
  if (!data_collection_permissions?.required?.length) yield 'It is not said what leaves the computer.';
}

/** Files that the manifest names. */
function namedFiles({ background, side_panel, sidebar_action, options_ui, icons, content_scripts, storage }: Manifest): string[] {
  const pages = [side_panel?.default_path, sidebar_action?.default_panel, options_ui.page, storage?.managed_schema];
  const scripts = [background.service_worker, ...(background.scripts ?? []), ...content_scripts.flatMap(({ js }) => js)];
  return [...pages, ...scripts, ...Object.values(icons)].filter((file) => file !== undefined);
}

function* checkFiles(files: Files, manifest: Manifest): Generator<string> {
  for (const file of namedFiles(manifest)) if (!files.has(file)) yield `The manifest names ${file}, which is missing.`;
  for (const [file, content] of files) {
    if (!isExpected(file)) yield `${file} is not expected in a package.`;
    if (!/\.(js|html|css|json|svg)$/.test(file)) continue;
    const text = content.toString('utf8');
    for (const [name, trace] of unwanted) if (trace.test(text)) yield `${file} holds ${name}.`;
    if (/\.(js|html)$/.test(file)) for (const sign of codeFromElsewhere(text)) yield `${file} holds ${sign}.`;
  }
}

/** What is wrong with a store's package. */
export function* checkPackage(files: Files, browser: Browser, version: string): Generator<string> {
  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '{}') as Manifest;
  yield* checkVersion(manifest, version);
  yield* checkPermissions(manifest, browser);
  yield* checkBrowser(manifest, browser);
  yield* checkFiles(files, manifest);
}

/** What is wrong with the sources, from which Firefox's reviewers build the package again. */
export function* checkSources(files: Files): Generator<string> {
  for (const file of ['package.json', 'package-lock.json', 'wxt.config.ts', 'README.md', 'scripts/zip.ts'])
    if (!files.has(file)) yield `${file} is missing.`;
  for (const file of files.keys())
    if (/(^|\/)(node_modules|test-results|\.env)/.test(file)) yield `${file} has no business in the sources.`;
}
