// Fills in the region of the connected app: its row live, which secrets the vault holds, and what waits to be delivered.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ConnectedAppRegionProps } from '@/components/options/ConnectedAppRegion';
import type { AuditLog } from '@/lib/audit/audit-log';
import { getEntered } from '@/lib/auth/secrets';
import type { Vault } from '@/lib/auth/vault';
import { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';
import { countKept } from '@/lib/store/kept-changes';
import type { ReceiverRow } from '@/lib/store/rows';
import { createConnectedAppActions, receiverView } from './connect-app';
import type { HostAccess } from './host-access';

interface Reading {
  row: ReceiverRow | undefined;
  waiting: number;
  stored: string[];
}

interface Parts {
  vault: Vault;
  access: HostAccess;
  log: AuditLog;
}

/** The region; undefined until the store was read. */
export function useConnectedApp(db: Database, { vault, access, log }: Parts, now: number): ConnectedAppRegionProps | undefined {
  const [reading, setReading] = useState<Reading>();
  const url = useRef<string>(undefined);
  url.current = reading?.row?.url;
  const actions = useMemo(() => {
    const copy = (text: string) => navigator.clipboard.writeText(text);
    const storedUrl = () => url.current;
    return createConnectedAppActions({ db, vault, access, send: sendMessage, copy, log, storedUrl, now: Date.now });
  }, [db, vault, access, log]);

  useEffect(() => {
    const read = async () => {
      const [found, entered] = await Promise.all([readReceiver(db), getEntered(vault, 'connected-app')]);
      const secrets = entered?.method === 'app' ? { authorization: entered.authorization, signingSecret: entered.signingSecret } : {};
      return { ...found, stored: Object.entries(secrets).flatMap(([name, secret]) => (secret ? [name] : [])) };
    };
    return followStore(read, setReading, { tables: [db.receivers, db.secrets, db.outbox] });
  }, [db, vault]);

  if (!reading) return undefined;
  const { row, waiting, stored } = reading;
  return {
    ...(row && { connection: receiverView(row) }),
    ...(row?.deliveredAt !== undefined && { deliveredAt: row.deliveredAt }),
    stored,
    reachable: !row || access.has(row.url),
    waiting,
    now,
    actions,
  };
}

async function readReceiver(db: Database): Promise<Pick<Reading, 'row' | 'waiting'>> {
  return { row: await db.receivers.get('connected-app'), waiting: await countKept(db, 'connected-app') };
}
