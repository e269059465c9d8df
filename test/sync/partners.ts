// Partner systems connected to a rig: by the same steps as a user's sign-in, in a window that approves by itself.
import { putEntered, putOnce } from '@/lib/auth/secrets';
import type { AccountId, PartnerName } from '@/lib/domain/account';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import type { ConnectionRow } from '@/lib/store/rows';
import { createConnections } from '@/lib/sync/connections';
import { WEB_APP } from '../../sandbox/bqe/sign-in';
import { LOCALIQ_APP } from '../../sandbox/localiq/sign-in';
import { memoryLocks } from '../auth/fakes';
import type { Rig } from './rig';

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

/** Connections of the rig's store and vault that can open sign-in windows. */
export function signingIn(rig: Rig) {
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

/** A connection as Options puts it down before it is tried. */
export function enteredConnection(fields: Pick<ConnectionRow, 'system' | 'method'> & Partial<ConnectionRow>): ConnectionRow {
  return { state: 'checking', checks: [], locationId: '', companyId: '', locationName: '', timezone: '', keySetAt: 0, ...fields };
}

/** Connects BQE CORE with a Web app. Answers the account. */
export async function connectBqe(rig: Rig): Promise<AccountId> {
  rig.sandbox.bqe.state.signIn.autoApprove = true;
  await putEntered(rig.vault, 'bqe', { method: 'oauth', clientSecret: WEB_APP.clientSecret });
  await rig.db.connections.put(enteredConnection({ system: 'bqe', method: 'web', clientId: WEB_APP.clientId }));
  await signingIn(rig).signIn('bqe');
  // Whoever is told that the limit is met waits a minute and tries again.
  if ((await rig.db.connections.get('bqe'))?.problem?.code === 'rate-limited') {
    rig.pass(60_000);
    await rig.connections.check('bqe');
  }
  return await connectedAccount(rig, 'bqe');
}

/** Connects LocaliQ with the password of a login, as its first advertiser. Answers the account. */
export async function connectLocaliq(rig: Rig): Promise<AccountId> {
  const accountEmail = rig.sandbox.localiq.state.signIn.users[0]?.email ?? '';
  await putEntered(rig.vault, 'localiq', { method: 'oauth', clientSecret: LOCALIQ_APP.clientSecret });
  await putOnce(rig.vault, 'localiq', 'sandbox');
  await rig.db.connections.put(enteredConnection({ system: 'localiq', method: 'password', clientId: LOCALIQ_APP.clientId, accountEmail }));
  const connections = signingIn(rig);
  await connections.signIn('localiq');
  const [choice] = (await rig.db.connections.get('localiq'))?.choices ?? [];
  if (choice) await connections.chooseLocation('localiq', choice.id);
  return await connectedAccount(rig, 'localiq');
}

async function connectedAccount(rig: Rig, system: 'bqe' | 'localiq'): Promise<AccountId> {
  const row = await rig.db.connections.get(system);
  if (row?.state !== 'connected' || !row.account) throw new Error(`${system} is not connected: ${JSON.stringify(row?.problem)}`);
  return row.account;
}

/** Has the sync of a connected partner planned, approves it and runs it. */
export async function approveSync(rig: Rig, partner: PartnerName): Promise<void> {
  await askForPlan(rig.store, partner);
  await rig.engine.sync(partner);
  await approvePlan(rig.store, partner);
  await rig.engine.sync(partner);
  await rig.syncAll();
}

/** Connects both partners and approves their syncs, one after the other. */
export async function keepInStep(rig: Rig): Promise<void> {
  await connectBqe(rig);
  await connectLocaliq(rig);
  await approveSync(rig, 'bqe');
  await approveSync(rig, 'localiq');
}
