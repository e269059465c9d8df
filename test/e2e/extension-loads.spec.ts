// The production build starts at all: its worker registers and its pages open without complaints of the browser.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExtensionBrowser, startBrowser } from './fixtures/browser';
import { extensionUrl } from './fixtures/extension';

let browser: ExtensionBrowser;

beforeAll(async () => {
  // No sandbox is needed here: nothing may be asked of any server before something is connected.
  browser = await startBrowser({ port: 9 });
});

afterAll(() => browser.close());

it('registers the worker under the fixed id', async () => {
  const worker = await browser.worker();
  expect(worker.url()).toBe(extensionUrl('background.js'));
});

it.each(['sidepanel.html', 'options.html'])('opens %s without errors', async (path) => {
  const page = await browser.context.newPage();
  const answer = await page.goto(extensionUrl(path));
  expect(answer?.ok()).toBe(true);
  await page.getByRole('heading').first().waitFor();
  expect(browser.consoleErrors).toEqual([]);
  expect(browser.cspReports).toEqual([]);
  await page.close();
});

it('starts again after the worker was killed', async () => {
  const options = await browser.openOptions();
  await browser.killWorker();
  await options.reload();
  await options.getByRole('heading').first().waitFor();
});
