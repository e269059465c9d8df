// Partner ids that are kept in custom fields: by which fields, who is to be tied by them, and which pairs are yet to be stamped.
import Dexie from 'dexie';
import { otherSide, type Pair, type PairName, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { type Stamped, type StampFields, stampField, stampOf, tiesOfStamps } from '@/lib/domain/stamp';
import type { Database } from './database';
import { referenceItems } from './panel-queries';
import type { ApartRow, ContactRow, PairRow, SyncRow } from './rows';

type Accounts = Pick<SyncRow, 'partner' | 'left' | 'right'>;

const sides: readonly Side[] = ['left', 'right'];

/** The fields that the two accounts have for it. */
export async function stampFields(db: Database, { partner, left, right }: Accounts): Promise<StampFields> {
  const [ofLeft, ofRight] = [await referenceItems(db, left, 'customFields'), await referenceItems(db, right, 'customFields')];
  const fields = { left: stampField(partner, 'left', ofLeft), right: stampField(partner, 'right', ofRight) };
  return { ...(fields.left && { left: fields.left }), ...(fields.right && { right: fields.right }) };
}

/** True while no later hit has cast doubt on the last reading by id. */
export function isProven({ provenAt, seenAt }: Pick<ContactRow, 'provenAt' | 'seenAt'>): boolean {
  return provenAt !== undefined && seenAt > 0;
}

export interface StampScope {
  sync: Accounts;
  pair: PairName;
  /** Everybody who is looked at. */
  rows: ReadonlyMap<string, ContactRow>;
  /** Who is kept apart. */
  apart: readonly ApartRow[];
  now: number;
}

/**
 * Ties whom stamps say to belong together, as far as neither is tied or kept apart. Hits lack fields: answers the records that are to be read
 * by id before more can be tied.
 */
export async function tieByStamps(db: Database, { sync, pair, rows, apart, now }: StampScope): Promise<ReadonlySet<string>> {
  const fields = await stampFields(db, sync);
  const stamped = { left: stampedOf(rows, sync.left, fields.left), right: stampedOf(rows, sync.right, fields.right) };
  const parted = new Set(apart.map(({ one, other }) => `${one}|${other}`));
  const isParted = ({ left, right }: Pick<PairRow, 'left' | 'right'>) =>
    [`${left}|${right}`, `${right}|${left}`, `${left}|`, `${right}|`].some((key) => parted.has(key));
  const named = tiesOfStamps(stamped.left, stamped.right).filter((tie) => !isParted(tie));
  const unread = new Set(fields.right ? await unreadStrangers(db, sync, rows) : []);
  if (named.length === 0) return unread;
  await db.transaction('rw', db.pairs, async () => {
    for (const tie of await untied(db, named, sync, pairs[pair])) {
      const doubtful = sides.flatMap((side) => (fields[side] && !isProven(rows.get(tie[side]) as ContactRow) ? [tie[side]] : []));
      for (const uid of doubtful) unread.add(uid);
      if (doubtful.length === 0) await db.pairs.put({ ...tie, pair, madeAt: now });
    }
  });
  return unread;
}

/** Records of the other side that these name by their stamps. */
export async function namedByStamps(db: Database, sync: Accounts, rows: readonly ContactRow[]): Promise<ContactRow[]> {
  const fields = await stampFields(db, sync);
  const keys = sides.flatMap((side) => {
    const names = stampedOf(new Map(rows.map((row) => [row.uid, row])), sync[side], fields[side]);
    return names.flatMap(({ stamp }) => (stamp ? [[sync[otherSide(side)], stamp]] : []));
  });
  return keys.length > 0 ? await db.contacts.where('[account+remoteId]').anyOf(keys).toArray() : [];
}

/** Pairs of one kind that are yet to be stamped, by their keys: after a first sync there are many more than a run gets to. */
export async function unstampedPairs(db: Database, pair: PairName): Promise<[left: string, right: string][]> {
  // Nearly always none: counting by the index saves reading every key.
  if ((await stampedCount(db, pair)) === (await db.pairs.where({ pair }).count())) return [];
  const known = new Set((await stamped(db, pair).primaryKeys()).map(String));
  return (await db.pairs.where({ pair }).primaryKeys()).filter((key) => !known.has(String(key)));
}

/** How many pairs of one kind were stamped. */
export async function stampedCount(db: Database, pair: PairName): Promise<number> {
  return await stamped(db, pair).count();
}

function stamped(db: Database, pair: PairName) {
  return db.pairs.where('[pair+stampedAt]').between([pair, Dexie.minKey], [pair, Dexie.maxKey]);
}

/** Of the partner's records without a contact, those that only hits tell of: a partner's listing leaves custom fields out. */
async function unreadStrangers(db: Database, { right }: Accounts, rows: StampScope['rows']): Promise<string[]> {
  const isUnread = (row: ContactRow) => row.account === right && row.remoteId !== undefined && !row.goneAt && !isProven(row);
  const uids = [...rows.values()].filter(isUnread).map(({ uid }) => uid);
  const tied = new Set((await db.pairs.where('right').anyOf(uids).toArray()).map((row) => row.right));
  return uids.filter((uid) => !tied.has(uid));
}

function stampedOf(rows: ReadonlyMap<string, ContactRow>, account: string, field: StampFields[Side]): Stamped[] {
  return [...rows.values()].flatMap(({ uid, remoteId, server, goneAt, ...row }) =>
    row.account === account && remoteId && server && !goneAt ? [{ uid, remoteId, stamp: stampOf(server, field) }] : [],
  );
}

/** Those whose ends have no partner that stands in the way. */
async function untied(
  db: Database,
  ties: readonly { left: string; right: string }[],
  { partner }: Accounts,
  { links }: Pair,
): Promise<{ left: string; right: string }[]> {
  const rights = ties.map(({ right }) => right);
  const lefts = links === 'one-to-one' ? ties.map(({ left }) => left) : [];
  const ofPartner = (await db.pairs.where('left').anyOf(lefts).toArray()).filter(({ pair }) => pairs[pair].right === partner);
  const taken = new Set([
    ...(await db.pairs.where('right').anyOf(rights).toArray()).map(({ right }) => right),
    ...ofPartner.map(({ left }) => left),
  ]);
  return ties.filter(({ left, right }) => !taken.has(left) && !taken.has(right));
}
