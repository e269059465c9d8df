// Builds the code that runs inside pages: the product's own store beside its peers, in one script that a debugger may hand to any page.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { build, type Rolldown } from 'vite';
import { root } from '../e2e/fixtures/extension';

const peers = join(import.meta.dirname, 'peers/node_modules');

/** The script's text. */
export async function buildPageScript(): Promise<string> {
  const built = (await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    resolve: {
      alias: [
        { find: /^@\//, replacement: `${root}/` },
        // Only one Dexie may be in a page, so RxDB runs on the product's.
        { find: /^dexie$/, replacement: join(root, 'node_modules/dexie/dist/modern/dexie.mjs') },
        { find: /^events$/, replacement: join(peers, 'events/events.js') },
      ],
    },
    build: {
      write: false,
      target: 'chrome121',
      lib: { entry: join(import.meta.dirname, 'page/main.ts'), formats: ['iife'], name: 'benchPage' },
    },
  })) as Rolldown.RolldownOutput[];
  const script = built[0]?.output.find((one) => one.type === 'chunk');
  if (script?.type !== 'chunk') throw new Error('The page script was not built.');
  return script.code;
}

/** Hands the script to a page through the debugger, which no content security policy binds; the page then has `bench`. */
export async function bringScript(page: Page, script: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: `${script};0` });
  await session.detach();
  if (exceptionDetails) throw new Error(`The page script failed: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
}
