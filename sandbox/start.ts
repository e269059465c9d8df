// `npm start`: builds what is stale, starts the sandbox and a browser with the extension connected, on a client's page with the panel open.
// Without a display (or with `--headless`) it takes the tour by itself, saves pictures and exits 0 or 1.
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '@/test/e2e/fixtures/extension';
import { type Launched, launch } from '@/test/e2e/fixtures/launch';
import { clientAddress } from '@/test/e2e/fixtures/work';
import { AVERY, BRIAR } from './core/people';
import { ensureBuild } from './tour/ensure-build';
import { leadAddress } from './tour/localiq-steps';
import { createPictures } from './tour/pictures';
import { firstSteps, prepare, steps } from './tour/steps';
import type { Step, Tour } from './tour/tour';

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
The browser is yours. HighLevel, BQE CORE and LocaliQ are connected; nothing leaves this machine.

  A client in BQE CORE   ${clientAddress(AVERY)}
  A lead in LocaliQ      ${leadAddress(BRIAR)}
  Options                the toolbar's puzzle piece › Lockstep › Options
  Connecting again       token ${state.issueToken()}
                         location ${state.location.id}

Try: add a task, tick it, take it back with Undo; press Push to HighLevel; press Sync now in Options and look at the plan.
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
    prepare(tour);
    const ok = await take(tour, headed ? firstSteps : steps);
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
