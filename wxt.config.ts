import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

// The manifest is an agreement with the user: docs/permissions.md gives the reason for each line below.
export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifest: ({ mode }) => ({
    name: 'Lockstep',
    description: 'HighLevel tasks, notes and appointments beside every BQE CORE client and LocaliQ lead.',
    minimum_chrome_version: '121',
    action: { default_title: 'Open Lockstep' },
    permissions: ['identity', 'storage', 'unlimitedStorage', 'alarms', 'sidePanel', 'notifications', 'scripting', 'contextMenus'],
    host_permissions: [
      'https://services.leadconnectorhq.com/*',
      'https://www.bqecore.com/*',
      'https://*.localiq.com/*',
      'https://reachedge.reachlocal.com/*',
      'https://edge.reachlocal.com/*',
    ],
    optional_host_permissions: ['https://*/*'],
  }),
  vite: () => ({ plugins: [preact()] }),
});
