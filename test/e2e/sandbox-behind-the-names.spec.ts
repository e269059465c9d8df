// The harness itself: vendors' names lead to the sandbox, every other name leads nowhere, and the network can be taken away.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layouts } from '@/sandbox/bqe/pages/layouts';
import { AVERY } from '@/sandbox/core/people';
import { type Launched, launch } from './fixtures/launch';

let launched: Launched;
const address = layouts[0]?.url(AVERY) ?? '';

beforeAll(async () => {
  launched = await launch();
});

afterAll(() => launched.close());

it('shows a client at www.bqecore.com', async () => {
  const page = await launched.context.newPage();
  await page.goto(address);
  expect(await page.getByText('avery.quill@example.com').count()).toBeGreaterThan(0);
  await page.close();
});

it('resolves no other name', async () => {
  const page = await launched.context.newPage();
  await expect(page.goto('https://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  await page.close();
});

it('loses the network and gets it back', async () => {
  const page = await launched.context.newPage();
  await launched.offline(true);
  await expect(page.goto(address)).rejects.toThrow('net::ERR_');
  await launched.offline(false);
  expect((await page.goto(address))?.ok()).toBe(true);
  await page.close();
});
