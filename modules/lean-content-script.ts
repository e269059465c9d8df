// Keeps the scripts that run in foreign pages small: they get the browser's own API instead of the polyfill, and the page's script starts
// without WXT's life cycle and logger. The savings together are more than half of its budget of 8 kB.
import { fileURLToPath } from 'node:url';
import { defineWxtModule } from 'wxt/modules';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ownStart = place('../entrypoints/page.content/run.ts');
const ownBrowser = place('../entrypoints/page.content/own-browser.ts');

/** What WXT puts around the page's script, without what only the build and development need. */
const leanStart = {
  name: 'lockstep:lean-start',
  transform(_: string, id: string) {
    if (!id.includes('wxt-content-script-isolated-world-entrypoint')) return undefined;
    if (!id.includes('page.content')) throw new Error('Only the script of entrypoints/page.content starts this way.');
    return `import { run } from ${JSON.stringify(ownStart)};\nexport default run();`;
  },
};

// biome-ignore lint/style/noDefaultExport: WXT loads modules by their default export.
export default defineWxtModule((wxt) => {
  wxt.hook('vite:build:extendConfig', (entries, config) => {
    if (!entries.every(({ type }) => type === 'content-script' || type === 'unlisted-script')) return;
    const aliases = Object.entries(config.resolve?.alias ?? {}).map(([key, value]) =>
      typeof value === 'string' ? { find: key, replacement: value } : value,
    );
    config.plugins = [...(config.plugins ?? []), leanStart];
    config.resolve = {
      ...config.resolve,
      alias: [...aliases.filter(({ find }) => find !== 'wxt/browser'), { find: 'wxt/browser', replacement: ownBrowser }],
    };
  });
});
