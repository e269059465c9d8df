// Draws pictures from a page of HTML. In a browser of its own, because a further tab beside the page would make the panel follow it.
import { type Browser, chromium } from 'playwright';
import { findChromium } from '@/scripts/find-chromium.mjs';

export interface Easel {
  /** The body of this page, as a PNG. */
  draw: (html: string) => Promise<Buffer>;
  close: () => Promise<void>;
}

/** The address by which a page can show a picture that is at hand. */
export const addressOfPicture = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

/** Sets up an easel; its browser starts with the first picture. */
export function createEasel(): Easel {
  let browser: Browser | undefined;
  return {
    draw: async (html) => {
      browser ??= await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
      const page = await browser.newPage();
      await page.setContent(html);
      await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
      const picture = await page.locator('body').screenshot();
      await page.close();
      return picture;
    },
    close: async () => {
      await browser?.close();
    },
  };
}
