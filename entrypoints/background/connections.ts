// Connections over the browser at hand: its windows, its network, its memory.
import { browser } from 'wxt/browser';
import type { AuditLog } from '@/lib/audit/audit-log';
import { createVault } from '@/lib/auth/vault';
import { limitsKey } from '@/lib/http/limiter';
import type { Store } from '@/lib/store/records';
import { type Connections, createConnections } from '@/lib/sync/connections';
import { createReceiver, type Receiver } from '@/lib/sync/receiver';
import { redirectPaths } from '@/lib/systems/redirect-paths';

/** A silent sign-in passes some redirects; whatever takes longer needs the user. */
const silentMs = 15_000;

/** The connections of this worker. */
export function browserConnections(store: Store, audit: AuditLog): Connections {
  const { db } = store;
  return createConnections({
    store,
    vault: createVault({ keys: db.vaultKeys, secrets: db.secrets, crypto }),
    locks: navigator.locks,
    fetch: (...request) => fetch(...request),
    isOnline: () => navigator.onLine,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    limiterState: (system) => {
      const key = limitsKey(system);
      return {
        load: async () => (await browser.storage.session.get(key))[key],
        save: (limits) => browser.storage.session.set({ [key]: limits }),
      };
    },
    redirectAddress: (system) => browser.identity.getRedirectURL(redirectPaths[system]),
    launch: (url) => browser.identity.launchWebAuthFlow({ url, interactive: true }),
    launchSilently: (url) =>
      browser.identity.launchWebAuthFlow({
        url,
        interactive: false,
        // Firefox refuses what it does not know, and waits for a redirect as long as it takes.
        ...(import.meta.env.FIREFOX ? {} : { abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: silentMs }),
      }),
    audit,
  });
}

/** The connected app of this worker. */
export function browserReceiver(store: Store, audit: AuditLog): Receiver {
  const { db } = store;
  return createReceiver({
    store,
    vault: createVault({ keys: db.vaultKeys, secrets: db.secrets, crypto }),
    fetch: (...request) => fetch(...request),
    isOnline: () => navigator.onLine,
    crypto,
    audit,
  });
}
