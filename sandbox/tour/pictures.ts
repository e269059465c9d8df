// Pictures of what a user sees: the page and the panel beside it. A headless browser draws them apart, so they are joined here.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { findChromium } from '@/scripts/find-chromium.mjs';
import { extensionFolder } from '@/test/e2e/fixtures/extension';

/** Height in pixels, from the head of a PNG file. */
const heightOf = (png: Buffer): number => png.readUInt32BE(20);

/** A quiet frame around the halves. What a half lacks in height is the strip that the browser draws over a side panel. */
function frame(halves: Buffer[], icon: Buffer): string {
  const address = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`;
  const height = Math.max(...halves.map(heightOf));
  const columns = halves.map((half) => {
    const gap = height - heightOf(half);
    const strip = gap < 24 ? '' : `<p style="height:${gap}px"><img src="${address(icon)}" width="16" height="16" alt=""> Lockstep</p>`;
    return `<div>${strip}<img src="${address(half)}" alt=""></div>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; width: max-content; display: flex; background: #c9ced6; padding: 1px; gap: 1px }
    img { display: block }
    p { margin: 0; padding: 0 16px; display: flex; align-items: center; gap: 10px; font: 500 13px system-ui, sans-serif; background: #f6f7f9 }
  </style><body>${columns.join('')}</body>`;
}

export interface Pictures {
  /** Saves one picture of these pages, left to right, and returns its path. */
  take: (name: string, pages: readonly Page[]) => Promise<string>;
  close: () => Promise<void>;
}

/** Pictures go into `folder`, numbered in the order in which they are taken. */
export function createPictures(folder: string): Pictures {
  let number = 0;
  let browser: Browser | undefined;

  async function joined(halves: Buffer[]): Promise<Buffer> {
    // A browser of its own, because a further tab beside the page would make the panel follow it.
    browser ??= await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const page = await browser.newPage();
    await page.setContent(frame(halves, await readFile(join(extensionFolder, 'icon/32.png'))));
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    const picture = await page.locator('body').screenshot();
    await page.close();
    return picture;
  }

  return {
    take: async (name, pages) => {
      number += 1;
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${String(number).padStart(2, '0')}-${name}.png`);
      const halves: Buffer[] = [];
      for (const page of pages) halves.push(await page.screenshot({ animations: 'disabled' }));
      const [only] = halves;
      await writeFile(path, halves.length === 1 && only ? only : await joined(halves));
      return path;
    },
    close: async () => {
      await browser?.close();
    },
  };
}
