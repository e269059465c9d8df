// @vitest-environment node
// What the buttons of the connected app do: the browser is asked first, secrets go into the vault and nowhere else, nothing that waits is lost.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ConnectAppContext, createConnectedAppActions, receiverView } from '@/entrypoints/options/connect-app';
import { forgetEverything } from '@/entrypoints/options/forget';
import { createHostAccess, type HostAccess } from '@/entrypoints/options/host-access';
import { appendEvents } from '@/lib/audit/append-events';
import { getEntered } from '@/lib/auth/secrets';
import { AppError } from '@/lib/errors';
import { Database } from '@/lib/store/database';
import type { ReceiverRow } from '@/lib/store/rows';
import { memoryVault } from '../auth/fakes';

const entry = {
  method: 'app',
  values: { deliveryUrl: 'https://intake.example.com/hook', authorization: 'Bearer intake-key', signingSecret: 'signing-secret' },
};

function setUp(over: Partial<ConnectAppContext> = {}) {
  const db = new Database(`connected-app-${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const vault = memoryVault();
  const access: HostAccess = { watch: () => undefined, has: () => true, ask: vi.fn(() => undefined) };
  /** Every message as it was sent, with the row as the worker would find it. */
  const sent: { message: unknown[]; row: ReceiverRow | undefined }[] = [];
  const send = (async (...message: unknown[]) => {
    sent.push({ message, row: await db.receivers.get('connected-app') });
  }) as ConnectAppContext['send'];
  const log: ConnectAppContext['log'] = { append: (events) => appendEvents({ db, now: () => 1, newId: () => 'event-1' }, events) };
  const actions = createConnectedAppActions({
    db,
    vault,
    access,
    send,
    copy: async () => undefined,
    log,
    storedUrl: () => entry.values.deliveryUrl,
    now: () => 1_000,
    ...over,
  });
  return { db, vault, access, sent, actions };
}

describe('Connect', () => {
  it('puts secrets into the vault, the address into the row, then has the worker try them', async () => {
    const { actions, db, vault, sent } = setUp();
    expect(await actions.connect(entry)).toBeUndefined();
    const row = { name: 'connected-app', url: 'https://intake.example.com/hook', state: 'checking', checks: [], savedAt: 1_000 };
    expect(sent).toEqual([{ message: ['checkReceiver'], row }]);
    expect(await getEntered(vault, 'connected-app')).toEqual({
      method: 'app',
      authorization: 'Bearer intake-key',
      signingSecret: 'signing-secret',
    });
    expect(JSON.stringify([await db.receivers.toArray(), sent])).not.toMatch(/intake-key|signing-secret/);
  });

  it('asks the browser for the address before anything else, and only where it is missing', async () => {
    const request = vi.fn(async () => true);
    const listeners = { addListener: () => undefined };
    let origins = ['https://services.leadconnectorhq.com/*'];
    const access = createHostAccess({ getAll: async () => ({ origins }), request, onAdded: listeners, onRemoved: listeners });
    await new Promise<void>((resolve) => access.watch(resolve));
    const { actions, sent } = setUp({ access });
    const connecting = actions.connect(entry);
    // Within the click: nothing was awaited yet.
    expect(request).toHaveBeenCalledWith({ origins: ['https://intake.example.com/*'] });
    await connecting;
    origins = ['https://intake.example.com/*'];
    await new Promise<void>((resolve) => access.watch(resolve));
    await actions.connect(entry);
    expect(request).toHaveBeenCalledTimes(1);
    expect(sent).toHaveLength(2);
  });

  it('keeps nothing where the user does not allow the address', async () => {
    const { actions, db, vault, sent } = setUp({ access: { watch: () => undefined, has: () => false, ask: async () => false } });
    expect(await actions.connect(entry)).toMatchObject({ code: 'unreachable' });
    expect(sent).toEqual([]);
    expect(await db.receivers.count()).toBe(0);
    expect(await getEntered(vault, 'connected-app')).toBeUndefined();
  });

  it('keeps the stored secrets that were left alone, and takes a header away that was emptied', async () => {
    const { actions, vault } = setUp();
    await actions.connect(entry);
    await actions.connect({ method: 'app', values: { deliveryUrl: 'https://intake.example.com/other', authorization: '' } });
    expect(await getEntered(vault, 'connected-app')).toEqual({ method: 'app', authorization: '', signingSecret: 'signing-secret' });
  });

  it('does not say "checking" for ever where the worker cannot be reached', async () => {
    const send = (async () => {
      throw new AppError('unexpected');
    }) as ConnectAppContext['send'];
    const { actions, db } = setUp({ send });
    expect(await actions.connect(entry)).toMatchObject({ code: 'unexpected' });
    expect(await db.receivers.get('connected-app')).toMatchObject({ state: 'action-needed', problem: { code: 'unexpected' } });
  });
});

describe('Disconnect', () => {
  it('forgets secrets and address, says so in the log, and leaves what waits', async () => {
    const { actions, db, vault } = setUp();
    await actions.connect(entry);
    await db.receivers.update('connected-app', { state: 'connected', account: 'connected-app:intake.example.com' });
    const waiting = { account: 'connected-app:intake.example.com', state: 'waiting', uid: 'u', contactUid: 'c' };
    await db.table('outbox').add(waiting);
    await actions.disconnect();
    expect(await db.receivers.count()).toBe(0);
    expect(await getEntered(vault, 'connected-app')).toBeUndefined();
    expect(await db.outbox.count()).toBe(1);
    expect((await db.auditPending.toArray())[0]?.event).toMatchObject({
      what: 'sign-out',
      account: 'connected-app:intake.example.com',
    });
  });

  it('"Forget everything" forgets the address, too', async () => {
    const { actions, db } = setUp();
    await actions.connect(entry);
    await forgetEverything({ db, send: (async () => undefined) as ConnectAppContext['send'], areas: [] });
    expect(await db.receivers.count()).toBe(0);
  });
});

describe('the region', () => {
  it('is named by the host of the address, and shows the address as it was entered', () => {
    const row: ReceiverRow = { name: 'connected-app', url: 'https://intake.example.com/hook', state: 'connected', checks: [], savedAt: 5 };
    expect(receiverView(row)).toMatchObject({ name: 'intake.example.com', values: { deliveryUrl: row.url }, keySetAt: 5 });
  });
});
