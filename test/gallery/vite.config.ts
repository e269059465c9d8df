// `npx vite test/gallery` serves the gallery.
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// biome-ignore lint/style/noDefaultExport: Vite wants one
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  resolve: { tsconfigPaths: true },
  server: { host: '127.0.0.1' },
});
