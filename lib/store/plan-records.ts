// What planning a run of the contact sync needs, out of the store: all of both sides, or only what is due and whatever it could have to
// do with.
import Dexie from 'dexie';
import { type AccountId, type PartnerName, systemNames } from '@/lib/domain/account';
import { sightingNameKeys } from '@/lib/domain/contact-keys';
import { type PairName, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { changeSpan } from '@/lib/domain/merge/change-span';
import { isMark } from '@/lib/domain/plan/partner-search';
import type { PlanInput, PlanPair, PlanRecord } from '@/lib/domain/plan/plan';
import { sightingKey } from '@/lib/domain/sighting';
import type { Database } from './database';
import { pairNameOf } from './mapping-in-use';
import type { Store } from './records';
import type { ContactRow, PairRow, SyncRow } from './rows';
import { namedByStamps, tieByStamps } from './stamps';

/** The records at hand for planning one pair of systems. */
export type AtHand = Required<Pick<PlanInput, 'left' | 'right' | 'pairs' | 'keptApart' | 'gone' | 'linked'>> &
  Pick<PlanInput, 'changed'> & {
    rows: ReadonlyMap<string, ContactRow>;
    /** Records whose partner may be on its way: they are planned once it is there. */
    later: ReadonlySet<string>;
    /** Records that are tied by their stamps once they were read by id. */
    unread: ReadonlySet<string>;
  };

/** How much is planned: everything, or what these records, which are due, have to do with. */
export type Extent = 'all' | ReadonlySet<string>;

/** Namesakes that are looked at for one record. */
const mostNamesakes = 100;

/** Reads what planning needs. `coming` are uids of records that will have been made of, besides what waits to be made already. */
export async function recordsAtHand(
  { db, now, clocks }: Pick<Store, 'db' | 'now' | 'clocks'>,
  sync: SyncRow,
  pair: PairName,
  extent: Extent,
  coming: readonly string[] = [],
): Promise<AtHand> {
  const planRecord = (row: ContactRow) => recordOf(row, clocks?.skewMs(row.account) ?? 0);
  // Read anew each time: between two plans of a run, records are read by id.
  const due = extent === 'all' ? [] : (await db.contacts.bulkGet([...extent])).filter((row) => row !== undefined);
  const rows = extent === 'all' ? await allRows(db, sync, pair) : await concerned(db, sync, pair, due);
  await tieByPages(db, sync, pair, rows.values());
  const uids = [...rows.keys()];
  const apart = await db.apart.where('one').anyOf(uids).toArray();
  const unread = await tieByStamps(db, { sync, pair, rows, apart, now: now() });
  const known = await pairsOf(db, sync, uids);
  const alone = new Set(apart.filter(({ other }) => other === '').map(({ one }) => one));
  const tied = new Set(known.flatMap(({ left, right }) => [left, right]));
  const expected = await marksToCome(db, coming);
  const isExpected = ({ uid, keys, account }: ContactRow) =>
    !tied.has(uid) && keys.some((key) => expected.get(key)?.some((one) => one.uid !== uid && one.account !== account));
  const later = new Set([...rows.values()].filter(isExpected).map(({ uid }) => uid));
  const planned = [...rows.values()].filter(({ uid }) => !later.has(uid) && (!alone.has(uid) || tied.has(uid)));
  const changed = extent === 'all' ? undefined : changedOf(sync, due);
  return {
    left: planned.filter(({ account, goneAt }) => account === sync.left && !goneAt).map(planRecord),
    right: planned.filter(({ account, goneAt }) => account === sync.right && !goneAt).map(planRecord),
    gone: {
      left: planned.filter(({ account, goneAt }) => account === sync.left && goneAt).map(({ uid }) => uid),
      right: planned.filter(({ account, goneAt }) => account === sync.right && goneAt).map(({ uid }) => uid),
    },
    pairs: known.map(planPair),
    keptApart: apart.filter(({ other }) => other !== '').map(({ one, other }) => [one, other] as const),
    linked: await db.pairs.where({ pair }).count(),
    ...(changed && { changed }),
    rows,
    later,
    unread,
  };
}

/** A contact that is yet to be made, or what it will be made of. */
type ToCome = Pick<ContactRow, 'uid'> & Partial<Pick<ContactRow, 'account'>>;

/** E-mails and phones of contacts that are yet to be made, with who has them. */
async function marksToCome(db: Database, coming: readonly string[]): Promise<Map<string, ToCome[]>> {
  const creates = await db.outbox.filter(({ change }) => change.op === 'contact.create').toArray();
  const [made, sources] = [await db.contacts.bulkGet(creates.map(({ uid }) => uid)), await db.contacts.bulkGet([...coming])];
  const marks = new Map<string, ToCome[]>();
  const add = ({ keys }: ContactRow, who: ToCome) => {
    for (const key of keys.filter(isMark)) marks.set(key, [...(marks.get(key) ?? []), who]);
  };
  for (const row of made) if (row) add(row, row);
  for (const row of sources) if (row) add(row, { uid: row.uid });
  return marks;
}

/** Contacts that the partner's sync has yet to look at, and that this pair of systems is about. */
export async function dueContacts(db: Database, { partner, left, right }: SyncRow, pair?: PairName): Promise<ContactRow[]> {
  const due = await db.contacts.where('due').equals(partner).toArray();
  return due.filter((row) => row.account === left || (row.account === right && (!pair || pairNameOf(row) === pair)));
}

/** The pairs of systems that a partner's sync is about, those that come first first. */
export function pairNamesOf(partner: PartnerName): PairName[] {
  return (Object.keys(pairs) as PairName[]).filter((name) => pairs[name].right === partner);
}

async function allRows(db: Database, { left, right }: SyncRow, pair: PairName): Promise<Map<string, ContactRow>> {
  const ofAccount = (account: AccountId) =>
    db.contacts.where('[account+remoteId]').between([account, Dexie.minKey], [account, Dexie.maxKey]).filter(isKnown).toArray();
  const [lefts, rights] = [await ofAccount(left), await ofAccount(right)];
  return byUid([...lefts, ...rights.filter((row) => pairNameOf(row) === pair)]);
}

/**
 * The due rows, their partners, and everybody who shares a mark or a name with those that have none, twice over: matches are asked
 * from both ends.
 */
async function concerned(db: Database, sync: SyncRow, pair: PairName, due: readonly ContactRow[]): Promise<Map<string, ContactRow>> {
  const isOurs = (row: ContactRow) =>
    isKnown(row) && (row.account === sync.left || (row.account === sync.right && pairNameOf(row) === pair));
  const found = byUid(due.filter(isOurs));
  const ties = await pairsOf(db, sync, [...found.keys()]);
  const tied = new Set(ties.flatMap(({ left, right }) => [left, right]));
  const add = (rows: readonly (ContactRow | undefined)[]) => {
    const fresh = rows.filter((row): row is ContactRow => row !== undefined && isOurs(row) && !found.has(row.uid));
    for (const row of fresh) found.set(row.uid, row);
    return fresh;
  };
  add(await db.contacts.bulkGet([...tied]));
  let strangers = [...found.values()].filter(({ uid }) => !tied.has(uid));
  add(await namedByStamps(db, sync, strangers));
  for (const row of strangers) add(await namesakes(db, row));
  for (let round = 0; round < 2 && strangers.length > 0; round++) {
    const marks = [...new Set(strangers.flatMap(({ keys }) => keys.filter(isMark)))];
    strangers = add(await db.contacts.where('keys').anyOf(marks).distinct().toArray());
  }
  return found;
}

/** Contacts, of any account, that have every word of the name. */
export async function namesakes(db: Database, { value }: Pick<ContactRow, 'value'>): Promise<ContactRow[]> {
  const name = `${value.firstName} ${value.lastName}`.trim() || value.companyName;
  const [first, ...rest] = sightingNameKeys({ name }).sort((one, other) => other.length - one.length);
  if (!first) return [];
  const hasAll = ({ keys }: ContactRow) => rest.every((key) => keys.includes(key));
  return await db.contacts.where('keys').equals(first).filter(hasAll).limit(mostNamesakes).toArray();
}

/** What the user picked on a page is a tie like any other; what was set aside there is kept apart. */
async function tieByPages(db: Database, sync: SyncRow, pair: PairName, rows: Iterable<ContactRow>): Promise<void> {
  const byKey = new Map<string, string>();
  for (const { account, remoteId = '', uid, kind = pairs[pair].kind } of rows) {
    const system = systemNames.find((name) => account.startsWith(`${name}:`));
    if (account !== sync.right || !system) continue;
    byKey.set(sightingKey({ system, kind, recordId: remoteId, name: '', company: '', emails: [], phones: [] }), uid);
  }
  const links = await db.links.filter(({ key, account }) => account === sync.left && byKey.has(key)).toArray();
  if (links.length === 0) return;
  await db.transaction('rw', db.pairs, db.apart, async () => {
    for (const { key, contactUid: left, kind, madeAt } of links) {
      const right = byKey.get(key) as string;
      if (kind === 'not') await db.apart.put({ one: left, other: right, madeAt });
      else if ((await db.pairs.where('right').equals(right).count()) === 0) await db.pairs.put({ left, right, pair, madeAt });
    }
  });
}

/** Pairs with the partner that one of these records is part of. */
async function pairsOf(db: Database, { partner }: SyncRow, uids: readonly string[]): Promise<PairRow[]> {
  const sides: readonly Side[] = ['left', 'right'];
  const lists = await Promise.all(sides.map((side) => db.pairs.where(side).anyOf(uids).toArray()));
  const own = lists.flat().filter(({ pair }) => pairs[pair].right === partner);
  return [...new Map(own.map((row) => [`${row.left}|${row.right}`, row])).values()];
}

function changedOf({ left, right }: SyncRow, due: readonly ContactRow[]): NonNullable<PlanInput['changed']> {
  const of = (account: AccountId) => new Set(due.filter((row) => row.account === account).map(({ uid }) => uid));
  return { left: of(left), right: of(right) };
}

/** On the server, as far as we know: what only waits to be made, or is being deleted, is nobody's partner yet. */
function isKnown({ remoteId, server, deletedAt }: ContactRow): boolean {
  return remoteId !== undefined && server !== undefined && !deletedAt;
}

function byUid(rows: readonly ContactRow[]): Map<string, ContactRow> {
  return new Map(rows.map((row) => [row.uid, row]));
}

/** What the server said, not what waits to be sent: only that is worth carrying on. */
function recordOf({ uid, server, value, keys, changed }: ContactRow, serverSkewMs: number): PlanRecord {
  const said = server ?? value;
  const changedAt = changed ?? (said.updatedAt ? changeSpan({ updatedAt: said.updatedAt, serverSkewMs }) : undefined);
  return { uid, value: said, keys, ...(changedAt && { changedAt }), ...(isPutAway(said) && { isArchived: true }) };
}

/** LocaliQ says when a contact was archived. */
function isPutAway({ customFields }: ContactRow['value']): boolean {
  return Boolean(customFields.archivedOn);
}

function planPair({ left, right, base, answered }: PairRow): PlanPair {
  return { left, right, ...(base && { base }), ...(answered && { answered }) };
}
