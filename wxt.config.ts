import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

// The public half of a key whose private half was thrown away: it keeps the extension's id, and with it the OAuth redirect address, the same
// on every machine. A store assigns a key of its own.
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuZYVETht3R8TA0aMuphn5OIGQ8nsyirWVxC49M4EKrRH/DKFxUGuOpWM8pN9ydlpuIwo1VcZxlaytZy+018ElLaT+/E64xRUx7gWALcK0ScAghtKW65EhBE/CvYWFRL+CW50LsS0W+HuWBqsBVyMI2Gw6IZyc4RG+eK1cyNk+nEw2OdiMB3TnvCuoEqHSRqaktDEApZo21naBwi/mSH7/FZKxFljm4cN8RYYMIdDL64N9IXmQjWr3YRQrQ/8ONgreykbaL7MNd3I2u0TECcn5AsuyGaf34iRlVAwzuMTJ/5PXfJxGotIuuYDjwH2R79SvcYXlvjDHhinowWHqXbzAQIDAQAB';

// A second wall behind inert text: our own pages load nothing from anywhere, no text becomes HTML or script but through DOMPurify, and
// requests leave over https only. While developing, WXT's own policy stands in its place.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types dompurify',
].join('; ');

/** Only the worker talks to the network: the pages may not at all. */
const pagesAskNobody: Plugin = {
  name: 'pages-ask-nobody',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'none'" }, injectTo: 'head-prepend' },
  ],
};

const action = { default_title: 'Open Lockstep' };
const permissions = ['identity', 'storage', 'unlimitedStorage', 'alarms', 'notifications', 'scripting', 'contextMenus'];

/** What Chrome, Edge and their kin want to know. */
const chromium = {
  key,
  minimum_chrome_version: '121',
  action,
  permissions: [...permissions, 'sidePanel'],
  storage: { managed_schema: 'managed-schema.json' },
};

/** What Firefox wants to know: it asks the user for what leaves the computer, by these names, from version 140 on. */
const firefox = {
  permissions,
  // Otherwise the button is folded away among those of all extensions.
  action: { ...action, default_area: 'navbar' },
  browser_specific_settings: {
    gecko: {
      id: 'lockstep@lockstep.extension',
      strict_min_version: '140.0',
      data_collection_permissions: {
        required: ['personallyIdentifyingInfo', 'personalCommunications', 'authenticationInfo', 'websiteContent'],
      },
    },
  },
};

// The manifest is an agreement with the user: docs/permissions.md gives the reason for each line below.
export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  // Nothing is built for Manifest V2, which WXT would choose for Firefox.
  manifestVersion: 3,
  manifest: ({ browser, command }) => ({
    name: 'Lockstep',
    description: 'HighLevel tasks, notes and appointments beside every BQE CORE client and LocaliQ lead.',
    host_permissions: [
      'https://services.leadconnectorhq.com/*',
      'https://www.bqecore.com/*',
      'https://*.bqecore.com/*',
      'https://*.localiq.com/*',
      'https://api.localiqservices.com/*',
      'https://reachedge.reachlocal.com/*',
      'https://edge.reachlocal.com/*',
    ],
    optional_host_permissions: ['https://*/*'],
    ...(command === 'build' && { content_security_policy: { extension_pages: contentSecurityPolicy } }),
    ...(browser === 'firefox' ? firefox : chromium),
  }),
  vite: ({ browser }) => ({
    plugins: [preact(), pagesAskNobody],
    build: {
      target: browser === 'firefox' ? 'firefox140' : 'chrome121',
      // What is loaded later lies on the disk: a link for each of its files would cost more than it saves.
      modulePreload: { resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []) },
    },
    // Dexie's build for today's browsers is the smaller one; its package names only the other.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  }),
});
