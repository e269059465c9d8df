// `npm start`: builds what is stale, starts the sandbox and a browser with the extension connected, on a client's page with the panel open.
// Without a display (or with `--headless`) it takes the tour by itself, saves pictures and exits 0 or 1.
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '@/test/e2e/fixtures/extension';
import { type Launched, launch } from '@/test/e2e/fixtures/launch';
import { ensureBuild } from './tour/ensure-build';
import { createPictures } from './tour/pictures';
import { clientAddress, connect, leadAddress, openClient, type Step, steps, type Tour } from './tour/steps';

const picturesFolder = join(root, '.sandbox/pictures');

function hasDisplay(): boolean {
  if (process.argv.includes('--headless')) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Runs steps until one fails, and says of each how it went. */
async function take(tour: Tour, some: readonly Step[]): Promise<boolean> {
  for (const [index, step] of some.entries()) {
    const startedAt = Date.now();
    try {
      await step.run(tour);
      console.log(`✓ ${index + 1}. ${step.title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    } catch (error) {
      console.error(`✗ ${index + 1}. ${step.title}\n${error instanceof Error ? error.message : String(error)}`);
      const open = tour.launched.context.pages().filter((page) => page.url() !== 'about:blank');
      await tour.picture('failed', open.slice(-2)).catch(() => {});
      return false;
    }
  }
  return true;
}

function explain({ sandbox }: Launched): void {
  const { state } = sandbox.highlevel;
  console.log(`
The browser is yours. HighLevel is connected; nothing leaves this machine.

  A client in BQE CORE   ${clientAddress()}
  A lead in LocaliQ      ${leadAddress()}
  Options                the toolbar's puzzle piece › Lockstep › Options
  Connecting again       token ${state.issueToken()}
                         location ${state.location.id}

Try: add a task, tick it, write a note, take it back with Undo; go to another client and see the panel follow.
It ends when the browser is closed.`);
}

async function main(): Promise<boolean> {
  ensureBuild();
  const headed = hasDisplay();
  rmSync(picturesFolder, { recursive: true, force: true });
  const pictures = createPictures(picturesFolder);
  console.log('▸ Starting the sandbox and the browser …');
  const launched = await launch(headed ? { headless: false } : { flags: ['--hide-scrollbars'] });
  const page = launched.context.pages()[0] ?? (await launched.context.newPage());
  const tour: Tour = {
    launched,
    page,
    picture: async (name, pages) => {
      // Somebody who looks at the browser needs no pictures.
      if (headed) return;
      console.log(`  ${relative(root, await pictures.take(name, pages))}`);
    },
  };
  try {
    const ok = await take(tour, headed ? [connect, openClient] : steps);
    if (headed && ok) {
      explain(launched);
      await new Promise<void>((resolve) => launched.context.once('close', () => resolve()));
    }
    return ok;
  } finally {
    await pictures.close();
    await launched.close();
  }
}

const ok = await main();
console.log(ok ? '✓ Done.' : '✗ It failed: see above.');
process.exit(ok ? 0 : 1);
