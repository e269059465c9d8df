// Pictures of what a user sees: the page and the panel beside it. A headless browser draws them apart, so they are joined here.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { findChromium } from '@/scripts/find-chromium.mjs';

/** A quiet frame around both halves, as wide and high as they are. */
function frame(halves: Buffer[]): string {
  const images = halves.map((half) => `<img src="data:image/png;base64,${half.toString('base64')}" alt="">`).join('');
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; display: inline-flex; background: #c9ced6; padding: 1px; gap: 1px }
    img { display: block; align-self: flex-start }
  </style><body>${images}</body>`;
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
    await page.setContent(frame(halves));
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
