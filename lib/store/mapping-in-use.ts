// The mapping between HighLevel and a partner as it works today: the stored rules, or the usual ones, over the fields that both sides have.
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { customRef, type Field, type Tools } from '@/lib/domain/mapping/field';
import { type LiveMapping, liveMapping } from '@/lib/domain/mapping/live-mapping';
import { type Mapping, type PairName, pairNames, pairs, type Side } from '@/lib/domain/mapping/mapping';
import type { CustomField } from '@/lib/domain/reference';
import type { Database } from './database';
import { referenceItems } from './panel-queries';
import type { Store } from './records';
import type { ContactRow } from './rows';
import { stampFields } from './stamps';

/** Which mapping serves records like this one of a partner. */
export function pairNameOf({ account, kind }: Pick<ContactRow, 'account' | 'kind'>): PairName {
  const [system] = account.split(':');
  const fitting = pairNames.filter((name) => pairs[name].right === system);
  return fitting.find((name) => pairs[name].kind === kind) ?? fitting[0] ?? 'highlevel-localiq';
}

/** The rules of a pair as they are stored; the usual ones until somebody changed them. */
export async function mappingOf(db: Database, name: PairName): Promise<Mapping> {
  return (await db.mappings.get(name)) ?? defaultMapping(name);
}

/** Every field that the connected accounts of a pair have today, custom ones included. */
export async function mappableFields(db: Database, name: PairName): Promise<Record<Side, Field[]>> {
  const pair = pairs[name];
  const fieldsOf = async (side: Side) => {
    const account = (await db.connections.get(pair[side]))?.account;
    return contactFields(pair, side, account && (await referenceItems(db, account, 'customFields')));
  };
  const [left, right] = await Promise.all([fieldsOf('left'), fieldsOf('right')]);
  const sync = await db.syncs.get(pair.right);
  const stamps = sync?.isStamping ? await stampFields(db, sync) : {};
  return { left: left.map((field) => reserved(field, stamps.left)), right: right.map((field) => reserved(field, stamps.right)) };
}

/** A field in which Lockstep keeps the other's id is written by no rule. */
function reserved(field: Field, stamp: CustomField | undefined): Field {
  const isStamp = stamp !== undefined && field.ref === customRef(stamp.id);
  return isStamp ? { ...field, write: 'never', route: 'Lockstep keeps the link to the other system there.', isReserved: true } : field;
}

/** The mapping of a pair, set to work for the connected accounts. */
export async function mappingInUse({ db, toE164 }: Store, name: PairName): Promise<LiveMapping> {
  const [mapping, fields, left] = await Promise.all([mappingOf(db, name), mappableFields(db, name), db.connections.get(pairs[name].left)]);
  const tools: Tools = { toE164, zone: left?.timezone ?? '' };
  return liveMapping(mapping, fields, tools);
}
