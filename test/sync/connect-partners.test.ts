// The partner systems are connected by the same steps as HighLevel: sign in, try out, open.
import { describe, expect, it } from 'vitest';
import { getEntered, getTokens, putEntered, takeOnce } from '@/lib/auth/secrets';
import type { ConnectionRow } from '@/lib/store/rows';
import { WEB_APP } from '../../sandbox/bqe/sign-in';
import { connectBqe, connectLocaliq, enteredConnection, signingIn } from './partners';
import { createRig, type Rig } from './rig';

describe('connecting BQE CORE', () => {
  it('signs in with a Web app, learns the company and opens it', async () => {
    const rig = await createRig();
    const account = await connectBqe(rig);
    const row = await rig.db.connections.get('bqe');
    expect(row).toMatchObject({ state: 'connected', account: `bqe:${row?.locationId}` });
    expect(row?.account).toBe(account);
    expect(row?.locationName).not.toBe('');
    const page = await rig.connections.open(row as ConnectionRow).contacts.list({ size: 10 }, { lane: 'pull' });
    expect(page.items.length).toBeGreaterThan(0);
  });

  it('says what to check when the window is closed', async () => {
    const rig = await createRig();
    await putEntered(rig.vault, 'bqe', { method: 'oauth', clientSecret: WEB_APP.clientSecret });
    await rig.db.connections.put(enteredConnection({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId }));
    const { problem } = await signingIn(rig).signIn('bqe');
    expect(problem?.code).toBe('cancelled');
    expect(problem?.detail).toContain('developer portal');
  });

  it('says nothing of what was entered while a test was under way', async () => {
    const rig = await createRig();
    await connectBqe(rig);
    const late = Promise.withResolvers<void>();
    const { fetch } = rig.sandbox;
    rig.sandbox.fetch = async (request) => {
      const answer = await fetch(request);
      await late.promise;
      return answer;
    };
    const test = rig.connections.check('bqe');
    const entered = enteredConnection({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId, unconfirmed: true, keySetAt: rig.now() });
    await rig.db.connections.put(entered);
    late.resolve();
    await test;
    expect(await rig.db.connections.get('bqe')).toEqual(entered);
  });

  it('takes no key of a sign-in that ends after Disconnect', async () => {
    const rig = await createRig();
    rig.sandbox.bqe.state.signIn.autoApprove = true;
    await putEntered(rig.vault, 'bqe', { method: 'oauth', clientSecret: WEB_APP.clientSecret });
    await rig.db.connections.put(enteredConnection({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId }));
    const connections = signingIn(rig);
    const { fetch } = rig.sandbox;
    rig.sandbox.fetch = async (request) => {
      const answer = await fetch(request);
      if (request.method === 'POST') await connections.disconnect('bqe');
      return answer;
    };
    const { problem } = await connections.signIn('bqe');
    expect(problem?.code).toBe('cancelled');
    expect(await rig.db.connections.get('bqe')).toBeUndefined();
    expect(await getTokens(rig.vault, 'bqe')).toBeUndefined();
  });
});

describe('disconnecting', () => {
  /** The rig, and what is done while BQE CORE takes its time to revoke the tokens. */
  async function whileRevoking(meanwhile: (rig: Rig) => Promise<unknown>): Promise<Rig> {
    const rig = await createRig();
    await connectBqe(rig);
    const { fetch } = rig.sandbox;
    rig.sandbox.fetch = async (request) => {
      if (request.url.includes('revocation')) await meanwhile(rig);
      return await fetch(request);
    };
    await rig.connections.disconnect('bqe');
    return rig;
  }
  const entered = enteredConnection({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId, keySetAt: 7 });

  it('leaves alone what is entered while the tokens are revoked', async () => {
    const secret = { method: 'oauth', clientSecret: 'another' } as const;
    const rig = await whileRevoking(async ({ vault, db }) => {
      await putEntered(vault, 'bqe', secret);
      await db.connections.put(entered);
    });
    expect(await rig.db.connections.get('bqe')).toEqual(entered);
    expect(await getEntered(rig.vault, 'bqe')).toEqual(secret);
  });

  it('is finished by the next worker where this one died meanwhile', async () => {
    const rig = await createRig();
    await connectBqe(rig);
    await rig.db.connections.update('bqe', { state: 'action-needed', problem: { code: 'not-connected', at: rig.now() } });
    rig.restart();
    await rig.connections.resume();
    expect(await rig.db.connections.get('bqe')).toBeUndefined();
    expect(await getTokens(rig.vault, 'bqe')).toBeUndefined();
  });

  it('ends what is being read: what is answered then is stored nowhere', async () => {
    const rig = await createRig();
    const { fetch } = rig.sandbox;
    const late = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    rig.sandbox.fetch = async (request) => {
      const answer = await fetch(request);
      asked.resolve();
      await late.promise;
      return answer;
    };
    const reading = rig.engine.index();
    await asked.promise;
    await rig.connections.disconnect('highlevel');
    expect((await reading).problem?.code).toBe('timeout');
    late.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([await rig.db.contacts.count(), await rig.db.alerts.count()]).toEqual([0, 0]);
  });
});

describe('connecting LocaliQ', () => {
  it('signs in once with the password, keeps none of it, and lets an advertiser be chosen', async () => {
    const rig = await createRig();
    const account = await connectLocaliq(rig);
    expect(await takeOnce(rig.vault, 'localiq')).toBeUndefined();
    expect(JSON.stringify(await getEntered(rig.vault, 'localiq'))).not.toContain('"sandbox"');

    const row = await rig.db.connections.get('localiq');
    expect(row).toMatchObject({ state: 'connected', account: `localiq:${row?.locationId}` });
    expect(row?.account).toBe(account);
    expect(row?.locationName).not.toBe('');
  });
});
