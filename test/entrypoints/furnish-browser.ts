// The fake browser lacks parts that our pages ask for. Files share it, so whoever puts something there takes it away again.
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Puts these parts into the fake browser; answers how to put back what was there. For `beforeEach`, which takes that as its end. */
export function furnishBrowser(parts: Record<string, unknown>): () => void {
  const browser = fakeBrowser as unknown as Record<string, unknown>;
  const before = Object.keys(parts).map((name) => [name, browser[name]] as const);
  Object.assign(browser, parts);
  return () => {
    for (const [name, part] of before) {
      if (part === undefined) delete browser[name];
      else browser[name] = part;
    }
  };
}
