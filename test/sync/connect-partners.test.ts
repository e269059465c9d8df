// The partner systems are connected by the same steps as HighLevel: sign in, try out, open.
import { describe, expect, it } from 'vitest';
import { getEntered, putEntered, putOnce, takeOnce } from '@/lib/auth/secrets';
import type { ConnectionRow } from '@/lib/store/rows';
import { createConnections } from '@/lib/sync/connections';
import { WEB_APP } from '../../sandbox/bqe/sign-in';
import { LOCALIQ_APP } from '../../sandbox/localiq/sign-in';
import { memoryLocks } from '../auth/fakes';
import { createRig, type Rig } from './rig';

/** Follows the redirects of a sign-in page that approves by itself, as the browser's window does. */
function launchIn(rig: Rig) {
  return async (start: string): Promise<string | undefined> => {
    let url = start;
    for (let hop = 0; hop < 10; hop++) {
      if (url.startsWith('https://lockstep.example.com/')) return url;
      const answer = await rig.sandbox.fetch(new Request(url, { redirect: 'manual' }));
      const next = answer.headers.get('location');
      if (!next) return undefined;
      url = new URL(next, url).href;
    }
    return undefined;
  };
}

function connectionsOf(rig: Rig) {
  return createConnections({
    store: rig.store,
    vault: rig.vault,
    locks: memoryLocks(),
    fetch: (...request) => rig.sandbox.fetch(new Request(...request)),
    isOnline: () => true,
    wait: async (ms) => rig.pass(ms),
    limiterState: () => ({ load: async () => undefined, save: async () => undefined }),
    redirectAddress: (system) => `https://lockstep.example.com/${system}`,
    launch: launchIn(rig),
    launchSilently: launchIn(rig),
    audit: { note: () => undefined, answered: () => undefined },
  });
}

const blankRow = (fields: Pick<ConnectionRow, 'system' | 'method'> & Partial<ConnectionRow>): ConnectionRow => ({
  state: 'checking',
  checks: [],
  locationId: '',
  companyId: '',
  locationName: '',
  timezone: '',
  keySetAt: 0,
  ...fields,
});

describe('connecting BQE CORE', () => {
  it('signs in with a Web app, learns the company and opens it', async () => {
    const rig = await createRig();
    rig.sandbox.bqe.state.signIn.autoApprove = true;
    await putEntered(rig.vault, 'bqe', { method: 'oauth', clientSecret: WEB_APP.clientSecret });
    await rig.db.connections.put(blankRow({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId }));
    const connections = connectionsOf(rig);

    expect(await connections.signIn('bqe')).toEqual({});
    const row = await rig.db.connections.get('bqe');
    expect(row).toMatchObject({ state: 'connected', account: `bqe:${row?.locationId}` });
    expect(row?.locationName).not.toBe('');
    const page = await connections.open(row as ConnectionRow).contacts.list({ size: 10 }, { lane: 'pull' });
    expect(page.items.length).toBeGreaterThan(0);
  });

  it('says what to check when the window is closed', async () => {
    const rig = await createRig();
    await putEntered(rig.vault, 'bqe', { method: 'oauth', clientSecret: WEB_APP.clientSecret });
    await rig.db.connections.put(blankRow({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId }));
    const { problem } = await connectionsOf(rig).signIn('bqe');
    expect(problem?.code).toBe('cancelled');
    expect(problem?.detail).toContain('developer portal');
  });
});

describe('connecting LocaliQ', () => {
  it('signs in once with the password, keeps none of it, and lets an advertiser be chosen', async () => {
    const rig = await createRig();
    const { users } = rig.sandbox.localiq.state.signIn;
    const email = users[0]?.email ?? '';
    await putEntered(rig.vault, 'localiq', { method: 'oauth', clientSecret: LOCALIQ_APP.clientSecret });
    await putOnce(rig.vault, 'localiq', 'sandbox');
    await rig.db.connections.put(blankRow({ system: 'localiq', method: 'password', clientId: LOCALIQ_APP.clientId, accountEmail: email }));
    const connections = connectionsOf(rig);

    expect(await connections.signIn('localiq')).toEqual({});
    expect(await takeOnce(rig.vault, 'localiq')).toBeUndefined();
    expect(JSON.stringify(await getEntered(rig.vault, 'localiq'))).not.toContain('"sandbox"');
    const choices = (await rig.db.connections.get('localiq'))?.choices ?? [];
    const place = choices[0]?.id ?? (await rig.db.connections.get('localiq'))?.locationId ?? '';
    if (choices.length > 0) await connections.chooseLocation('localiq', place);

    const row = await rig.db.connections.get('localiq');
    expect(row).toMatchObject({ state: 'connected', locationId: place, account: `localiq:${place}` });
  });
});
