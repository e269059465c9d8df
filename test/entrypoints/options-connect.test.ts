// @vitest-environment node
// What the buttons of Options do to vault, store and worker: a secret goes into the vault and nowhere else, and a change of key loses nothing.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { HighLevelEntry } from '@/components/options/highlevel-entry';
import { type ConnectContext, createConnectActions } from '@/entrypoints/options/connect';
import { forgetEverything } from '@/entrypoints/options/forget';
import { covers, createHostAccess, type HostAccess } from '@/entrypoints/options/host-access';
import { getEntered } from '@/lib/auth/secrets';
import { createVault } from '@/lib/auth/vault';
import { Database } from '@/lib/store/database';
import type { ConnectionRow } from '@/lib/store/rows';

const byToken: HighLevelEntry = { method: 'token', token: 'pit-secret', locationId: 'loc1' };
const byApp: HighLevelEntry = { method: 'oauth', clientId: 'app-1', clientSecret: 's3cret', locationId: '', tokenEndpoint: '' };

let names = 0;

function setUp(over: Partial<ConnectContext> = {}) {
  names += 1;
  const db = new Database(`options-${names}`);
  onTestFinished(() => db.delete());
  const vault = createVault({ keys: db.vaultKeys, secrets: db.secrets, crypto });
  const access: HostAccess = { watch: () => undefined, has: () => true, ask: vi.fn(() => undefined) };
  const clock = { now: 1_000 };
  /** Every message as it was sent, with the row as the worker would find it. */
  const sent: { message: unknown[]; row: ConnectionRow | undefined }[] = [];
  const answers: Record<string, () => Promise<unknown>> = {};
  const send = (async (name: string, input: unknown) => {
    sent.push({ message: [name, input], row: await db.connections.get('highlevel') });
    return (await answers[name]?.()) ?? {};
  }) as ConnectContext['send'];
  const actions = createConnectActions({ db, vault, access, send, copy: async () => undefined, now: () => clock.now, ...over });
  const worker = (edit: Partial<ConnectionRow>) => db.connections.update('highlevel', edit);
  return { db, vault, access, sent, answers, actions, clock, worker };
}

describe('Connect', () => {
  it('puts the token into the vault, the rest into the row, then tells the worker', async () => {
    const { actions, sent, vault, db } = setUp();
    expect(await actions.connect(byToken)).toBeUndefined();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toEqual({
      message: ['checkConnection', 'highlevel'],
      row: {
        system: 'highlevel',
        method: 'token',
        state: 'checking',
        checks: [],
        locationId: 'loc1',
        companyId: '',
        locationName: '',
        timezone: '',
        keySetAt: 1_000,
      },
    });
    expect(await getEntered(vault, 'highlevel')).toEqual({ method: 'token', token: 'pit-secret' });
    expect(JSON.stringify(await db.connections.toArray())).not.toContain('pit-secret');
    expect(JSON.stringify(sent)).not.toContain('pit-secret');
  });

  it('signs in with an app, its secret in the vault only', async () => {
    const { actions, sent, vault } = setUp();
    await actions.connect(byApp);
    expect(sent[0]?.message).toEqual(['signIn', 'highlevel']);
    expect(sent[0]?.row).toMatchObject({ method: 'oauth', clientId: 'app-1', state: 'checking' });
    expect(JSON.stringify(sent)).not.toContain('s3cret');
    expect(await getEntered(vault, 'highlevel')).toEqual({ method: 'oauth', clientSecret: 's3cret' });
  });

  it('keeps no secret where the firm has a token endpoint', async () => {
    const { actions, sent, vault } = setUp();
    await actions.connect(byApp);
    await actions.connect({ method: 'oauth', clientId: 'app-1', locationId: '', tokenEndpoint: 'https://login.example.com/token' });
    expect(sent[1]?.row?.tokenEndpoint).toBe('https://login.example.com/token');
    expect(await getEntered(vault, 'highlevel')).toEqual({ method: 'oauth', clientSecret: '' });
  });

  it('keeps account, name and age of the key when only a token of the same location is replaced by nothing new', async () => {
    const { actions, clock, worker, db } = setUp();
    await actions.connect(byToken);
    await worker({ state: 'connected', account: 'highlevel:loc1', locationName: 'Northwind', iAm: 'u1', testedAt: 1_500 });
    clock.now = 9_000;
    await actions.connect({ method: 'token', locationId: 'loc1' });
    expect(await db.connections.get('highlevel')).toMatchObject({
      account: 'highlevel:loc1',
      locationName: 'Northwind',
      iAm: 'u1',
      keySetAt: 1_000,
      state: 'checking',
    });
    await actions.connect({ ...byToken, token: 'pit-newer' });
    expect((await db.connections.get('highlevel'))?.keySetAt).toBe(9_000);
  });

  it('takes nothing of one location to another', async () => {
    const { actions, worker, db } = setUp();
    await actions.connect(byToken);
    await worker({ state: 'connected', account: 'highlevel:loc1', locationName: 'Northwind', iAm: 'u1' });
    await actions.connect({ method: 'token', locationId: 'loc2' });
    const row = await db.connections.get('highlevel');
    expect(row).toMatchObject({ locationId: 'loc2', locationName: '' });
    expect(row).not.toHaveProperty('account');
    expect(row).not.toHaveProperty('iAm');
  });

  it('asks for access before anything else, and stores nothing when it is refused', async () => {
    const { actions, access, sent, db } = setUp();
    vi.mocked(access.ask).mockReturnValue(Promise.resolve(false));
    const answer = actions.connect({ ...byApp, tokenEndpoint: 'https://login.example.com/token' });
    expect(access.ask).toHaveBeenCalledWith('https://services.leadconnectorhq.com/', 'https://login.example.com/token');
    expect((await answer)?.code).toBe('unreachable');
    expect(sent).toEqual([]);
    expect(await db.secrets.count()).toBe(0);
  });

  it('does not say "checking" for ever when the worker cannot be reached', async () => {
    const { actions, answers, db } = setUp();
    answers.checkConnection = () => Promise.reject(new Error('Receiving end does not exist'));
    expect((await actions.connect(byToken))?.code).toBe('unexpected');
    expect(await db.connections.get('highlevel')).toMatchObject({ state: 'action-needed', problem: { code: 'unexpected' } });
  });

  it('has another worker check the key where one died over it', async () => {
    const { actions, answers, worker, db } = setUp();
    answers.checkConnection = async () => {
      answers.checkConnection = () => worker({ state: 'connected' });
      throw new Error('The message channel closed before a response was received.');
    };
    expect(await actions.connect(byToken)).toBeUndefined();
    expect(await db.connections.get('highlevel')).toMatchObject({ state: 'connected' });
  });
});

describe('a change that went wrong', () => {
  it('goes back to the previous key', async () => {
    const { actions, vault, worker, db, sent } = setUp();
    await actions.connect(byToken);
    expect(actions.canGoBack()).toBe(false);
    await worker({ state: 'connected', account: 'highlevel:loc1' });
    await actions.connect({ method: 'token', token: 'pit-wrong', locationId: 'loc2' });
    await worker({ state: 'action-needed', problem: { code: 'signed-out', at: 1 } });
    expect(actions.canGoBack()).toBe(true);
    await actions.goBack();
    expect(await getEntered(vault, 'highlevel')).toEqual({ method: 'token', token: 'pit-secret' });
    expect(await db.connections.get('highlevel')).toMatchObject({ locationId: 'loc1', account: 'highlevel:loc1', state: 'checking' });
    expect(sent.at(-1)?.message).toEqual(['checkConnection', 'highlevel']);
    expect(actions.canGoBack()).toBe(false);
  });

  it('goes back by itself when the sign-in window of another way is closed', async () => {
    const { actions, answers, vault, worker, db } = setUp();
    await actions.connect(byToken);
    await worker({ state: 'connected', account: 'highlevel:loc1' });
    answers.signIn = async () => ({ problem: { code: 'cancelled', at: 1 } });
    expect((await actions.connect(byApp))?.code).toBe('cancelled');
    expect(await getEntered(vault, 'highlevel')).toEqual({ method: 'token', token: 'pit-secret' });
    expect(await db.connections.get('highlevel')).toMatchObject({ method: 'token', locationId: 'loc1' });
  });
});

describe('Disconnect', () => {
  it('is left to the worker', async () => {
    const { actions, sent, db } = setUp();
    await actions.connect(byToken);
    await actions.disconnect();
    expect(sent.at(-1)?.message).toEqual(['disconnect', 'highlevel']);
    expect(await db.connections.count()).toBe(1);
  });

  it('forgets the secrets even without a worker', async () => {
    const { actions, answers, db } = setUp();
    await actions.connect(byToken);
    answers.disconnect = () => Promise.reject(new Error('gone'));
    await actions.disconnect();
    expect(await db.secrets.count()).toBe(0);
    expect(await db.connections.count()).toBe(0);
  });
});

describe('I am', () => {
  it('is kept in the row; nobody is kept too', async () => {
    const { actions, db } = setUp();
    await actions.connect(byToken);
    await actions.setIAm('u1');
    expect((await db.connections.get('highlevel'))?.iAm).toBe('u1');
    await actions.setIAm('');
    expect((await db.connections.get('highlevel'))?.iAm).toBe('');
  });
});

describe('Forget everything', () => {
  it('leaves no row in any table and no setting, and secrets made afterwards still open', async () => {
    const { actions, db, vault } = setUp();
    await actions.connect(byToken);
    await db.drafts.put({ key: 'x', value: 'typed', at: 1 });
    const clear = vi.fn(async () => undefined);
    const send = (async () => Promise.reject(new Error('no worker'))) as unknown as ConnectContext['send'];
    await forgetEverything({ db, send, areas: [{ clear }, { clear }] });
    for (const table of db.tables) if (table.name !== 'vaultKeys') expect([table.name, await table.count()]).toEqual([table.name, 0]);
    expect(clear).toHaveBeenCalledTimes(2);
    await vault.put('highlevel', { method: 'token', token: 'new' });
    const elsewhere = createVault({ keys: db.vaultKeys, secrets: db.secrets, crypto });
    expect(await getEntered(elsewhere, 'highlevel')).toEqual({ method: 'token', token: 'new' });
  });

  it('has every system revoke its key, as far as it can, and waits until the worker is at rest', async () => {
    const { db } = setUp();
    const places = { locationId: '', companyId: '', locationName: '', timezone: '' };
    const row = { ...places, state: 'connected' as const, checks: [], keySetAt: 1 };
    await db.connections.bulkPut([
      { ...row, system: 'highlevel', method: 'token' },
      { ...row, system: 'bqe', method: 'web' },
    ]);
    const asked: unknown[] = [];
    const send = (async (name: string, system: unknown) => {
      asked.push(system ?? name);
      if (system === 'highlevel') throw new Error('gone');
    }) as unknown as ConnectContext['send'];
    await forgetEverything({ db, send, areas: [] });
    expect([...asked.slice(0, 2).sort(), ...asked.slice(2)]).toEqual(['bqe', 'highlevel', 'untilIdle']);
    expect(await db.connections.count()).toBe(0);
  });
});

describe('access to hosts', () => {
  it.each([
    ['https://services.leadconnectorhq.com/*', true],
    ['*://*.leadconnectorhq.com/*', true],
    ['https://*/*', true],
    ['<all_urls>', true],
    ['http://services.leadconnectorhq.com/*', false],
    ['https://leadconnectorhq.com/*', false],
    ['https://evilleadconnectorhq.com/*', false],
    ['https://*.service.leadconnectorhq.com/*', false],
  ])('%s covers HighLevel: %s', (pattern, expected) => {
    expect(covers(pattern, 'https://services.leadconnectorhq.com/')).toBe(expected);
  });

  it('asks only for what is missing, at once, and follows what the user grants', async () => {
    let origins = ['https://services.leadconnectorhq.com/*'];
    const listeners: (() => void)[] = [];
    const request = vi.fn(async () => true);
    const event = { addListener: (listener: () => void) => void listeners.push(listener) };
    const access = createHostAccess({ getAll: async () => ({ origins }), request, onAdded: event, onRemoved: event });
    const changed = vi.fn();
    access.watch(changed);
    await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
    expect(access.ask('https://services.leadconnectorhq.com/')).toBeUndefined();
    expect(request).not.toHaveBeenCalled();
    const asked = access.ask('https://services.leadconnectorhq.com/', 'https://login.example.com:8443/token');
    expect(request).toHaveBeenCalledWith({ origins: ['https://login.example.com/*'] });
    expect(await asked).toBe(true);
    origins = [];
    listeners[1]?.();
    await vi.waitFor(() => expect(access.has('https://services.leadconnectorhq.com/')).toBe(false));
  });
});
