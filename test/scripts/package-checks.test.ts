// The checks of a package can fail: a sound one passes, and each fault alone is named.
import { describe, expect, it } from 'vitest';
import { explainedPermissions } from '@/scripts/explained-permissions';
import { type Browser, checkPackage, checkSources } from '@/scripts/package-checks';

const version = '1.2.3';
const names = (section: Parameters<typeof explainedPermissions>[0]) => [...explainedPermissions(section).keys()];

const common = {
  manifest_version: 3,
  name: 'Lockstep',
  version,
  description: 'What it does.',
  host_permissions: names('Hosts'),
  optional_host_permissions: names('Optional'),
  options_ui: { page: 'options.html' },
  icons: { 16: 'icon/16.png' },
  content_scripts: [{ js: ['content-scripts/page.js'] }],
  content_security_policy: { extension_pages: "default-src 'none'; script-src 'self'" },
};
const manifests: Record<Browser, Record<string, unknown>> = {
  chrome: {
    ...common,
    permissions: names('Permissions'),
    minimum_chrome_version: '121',
    background: { service_worker: 'background.js' },
    side_panel: { default_path: 'sidepanel.html' },
    storage: { managed_schema: 'managed-schema.json' },
  },
  edge: {},
  firefox: {
    ...common,
    permissions: names('Permissions').filter((name) => name !== 'sidePanel'),
    background: { scripts: ['background.js'] },
    sidebar_action: { default_panel: 'sidepanel.html' },
    browser_specific_settings: {
      gecko: { id: 'a@b', strict_min_version: '140.0', data_collection_permissions: { required: ['websiteContent'] } },
    },
  },
};
manifests.edge = manifests.chrome;

/** What is said about a package that is sound but for these changes; a file that is null is left out. */
function problems(browser: Browser, changed: Record<string, unknown> = {}, files: Record<string, string | null> = {}): string[] {
  const sound = {
    'manifest.json': JSON.stringify({ ...manifests[browser], ...changed }),
    'background.js': 'start();',
    'content-scripts/page.js': 'look();',
    'options.html': '<script type="module" src="/chunks/options-1.js"></script>',
    'sidepanel.html': '',
    'managed-schema.json': '{}',
    'icon/16.png': '',
  };
  const all = Object.entries<string | null>({ ...sound, ...files }).filter((entry): entry is [string, string] => entry[1] !== null);
  return [...checkPackage(new Map(all.map(([path, text]) => [path, Buffer.from(text)])), browser, version)];
}

describe('a package', () => {
  it.each(['chrome', 'edge', 'firefox'] as const)('for %s passes when it is sound', (browser) => {
    expect(problems(browser)).toEqual([]);
  });

  it.each<[fault: string, browser: Browser, changed: Record<string, unknown>]>([
    ['version 2, not 3', 'chrome', { manifest_version: 2 }],
    ['The manifest says 1.2.2', 'chrome', { version: '1.2.2' }],
    ['133 characters', 'edge', { description: 'x'.repeat(133) }],
    ['carries a key', 'chrome', { key: 'MIIB' }],
    ['update address', 'chrome', { update_url: 'https://example.com/updates.xml' }],
    ['The permissions are not', 'chrome', { permissions: [...names('Permissions'), 'history'] }],
    ['The permissions are not', 'firefox', { permissions: names('Permissions') }],
    ['The hosts are not', 'chrome', { host_permissions: ['<all_urls>'] }],
    ['What is optional', 'chrome', { optional_permissions: ['tabs'] }],
    ['Scripts may come', 'chrome', { content_security_policy: { extension_pages: "script-src 'self' https://example.com" } }],
    ['no service worker', 'chrome', { background: { scripts: ['background.js'] } }],
    ['no side panel', 'edge', { side_panel: undefined }],
    ['oldest Chrome', 'chrome', { minimum_chrome_version: undefined }],
    ["Firefox's keys", 'chrome', { browser_specific_settings: {} }],
    ['no event page', 'firefox', { background: { service_worker: 'background.js' } }],
    ['no sidebar', 'firefox', { sidebar_action: undefined }],
    ["Chrome's keys", 'firefox', { minimum_chrome_version: '121' }],
    [
      'oldest Firefox',
      'firefox',
      { browser_specific_settings: { gecko: { id: 'a@b', data_collection_permissions: { required: ['x'] } } } },
    ],
    ['leaves the computer', 'firefox', { browser_specific_settings: { gecko: { id: 'a@b', strict_min_version: '140.0' } } }],
  ])('is refused: %s (%s)', (fault, browser, changed) => {
    expect(problems(browser, changed)).toEqual([expect.stringContaining(fault)]);
  });

  it.each<[fault: string, files: Record<string, string | null>]>([
    ['names icon/16.png, which is missing', { 'icon/16.png': null }],
    ['names managed-schema.json, which is missing', { 'managed-schema.json': null }],
    ['background.js.map is not expected', { 'background.js.map': '{}' }],
    ['holds a source map', { 'background.js': '//# sourceMappingURL=background.js.map' }],
    ['holds a private key', { 'background.js': '-----BEGIN RSA PRIVATE KEY-----' }],
    ['holds a HighLevel token', { 'background.js': "'pit-01234567-89ab-cdef-0123-456789abcdef'" }],
    ['holds the sandbox', { 'chunks/a-1.js': 'createSandbox()' }],
    ['holds a path of some machine', { 'chunks/a-1.js': '"/home/somebody/lockstep/a.ts"' }],
    ['holds eval', { 'fill.js': 'eval(text)' }],
    ['holds a script of a page from an address', { 'options.html': '<script src="https://example.com/a.js"></script>' }],
  ])('is refused: a file %s', (fault, files) => {
    expect(problems('chrome', {}, files)).toEqual([expect.stringContaining(fault)]);
  });
});

describe('the sources', () => {
  const needed = ['package.json', 'package-lock.json', 'wxt.config.ts', 'README.md', 'scripts/zip.ts'];
  const check = (paths: string[]) => [...checkSources(new Map(paths.map((path) => [path, Buffer.from('')])))];

  it('pass with all that a build needs', () => {
    expect(check(needed)).toEqual([]);
  });

  it('are refused without the lock file, or with what was not written by hand', () => {
    expect(check(needed.filter((path) => path !== 'package-lock.json'))).toEqual(['package-lock.json is missing.']);
    expect(check([...needed, 'node_modules/wxt/package.json'])).toEqual(['node_modules/wxt/package.json has no business in the sources.']);
  });
});
