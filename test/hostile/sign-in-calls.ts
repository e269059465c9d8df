// Signing in, renewing and testing a connection, of every system, ready to be called again and again; and delivering to the connected app.
import { webcrypto } from 'node:crypto';
import * as z from 'zod/mini';
import { authorised } from '@/lib/auth/authorised';
import type { Tokens } from '@/lib/auth/secrets';
import { testEvent } from '@/lib/domain/event-of-change';
import * as bqeAuth from '@/lib/systems/bqe/auth';
import { testConnection as testBqe } from '@/lib/systems/bqe/test-connection';
import { createConnectedApp } from '@/lib/systems/connected-app';
import * as highlevelAuth from '@/lib/systems/highlevel/auth';
import { testConnection as testHighLevel } from '@/lib/systems/highlevel/test-connection';
import { listAdvertisers } from '@/lib/systems/localiq/advertisers';
import { createApi } from '@/lib/systems/localiq/api';
import * as localiqAuth from '@/lib/systems/localiq/auth';
import { testConnection as testLocaliq } from '@/lib/systems/localiq/test-connection';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { CONNECTED_APP } from '@/sandbox/connected-app';
import { HIGHLEVEL_APP, HIGHLEVEL_TOKEN } from '@/sandbox/highlevel';
import { createSandbox, type Sandbox } from '@/sandbox/index';
import { GMAID } from '@/sandbox/localiq/seed';
import { LOCALIQ_APP } from '@/sandbox/localiq/sign-in';
import * as bqe from '@/test/systems/bqe/connect';
import * as highlevel from '@/test/systems/highlevel/connect';
import * as localiq from '@/test/systems/localiq/connect';
import type { Call, Rig } from './adapter-calls';
import { shapes } from './domain-shapes';
import { tapWire } from './spoiled-wire';

const redirectTo = (path: string) => `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/${path}`;

/** A browser whose sign-in window answers at once. */
function launcher(sandbox: Sandbox) {
  return async (url: string) => {
    const response = await sandbox.fetch(new Request(url, { redirect: 'manual' }));
    return response.headers.get('location') ?? undefined;
  };
}

/** A clock that goes on with every look, so that no limit answers for everything. */
function tickingSandbox(): { sandbox: Sandbox; now: () => number } {
  let time = highlevel.now;
  const now = () => (time += 200);
  return { sandbox: createSandbox({ now, contacts: 20 }), now };
}

const signedIn = z.looseObject({ tokens: shapes.tokens, stateMissing: z.boolean() });
/** Where the user must choose a location first there is no token yet. */
const yetToChoose = z.looseObject({ locationId: z.literal(''), choices: z.array(z.strictObject({ id: z.string(), name: z.string() })) });
const renewed = z.union([shapes.tokens, z.literal('refused')]);
const tested = z.looseObject({ checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), advice: z.string() })) });

/** HighLevel: for a location and for a whole company. */
export function highlevelSignInRig(): Rig {
  const { sandbox, now } = tickingSandbox();
  const { state, quirks } = sandbox.highlevel;
  state.autoApprove = true;
  const app = { ...HIGHLEVEL_APP, redirectUri: redirectTo('leadconnector') };
  const deps = { http: highlevel.plainHttp(sandbox, now), fetch: highlevel.fetchOf(sandbox), now, launch: launcher(sandbox) };
  const signIn = (bulkInstall: boolean) => {
    quirks.bulkInstall = bulkInstall;
    return highlevelAuth.signIn(app, deps);
  };
  let stored: Tokens | undefined;
  const http = authorised(highlevel.plainHttp(sandbox, now), highlevel.keySession(HIGHLEVEL_TOKEN));
  const calls: Call[] = [
    { name: 'sign in', promises: z.union([signedIn, yetToChoose]), run: () => signIn(false) },
    { name: 'sign in for a company', promises: z.union([signedIn, yetToChoose]), run: () => signIn(true) },
    {
      name: 'renew',
      promises: renewed,
      prepare: async () => {
        stored = (await signIn(false)).tokens;
      },
      run: () => highlevelAuth.createRefresh(app, deps)(stored ?? missing(), async () => {}),
    },
    { name: 'test connection', promises: tested, run: () => testHighLevel(http, state.location.id) },
  ];
  return { sandbox, wire: tapWire(sandbox), calls };
}

/** BQE CORE: with an app that has a secret. */
export function bqeSignInRig(): Rig {
  const { sandbox, now } = tickingSandbox();
  sandbox.bqe.state.signIn.autoApprove = true;
  sandbox.bqe.quirks.requestsPerMinute = 100_000;
  const app = { ...WEB_APP, type: 'web' as const, redirectUri: redirectTo('bqe') };
  const deps = { http: bqe.plainHttp(sandbox, now), fetch: bqe.fetchOf(sandbox), now, launch: launcher(sandbox) };
  const launchSilently = launcher(sandbox);
  const refresh = bqeAuth.createRefresh(app, { ...deps, launchSilently, expected: async () => ({ userId: '', companyId: '' }) });
  let stored: Tokens | undefined;
  const http = authorised(bqe.plainHttp(sandbox, now), bqe.keySession(bqe.tokenFor(sandbox)));
  const { endpoint, timezone } = bqe;
  const calls: Call[] = [
    {
      name: 'sign in',
      promises: z.extend(signedIn, { companyId: z.string().check(z.minLength(1)) }),
      run: () => bqeAuth.signIn(app, deps),
    },
    {
      name: 'renew',
      promises: renewed,
      prepare: async () => {
        stored = (await bqeAuth.signIn(app, deps)).tokens;
      },
      run: () => refresh(stored ?? missing(), async () => {}),
    },
    { name: 'test connection', promises: tested, run: () => testBqe({ http, endpoint, timezone, now }) },
  ];
  return { sandbox, wire: tapWire(sandbox), calls };
}

/** LocaliQ: in a window and by password. */
export function localiqSignInRig(): Rig {
  const { sandbox, now } = tickingSandbox();
  sandbox.localiq.state.signIn.autoApprove = true;
  sandbox.localiq.quirks.requestsPerSecond = 10_000;
  const user = sandbox.localiq.state.signIn.users[0] ?? missing();
  const app = { ...LOCALIQ_APP, redirectUri: redirectTo('localiq'), accountEmail: user.email };
  const deps = { http: localiq.plainHttp(sandbox, now), now, launch: launcher(sandbox) };
  const { http } = localiq.connect({ sandbox });
  let stored: Tokens | undefined;
  const calls: Call[] = [
    { name: 'sign in', promises: z.extend(signedIn, { choices: shapes.advertisers }), run: () => localiqAuth.signIn(app, deps) },
    { name: 'sign in with password', promises: signedIn, run: () => localiqAuth.signInWithPassword(app, user.password, deps) },
    {
      name: 'renew',
      promises: renewed,
      prepare: async () => {
        stored = (await localiqAuth.signIn(app, deps)).tokens;
      },
      run: () => localiqAuth.createRefresh(app, deps)(stored ?? missing(), async () => {}),
    },
    { name: 'advertisers', promises: shapes.advertisers, run: () => listAdvertisers(createApi(http), user.email, highlevel.pull) },
    { name: 'test connection', promises: tested, run: () => testLocaliq(http, { gmaid: GMAID, accountEmail: user.email, now }) },
  ];
  return { sandbox, wire: tapWire(sandbox), calls };
}

/** The connected app, whose answers say nothing but whether it took the event. */
export function connectedAppRig(): Rig {
  const { sandbox, now } = tickingSandbox();
  const app = createConnectedApp({
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    ...CONNECTED_APP,
    account: 'highlevel:ve9EPM428h8vShlRW1KT',
    now,
    crypto: webcrypto as unknown as Crypto,
  });
  const event = testEvent('e1', now(), 'highlevel:ve9EPM428h8vShlRW1KT');
  const delivered = z.looseObject({ status: z.number() });
  const calls: Call[] = [
    { name: 'test', promises: tested, run: () => app.test() },
    { name: 'deliver', promises: delivered, run: () => app.deliver(event, { idempotencyKey: crypto.randomUUID() }) },
  ];
  return { sandbox, wire: tapWire(sandbox), calls };
}

function missing(): never {
  throw new Error('The sandbox lacks what this call needs');
}
