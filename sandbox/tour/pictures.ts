// Pictures of what a user sees: the page and the panel beside it. A headless browser draws them apart, so they are joined here.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { extensionFolder } from '@/test/e2e/fixtures/extension';
import { addressOfPicture, createEasel } from './easel';

/** Height in pixels, from the head of a PNG file. */
const heightOf = (png: Buffer): number => png.readUInt32BE(20);

/** A quiet frame around the halves. What a half lacks in height is the strip that the browser draws over a side panel. */
function frame(halves: Buffer[], icon: Buffer): string {
  const height = Math.max(...halves.map(heightOf));
  const columns = halves.map((half) => {
    const gap = height - heightOf(half);
    const logo = `<img src="${addressOfPicture(icon)}" width="16" height="16" alt="">`;
    const strip = gap < 24 ? '' : `<p style="height:${gap}px">${logo} Lockstep</p>`;
    return `<div>${strip}<img src="${addressOfPicture(half)}" alt=""></div>`;
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

/** The pages as they are drawn now, left to right, side by side where there are several. */
export async function pictureOf(pages: readonly Page[], draw: (html: string) => Promise<Buffer>): Promise<Buffer> {
  const halves: Buffer[] = [];
  for (const page of pages) halves.push(await page.screenshot({ animations: 'disabled' }));
  const [only] = halves;
  return halves.length === 1 && only ? only : draw(frame(halves, await readFile(join(extensionFolder, 'icon/32.png'))));
}

/** Pictures go into `folder`, numbered in the order in which they are taken. */
export function createPictures(folder: string): Pictures {
  let number = 0;
  const easel = createEasel();

  return {
    take: async (name, pages) => {
      number += 1;
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${String(number).padStart(2, '0')}-${name}.png`);
      await writeFile(path, await pictureOf(pages, easel.draw));
      return path;
    },
    close: easel.close,
  };
}
