// What a user decides about what goes where between two systems. A mapping is stored whole and by version, so that two open pages never
// overwrite each other unseen; what was planned by the one before is outdated in the same transaction.
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { type Mapping, type PairName, pairNames, pairs } from '@/lib/domain/mapping/mapping';
import type { RecordKind } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { mappingOf } from '@/lib/store/mapping-in-use';
import type { Store } from '@/lib/store/records';
import { planAnew } from './syncing';

type Db = Pick<Store, 'db'>;

/**
 * Stores a mapping that was changed, its version one higher than the one it was made from. True where the sync is to plan anew. Throws
 * `outdated` where another page has changed it meanwhile.
 */
export async function changeMapping(store: Db, mapping: Mapping): Promise<boolean> {
  return await inTransaction(store, mapping.pair, async ({ version }) => {
    if (mapping.version !== version + 1) {
      throw new AppError('outdated', { detail: 'The mapping was changed in another window. It is shown as it is now: change it again.' });
    }
    return mapping;
  });
}

/** Takes a pair back to what it started with. True where the sync is to plan anew. */
export async function resetMapping(store: Db, name: PairName): Promise<boolean> {
  return await inTransaction(store, name, async ({ version }) => ({ ...defaultMapping(name), version: version + 1 }));
}

/** Which kind of record BQE CORE gets for a contact that has none there; undefined for none. True where the sync is to plan anew. */
export async function chooseNewRecords(store: Db, kind: RecordKind | undefined): Promise<boolean> {
  const { db } = store;
  return await db.transaction('rw', db.mappings, db.syncs, db.plans, async () => {
    const names = pairNames.filter((name) => pairs[name].right === 'bqe');
    const changed = await Promise.all(names.map((name) => createRight(db, name, pairs[name].kind === kind)));
    return changed.includes(true) && (await planAnew(store, 'bqe'));
  });
}

async function inTransaction({ db }: Db, name: PairName, next: (stored: Mapping) => Promise<Mapping>): Promise<boolean> {
  return await db.transaction('rw', db.mappings, db.syncs, db.plans, async () => {
    const mapping = await next(await mappingOf(db, name));
    await db.mappings.put(mapping);
    // One contact becomes one record, of one kind.
    const others = pairNames.filter((other) => other !== name && pairs[other].right === pairs[name].right);
    if (mapping.create.right) for (const other of others) await createRight(db, other, false);
    return await planAnew({ db }, pairs[name].right);
  });
}

/** Lets a pair create records on the right, or not; answers whether that is new. */
async function createRight(db: Database, name: PairName, right: boolean): Promise<boolean> {
  const stored = await mappingOf(db, name);
  if (stored.create.right === right) return false;
  await db.mappings.put({ ...stored, create: { ...stored.create, right }, version: stored.version + 1 });
  return true;
}
