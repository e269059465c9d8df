// Fills in the Options page: the store live, settings, presets and what the browser allows.
import numberPlans from 'libphonenumber-js/min/metadata';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { StoredSecrets } from '@/components/options/highlevel-entry';
import type { OptionsPageProps } from '@/components/options/OptionsPage';
import type { StoredAmounts } from '@/components/options/PrivacySection';
import { useNow } from '@/components/use-now';
import { createAuditLog } from '@/lib/audit/audit-log';
import { getEntered } from '@/lib/auth/secrets';
import { createVault } from '@/lib/auth/vault';
import type { SystemName } from '@/lib/domain/account';
import { createToE164 } from '@/lib/domain/phone';
import type { User } from '@/lib/domain/reference';
import { sendMessage } from '@/lib/messages';
import { type HighLevelPresets, noHighLevelPresets, readHighLevelPresets } from '@/lib/presets';
import { createSettings, type Settings, type SettingsArea } from '@/lib/settings';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';
import { countKept } from '@/lib/store/kept-changes';
import type { Store } from '@/lib/store/records';
import type { ConnectionRow, ProgressRow } from '@/lib/store/rows';
import { redirectPaths } from '@/lib/systems/redirect-paths';
import { createConnectActions, highLevelHost } from './connect';
import { partnerHosts } from './connect-partner';
import { forgetEverything } from './forget';
import { createHostAccess } from './host-access';
import { saveFile } from './save-file';
import { useActivity } from './use-activity';
import { useConnectedApp } from './use-connected-app';
import { useHealth } from './use-health';
import { useMapping } from './use-mapping';
import { usePartners } from './use-partners';
import { useSync } from './use-sync';
import { useTaught } from './use-taught';

interface StoreReading {
  connection: (Omit<ConnectionRow, 'method'> & { method: 'token' | 'oauth' }) | undefined;
  progress: ProgressRow | undefined;
  users: User[];
  /** Changes that are kept to be sent to HighLevel. */
  waiting: number;
}

/** Everything on the page; undefined until the store was read. */
export function useOptions(db: Database): OptionsPageProps | undefined {
  const now = useNow(30_000);
  const parts = useMemo(() => createParts(db), [db]);
  const [reading, setReading] = useState<StoreReading>();
  const [stored, setStored] = useState<StoredSecrets>();
  const [amounts, setAmounts] = useState<StoredAmounts>();
  const [settings, setSettings] = useState<Settings>();
  const [presets, setPresets] = useState<HighLevelPresets>(noHighLevelPresets);
  const [reachable, setReachable] = useState(true);
  const activity = useActivity(db, parts.log, now, saveFile);
  const taught = useTaught(db);
  const connectedApp = useConnectedApp(db, parts, now);
  const partners = usePartners(db, parts, now);
  const sync = useSync(parts, now);
  const mapping = useMapping(parts);
  const health = useHealth(parts, now);

  useEffect(() => {
    const { vault, access } = parts;
    const readStored = async (): Promise<StoredSecrets> => {
      const secret = await getEntered(vault, 'highlevel');
      return {
        token: secret?.method === 'token' && secret.token !== '',
        clientSecret: secret?.method === 'oauth' && secret.clientSecret !== '',
      };
    };
    const followed = [
      followStore(() => readStore(db), setReading, { tables: [db.connections, db.progress, db.reference, db.outbox] }),
      followStore(
        () => readAmounts(db),
        (counts) => {
          setAmounts((before) => ({ ...before, ...counts }));
          void navigator.storage.estimate().then(({ usage }) => {
            if (usage !== undefined) setAmounts({ ...counts, bytes: usage });
          });
        },
        { tables: [db.contacts, db.tasks, db.notes, db.appointments, db.outbox] },
      ),
      followStore(readStored, setStored, { tables: [db.secrets] }),
    ];
    access.watch(() => setReachable(access.has(highLevelHost)));
    void parts.settings.read().then(setSettings);
    const endWatch = parts.settings.watch(setSettings);
    void readHighLevelPresets(browser.storage.managed).then(setPresets);
    return () => {
      for (const endFollowing of followed) endFollowing();
      endWatch();
    };
  }, [db, parts]);

  if (!reading || !stored || !amounts || !settings || !sync || !mapping) return undefined;
  const { connection, progress, users, waiting } = reading;
  return {
    version: browser.runtime.getManifest().version,
    highlevel: {
      ...(connection && { connection }),
      ...(progress && { progress }),
      stored,
      users,
      waiting,
      canGoBack: parts.actions.canGoBack(),
      reachable,
      redirectAddress: parts.redirectAddress,
      presets,
      now,
      actions: parts.actions,
    },
    ...(partners && {
      bqe: { ...partners.bqe, ...(mapping.create && { create: mapping.create }), ...(sync.controls.bqe && { sync: sync.controls.bqe }) },
      localiq: { ...partners.localiq, ...(sync.controls.localiq && { sync: sync.controls.localiq }) },
    }),
    ...(connectedApp && { connectedApp }),
    plans: sync.plans,
    mapping: mapping.mapping,
    activity,
    health,
    ...(taught && { taught }),
    privacy: {
      amounts,
      launcherShown: settings.launcherShown,
      onLauncher: (launcherShown) => void parts.settings.change({ launcherShown }).then(setSettings),
      onForget: () => forgetEverything({ db, send: sendMessage, areas: [browser.storage.local, browser.storage.session] }),
    },
  };
}

/** What lives as long as the page. */
function createParts(db: Database) {
  const vault = createVault({ keys: db.vaultKeys, secrets: db.secrets, crypto });
  const access = createHostAccess(browser.permissions);
  const copy = (text: string) => navigator.clipboard.writeText(text);
  const newId = () => crypto.randomUUID();
  const store: Store = { db, now: Date.now, newId, toE164: createToE164('US', numberPlans) };
  return {
    store,
    send: sendMessage,
    counts: browser.storage.session,
    isReachable: (system: SystemName) => access.has(...(system === 'highlevel' ? [highLevelHost] : partnerHosts[system])),
    nextRoundAt: async () => (await browser.alarms.get('routine'))?.scheduledTime,
    vault,
    access,
    log: createAuditLog({ db, keys: db.vaultKeys, crypto, locks: navigator.locks, now: Date.now, newId }),
    settings: createSettings(browser.storage.local as SettingsArea),
    redirectAddress: browser.identity.getRedirectURL(redirectPaths.highlevel),
    actions: createConnectActions({ db, vault, access, send: sendMessage, copy, now: Date.now }),
  };
}

async function readStore(db: Database): Promise<StoreReading> {
  const row = await db.connections.get('highlevel');
  const connection = row && { ...row, method: row.method === 'token' ? ('token' as const) : ('oauth' as const) };
  const waiting = await countKept(db, 'highlevel');
  if (!connection?.account) return { connection, progress: undefined, users: [], waiting };
  const [progress, users] = await Promise.all([
    db.progress.get([connection.account, 'index']),
    db.reference.get([connection.account, 'users']),
  ]);
  return { connection, progress, users: (users?.items as User[] | undefined) ?? [], waiting };
}

async function readAmounts(db: Database): Promise<StoredAmounts> {
  const [contacts, tasks, notes, appointments, waiting] = await Promise.all(
    [db.contacts, db.tasks, db.notes, db.appointments, db.outbox].map((table) => table.count()),
  );
  return { contacts: contacts ?? 0, tasks: tasks ?? 0, notes: notes ?? 0, appointments: appointments ?? 0, waiting: waiting ?? 0 };
}
