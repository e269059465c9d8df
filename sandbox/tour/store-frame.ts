// The frames that make a store's picture of one of ours, in the product's own colours: a headline above a screen, and the small tile.
import { addressOfPicture } from './easel';

const style = `
  * { box-sizing: border-box }
  body { margin: 0; overflow: hidden; font-family: system-ui, sans-serif; color: #fff; background: linear-gradient(120deg, #3c5fd6, #27409f) }
  img { display: block }
  h1 { margin: 0; font-weight: 600 }
  p { margin: 0 }`;

const page = (body: string, more: string) => `<!doctype html><meta charset="utf-8"><style>${style}${more}</style><body>${body}</body>`;

/** In pixels: what is seen of the extension within a picture of 1280 × 800, unscaled. */
export const screen = { width: 1200, height: 680 };

/** 1280 × 800: a headline above a screen. */
export function screenshotFrame(headline: string, picture: Buffer, logo: Buffer): string {
  return page(
    `<header><img src="${addressOfPicture(logo)}" width="44" height="44" alt=""><h1>${headline}</h1></header>
     <main><img src="${addressOfPicture(picture)}" alt=""></main>`,
    `body { width: 1280px; height: 800px }
     header { height: 92px; padding: 0 40px; display: flex; align-items: center; gap: 18px }
     header img { border-radius: 10px; box-shadow: 0 0 0 2px #a9bbff }
     h1 { font-size: 29px; letter-spacing: -0.3px }
     main { margin: 0 40px; width: ${screen.width}px; height: ${screen.height}px; overflow: hidden; border-radius: 12px;
       box-shadow: 0 14px 40px rgb(8 16 56 / 45%) }`,
  );
}

/** 440 × 280: name and purpose beside a piece of the panel. */
export function tileFrame(panel: Buffer, logo: Buffer): string {
  return page(
    `<main><img src="${addressOfPicture(logo)}" width="56" height="56" alt=""><h1>Lockstep</h1>
       <p>HighLevel beside every BQE CORE client and LocaliQ lead</p></main>
     <aside><img src="${addressOfPicture(panel)}" width="300" alt=""></aside>`,
    `body { width: 440px; height: 280px; display: flex }
     main { width: 212px; padding: 44px 0 0 26px }
     main img { border-radius: 13px; box-shadow: 0 0 0 2px #a9bbff }
     h1 { margin-top: 16px; font-size: 30px; letter-spacing: -0.5px }
     p { margin-top: 8px; font-size: 15px; line-height: 1.35; color: #dfe6ff }
     aside { position: absolute; left: 232px; top: 30px; width: 300px; height: 300px; overflow: hidden; border-radius: 12px 0 0 0;
       box-shadow: 0 8px 28px rgb(10 18 60 / 45%) }`,
  );
}
