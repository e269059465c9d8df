// The endpoints of HighLevel that Lockstep promises to use are those that it has, and each is called from somewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Http } from '@/lib/http/client';
import { createApi, highlevelHost } from '@/lib/systems/highlevel/api';
import { promisedEndpoints } from './promised-endpoints';
import { filesBelow, root } from './source-files';

const asked: { method: string; url: URL }[] = [];
/** Remembers what would be sent. */
const http: Http = {
  send: async ({ method, url }) => {
    asked.push({ method, url: new URL(url) });
    throw new Error('Nothing is sent');
  },
};
const api = createApi(http) as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;

/** What a function of the API asks for. */
async function endpointOf(name: string): Promise<string> {
  const ask = api[name];
  asked.length = 0;
  // Every argument but the last may be an id in the path; what is no id there does not show in it.
  await ask?.(...Array(Math.max(0, ask.length - 1)).fill('ID'), { lane: 'pull' }).catch(() => undefined);
  const [one] = asked;
  expect(one?.url.origin, name).toBe(highlevelHost);
  return `${one?.method} ${one?.url.pathname.replaceAll('/ID', '/:id')}`;
}

describe('HighLevel', () => {
  it('is asked at the promised endpoints and at no other', async () => {
    const found: string[] = [];
    for (const name of Object.keys(api)) found.push(await endpointOf(name));
    expect(found.sort()).toEqual([...promisedEndpoints].sort());
  });

  it.each(Object.keys(api))('%s is called from the adapter', (name) => {
    const callers = filesBelow('lib/systems/highlevel', ['.ts']).filter((file) => !file.endsWith('/api.ts'));
    const uses = callers.filter((file) => readFileSync(join(root, file), 'utf8').includes(`api.${name}(`));
    expect(uses).not.toEqual([]);
  });
});
