// A plan of the contact sync, carried out: links, writes into the outbox and questions, pair by pair in transactions. Whatever was
// changed since it was planned is left for the next run; run twice, it does nothing the second time.
import type { Why } from '@/lib/audit/entry';
import type { SystemName } from '@/lib/domain/account';
import { blankContact, type Contact } from '@/lib/domain/contact';
import { readField, type Values, writeOf } from '@/lib/domain/mapping/contact-values';
import type { FieldRef } from '@/lib/domain/mapping/field';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { otherSide, type PairName, type Side } from '@/lib/domain/mapping/mapping';
import type { Plan, Step } from '@/lib/domain/plan/plan';
import { markChildrenDue } from '@/lib/store/due-work';
import type { AtHand } from '@/lib/store/plan-records';
import type { Store } from '@/lib/store/records';
import type { ContactRow, SyncRow } from '@/lib/store/rows';
import { act, inTransaction } from './act';
import { carriesOf, carry } from './carry';
import { concerned, keepDecisions, type NewDecision } from './keep-decisions';
import { pairRecords } from './sync';

export interface Carrying {
  sync: SyncRow;
  pair: PairName;
  live: LiveMapping;
  plan: Pick<Plan, 'steps' | 'bases'>;
  atHand: AtHand;
  by: Why['by'];
}

export interface CarriedOut {
  /** Records that were written to, by system. */
  writes: Partial<Record<SystemName, number>>;
  /** Uids of records that were left for the next run: something of theirs waits or has changed since. */
  left: Set<string>;
}

/** Steps about the same two records, or one that makes a record. */
interface Group {
  uids: string[];
  steps: Step[];
  base?: Plan['bases'][number];
}

/** How many groups share a transaction: each is flushed to the disk. */
const chunk = 50;

/** Carries out what a plan says. */
export async function carryOut(store: Store, carrying: Carrying): Promise<CarriedOut> {
  const done: CarriedOut = { writes: {}, left: new Set() };
  const groups = groupsOf(carrying.plan);
  for (let at = 0; at < groups.length; at += chunk) {
    await inTransaction(store, async () => {
      const some = groups.slice(at, at + chunk);
      const busy = await busyUids(store, carrying, some);
      for (const group of some) {
        if (group.uids.some((uid) => busy.has(uid))) for (const uid of group.uids) done.left.add(uid);
        else for (const [system, count] of await carryOne(store, carrying, group)) done.writes[system] = (done.writes[system] ?? 0) + count;
      }
    });
  }
  await inTransaction(store, async () => {
    const decisions = await stillAsked(store, carrying, decisionsOf(carrying, done.left));
    await keepDecisions(store, carrying.sync.partner, carrying.pair, plannedUids(carrying), decisions);
  });
  return done;
}

/** Without those that somebody has answered since, or that more is known about: they are due, and the next run asks what is left to ask. */
async function stillAsked({ db }: Store, { atHand }: Carrying, decisions: readonly NewDecision[]): Promise<NewDecision[]> {
  const uids = [...new Set(decisions.flatMap(concerned))];
  const rows = await db.contacts.bulkGet(uids);
  const newer = new Set(uids.filter((uid, at) => rows[at]?.news !== atHand.rows.get(uid)?.news));
  return decisions.filter((decision) => !concerned(decision).some((uid) => newer.has(uid)));
}

/** Of these records, those that cannot be worked with now: a change of theirs waits, or they are not as they were planned with. */
async function busyUids({ db }: Store, { atHand }: Carrying, groups: readonly Group[]): Promise<Set<string>> {
  const uids = [...new Set(groups.flatMap((group) => group.uids))];
  const waiting = await db.outbox.where('uid').anyOf(uids).toArray();
  const rows = await db.contacts.bulkGet(uids);
  return new Set([...waiting.map(({ uid }) => uid), ...uids.filter((uid, at) => isNewer(rows[at], atHand.rows.get(uid)))]);
}

/** True for a record that is not as it was planned with: it says something else, is gone, or somebody has answered a question about it. */
function isNewer(row: ContactRow | undefined, planned: ContactRow | undefined): boolean {
  return row?.news !== planned?.news || JSON.stringify(row?.server) !== JSON.stringify(planned?.server);
}

async function carryOne(store: Store, carrying: Carrying, { steps, base }: Group): Promise<[SystemName, number][]> {
  const { pair, live, sync } = carrying;
  const written: [SystemName, number][] = [];
  for (const step of steps) {
    if (step.kind === 'link') {
      await pairRecords(store, step.left, step.right, pair, true);
      await markChildrenDue(store, step.left, step.right, sync.partner);
    }
    if (step.kind === 'create') await create(store, carrying, step);
    if (step.kind === 'update') await update(store, carrying, step);
    if (step.kind === 'create' || step.kind === 'update') written.push([live.pair[step.side], 1]);
  }
  if (base) await store.db.pairs.where('[left+right]').equals([base.left, base.right]).modify({ base: base.base });
  return written;
}

async function update(store: Store, { live, by, atHand }: Carrying, step: Extract<Step, { kind: 'update' }>): Promise<void> {
  const source = atHand.rows.get(step.from)?.server;
  if (!source) return;
  const [left, right] = step.side === 'left' ? [step.uid, step.from] : [step.from, step.uid];
  const ends = { table: 'contacts', left, right, to: step.side } as const;
  const sources = saidBy(otherSide(step.side), source, live);
  await carry(store, step.changes, { ...ends, sources, label: 'Details changed', why: { by, rule: 'Field mapping' }, isSync: true });
}

/** What the record says, by rule. */
function saidBy(side: Side, said: Contact, { rules }: LiveMapping): Values {
  return Object.fromEntries(rules.map((rule) => [rule.key, readField(said, rule[side].ref as FieldRef)]));
}

/** Makes the record and ties it to everybody it was made from. */
async function create(store: Store, { live, by, atHand, sync, pair }: Carrying, step: Extract<Step, { kind: 'create' }>): Promise<void> {
  const { side, from, changes } = step;
  const [first] = from;
  const source = atHand.rows.get(first ?? '')?.server;
  if (!first || !source) return;
  const uid = store.newId();
  for (const other of from) {
    const [left, right] = side === 'left' ? [uid, other] : [other, uid];
    await pairRecords(store, left, right, pair, true);
    await markChildrenDue(store, left, right, sync.partner);
  }
  const { edit, addTags } = writeOf(changes);
  const [left, right] = side === 'left' ? [uid, first] : [first, uid];
  const kind = side === 'right' && live.pair.kind !== 'contact' ? { kind: live.pair.kind } : {};
  const account = side === 'left' ? sync.left : sync.right;
  const row: ContactRow = { uid, account, value: blankContact(), seenAt: 0, keys: [], madeAt: store.now(), ...kind };
  const value = { ...edit, ...(addTags.length > 0 && { tags: addTags }) };
  const ends = { table: 'contacts', left, right, to: side } as const;
  const carries = carriesOf({ ...ends, sources: saidBy(otherSide(side), source, live) }, changes);
  const how = { carries, why: { by, rule: 'Field mapping' }, isSync: true as const };
  await act(store, 'contacts', row, { op: 'contact.create', value, ...kind }, 'Contact created', how);
}

function groupsOf({ steps, bases }: Carrying['plan']): Group[] {
  const groups = new Map<string, Group>();
  const groupOf = (uids: string[]) => {
    const key = uids.join('|');
    const group = groups.get(key) ?? { uids, steps: [] };
    groups.set(key, group);
    return group;
  };
  for (const step of steps) {
    const uids = uidsOf(step);
    if (uids) groupOf(uids).steps.push(step);
  }
  for (const base of bases) groupOf([base.left, base.right]).base = base;
  return [...groups.values()];
}

/** The records that a step writes to or reads from; undefined where it does neither. */
function uidsOf(step: Step): string[] | undefined {
  switch (step.kind) {
    case 'link':
      return [step.left, step.right];
    case 'update':
      return step.side === 'left' ? [step.uid, step.from] : [step.from, step.uid];
    case 'create':
      return step.from;
    default:
      return undefined;
  }
}

function plannedUids({ atHand }: Carrying): Set<string> {
  const { changed } = atHand;
  return changed ? new Set([...(changed.left ?? []), ...(changed.right ?? [])]) : new Set(atHand.rows.keys());
}

function decisionsOf({ plan, atHand }: Carrying, later: ReadonlySet<string>): NewDecision[] {
  const changes = (side: Side) => new Map(atHand[side].map(({ uid, changedAt }) => [uid, changedAt]));
  const known = { left: changes('left'), right: changes('right') };
  const timesOf = (side: Side, uid: string) => {
    const changedAt = known[side].get(uid);
    return changedAt && { [side]: changedAt };
  };
  return plan.steps.flatMap((step): NewDecision[] => {
    if (step.kind === 'question') return [{ kind: 'question', question: step.question }];
    if (step.kind !== 'conflict' || later.has(step.left) || later.has(step.right)) return [];
    const { left, right, fields } = step;
    const times = { ...timesOf('left', left), ...timesOf('right', right) };
    return [{ kind: 'conflict', table: 'contacts', left, right, contactUid: left, fields, times }];
  });
}
