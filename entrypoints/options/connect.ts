// What the buttons of Options › Connections do: secrets into the vault, the public part into the connection's row, then a word to the
// worker, which tries them and writes the outcome into the row.
import type { HighLevelActions } from '@/components/options/connection-view';
import type { HighLevelEntry } from '@/components/options/highlevel-entry';
import { type EnteredSecret, getEntered, putEntered, removeSecrets } from '@/lib/auth/secrets';
import type { Vault } from '@/lib/auth/vault';
import { type Problem, toProblem } from '@/lib/errors';
import type { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';
import type { ConnectionRow } from '@/lib/store/rows';
import { askTwice } from './ask-twice';
import type { HostAccess } from './host-access';

/** Where HighLevel is reached. */
export const highLevelHost = 'https://services.leadconnectorhq.com/';

export interface ConnectContext {
  db: Database;
  vault: Vault;
  access: HostAccess;
  send: typeof sendMessage;
  copy: (text: string) => Promise<void>;
  /** Epoch ms. */
  now: () => number;
}

export interface ConnectActions extends HighLevelActions {
  /** True while what was there before the last Connect can be had back: until this page is left, and never stored anywhere else. */
  canGoBack(): boolean;
}

const system = 'highlevel';

/** The actions of the HighLevel region. */
export function createConnectActions({ db, vault, access, send, copy, now }: ConnectContext): ConnectActions {
  let previous: { row: ConnectionRow; secret: EnteredSecret } | undefined;

  /** Asks the worker. Where it cannot be reached, the row must not say "checking" for ever. */
  const tell = async (message: () => Promise<unknown>): Promise<Problem | undefined> => {
    try {
      await message();
      return undefined;
    } catch (error) {
      const problem = toProblem(error, now());
      await db.connections
        .where({ system })
        .and(({ state }) => state === 'checking')
        .modify({ state: 'action-needed', problem });
      return problem;
    }
  };

  const check = () => tell(() => askTwice(() => send('checkConnection', system)));

  const restore = async (): Promise<void> => {
    if (!previous) return;
    const { row, secret } = previous;
    previous = undefined;
    await putEntered(vault, system, secret);
    await db.connections.put({ ...row, state: 'checking' });
  };

  return {
    // The tokens of a sign-in are replaced by those of the next; only a key can be put back by hand.
    canGoBack: () => previous?.secret.method === 'token',
    copy,

    async connect(entry) {
      // First of all, before anything is awaited.
      const asked = access.ask(highLevelHost, ...(entry.method === 'oauth' && entry.tokenEndpoint ? [entry.tokenEndpoint] : []));
      if (asked && !(await asked)) return { code: 'unreachable', at: now(), detail: 'Allow the access when the browser asks for it.' };

      const [row, stored] = await Promise.all([db.connections.get(system), getEntered(vault, system)]);
      const secret = secretOf(entry, stored);
      if (row?.state === 'connected' && stored) previous = { row, secret: stored };
      await putEntered(vault, system, secret);
      // The same key pressed again is as old as it was. A sign-in is always a new one.
      const isSameKey = entry.method === 'token' && JSON.stringify(secret) === JSON.stringify(stored);
      const isSame = row && isSameKey && entry.locationId === row.locationId;
      await db.connections.put(rowOf(entry, row, isSame ? row.keySetAt : now()));
      if (entry.method === 'token') return check();

      let refusal: Problem | undefined;
      const failure = await tell(async () => {
        refusal = (await send('signIn', system)).problem;
      });
      if (refusal?.code === 'cancelled' && previous) {
        await restore();
        await check();
      }
      return failure ?? refusal;
    },

    test: check,

    async goBack() {
      await restore();
      return check();
    },

    async disconnect() {
      previous = undefined;
      try {
        await send('disconnect', system);
      } catch {
        // The worker revokes keys where it can; forgetting them must work without it.
        await removeSecrets(vault, system);
        await db.connections.delete(system);
      }
      return undefined;
    },

    async chooseLocation(locationId) {
      return (await send('chooseLocation', { system, locationId })).problem;
    },

    // A test that holds is the confirmation: it proves the account and takes the question away.
    confirmAccount: check,

    async setIAm(userId) {
      await db.connections.update(system, { iAm: userId });
      return undefined;
    },

    async setIndexing(run) {
      await send('setIndexing', { system, run });
      return undefined;
    },

    async allowAccess() {
      await access.ask(highLevelHost);
      return undefined;
    },
  };
}

/** What goes into the vault: what was entered, or the stored secret where its field was left alone. */
function secretOf(entry: HighLevelEntry, stored: EnteredSecret | undefined): EnteredSecret {
  if (entry.method === 'token') return { method: 'token', token: entry.token ?? (stored?.method === 'token' ? stored.token : '') };
  // With a token endpoint of its own the firm keeps the secret; none stays here.
  if (entry.tokenEndpoint) return { method: 'oauth', clientSecret: '' };
  return { method: 'oauth', clientSecret: entry.clientSecret ?? (stored?.method === 'oauth' ? stored.clientSecret : '') };
}

/** The row to be checked. As long as the location stays the same, so does what is known of it: the panel goes on with its copy. */
function rowOf(entry: HighLevelEntry, row: ConnectionRow | undefined, keySetAt: number): ConnectionRow {
  const isSame = row !== undefined && (entry.method === 'oauth' || entry.locationId === row.locationId);
  const { account, companyId, locationName, timezone, userId, iAm, testedAt } = isSame ? row : ({} as Partial<ConnectionRow>);
  return {
    system,
    method: entry.method,
    state: 'checking',
    checks: [],
    locationId: entry.method === 'token' ? entry.locationId : isSame ? row.locationId : '',
    companyId: companyId ?? '',
    locationName: locationName ?? '',
    timezone: timezone ?? '',
    keySetAt,
    ...(account !== undefined && { account }),
    ...(userId !== undefined && { userId }),
    ...(iAm !== undefined && { iAm }),
    ...(testedAt !== undefined && { testedAt }),
    ...(entry.method === 'oauth' && { clientId: entry.clientId, ...(entry.tokenEndpoint && { tokenEndpoint: entry.tokenEndpoint }) }),
  };
}
