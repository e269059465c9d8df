// What fails for good is told once per cause, in our own words whatever a server said, and goes with its cause.
import { beforeEach, expect, it, vi } from 'vitest';
import { showBadge } from '@/entrypoints/background/badge';
import type { Worker } from '@/entrypoints/background/worker';
import { advice } from '@/lib/errors';
import { noon } from '../builders';
import { scriptPayloads } from '../hostile/payloads';
import { account, createStoreRig } from '../store/store-rig';
import { furnishBrowser } from './furnish-browser';

let shown: Record<string, { title: string; message: string }>;

beforeEach(() => {
  shown = {};
  return furnishBrowser({
    action: { setBadgeText: async () => undefined, setBadgeBackgroundColor: async () => undefined },
    notifications: {
      getAll: async () => shown,
      create: async (id: string, what: { title: string; message: string }) => void Object.assign(shown, { [id]: what }),
      clear: async (id: string) => delete shown[id],
    },
  });
});

it('tells nothing of what a server, a person or a page has said', async () => {
  const { db, store } = await createStoreRig();
  const [detail = '', cause = ''] = scriptPayloads;
  await db.alerts.put({ cause, account, problem: { code: 'forbidden', at: noon, detail }, count: 5, since: noon });
  showBadge({ store } as Worker);
  await vi.waitFor(() => expect(Object.keys(shown)).toEqual([cause]));
  const { title, todo } = advice.forbidden;
  expect(shown[cause]).toMatchObject({ type: 'basic', title: `Lockstep: ${title}`, message: todo });
  await db.alerts.clear();
  await vi.waitFor(() => expect(shown).toEqual({}));
});
