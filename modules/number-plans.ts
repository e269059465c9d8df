// Ships the countries' number plans as a file: 20 kB gzip that the worker would otherwise carry in its script.
import { resolve } from 'node:path';
import { defineWxtModule } from 'wxt/modules';

// biome-ignore lint/style/noDefaultExport: WXT loads modules by their default export.
export default defineWxtModule((wxt) => {
  wxt.hook('prepare:publicPaths', (_wxt, paths) => void paths.push('number-plans.json'));
  wxt.hook('build:publicAssets', (_wxt, files) => {
    const absoluteSrc = resolve(wxt.config.root, 'node_modules/libphonenumber-js/metadata.min.json');
    files.push({ absoluteSrc, relativeDest: 'number-plans.json' });
  });
});
