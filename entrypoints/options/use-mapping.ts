// Options › Field mapping, live: the rules of every pair whose systems are connected, and what BQE CORE gets for contacts that it does not know.
import { useEffect, useState } from 'preact/hooks';
import type { NewRecordsProps } from '@/components/options/BqeRegion';
import type { MappingPairView, MappingSectionProps } from '@/components/options/MappingSection';
import { useSubmit } from '@/components/use-submit';
import { type PairName, pairNames, pairs } from '@/lib/domain/mapping/mapping';
import type { sendMessage } from '@/lib/messages';
import { changeMapping, chooseNewRecords, resetMapping } from '@/lib/store/commands/mappings';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';
import { mappableFields, mappingOf } from '@/lib/store/mapping-in-use';
import type { Store } from '@/lib/store/records';
import { readableKinds, writableKinds } from '@/lib/systems/bqe/kinds';

interface MappingView {
  mapping: MappingSectionProps;
  /** Absent while BQE CORE is not connected. */
  create?: NewRecordsProps;
}

interface Reading {
  pairs: MappingPairView[];
  canCreateProspects: boolean;
}

/** Undefined until the store was read. */
export function useMapping({ store, send }: { store: Store; send: typeof sendMessage }): MappingView | undefined {
  const [reading, setReading] = useState<Reading>();
  const ofMapping = useSubmit();
  const ofRecords = useSubmit();

  useEffect(() => {
    const { db } = store;
    return followStore(() => readMappings(db), setReading, { tables: [db.connections, db.mappings, db.syncs, db.reference] });
  }, [store]);

  if (!reading) return undefined;
  /** The sync plans anew at once, where it is one that runs. */
  const thenPlan = async (pair: PairName, command: Promise<boolean>) => {
    if (await command) void send('syncNow', pairs[pair].right).catch(() => undefined);
  };
  const created = reading.pairs.filter(({ mapping }) => pairs[mapping.pair].right === 'bqe');
  const chosen = created.find(({ mapping }) => mapping.create.right);
  return {
    mapping: {
      pairs: reading.pairs,
      onChange: (mapping) => void ofMapping.run(() => thenPlan(mapping.pair, changeMapping(store, mapping))),
      onReset: (pair) => void ofMapping.run(() => thenPlan(pair, resetMapping(store, pair))),
      ...(ofMapping.problem && { failure: ofMapping.problem }),
    },
    ...(created.length > 0 && {
      create: {
        kind: chosen ? (pairs[chosen.mapping.pair].kind === 'prospect' ? 'prospect' : 'client') : 'none',
        canCreateProspects: reading.canCreateProspects,
        onKind: (kind) =>
          void ofRecords.run(() => thenPlan('highlevel-bqe-client', chooseNewRecords(store, kind === 'none' ? undefined : kind))),
        ...(ofRecords.problem && { failure: ofRecords.problem }),
      },
    }),
  };
}

async function readMappings(db: Database): Promise<Reading> {
  const [bqe, localiq] = await db.connections.bulkGet(['bqe', 'localiq']);
  const missing = bqe?.missingScopes ?? [];
  const readable = readableKinds(missing);
  const isThere = (name: PairName) => {
    const { right, kind } = pairs[name];
    return right === 'bqe' ? bqe?.account !== undefined && readable.some((one) => one === kind) : localiq?.account !== undefined;
  };
  const views = pairNames.filter(isThere).map(async (name): Promise<MappingPairView> => {
    const [mapping, fields, sync] = await Promise.all([mappingOf(db, name), mappableFields(db, name), db.syncs.get(pairs[name].right)]);
    return { mapping, fields, planPending: sync?.approvedAt !== undefined && sync.approved[name] !== mapping.version };
  });
  return { pairs: await Promise.all(views), canCreateProspects: writableKinds(missing).includes('prospect') };
}
