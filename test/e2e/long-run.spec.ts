// A run of more than a minute in a browser that no debugger watches, where an idle worker is ended after 30 s. Judged by the requests that
// reach the sandbox, since nothing else can be seen from outside.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AVERY } from '@/sandbox/core/people';
import { createSandbox } from '@/sandbox/index';
import { serveSandbox } from '@/sandbox/server';
import { startBrowser } from './fixtures/browser';
import { eventually } from './fixtures/eventually';
import { launchUndebugged } from './fixtures/undebugged';
import { clientAddress, connect } from './fixtures/work';

const pageMs = 2600;
const contacts = 13_000;
const pages = contacts / 500;

it('goes on reading contacts for more than a minute though nobody watches and every answer is slow', { timeout: 150_000 }, async () => {
  const profileDir = await mkdtemp(join(tmpdir(), 'lockstep-long-run-'));
  const sandbox = createSandbox({ contacts });
  const server = await serveSandbox(sandbox);
  const search = { method: 'POST', path: /^\/contacts\/search$/ };
  const indexed = () =>
    sandbox.highlevel.requests.filter(({ path, body }) => {
      const { pageLimit, query, filters } = (body ?? {}) as { pageLimit?: number; query?: string; filters?: unknown };
      return path === '/contacts/search' && pageLimit === 500 && !query && !filters;
    });
  const cursors = () => new Set(indexed().map(({ body }) => JSON.stringify((body as { searchAfter?: unknown }).searchAfter ?? 'first')));
  try {
    // The debugged browser only connects. What it reads of the index until it is closed does not count.
    const debugged = await startBrowser({ port: server.port, profileDir });
    await connect({ ...debugged, sandbox });
    sandbox.world.faults.arm({ kind: 'latency', ms: pageMs, times: Number.POSITIVE_INFINITY, match: search });
    await debugged.close();
    const before = indexed().length;
    const browser = launchUndebugged({ port: server.port, profileDir, urls: [clientAddress(AVERY)] });
    try {
      const isEnd = () => cursors().size >= pages && indexed().every(({ status }) => status !== 0);
      await eventually(isEnd, { timeoutMs: 125_000, everyMs: 500, what: 'the last page of the index' });
    } finally {
      await browser.close();
    }
    const run = indexed().slice(before);
    const times = run.map(({ at }) => at);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(60_000);
    // Not begun anew either: a page is asked for twice only where the worker ended in the middle of it.
    expect(indexed().length - cursors().size).toBeLessThanOrEqual(3);
  } finally {
    await server.close();
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
