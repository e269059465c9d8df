// Fills in the regions of the partner systems: their rows live, what the vault holds of them, and what can be done.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { BqeRegionProps } from '@/components/options/BqeRegion';
import type { LocaliqRegionProps } from '@/components/options/LocaliqRegion';
import { getEntered } from '@/lib/auth/secrets';
import type { Vault } from '@/lib/auth/vault';
import type { PartnerName } from '@/lib/domain/account';
import { sendMessage } from '@/lib/messages';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';
import { countKept } from '@/lib/store/kept-changes';
import type { ConnectionRow } from '@/lib/store/rows';
import { redirectPaths } from '@/lib/systems/redirect-paths';
import { createPartnerActions, partnerHosts, partnerView } from './connect-partner';
import type { HostAccess } from './host-access';

interface Partners {
  bqe: BqeRegionProps;
  localiq: LocaliqRegionProps;
}

interface Reading {
  rows: Partial<Record<PartnerName, ConnectionRow>>;
  stored: Record<PartnerName, string[]>;
  /** Changes that are kept to be sent. */
  waiting: Record<PartnerName, number>;
}

const names: PartnerName[] = ['bqe', 'localiq'];

/** Both regions; undefined until the store was read. */
export function usePartners(db: Database, parts: { vault: Vault; access: HostAccess }, now: number): Partners | undefined {
  const { vault, access } = parts;
  const [reading, setReading] = useState<Reading>();
  const actions = useMemo(() => {
    const copy = (text: string) => navigator.clipboard.writeText(text);
    const actionsOf = (system: PartnerName) => createPartnerActions({ system, db, vault, access, send: sendMessage, copy, now: Date.now });
    return { bqe: actionsOf('bqe'), localiq: actionsOf('localiq') };
  }, [db, vault, access]);

  useEffect(() => {
    const read = async (): Promise<Reading> => {
      const [[bqe, localiq], forBqe, forLocaliq, entered] = await Promise.all([
        db.connections.bulkGet(names),
        countKept(db, 'bqe'),
        countKept(db, 'localiq'),
        Promise.all(names.map((name) => getEntered(vault, name))),
      ]);
      const hasSecret = (at: number) => (entered[at]?.method === 'oauth' && entered[at].clientSecret ? ['clientSecret'] : []);
      return {
        rows: { ...(bqe && { bqe }), ...(localiq && { localiq }) },
        stored: { bqe: hasSecret(0), localiq: hasSecret(1) },
        waiting: { bqe: forBqe, localiq: forLocaliq },
      };
    };
    return followStore(read, setReading, { tables: [db.connections, db.secrets, db.outbox] });
  }, [db, vault]);

  if (!reading) return undefined;
  const common = (name: PartnerName) => {
    const row = reading.rows[name];
    return {
      ...(row && { connection: partnerView(row) }),
      stored: reading.stored[name],
      reachable: access.has(...partnerHosts[name]),
      redirectAddress: browser.identity.getRedirectURL(redirectPaths[name]),
      waiting: reading.waiting[name],
      now,
      actions: actions[name],
    };
  };
  const { localiq } = reading.rows;
  const change = (system: PartnerName, edit: Partial<ConnectionRow>) => void db.connections.update(system, edit);
  return {
    bqe: common('bqe'),
    localiq: {
      ...common('localiq'),
      advertisers: (localiq?.choices ?? []).map(({ id, name }) => ({ id, name, state: 'unknown' })),
      advertiserId: localiq?.locationId ?? '',
      onAdvertiser: (locationId) => void sendMessage('chooseLocation', { system: 'localiq', locationId }).catch(() => undefined),
      isHealthData: localiq?.isHealthData ?? false,
      personalDetails: localiq?.allowPersonalDetails ?? false,
      onPersonalDetails: (allowPersonalDetails) => change('localiq', { allowPersonalDetails }),
    },
  };
}
