// What the regions of BQE CORE and LocaliQ can ask for: what was entered goes into the row and, where it is secret, into the vault; the worker
// does the rest, and its outcome arrives in the row.
import type { PartnerActions, PartnerView } from '@/components/options/PartnerRegion';
import type { PartnerEntry } from '@/components/options/partner-form';
import { getEntered, putEntered, putOnce, removeSecrets } from '@/lib/auth/secrets';
import type { Vault } from '@/lib/auth/vault';
import type { PartnerName } from '@/lib/domain/account';
import { type Problem, toProblem } from '@/lib/errors';
import type { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';
import type { ConnectionRow } from '@/lib/store/rows';
import { askTwice } from './ask-twice';
import type { HostAccess } from './host-access';

/** Hosts that the partners' requests go to. */
export const partnerHosts: Record<PartnerName, string[]> = {
  bqe: ['https://api.bqecore.com/', 'https://api-identity.bqecore.com/'],
  localiq: ['https://api.localiqservices.com/'],
};

export interface PartnerContext {
  system: PartnerName;
  db: Database;
  vault: Vault;
  access: HostAccess;
  send: typeof sendMessage;
  copy: (text: string) => Promise<void>;
  /** Epoch ms. */
  now: () => number;
}

/** The actions of one partner's region. */
export function createPartnerActions({ system, db, vault, access, send, copy, now }: PartnerContext): PartnerActions {
  const tell = async (message: () => Promise<{ problem?: Problem } | undefined>): Promise<Problem | undefined> => {
    try {
      return (await message())?.problem;
    } catch (error) {
      const problem = toProblem(error, now());
      await db.connections
        .where({ system })
        .and(({ state }) => state === 'checking')
        .modify({ state: 'action-needed', problem });
      return problem;
    }
  };

  const check = () =>
    tell(async () => {
      await askTwice(() => send('checkConnection', system));
      return undefined;
    });

  return {
    copy,

    async connect(entry) {
      // First of all, before anything is awaited.
      const asked = access.ask(...partnerHosts[system]);
      if (asked && !(await asked)) return { code: 'unreachable', at: now(), detail: 'Allow the access when the browser asks for it.' };

      const [row, stored] = await Promise.all([db.connections.get(system), getEntered(vault, system)]);
      const { clientSecret, password } = entry.values;
      const kept = stored?.method === 'oauth' ? stored.clientSecret : '';
      await putEntered(vault, system, { method: 'oauth', clientSecret: entry.method === 'public' ? '' : (clientSecret ?? kept) });
      if (password !== undefined) await putOnce(vault, system, password);
      await db.connections.put(rowOf(system, entry, row, now()));
      return tell(() => send('signIn', system));
    },

    test: check,
    confirmAccount: check,

    async disconnect() {
      try {
        await send('disconnect', system);
      } catch {
        // The worker revokes tokens where it can; forgetting them must work without it.
        await removeSecrets(vault, system);
        await db.connections.delete(system);
      }
      return undefined;
    },

    async allowAccess() {
      await access.ask(...partnerHosts[system]);
      return undefined;
    },
  };
}

/** The row as the region shows it: public fields only. */
export function partnerView(row: ConnectionRow): PartnerView {
  const { account, method, state, problem, checks, choices, unconfirmed, keySetAt, testedAt, locationName, clientId, accountEmail } = row;
  return {
    method,
    state,
    checks,
    keySetAt,
    name: locationName,
    values: { ...(clientId && { clientId }), ...(accountEmail && { accountEmail }) },
    ...(account && { account }),
    ...(problem && { problem }),
    ...(choices && { choices }),
    ...(unconfirmed && { unconfirmed }),
    ...(testedAt !== undefined && { testedAt }),
  };
}

/** The row to sign in with. What is known of the account stays until another is proved. */
function rowOf(system: PartnerName, { method, values }: PartnerEntry, row: ConnectionRow | undefined, now: number): ConnectionRow {
  const { clientId = '', accountEmail = '' } = values;
  return {
    ...row,
    system,
    method: method as ConnectionRow['method'],
    state: 'checking',
    checks: [],
    locationId: row?.locationId ?? '',
    companyId: row?.companyId ?? '',
    locationName: row?.locationName ?? '',
    timezone: row?.timezone ?? '',
    keySetAt: now,
    clientId,
    ...(accountEmail && { accountEmail }),
  };
}
