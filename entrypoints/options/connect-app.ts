// What the region of the connected app can ask for: its address goes into a row, header and secret into the vault; the worker sends the test
// event, and what came of it arrives in the row.
import type { PartnerActions, PartnerView } from '@/components/options/PartnerRegion';
import type { PartnerEntry } from '@/components/options/partner-form';
import type { AuditLog } from '@/lib/audit/audit-log';
import { getEntered, putEntered, removeSecrets } from '@/lib/auth/secrets';
import type { Vault } from '@/lib/auth/vault';
import { type Problem, toProblem } from '@/lib/errors';
import type { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';
import type { ReceiverRow } from '@/lib/store/rows';
import { askTwice } from './ask-twice';
import type { HostAccess } from './host-access';

const name = 'connected-app';

export interface ConnectAppContext {
  db: Database;
  vault: Vault;
  access: HostAccess;
  send: typeof sendMessage;
  copy: (text: string) => Promise<void>;
  /** Where disconnecting is put on record. */
  log: Pick<AuditLog, 'append'>;
  /** The stored delivery URL, without waiting for anything: it is asked for in a click. */
  storedUrl: () => string | undefined;
  /** Epoch ms. */
  now: () => number;
}

/** The actions of the region. */
export function createConnectedAppActions(context: ConnectAppContext): PartnerActions {
  const { db, vault, access, send, copy, log, storedUrl, now } = context;

  /** Has the worker send a test event. Where it cannot be reached, the row must not say "checking" for ever. */
  const test = async (): Promise<Problem | undefined> => {
    try {
      await askTwice(() => send('checkReceiver'));
      return undefined;
    } catch (error) {
      const problem = toProblem(error, now());
      await db.receivers.filter(({ state }) => state === 'checking').modify({ state: 'action-needed', problem });
      return problem;
    }
  };

  return {
    copy,
    test,
    // A receiver is named by its address: there is no account to mistake.
    confirmAccount: test,

    async connect(entry) {
      // First of all, before anything is awaited.
      const asked = access.ask(entry.values.deliveryUrl ?? '');
      if (asked && !(await asked)) return { code: 'unreachable', at: now(), detail: 'Allow the access when the browser asks for it.' };

      const [row, stored] = await Promise.all([db.receivers.get(name), getEntered(vault, name)]);
      const kept = stored?.method === 'app' ? stored : { authorization: '', signingSecret: '' };
      const { authorization = kept.authorization, signingSecret = kept.signingSecret } = entry.values;
      await putEntered(vault, name, { method: 'app', authorization, signingSecret });
      await db.receivers.put(rowOf(entry, row, now()));
      return test();
    },

    async disconnect() {
      const account = (await db.receivers.get(name))?.account;
      await removeSecrets(vault, name);
      await db.transaction('rw', db.receivers, db.auditPending, db.connections, async () => {
        await db.receivers.delete(name);
        await log.append([{ system: name, kind: 'sign-in', what: 'sign-out', outcome: 'done', ...(account && { account }) }]);
      });
      return undefined;
    },

    async allowAccess() {
      const url = storedUrl();
      if (url) await access.ask(url);
      return undefined;
    },
  };
}

/** The row as the region shows it. */
export function receiverView({ url, state, checks, savedAt, account, problem, testedAt }: ReceiverRow): PartnerView {
  return {
    method: 'app',
    state,
    checks,
    keySetAt: savedAt,
    name: URL.parse(url)?.host ?? url,
    values: { deliveryUrl: url },
    ...(account && { account }),
    ...(problem && { problem }),
    ...(testedAt !== undefined && { testedAt }),
  };
}

/** The row to send a test event by. What is known of the receiver stays until another has taken one. */
function rowOf({ values }: PartnerEntry, row: ReceiverRow | undefined, now: number): ReceiverRow {
  return { ...row, name, url: values.deliveryUrl ?? row?.url ?? '', state: 'checking', checks: [], savedAt: now };
}
