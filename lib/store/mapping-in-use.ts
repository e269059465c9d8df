// The mapping between HighLevel and a partner as it works today: the stored rules, or the usual ones, over the fields that both sides have.
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import type { Tools } from '@/lib/domain/mapping/field';
import { type LiveMapping, liveMapping } from '@/lib/domain/mapping/live-mapping';
import { type PairName, pairNames, pairs } from '@/lib/domain/mapping/mapping';
import { referenceItems } from './panel-queries';
import type { Store } from './records';
import type { ContactRow } from './rows';

/** Which mapping serves records like this one of a partner. */
export function pairNameOf({ account, kind }: Pick<ContactRow, 'account' | 'kind'>): PairName {
  const [system] = account.split(':');
  const fitting = pairNames.filter((name) => pairs[name].right === system);
  return fitting.find((name) => pairs[name].kind === kind) ?? fitting[0] ?? 'highlevel-localiq';
}

/** The mapping of a pair, set to work for the connected accounts. */
export async function mappingInUse({ db, toE164 }: Store, name: PairName): Promise<LiveMapping> {
  const pair = pairs[name];
  const [stored, left, right] = await Promise.all([db.mappings.get(name), db.connections.get(pair.left), db.connections.get(pair.right)]);
  const fieldsOf = async (account: ContactRow['account'] | undefined) =>
    account ? await referenceItems(db, account, 'customFields') : undefined;
  const [leftFields, rightFields] = await Promise.all([fieldsOf(left?.account), fieldsOf(right?.account)]);
  const tools: Tools = { toE164, zone: left?.timezone ?? '' };
  const fields = { left: contactFields(pair, 'left', leftFields), right: contactFields(pair, 'right', rightFields) };
  return liveMapping(stored ?? defaultMapping(name), fields, tools);
}
